//! Azure Bastion. Its subnet's name, size and route table have rules of their own.
//!
//! Specification 12.4.

use super::{Delegation, Egress, Flow, NatGateway, Needs, Peer, Size, Table, Way, Writes};
use crate::design::Workload;

/// "If you choose to use an NSG with your Azure Bastion resource, you must create all of the following traffic rules."
pub(super) const NEEDS: Needs = Needs {
    workload: Workload::Bastion,
    name: "Azure Bastion",
    flows: &[
        Flow::tcp(Peer::FromInternet, &[(443, 443)], "users").by(Way::Direct),
        Flow::tcp(Peer::From("GatewayManager"), &[(443, 443)], "the control plane").by(Way::Direct),
        Flow::tcp(Peer::FromLoadBalancer, &[(443, 443)], "the platform's load balancer probes the hosts"),
        Flow::tcp(Peer::FromVirtualNetwork, &[(8080, 8080), (5701, 5701)], "the hosts reach each other"),
        Flow::tcp(Peer::ToVirtualNetwork, &[(22, 22), (3389, 3389)], "SSH and RDP to the machines"),
        Flow::tcp(Peer::ToVirtualNetwork, &[(8080, 8080), (5701, 5701)], "the hosts reach each other"),
        Flow::tcp(Peer::To("AzureCloud"), &[(443, 443)], "diagnostics and metering").by(Way::Direct),
        Flow::tcp(Peer::ToInternet, &[(80, 80)], "sessions and the validation of certificates").by(Way::Direct),
    ],
    // The rule bastion-route-table says so with Azure's own error code.
    table: Table::Optional,
    nat_gateway: NatGateway::Optional,
    security_group: false,
    delegation: Delegation::Refused,
    size: Size { smallest: 26, recommended: 26, addresses: 2 },
    dedicated: true,
    one_in_network: true,
    writes: Writes::NOTHING,
    egress: Egress::Own,
    source: "Microsoft Learn, \"Configure NSG rules for Azure Bastion\" (2026-02-24) and \"About Azure Bastion configuration settings\"",
};
