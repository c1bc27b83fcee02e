//! `virtual-hub-route-next-hop`: a static route of a virtual hub does not say where it leads.
//!
//! # What it checks
//! Every static route has either `nextHopIpAddress` or `nextHop`, and `nextHop` names one thing.
//!
//! # Why it matters
//! A static route is made of prefixes and one address: without it, nothing is sent anywhere.
//!
//! # Fix
//! Say the address of an appliance in the connected network, or name the appliance.
//!
//! # Source
//! Microsoft Learn, "About virtual hub routing": what a static route is made of; specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::static_routes;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-route-next-hop", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (_, route) in static_routes(design) {
        let named = |hop: &crate::design::NamedNextHop| {
            [hop.firewall.is_some(), hop.appliance.is_some(), hop.load_balancer.is_some()].into_iter().filter(|it| *it).count()
        };
        let name = &route.name;
        let message = match (&route.next_hop_ip_address, &route.next_hop) {
            (None, None) => format!("static route `{name}` has no next hop"),
            (Some(_), Some(_)) => format!("static route `{name}` has a next hop by address and one by name"),
            (None, Some(hop)) if named(hop) != 1 => format!("static route `{name}` names {} next hops", named(hop)),
            _ => continue,
        };
        found.push(rule.report(route.at.pointer(), message).hint("one of `nextHopIpAddress` and `nextHop`"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::fixed;
    use super::RULE;
    use crate::check::testing::findings;

    const AT: &str = "/virtualHubs/0/connections/1/staticRoutes/0";

    fn of(hop: &str) -> Vec<String> {
        findings(&RULE, &fixed("", &format!(r#""addressPrefixes": ["10.50.0.0/16"] {hop}"#), ""))
    }

    #[test]
    fn a_route_without_a_next_hop_is_reported() {
        assert_eq!(of(""), [format!("{AT}: static route `r0` has no next hop")]);
    }

    #[test]
    fn two_next_hops_are_reported() {
        let both = r#", "nextHopIpAddress": "10.2.0.4", "nextHop": { "appliance": "nva" }"#;
        assert_eq!(of(both), [format!("{AT}: static route `r0` has a next hop by address and one by name")]);
        assert_eq!(of(r#", "nextHop": {}"#), [format!("{AT}: static route `r0` names 0 next hops")]);
    }

    #[test]
    fn one_next_hop_is_silent() {
        assert!(of(r#", "nextHopIpAddress": "10.2.0.4""#).is_empty());
        assert!(of(r#", "nextHop": { "appliance": "nva" }"#).is_empty());
    }
}
