//! AKS with kubenet: pods have addresses that only the cluster's own routes know, and AKS writes these routes.
//!
//! Specification 12.2 and 12.4.

use super::aks::CLUSTER;
use super::{Egress, Needs, Table};
use crate::design::Workload;

pub(super) const NEEDS: Needs = Needs {
    workload: Workload::AksKubenet,
    name: "AKS with kubenet",
    flows: &[],
    table: Table::Own,
    // Its nodes go out as the outbound type beside it says.
    egress: Egress::Subnet,
    source: "Microsoft Learn, \"Use kubenet networking with your own IP address ranges in Azure Kubernetes Service (AKS)\"",
    ..CLUSTER
};
