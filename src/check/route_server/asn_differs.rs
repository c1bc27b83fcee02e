//! `bgp-asn-differs`: an appliance advertises routes with different numbers of its own.
//!
//! # What it checks
//! All paths that one peer advertises begin with the same number.
//!
//! # Why it matters
//! A BGP connection has one number for the other side; with another one it does not come up.
//!
//! # Fix
//! Begin each path with the appliance's own number.
//!
//! # Source
//! Microsoft.Network/virtualHubs/bgpConnections: `peerAsn`; RFC 4271, 6.3: the first number of a path is the peer's.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("bgp-asn-differs", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for peer in design.route_servers.iter().flat_map(|server| &server.peers) {
        let mut numbers = peer.advertises.iter().filter_map(|route| Some((route, route.number()?)));
        let Some((_, first)) = numbers.next() else { continue };
        let Some((route, other)) = numbers.find(|(_, number)| *number != first) else { continue };
        let path = route.at.field("asPath/0");
        let message = format!("`{}` has the number {first}, and here {other}", peer.appliance.name);
        found.push(rule.report(path, message).related(peer.at.pointer()).hint("begin each path with the appliance's own number"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::document;
    use super::RULE;
    use crate::check::testing::findings;

    fn design(second: &str) -> String {
        document(
            &format!(
                r#"{{ "appliance": "nva", "advertises": [{{ "addressPrefix": "10.9.0.0/16", "asPath": [65010] }}, {{ "addressPrefix": "10.8.0.0/16"{second} }}] }}"#
            ),
            "",
            "",
        )
    }

    #[test]
    fn a_second_number_is_reported() {
        assert_eq!(
            findings(&RULE, &design(r#", "asPath": [65020, 65010]"#)),
            ["/routeServers/0/peers/0/advertises/1/asPath/0: `nva` has the number 65010, and here 65020"]
        );
    }

    #[test]
    fn a_path_that_is_not_written_is_silent() {
        assert!(findings(&RULE, &design("")).is_empty());
    }

    #[test]
    fn other_numbers_further_on_are_silent() {
        assert!(findings(&RULE, &design(r#", "asPath": [65010, 65020]"#)).is_empty());
    }
}
