//! `next-hop-gateway-missing`: a route leads to a virtual network gateway, and there is none.
//!
//! # What it checks
//! Every network with a subnet whose table has a route to `VirtualNetworkGateway` has a gateway, or uses that of a peer.
//!
//! # Why it matters
//! Azure accepts the route and drops what it matches.
//!
//! # Fix
//! Add a VPN gateway, or let the network use its hub's: `gatewayTransit` of the peering.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing", virtual network gateway; "Diagnose a virtual machine routing problem": the
//! next hop is shown as None.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Served, Survey};
use super::each_to_gateway;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("next-hop-gateway-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    // A peer that has no gateway to use is reported at the peering.
    let none = |served: Served| !served.vpn && !served.express_route && !served.remote;
    each_to_gateway(design, none, &mut |_, route, vnet| {
        let message = format!("route `{}` leads to the virtual network gateway, and none serves `{}`", route.name, design[vnet].name);
        found.push(
            rule.report(route.at.field("nextHopType"), message)
                .related(design[vnet].at.pointer())
                .hint("add a VPN gateway, or use that of a peer with `gatewayTransit`"),
        );
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet, vpn};

    fn design(rest: &str) -> String {
        let comma = if rest.is_empty() { "" } else { "," };
        let table = r#""routeTables": [{ "name": "rt", "routes": [{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualNetworkGateway" }] }]"#;
        subnet("app", "10.0.1.0/24", r#""routeTable": "rt""#, &format!("{table}{comma} {rest}"))
    }

    #[test]
    fn a_route_to_no_gateway_is_reported() {
        assert_eq!(
            findings(&RULE, &design("")),
            ["/routeTables/0/routes/0/nextHopType: route `r` leads to the virtual network gateway, and none serves `vnet`"],
        );
    }

    #[test]
    fn a_gateway_in_the_network_is_silent() {
        assert!(findings(&RULE, &design(&vpn("gw", "vnet"))).is_empty());
    }

    #[test]
    fn a_peer_whose_gateway_the_network_may_not_use_does_not_count_and_one_that_it_uses_does() {
        let hub = r#"{ "name": "hub", "addressSpace": ["10.5.0.0/16"], "subnets": [{ "name": "GatewaySubnet", "addressPrefix": "10.5.0.0/27" }] }"#;
        let peered = |transit: &str| {
            let rest = format!(r#"{}, "peerings": [{{ "between": ["vnet", "hub"]{transit} }}]"#, vpn("gw", "hub"));
            design(&rest).replace(r#""virtualNetworks": ["#, &format!(r#""virtualNetworks": [{hub}, "#))
        };
        assert_eq!(findings(&RULE, &peered("")).len(), 1);
        assert!(findings(&RULE, &peered(r#", "gatewayTransit": "hub""#)).is_empty());
    }
}
