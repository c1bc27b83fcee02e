//! AKS with outbound type `userAssignedNATGateway`: egress over the NAT gateway that the subnet has before the cluster is made.
//!
//! Specification 12.2 and 12.4.

use super::aks::CLUSTER;
use super::{Egress, NatGateway, Needs};
use crate::design::Workload;

pub(super) const NEEDS: Needs = Needs {
    workload: Workload::AksNatGateway,
    name: "AKS with outbound type userAssignedNATGateway",
    nat_gateway: NatGateway::Required,
    egress: Egress::Subnet,
    source: "Microsoft Learn, \"Customize cluster egress with outbound types in Azure Kubernetes Service (AKS)\" and \"Outbound network and FQDN \
             rules for Azure Kubernetes Service (AKS) clusters\"",
    ..CLUSTER
};
