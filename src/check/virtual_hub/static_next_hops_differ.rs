//! `virtual-hub-route-next-hops-differ`: static routes of one connection for public addresses have different next hops.
//!
//! # What it checks
//! Of one connection, the static routes for what is not inside 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16 have one next hop together.
//!
//! # Why it matters
//! Virtual WAN does not support another next hop beside it: where the packets go is not documented.
//!
//! # Fix
//! Give them the same next hop: a load balancer in front of the appliances.
//!
//! # Source
//! Microsoft Learn, "Static routes in Virtual WAN", best practices; "About virtual hub routing", additional considerations; specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::static_routes;
use crate::address::{AnyPrefix, Ipv4, Prefix};
use crate::design::PRIVATE_TRAFFIC;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-route-next-hops-differ", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let outside = |prefix: &AnyPrefix| prefix.of().is_some_and(|it: Prefix| !PRIVATE_TRAFFIC.iter().any(|block| block.covers(it)));
    // Of each connection the first such route, which the others are to agree with.
    let mut first = None;
    for (connection, route) in static_routes(design) {
        let (Some(hop), true) = (design.static_next_hop::<Ipv4>(route).0, route.address_prefixes.iter().any(outside)) else { continue };
        match &first {
            Some((at, before, name)) if *at == connection.at => {
                if *before != hop {
                    let message = format!("static route `{}` is for public addresses as `{name}` is, but has another next hop", route.name);
                    found.push(rule.report(route.at.pointer(), message).hint("a load balancer can stand in front of several appliances"));
                }
            }
            _ => first = Some((connection.at, hop, &route.name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::fixed;
    use super::RULE;
    use crate::check::testing::findings;

    fn of(first: &str, second: &str, hop: &str) -> Vec<String> {
        let second = format!(r#", {{ "name": "r1", "addressPrefixes": ["{second}"], "nextHopIpAddress": "{hop}" }}"#);
        findings(&RULE, &fixed("", &format!(r#""addressPrefixes": ["{first}"], "nextHopIpAddress": "10.2.0.4""#), &second))
    }

    #[test]
    fn another_next_hop_for_public_addresses_is_reported() {
        let expected =
            "/virtualHubs/0/connections/1/staticRoutes/1: static route `r1` is for public addresses as `r0` is, but has another next hop";
        assert_eq!(of("0.0.0.0/0", "40.0.0.0/16", "10.2.0.5"), [expected]);
    }

    #[test]
    fn the_same_next_hop_is_silent() {
        assert!(of("0.0.0.0/0", "40.0.0.0/16", "10.2.0.4").is_empty());
    }

    #[test]
    fn private_addresses_are_silent() {
        assert!(of("0.0.0.0/0", "10.50.0.0/16", "10.2.0.5").is_empty());
    }
}
