//! `virtual-hub-ipv6`: a virtual hub is to have or to learn an IPv6 prefix.
//!
//! # What it checks
//! `addressPrefix`, what a hub learns, its static routes, and what appliances advertise to it are IPv4.
//!
//! # Why it matters
//! Virtual WAN carries IPv4 alone: the prefix is not routed.
//!
//! # Fix
//! Use IPv4, or leave the prefix out. The fix takes a learned prefix out.
//!
//! # Source
//! Microsoft Learn, "What is IPv6 for Azure Virtual Network?", limitations: no IPv6 in Virtual WAN; specification 2.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;

use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-ipv6", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let message = |prefix: &dyn std::fmt::Display| format!("{prefix} is an IPv6 prefix, and virtual hubs carry IPv4 alone");
    for hub in &design.virtual_hubs {
        if hub.address_prefix.is_v6() {
            found.push(rule.report(hub.at.field("addressPrefix"), message(&hub.address_prefix)));
        }
        for (index, learned) in hub.learns.placed().filter(|(_, learned)| learned.address_prefix.is_v6()) {
            let at = hub.at.field(&format!("learns/{index}"));
            found.push(rule.report(at.clone(), message(&learned.address_prefix)).removing(at));
        }
        for (at, prefix) in super::static_prefixes(hub).filter(|(_, prefix)| prefix.is_v6()) {
            found.push(rule.report(at, message(prefix)));
        }
        for route in hub.bgp_peers.iter().flat_map(|peer| &peer.advertises).filter(|route| route.address_prefix.is_v6()) {
            found.push(rule.report(route.at.field("addressPrefix"), message(&route.address_prefix)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::hubs;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    const LEARNED: &str = "/virtualHubs/0/learns/0: fd00::/8 is an IPv6 prefix, and virtual hubs carry IPv4 alone";

    #[test]
    fn a_learned_prefix_of_ipv6_is_reported_and_taken_out() {
        let document = hubs(r#", "learns": ["fd00::/8", "192.168.0.0/16"]"#, "");
        assert_eq!(findings(&RULE, &document), [LEARNED]);
        assert_eq!(after_fix(&RULE, &document)["virtualHubs"][0]["learns"], serde_json::json!(["192.168.0.0/16"]));
    }

    #[test]
    fn a_static_route_of_ipv6_is_reported() {
        let document =
            super::super::testing::fixed("", r#""addressPrefixes": ["10.50.0.0/16", "fd00::/8"], "nextHopIpAddress": "10.2.0.4""#, "");
        let expected =
            "/virtualHubs/0/connections/1/staticRoutes/0/addressPrefixes/1: fd00::/8 is an IPv6 prefix, and virtual hubs carry IPv4 alone";
        assert_eq!(findings(&RULE, &document), [expected]);
    }

    #[test]
    fn the_hubs_own_prefix_is_reported() {
        let document = hubs("", "").replace("10.100.0.0/23", "fd00:100::/64");
        let expected = ["/virtualHubs/0/addressPrefix: fd00:100::/64 is an IPv6 prefix, and virtual hubs carry IPv4 alone"];
        assert_eq!(findings(&RULE, &document), expected);
    }

    #[test]
    fn ipv4_is_silent() {
        assert!(findings(&RULE, &hubs(r#", "learns": ["192.168.0.0/16"]"#, "")).is_empty());
    }
}
