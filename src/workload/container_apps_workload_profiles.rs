//! Azure Container Apps, an environment with workload profiles.
//!
//! Specification 12.4.

use super::{Delegation, Egress, Flow, NatGateway, Needs, Peer, Size, Table, Writes};
use crate::design::Workload;

pub(super) const NEEDS: Needs = Needs {
    workload: Workload::ContainerAppsWorkloadProfiles,
    name: "Azure Container Apps with workload profiles",
    flows: &[
        Flow::any(Peer::ToWorkloads(&[Workload::ContainerAppsWorkloadProfiles]), "nodes and replicas reach each other"),
        Flow::tcp(Peer::FromLoadBalancer, &[(30000, 32676)], "the platform's load balancer probes the nodes"),
        Flow::tcp(Peer::To("AzureMonitor"), &[(443, 443)], "logs and metrics"),
        Flow::tcp(Peer::To("MicrosoftContainerRegistry"), &[(443, 443)], "images of the environment itself: mcr.microsoft.com"),
        Flow::tcp(Peer::To("AzureFrontDoor.FirstParty"), &[(443, 443)], "the data of these images: *.data.mcr.microsoft.com"),
        Flow::tcp(Peer::To("AzureCloud"), &[(443, 443)], "what has a name and no tag"),
        Flow::udp(Peer::ToInternet, &[(123, 123)], "time"),
    ],
    table: Table::Optional,
    nat_gateway: NatGateway::Optional,
    security_group: false,
    delegation: Delegation::Required("Microsoft.App/environments"),
    // "Container Apps automatically reserves 12 IP addresses for integration with the subnet."
    size: Size { smallest: 27, recommended: 27, addresses: 12 },
    dedicated: true,
    one_in_network: false,
    writes: Writes::NOTHING,
    egress: Egress::Own,
    source: "Microsoft Learn, \"Configuring virtual networks Azure Container Apps environments\" (2025-05-01) and \"Securing a custom VNET in Azure \
             Container Apps with Network Security Groups\" (2023-08-29)",
};
