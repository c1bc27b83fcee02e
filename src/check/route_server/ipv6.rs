//! `bgp-ipv6`: an appliance tells a route server of IPv6 addresses.
//!
//! # What it checks
//! Neither the prefixes nor the next hops that a peer of a route server advertises are of IPv6.
//!
//! # Why it matters
//! Route servers speak IPv4 alone. Azure drops the route without a word, and packets take another way or none.
//!
//! # Fix
//! Write user-defined routes for IPv6. The fix does not advertise the route.
//!
//! # Source
//! Microsoft Learn, "Azure Route Server FAQ": no support for IPv6. Specification 2.8 and 11.6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{AnyAddress, AnyPrefix};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("bgp-ipv6", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for peer in design.route_servers.iter().flat_map(|server| &server.peers) {
        for route in &peer.advertises {
            let member = match &route.next_hop {
                _ if AnyPrefix::is_v6(&route.address_prefix) => "addressPrefix",
                Some(next_hop) if AnyAddress::is_v6(next_hop) => "nextHop",
                _ => continue,
            };
            let path = route.at.pointer();
            let message = format!("`{}` advertises {} by IPv6, and a route server takes none", peer.appliance.name, route.address_prefix);
            let finding = rule.report(format!("{path}/{member}"), message).hint("write a user-defined route instead");
            found.push(finding.removing(path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{document, peer};
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn a_prefix_of_ipv6_is_reported_and_taken_away() {
        let design = document(&peer("fd00:9::/48", ""), "", "");
        let expected =
            "/routeServers/0/peers/0/advertises/0/addressPrefix: `nva` advertises fd00:9::/48 by IPv6, and a route server takes none";
        assert_eq!(findings(&RULE, &design), [expected]);
        assert_eq!(after_fix(&RULE, &design)["routeServers"][0]["peers"][0]["advertises"], serde_json::json!([]));
    }

    #[test]
    fn a_next_hop_of_ipv6_is_reported() {
        let design = document(&peer("10.9.0.0/16", r#", "nextHop": "fd00::4""#), "", "");
        let expected = "/routeServers/0/peers/0/advertises/0/nextHop: `nva` advertises 10.9.0.0/16 by IPv6, and a route server takes none";
        assert_eq!(findings(&RULE, &design), [expected]);
    }

    #[test]
    fn a_peer_without_routes_is_silent() {
        assert!(findings(&RULE, &document(r#"{ "appliance": "nva" }"#, "", "")).is_empty());
    }

    #[test]
    fn a_route_of_ipv4_is_silent() {
        assert!(findings(&RULE, &document(&peer("10.9.0.0/16", r#", "nextHop": "10.0.2.4""#), "", "")).is_empty());
    }
}
