//! Azure Application Gateway v2 with a public frontend.
//!
//! Specification 12.4.

use super::{Delegation, Egress, Flow, NatGateway, Needs, Peer, Size, Table, Way, Writes};
use crate::design::Workload;

/// A deployment with the feature EnableApplicationGatewayNetworkIsolation is freed of the flows; the design does not say that it has it.
pub(super) const NEEDS: Needs = Needs {
    workload: Workload::ApplicationGatewayV2,
    name: "Application Gateway v2",
    flows: &[
        Flow::tcp(Peer::From("GatewayManager"), &[(65200, 65535)], "the platform manages the gateway and asks for its health")
            .by(Way::Direct),
        Flow::any(Peer::FromLoadBalancer, "the platform's load balancer probes the instances"),
        // "Outbound Internet connectivity can't be blocked"; of ports the page names none: these are those of logs, metrics and CRLs.
        Flow::tcp(Peer::ToInternet, &[(80, 80), (443, 443)], "management, logs, metrics and certificate revocation lists").by(Way::Direct),
    ],
    table: Table::Optional,
    nat_gateway: NatGateway::Optional,
    security_group: false,
    delegation: Delegation::Possible("Microsoft.Network/applicationGateways"),
    // One address an instance; two instances are what a gateway has at least without autoscaling to zero.
    size: Size { smallest: 29, recommended: 24, addresses: 1 },
    dedicated: true,
    one_in_network: false,
    writes: Writes::NOTHING,
    egress: Egress::Own,
    source: "Microsoft Learn, \"Application Gateway infrastructure configuration\"",
};
