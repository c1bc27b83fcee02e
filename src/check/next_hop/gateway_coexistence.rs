//! `next-hop-gateway-coexistence`: a route leads to a virtual network gateway, and there is one of each kind.
//!
//! # What it checks
//! No network with both a VPN and an ExpressRoute gateway has a subnet whose table has a route to `VirtualNetworkGateway`.
//!
//! # Why it matters
//! Such a route does not say which gateway it means, and Azure does not support it where both coexist.
//!
//! # Fix
//! Remove the route and let the prefixes be learned, with propagation left on.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing": no virtual network gateway as next hop where VPN and ExpressRoute
//! connections coexist.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::each_to_gateway;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("next-hop-gateway-coexistence", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    each_to_gateway(design, |served| served.express_route && served.vpn, &mut |_, route, vnet| {
        let message = format!("route `{}` does not say which of the two gateways of `{}` it leads to", route.name, design[vnet].name);
        found.push(
            rule.report(route.at.field("nextHopType"), message)
                .related(design[vnet].at.pointer())
                .hint("remove the route and let the prefixes be learned"),
        );
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, network};

    fn design(hop: &str, second: &str) -> String {
        let subnets = r#"{ "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "rt" }, { "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27" }"#;
        network(
            subnets,
            &format!(
                r#""routeTables": [{{ "name": "rt", "routes": [{{ "name": "r", "addressPrefix": "192.168.0.0/16", "nextHopType": "{hop}" }}] }}],
                   "virtualNetworkGateways": [{{ "name": "gw", "type": "Vpn", "virtualNetwork": "vnet" }}{second}]"#
            ),
        )
    }

    const EXPRESS_ROUTE: &str = r#", { "name": "er", "type": "ExpressRoute", "virtualNetwork": "vnet" }"#;

    #[test]
    fn a_route_to_one_of_two_gateways_is_reported() {
        assert_eq!(
            findings(&RULE, &design("VirtualNetworkGateway", EXPRESS_ROUTE)),
            ["/routeTables/0/routes/0/nextHopType: route `r` does not say which of the two gateways of `vnet` it leads to"],
        );
    }

    #[test]
    fn one_gateway_is_silent() {
        assert!(findings(&RULE, &design("VirtualNetworkGateway", "")).is_empty());
    }

    #[test]
    fn other_next_hops_may_stand_beside_two_gateways() {
        assert!(findings(&RULE, &design("Internet", EXPRESS_ROUTE)).is_empty());
    }
}
