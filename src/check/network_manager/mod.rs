//! Rules about the connected groups and the routing rules of Azure Virtual Network Manager.

pub(super) mod group_network_twice;
pub(super) mod group_of_one;
pub(super) mod groups_too_large;
pub(super) mod routing_rule_conflict;
pub(super) mod routing_rule_empty;
pub(super) mod routing_rule_ignored;
pub(super) mod routing_rule_unsupported;

use super::survey::Survey;
use crate::design::{Design, Route, RoutingRule, SubnetId, VnetId};

/// More routing rules than this are not looked at: Azure allows 1,000 (specification 4.12).
const MOST: usize = 1_000;

/// The routing rules of a design.
fn rules(design: &Design) -> &[RoutingRule] {
    let rules = design.network_manager.as_ref().map_or(&[][..], |manager| &manager.routing_rules);
    rules.get(..MOST).unwrap_or(rules)
}

/// The subnets that a routing rule is for, ascending.
fn subnets(design: &Survey<'_>, rule: &RoutingRule) -> Vec<SubnetId> {
    let mut subnets = Vec::new();
    for place in &rule.applies_to {
        match (place.subnet(), place.index()) {
            (Some(subnet), _) => subnets.push(subnet),
            (None, Some(vnet)) => subnets.extend(design.subnets_of(VnetId(vnet))),
            (None, None) => {}
        }
    }
    subnets.sort_unstable();
    subnets.dedup();
    subnets
}

/// The route of the subnet's table with the destination of a rule: Azure ignores the rule there (specification 4.12).
fn existing<'d>(design: &'d Survey<'_>, rule: &RoutingRule, subnet: SubnetId) -> Option<&'d Route> {
    design[design.table_of(subnet)?].routes.iter().find(|route| route.address_prefix == rule.destination)
}

/// Whether two rules have one destination and different next hops.
fn conflict(one: &RoutingRule, other: &RoutingRule) -> bool {
    let same = one.next_hop_type == other.next_hop_type && one.next_hop_ip_address == other.next_hop_ip_address;
    one.destination == other.destination && !same
}

#[cfg(test)]
mod testing {
    /// A design with the networks `one` and `two`, the first with a route for 10.0.0.0/8, and a network manager with these members.
    pub(super) fn design(members: &str) -> String {
        let network = |name: &str, block: u8, table: &str| {
            format!(
                r#"{{ "name": "{name}", "addressSpace": ["10.{block}.0.0/16"], "subnets": [{{ "name": "s", "addressPrefix": "10.{block}.0.0/24"{table} }}] }}"#
            )
        };
        format!(
            r#"{{ "virtualNetworks": [{}, {}], "routeTables": [{{ "name": "rt", "routes": [
                {{ "name": "r", "addressPrefix": "10.0.0.0/8", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.1.0.4" }}] }}],
                "networkManager": {{ {members} }} }}"#,
            network("one", 1, r#", "routeTable": "rt""#),
            network("two", 2, "")
        )
    }

    /// The same with routing rules: destination, next hop type, and what they apply to.
    pub(super) fn with_rules(rules: &[(&str, &str, &str)]) -> String {
        let rule = |(i, (destination, next_hop, place)): (usize, &(&str, &str, &str))| {
            format!(r#"{{ "name": "u{i}", "destination": "{destination}", "nextHopType": "{next_hop}", "appliesTo": ["{place}"] }}"#)
        };
        let rules: Vec<_> = rules.iter().enumerate().map(rule).collect();
        design(&format!(r#""routingRules": [{}]"#, rules.join(", ")))
    }
}
