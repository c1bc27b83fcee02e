//! AKS with outbound type `userDefinedRouting`: AKS makes no egress, and demands a default route to an appliance or a gateway.
//!
//! Specification 12.2 and 12.4.

use super::aks::{CLUSTER, DEFAULT, IDENTITY, INTERNAL, MANAGEMENT, REGISTRY, REGISTRY_DATA};
use super::{Egress, Needs, Table};
use crate::design::Workload;

pub(super) const NEEDS: Needs = Needs {
    workload: Workload::AksUserDefinedRouting,
    name: "AKS with outbound type userDefinedRouting",
    flows: &[DEFAULT, INTERNAL, REGISTRY, REGISTRY_DATA, MANAGEMENT, IDENTITY],
    table: Table::Required,
    egress: Egress::Subnet,
    source: "Microsoft Learn, \"Customize cluster egress with a user-defined routing table in Azure Kubernetes Service (AKS)\" and \
             \"Outbound network and FQDN rules for Azure Kubernetes Service (AKS) clusters\"",
    ..CLUSTER
};
