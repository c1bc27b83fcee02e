//! `bgp-route-count`: an appliance advertises more routes than Azure takes from one peer.
//!
//! # What it checks
//! A peer of a route server advertises at most 1,000 prefixes.
//!
//! # Why it matters
//! Beyond the limit Azure ends the BGP session, and with it go all of the appliance's routes.
//!
//! # Fix
//! Summarize the prefixes in the appliance.
//!
//! # Source
//! Microsoft Learn, "Azure Route Server FAQ", limits: routes that each BGP peer can advertise, 1,000. Specification 11.6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("bgp-route-count", Severity::Error, run);

const MOST: usize = 1_000;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let peers = design.route_servers.iter().flat_map(|server| &server.peers);
    for peer in peers.filter(|peer| peer.advertises.len() > MOST) {
        let message = format!("`{}` advertises {} routes; Azure takes {MOST} from a peer", peer.appliance.name, peer.advertises.len());
        found.push(rule.report(peer.at.field("advertises"), message).hint("summarize the prefixes in the appliance"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::document;
    use super::{MOST, RULE};
    use crate::check::testing::findings;

    fn design(routes: usize) -> String {
        let routes: Vec<String> =
            (0..routes).map(|i| format!(r#"{{ "addressPrefix": "172.{}.{}.0/24" }}"#, 16 + i / 256, i % 256)).collect();
        document(&format!(r#"{{ "appliance": "nva", "advertises": [{}] }}"#, routes.join(",")), "", "")
    }

    #[test]
    fn one_route_too_many_is_reported() {
        assert_eq!(
            findings(&RULE, &design(MOST + 1)),
            ["/routeServers/0/peers/0/advertises: `nva` advertises 1001 routes; Azure takes 1000 from a peer"]
        );
    }

    #[test]
    fn a_peer_without_routes_is_silent() {
        assert!(findings(&RULE, &design(0)).is_empty());
    }

    #[test]
    fn as_many_as_azure_takes_are_silent() {
        assert!(findings(&RULE, &design(MOST)).is_empty());
    }
}
