//! `virtual-hub-route-override-ignored`: a routing intent ignores `vnetLocalRouteOverrideCriteria`.
//!
//! # What it checks
//! A connection of a hub with a routing intent does not say Contains where a static route holds the address space of its network.
//!
//! # Why it matters
//! With a routing intent the addresses of the network are reached directly, as with Equal: past the appliance.
//!
//! # Fix
//! Say Equal, which is what happens. The fix does.
//!
//! # Source
//! Microsoft Learn, "Use routing intent with static routes", additional considerations; specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{AnyPrefix, Prefix};
use crate::design::LocalRouteOverride;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-route-override-ignored", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.hub_ids().filter(|id| design.private_policy(*id).is_some() || design.internet_policy(*id).is_some()) {
        let hub = &design[id];
        for connection in &hub.connections {
            let said = connection.vnet_local_route_override_criteria == Some(LocalRouteOverride::Contains);
            let Some(vnet) = connection.remote_virtual_network.vnet().filter(|_| said) else { continue };
            let holds = |prefix: &AnyPrefix| {
                prefix.of().is_some_and(|it: Prefix| design[vnet].prefixes().any(|space| it.covers(space) && it != space))
            };
            if connection.static_routes.iter().flat_map(|route| &route.address_prefixes).any(holds) {
                let at = connection.at.field("vnetLocalRouteOverrideCriteria");
                let message = format!(
                    "the routing intent of `{}` ignores Contains: what is in `{}` is reached directly",
                    hub.name, design[vnet].name
                );
                found.push(rule.report(at.clone(), message).related(hub.at.field("routingIntent")).replacing(at, "Equal"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{FIREWALL, fixed};
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    fn document(prefix: &str, criteria: &str) -> String {
        let route = format!(r#""addressPrefixes": ["{prefix}"], "nextHopIpAddress": "10.2.0.4""#);
        let document = fixed(&format!(r#", "vnetLocalRouteOverrideCriteria": "{criteria}""#), &route, "");
        document.replacen(r#", "appliances""#, &format!(r#"{FIREWALL}, "appliances""#), 1)
    }

    fn secured(document: &str) -> String {
        document.replace(r#""connections""#, r#""firewall": "fw", "routingIntent": { "private": "fw" }, "connections""#)
    }

    #[test]
    fn an_ignored_criterion_is_reported_and_written_as_it_counts() {
        let document = secured(&document("10.0.0.0/8", "Contains"));
        let expected = [
            "/virtualHubs/0/connections/1/vnetLocalRouteOverrideCriteria: the routing intent of `hub-1` ignores Contains: what is in `two` is reached directly",
        ];
        assert_eq!(findings(&RULE, &document), expected);
        assert_eq!(after_fix(&RULE, &document)["virtualHubs"][0]["connections"][1]["vnetLocalRouteOverrideCriteria"], "Equal");
    }

    #[test]
    fn equal_and_a_route_for_something_else_are_silent() {
        assert!(findings(&RULE, &secured(&document("10.0.0.0/8", "Equal"))).is_empty());
        assert!(findings(&RULE, &secured(&document("10.50.0.0/16", "Contains"))).is_empty());
    }

    #[test]
    fn a_hub_without_a_routing_intent_is_silent() {
        assert!(findings(&RULE, &document("10.0.0.0/8", "Contains")).is_empty());
    }
}
