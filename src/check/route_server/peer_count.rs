//! `route-server-peer-count`: a route server has more peers than Azure allows.
//!
//! # What it checks
//! A route server has at most 8 BGP peers.
//!
//! # Why it matters
//! Azure refuses the ninth.
//!
//! # Fix
//! Let a few appliances speak for the others, or put a second route server into another network.
//!
//! # Source
//! Microsoft Learn, "Azure Route Server FAQ", limits: 8 BGP peers. Specification 11.6 and 13.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("route-server-peer-count", Severity::Error, run);

const MOST: usize = 8;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for server in design.route_servers.iter().filter(|server| server.peers.len() > MOST) {
        let message = format!("route server `{}` has {} peers; Azure allows {MOST}", server.name, server.peers.len());
        found.push(rule.report(server.at.field("peers"), message).hint("let a few appliances speak for the others"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::document;
    use super::{MOST, RULE};
    use crate::check::testing::findings;

    fn design(peers: usize) -> String {
        document(&vec![r#"{ "appliance": "nva" }"#; peers].join(","), "", "")
    }

    #[test]
    fn a_ninth_peer_is_reported() {
        assert_eq!(findings(&RULE, &design(MOST + 1)), ["/routeServers/0/peers: route server `rs` has 9 peers; Azure allows 8"]);
    }

    #[test]
    fn a_route_server_without_peers_is_silent() {
        assert!(findings(&RULE, &design(0)).is_empty());
    }

    #[test]
    fn as_many_as_azure_allows_are_silent() {
        assert!(findings(&RULE, &design(MOST)).is_empty());
    }
}
