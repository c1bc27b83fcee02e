//! `next-hop-gateway-express-route`: a route leads to a virtual network gateway, and only an ExpressRoute gateway is there.
//!
//! # What it checks
//! Every network with a subnet whose table has a route to `VirtualNetworkGateway` is served by a VPN gateway, if by any.
//!
//! # Why it matters
//! A user-defined route cannot lead to an ExpressRoute gateway: its prefixes are learned over BGP. What the route matches is lost.
//!
//! # Fix
//! Remove the route and let the prefixes be learned, with propagation left on.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing": a virtual network gateway as next hop must be of type VPN.
//! Specification 11.5.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::each_to_gateway;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("next-hop-gateway-express-route", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    each_to_gateway(design, |served| served.express_route && !served.vpn, &mut |_, route, vnet| {
        let message = format!("route `{}` leads to a gateway, and only an ExpressRoute gateway serves `{}`", route.name, design[vnet].name);
        found.push(
            rule.report(route.at.field("nextHopType"), message)
                .related(design[vnet].at.pointer())
                .hint("remove the route; ExpressRoute prefixes are learned over BGP"),
        );
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, network, vpn};

    fn design(hop: &str, gateways: &str) -> String {
        let table = format!(
            r#""routeTables": [{{ "name": "rt", "routes": [{{ "name": "r", "addressPrefix": "192.168.0.0/16", "nextHopType": "{hop}" }}] }}]"#
        );
        let subnets = r#"{ "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "rt" }, { "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27" }"#;
        network(subnets, &format!("{table}, {gateways}"))
    }

    fn express_route() -> String {
        vpn("er", "vnet").replace("Vpn", "ExpressRoute")
    }

    #[test]
    fn a_route_to_an_express_route_gateway_is_reported() {
        assert_eq!(
            findings(&RULE, &design("VirtualNetworkGateway", &express_route())),
            ["/routeTables/0/routes/0/nextHopType: route `r` leads to a gateway, and only an ExpressRoute gateway serves `vnet`"],
        );
    }

    #[test]
    fn a_vpn_gateway_is_silent() {
        assert!(findings(&RULE, &design("VirtualNetworkGateway", &vpn("gw", "vnet"))).is_empty());
    }

    #[test]
    fn other_next_hops_may_stand_beside_express_route() {
        assert!(findings(&RULE, &design("None", &express_route())).is_empty());
    }
}
