//! Rules about the connected groups and the routing rules of Azure Virtual Network Manager.

pub(super) mod group_network_twice;
pub(super) mod group_of_one;
pub(super) mod groups_too_large;
pub(super) mod routing_rule_conflict;
pub(super) mod routing_rule_empty;
pub(super) mod routing_rule_ignored;
pub(super) mod routing_rule_next_hop_address;
pub(super) mod routing_rule_propagation;
pub(super) mod routing_rule_route_count;
pub(super) mod routing_rule_table_shared;
pub(super) mod routing_rules_too_large;

use super::survey::Survey;
use crate::design::{Route, RoutingRule, SubnetId};

/// The subnets that get the route of a routing rule, ascending: those that it is for, and where the route goes into their tables all others
/// with these tables (specification 4.12).
fn reached(design: &Survey<'_>, rule: &RoutingRule) -> Vec<SubnetId> {
    let mut subnets = design.routing_rule_subnets(rule);
    if design.uses_existing_tables() {
        let mut tables: Vec<_> = subnets.iter().filter_map(|subnet| design.written_table_of(*subnet)).collect();
        tables.sort_unstable();
        tables.dedup();
        subnets.extend(tables.into_iter().flat_map(|table| design.users(table)));
        subnets.sort_unstable();
        subnets.dedup();
    }
    subnets
}

/// The route of the subnet's table with the destination of a rule: Azure ignores the rule there (specification 4.12).
fn existing<'d>(design: &'d Survey<'_>, rule: &RoutingRule, subnet: SubnetId) -> Option<&'d Route> {
    design[design.written_table_of(subnet)?].routes.iter().find(|route| route.address_prefix == rule.destination)
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
