//! Azure Container Apps, an environment of the Consumption-only kind: no routes of one's own, no NAT gateway.

use super::{Delegation, Egress, Flow, Needs, Peer, Size, Table, Writes};
use crate::design::Workload;

pub(super) const NEEDS: Needs = Needs {
    workload: Workload::ContainerAppsConsumption,
    name: "Azure Container Apps, Consumption only",
    flows: &[Flow::any(Peer::ToWorkloads(&[Workload::ContainerAppsConsumption]), "infrastructure and replicas reach each other")],
    // "User Defined Routes (UDR) and controlled egress through NAT Gateway are supported only in a workload profiles environment."
    table: Table::Unsupported,
    security_group: false,
    delegation: Delegation::Refused,
    // "The Container Apps runtime reserves a minimum of 60 IPs for infrastructure in your VNet."
    size: Size { smallest: 23, recommended: 23, addresses: 60 },
    dedicated: true,
    one_in_network: false,
    writes: Writes::NOTHING,
    egress: Egress::Own,
    source: "Microsoft Learn, \"Configuring virtual networks Azure Container Apps environments\" (2025-05-01) and \"Using Azure Firewall with Azure \
             Container Apps\" (2025-04-03)",
};
