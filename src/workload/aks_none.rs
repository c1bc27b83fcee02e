//! AKS with outbound type `none`: AKS makes no egress and asks for none, for clusters that are isolated from the network.
//!
//! Specification 12.2 and 12.4.

use super::aks::{CLUSTER, INTERNAL};
use super::{Egress, Needs};
use crate::design::Workload;

pub(super) const NEEDS: Needs = Needs {
    workload: Workload::AksNone,
    name: "AKS with outbound type none",
    flows: &[INTERNAL],
    egress: Egress::Subnet,
    source: "Microsoft Learn, \"Customize cluster egress with outbound types in Azure Kubernetes Service (AKS)\"",
    ..CLUSTER
};
