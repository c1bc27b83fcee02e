//! Compute of Azure Machine Learning without public IP addresses: nothing comes in, and nothing gets out by itself.
//!
//! Specification 12.1 and 12.4.

use super::{Delegation, Egress, Flow, NatGateway, Needs, Peer, Size, Table, Writes};
use crate::design::Workload;

/// What all compute sends, with public addresses or without.
pub(super) const OUTBOUND: [Flow; 10] = [
    Flow::tcp(Peer::To("AzureActiveDirectory"), &[(80, 80), (443, 443)], "authentication with Microsoft Entra ID"),
    Flow::tcp(Peer::To("AzureMachineLearning"), &[(443, 443), (8787, 8787), (18881, 18881)], "the services of Azure Machine Learning"),
    Flow::udp(Peer::To("AzureMachineLearning"), &[(5831, 5831)], "the services of Azure Machine Learning"),
    Flow::tcp(Peer::ToRegion("BatchNodeManagement"), &[(443, 443)], "Azure Batch, which manages the nodes"),
    Flow::tcp(Peer::To("AzureResourceManager"), &[(443, 443)], "creation of Azure resources"),
    Flow::tcp(Peer::ToRegion("Storage"), &[(443, 443)], "the workspace's storage account"),
    Flow::tcp(Peer::To("MicrosoftContainerRegistry"), &[(443, 443)], "Microsoft's images"),
    Flow::tcp(Peer::To("AzureFrontDoor.FirstParty"), &[(443, 443)], "the data of Microsoft's images"),
    Flow::tcp(Peer::To("AzureFrontDoor.Frontend"), &[(443, 443)], "the entry to Azure Machine Learning studio"),
    Flow::tcp(Peer::To("AzureMonitor"), &[(443, 443)], "logs and metrics"),
];

pub(super) const NEEDS: Needs = Needs {
    workload: Workload::AzureMachineLearningCompute,
    name: "Azure Machine Learning compute",
    flows: &OUTBOUND,
    table: Table::Optional,
    nat_gateway: NatGateway::Optional,
    security_group: false,
    delegation: Delegation::Refused,
    // One address a node or instance.
    size: Size { smallest: 29, recommended: 29, addresses: 1 },
    dedicated: false,
    one_in_network: false,
    writes: Writes::NOTHING,
    egress: Egress::Subnet,
    source: "Microsoft Learn, \"Configure inbound and outbound network traffic\" (Azure Machine Learning, 2026-03-19) and \"Secure an Azure \
             Machine Learning training environment with virtual networks\"",
};
