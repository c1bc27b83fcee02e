//! `gateways-without-transit`: in a landing zone, sites behind the two gateways of a network do not reach each other.
//!
//! # What it checks
//! In the profile `landing-zone`, a network with a VPN gateway and an ExpressRoute gateway that both have connections has a route server with
//! `branchToBranch`.
//!
//! # Why it matters
//! The two gateways exchange no routes by themselves: what is behind one does not know what is behind the other.
//!
//! # Fix
//! Put a route server into RouteServerSubnet, with `branchToBranch`. The fix switches it on where there is a route server already. Where the
//! sites are to be apart, suppress the finding.
//!
//! # Source
//! Microsoft Learn, "Azure Route Server support for ExpressRoute and Azure VPN"; Azure review checklists, D01.07. Specification 11.6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::{GatewayType, VnetId};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateways-without-transit", Severity::Info, run).in_landing_zones();

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for vnet in design.vnet_ids() {
        let connected = |kind: GatewayType, vnet: VnetId| {
            design.gateways_in(vnet).find(|id| design[*id].gateway_type == kind && !design[*id].connections.is_empty())
        };
        let (Some(vpn), Some(express_route)) = (connected(GatewayType::Vpn, vnet), connected(GatewayType::ExpressRoute, vnet)) else {
            continue;
        };
        let server = design.route_server_at(vnet).map(|server| &design[server]);
        if server.is_some_and(|server| server.branch_to_branch) {
            continue;
        }
        let message = format!(
            "sites behind `{}` and behind `{}` do not reach each other: no route server of `{}` passes routes on",
            design[vpn].name, design[express_route].name, design[vnet].name
        );
        let finding = rule.report(design[vpn].at.pointer(), message).related(design[express_route].at.pointer());
        let finding = finding.hint("put a route server with `branchToBranch` beside the gateways");
        found.push(match server {
            Some(server) => finding.related(server.at.pointer()).adding(server.at.field("branchToBranch"), true),
            None => finding,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, network};

    fn design(servers: &str, connections: &str) -> String {
        network(
            r#"{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/26" }, { "name": "RouteServerSubnet", "addressPrefix": "10.0.1.0/26" }"#,
            &format!(
                r#""options": {{ "profile": "landing-zone" }}, "onPremises": [{{ "name": "dc", "addressPrefixes": ["192.168.0.0/16"] }}],
                   "virtualNetworkGateways": [
                     {{ "name": "vpn", "type": "Vpn", "sku": "VpnGw1AZ", "activeActive": true, "virtualNetwork": "vnet", "connections": [{{ "to": "dc" }}] }},
                     {{ "name": "er", "type": "ExpressRoute", "virtualNetwork": "vnet", "connections": [{connections}] }}],
                   "routeServers": [{servers}]"#
            ),
        )
    }

    const SITE: &str = r#"{ "to": "dc" }"#;

    #[test]
    fn two_gateways_that_exchange_nothing_are_reported() {
        assert_eq!(
            findings(&RULE, &design("", SITE)),
            [
                "/virtualNetworkGateways/0: sites behind `vpn` and behind `er` do not reach each other: no route server of `vnet` passes routes on"
            ]
        );
        let server = design(r#"{ "name": "rs", "virtualNetwork": "vnet" }"#, SITE);
        assert_eq!(after_fix(&RULE, &server)["routeServers"][0]["branchToBranch"], true);
    }

    #[test]
    fn a_route_server_that_passes_routes_on_is_silent() {
        assert!(findings(&RULE, &design(r#"{ "name": "rs", "virtualNetwork": "vnet", "branchToBranch": true }"#, SITE)).is_empty());
    }

    #[test]
    fn a_gateway_without_connections_has_nobody_to_keep_apart() {
        assert!(findings(&RULE, &design("", "")).is_empty());
    }

    #[test]
    fn elsewhere_it_is_a_choice() {
        assert!(findings(&RULE, &design("", SITE).replace("landing-zone", "recommended")).is_empty());
    }
}
