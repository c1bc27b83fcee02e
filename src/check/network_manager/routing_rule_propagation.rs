//! `routing-rule-propagation`: a routing rule keeps the routes of gateways away from subnets, and does not say so.
//!
//! # What it checks
//! A routing rule for a subnet that a gateway or a route server serves, and whose route table leaves propagation on, states
//! `disableBgpRoutePropagation`.
//!
//! # Why it matters
//! Other than in a route table, propagation is off where nothing is said: the subnet loses its way to every site.
//!
//! # Fix
//! State `disableBgpRoutePropagation`. The fix leaves propagation on, as it is without the rule.
//!
//! # Source
//! Azure REST API reference, Microsoft.Network/networkManagers/routingConfigurations/ruleCollections: `disableBgpRoutePropagation`;
//! hashicorp/terraform-provider-azurerm, azurerm_network_manager_routing_rule_collection. Specification 4.12, 5.1.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::reached;
use crate::design::SubnetId;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("routing-rule-propagation", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    if design.routing_rules_cut_short() {
        return;
    }
    let loses = |subnet: &SubnetId| {
        let served = design.gateways_serving(subnet.vnet).next().is_some() || design.route_servers_serving(subnet.vnet).next().is_some();
        served && !design.written_table_of(*subnet).is_some_and(|table| design[table].disable_bgp_route_propagation)
    };
    for routing in design.routing_rules().iter().filter(|routing| routing.disable_bgp_route_propagation.is_none()) {
        if let Some(subnet) = reached(design, routing).iter().find(|subnet| loses(subnet)) {
            let message = format!(
                "routing rule `{}` keeps the routes of gateways away from subnet `{}`, by default",
                routing.name,
                design.subnet_path(*subnet)
            );
            let finding = rule.report(routing.at.pointer(), message).hint("state `disableBgpRoutePropagation`");
            found.push(finding.adding(routing.at.field("disableBgpRoutePropagation"), false));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::design;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    fn with(setting: &str, place: &str) -> String {
        let rule =
            format!(r#"{{ "name": "u", "destination": "10.9.0.0/16", "nextHopType": "Internet"{setting}, "appliesTo": ["{place}"] }}"#);
        design(&format!(r#""routingRules": [{rule}]"#)).replacen(
            '{',
            r#"{ "virtualNetworkGateways": [{ "name": "gw", "type": "Vpn", "virtualNetwork": "two", "sku": "VpnGw1" }],"#,
            1,
        )
    }

    #[test]
    fn a_subnet_that_loses_learned_routes_is_reported() {
        let document = with("", "two");
        assert_eq!(
            findings(&RULE, &document),
            ["/networkManager/routingRules/0: routing rule `u` keeps the routes of gateways away from subnet `two/s`, by default"],
        );
        assert_eq!(after_fix(&RULE, &document)["networkManager"]["routingRules"][0]["disableBgpRoutePropagation"], false);
    }

    #[test]
    fn a_rule_that_says_so_is_silent() {
        assert!(findings(&RULE, &with(r#", "disableBgpRoutePropagation": true"#, "two")).is_empty());
        assert!(findings(&RULE, &with(r#", "disableBgpRoutePropagation": false"#, "two")).is_empty());
    }

    #[test]
    fn a_network_without_gateways_is_silent() {
        assert!(findings(&RULE, &with("", "one")).is_empty());
    }
}
