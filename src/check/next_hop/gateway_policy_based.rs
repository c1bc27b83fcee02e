//! `next-hop-gateway-policy-based`: a default route leads to a policy-based VPN gateway.
//!
//! # What it checks
//! A route for 0.0.0.0/0 to `VirtualNetworkGateway` leads to a VPN gateway whose `vpnType` is RouteBased.
//!
//! # Why it matters
//! Forced tunnelling needs a route-based gateway: a policy-based one carries only what its traffic selectors name.
//!
//! # Fix
//! Make the gateway RouteBased.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing": a VPN gateway as the next hop of 0.0.0.0/0 must be route-based.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Served, Survey, serving};
use super::each_to_gateway;
use crate::design::{GatewayId, GatewayType, VpnType};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("next-hop-gateway-policy-based", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let policy_based = |served: Served| served.vpn && !served.route_based && !served.express_route;
    each_to_gateway(design, policy_based, &mut |table, route, _| {
        if !route.address_prefix.is_default() {
            return;
        }
        let message = format!("default route `{}` leads to a policy-based VPN gateway", route.name);
        let mut finding = rule.report(route.at.field("nextHopType"), message).hint("make the gateway RouteBased");
        // The networks that share the table may have a gateway each.
        let mut mended: Vec<GatewayId> = Vec::new();
        for gateway in design.user_networks(table).iter().flat_map(|vnet| serving(design, *vnet)) {
            let policy_based = design[gateway].gateway_type == GatewayType::Vpn && design[gateway].vpn_type == VpnType::PolicyBased;
            if policy_based && !mended.contains(&gateway) {
                mended.push(gateway);
                let path = design[gateway].at.field("vpnType");
                finding = finding.related(path.clone()).replacing(path, VpnType::RouteBased.as_str());
            }
        }
        found.push(finding);
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, network};

    fn design(prefix: &str, vpn_type: &str) -> String {
        let subnets = r#"{ "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "rt" }, { "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27" }"#;
        network(
            subnets,
            &format!(
                r#""routeTables": [{{ "name": "rt", "routes": [{{ "name": "r", "addressPrefix": "{prefix}", "nextHopType": "VirtualNetworkGateway" }}] }}],
                   "virtualNetworkGateways": [{{ "name": "gw", "type": "Vpn", "vpnType": "{vpn_type}", "virtualNetwork": "vnet" }}]"#
            ),
        )
    }

    #[test]
    fn a_default_route_to_a_policy_based_gateway_is_reported() {
        let document = design("0.0.0.0/0", "PolicyBased");
        assert_eq!(
            findings(&RULE, &document),
            ["/routeTables/0/routes/0/nextHopType: default route `r` leads to a policy-based VPN gateway"],
        );
        assert_eq!(after_fix(&RULE, &document)["virtualNetworkGateways"][0]["vpnType"], "RouteBased");
    }

    #[test]
    fn a_route_based_gateway_is_silent() {
        assert!(findings(&RULE, &design("0.0.0.0/0", "RouteBased")).is_empty());
    }

    #[test]
    fn other_prefixes_may_lead_to_a_policy_based_gateway() {
        assert!(findings(&RULE, &design("192.168.0.0/16", "PolicyBased")).is_empty());
    }
}
