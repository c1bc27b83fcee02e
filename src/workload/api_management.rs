//! Azure API Management of a classic tier, injected into the network: the platform opens connections to it, also in internal mode.
//!
//! Specification 12.4.

use super::{Delegation, Egress, Flow, NatGateway, Needs, Peer, Size, Table, Way, Writes};
use crate::design::Workload;

pub(super) const NEEDS: Needs = Needs {
    workload: Workload::ApiManagement,
    name: "API Management",
    flows: &[
        Flow::tcp(Peer::From("ApiManagement"), &[(3443, 3443)], "the management endpoint for the portal and PowerShell").by(Way::Direct),
        Flow::tcp(Peer::FromLoadBalancer, &[(6390, 6390)], "the platform's load balancer probes the units"),
        Flow::tcp(Peer::To("Storage"), &[(443, 443)], "Azure Storage, on which the service depends"),
        Flow::tcp(Peer::To("Sql"), &[(1433, 1433)], "Azure SQL, on which the service depends"),
        Flow::tcp(Peer::To("AzureKeyVault"), &[(443, 443)], "Azure Key Vault, on which the service depends"),
        Flow::tcp(Peer::To("AzureMonitor"), &[(1886, 1886), (443, 443)], "logs, metrics, health and Application Insights"),
        Flow::tcp(Peer::ToInternet, &[(80, 80)], "validation of certificates"),
    ],
    table: Table::Optional,
    nat_gateway: NatGateway::Optional,
    // "A network security group is required to explicitly allow inbound connectivity."
    security_group: true,
    delegation: Delegation::Refused,
    // Two addresses a unit; internal mode takes one more for its load balancer.
    size: Size { smallest: 29, recommended: 29, addresses: 2 },
    dedicated: false,
    one_in_network: false,
    writes: Writes::NOTHING,
    egress: Egress::Own,
    source: "Microsoft Learn, \"Virtual network configuration reference: API Management\" (2025-06-17) and \"Network resource requirements for API \
             Management injection into a virtual network\" (2025-04-17)",
};
