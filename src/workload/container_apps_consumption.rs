//! Azure Container Apps, an environment of the Consumption-only kind: no routes of one's own, no NAT gateway.
//!
//! Specification 12.4.

use super::{Delegation, Egress, Flow, NatGateway, Needs, Peer, Size, Table, Writes};
use crate::design::Workload;

pub(super) const NEEDS: Needs = Needs {
    workload: Workload::ContainerAppsConsumption,
    name: "Azure Container Apps, Consumption only",
    flows: &[
        Flow::any(Peer::ToWorkloads(&[Workload::ContainerAppsConsumption]), "infrastructure and replicas reach each other"),
        Flow::tcp(Peer::FromLoadBalancer, &[(30000, 32676)], "the platform's load balancer probes the nodes"),
        Flow::udp(Peer::ToRegion("AzureCloud"), &[(1194, 1194)], "the nodes' connection with their control plane"),
        Flow::tcp(Peer::ToRegion("AzureCloud"), &[(9000, 9000)], "the nodes' connection with their control plane"),
        Flow::tcp(Peer::To("AzureMonitor"), &[(443, 443)], "logs and metrics"),
        Flow::tcp(Peer::To("AzureCloud"), &[(443, 443)], "what has a name and no tag"),
        Flow::tcp(Peer::ToInternet, &[(5671, 5672)], "the control plane of Container Apps"),
        Flow::udp(Peer::ToInternet, &[(123, 123)], "time"),
    ],
    // "User Defined Routes (UDR) and controlled egress through NAT Gateway are supported only in a workload profiles environment."
    table: Table::Unsupported,
    nat_gateway: NatGateway::Unsupported,
    security_group: false,
    delegation: Delegation::Refused,
    // "The Container Apps runtime reserves a minimum of 60 IPs for infrastructure in your VNet."
    size: Size { smallest: 23, recommended: 23, addresses: 60 },
    dedicated: true,
    one_in_network: false,
    writes: Writes::NOTHING,
    egress: Egress::Own,
    source: "Microsoft Learn, \"Configuring virtual networks Azure Container Apps environments\" (2025-05-01), \"Securing a custom VNET in Azure \
             Container Apps with Network Security Groups\" (2023-08-29), and \"Using Azure Firewall with Azure Container Apps\" (2025-04-03)",
};
