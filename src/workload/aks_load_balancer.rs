//! AKS with outbound type `loadBalancer`: egress over a load balancer and a public address that AKS makes.
//!
//! Specification 12.2 and 12.4.

use super::Needs;
use super::aks::CLUSTER;
use crate::design::Workload;

pub(super) const NEEDS: Needs = Needs {
    workload: Workload::AksLoadBalancer,
    name: "AKS with outbound type loadBalancer",
    source: "Microsoft Learn, \"Customize cluster egress with outbound types in Azure Kubernetes Service (AKS)\" and \"Outbound network and FQDN \
             rules for Azure Kubernetes Service (AKS) clusters\"",
    ..CLUSTER
};
