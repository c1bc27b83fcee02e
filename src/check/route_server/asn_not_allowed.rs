//! `bgp-asn-not-allowed`: an appliance advertises a route with a number that Azure does not take.
//!
//! # What it checks
//! The first number of an `asPath`, which is the appliance's own, is none of those that Azure and IANA reserve, and has 16 bits; and 65515,
//! Azure's own, stands nowhere in the path.
//!
//! # Why it matters
//! Azure refuses the BGP connection, or takes a path with its own number for a loop and drops the route without a word.
//!
//! # Fix
//! Give the appliance a private number from 64512 to 65514. The fix writes 65010 in the place of a number of its own that is not allowed.
//!
//! # Source
//! Microsoft Learn, "Azure Route Server FAQ": reserved are 8074, 8075, 12076, 65515, 65517 to 65520, and IANA's 23456, 64496 to 64511 and
//! 65535 to 65551; 32-bit numbers are not supported. RFC 4271, 9.1.2: loops. Specification 11.6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::gateway::asn_reserved::is_reserved;
use super::super::survey::Survey;
use crate::design::AZURE;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("bgp-asn-not-allowed", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for peer in design.route_servers.iter().flat_map(|server| &server.peers) {
        for route in &peer.advertises {
            let wrong = |(at, number): &(usize, &u32)| **number == AZURE || *at == 0 && is_refused(**number);
            let Some((at, number)) = route.as_path.placed().find(wrong) else { continue };
            let why = if *number == AZURE { "Azure's own" } else { "reserved, or has more than 16 bits" };
            let path = route.at.field(&format!("asPath/{at}"));
            let message = format!("`{}` advertises {} with {number}, which is {why}", peer.appliance.name, route.address_prefix);
            let finding = rule.report(path.clone(), message).hint("take a private number from 64512 to 65514");
            found.push(if at == 0 { finding.replacing(path, 65010u32) } else { finding });
        }
    }
}

/// Whether a peer cannot have the number: all that no gateway can have, Azure's own, and those of 32 bits.
fn is_refused(number: u32) -> bool {
    is_reserved(number) || number == AZURE || number > 65535
}

#[cfg(test)]
mod tests {
    use super::super::{document, peer};
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable};

    fn design(path: &str) -> String {
        document(&peer("10.9.0.0/16", &format!(r#", "asPath": {path}"#)), "", "")
    }

    #[test]
    fn numbers_of_others_and_loops_are_reported() {
        let own = design("[65515]");
        let expected = "/routeServers/0/peers/0/advertises/0/asPath/0: `nva` advertises 10.9.0.0/16 with 65515, which is Azure's own";
        assert_eq!(findings(&RULE, &own), [expected]);
        assert_eq!(after_fix(&RULE, &own)["routeServers"][0]["peers"][0]["advertises"][0]["asPath"][0], 65010);
        assert!(!fixable(&RULE, &design("[65010, 65515]")));
        for reserved in ["12076", "64500", "70000"] {
            assert_eq!(findings(&RULE, &design(&format!("[{reserved}]"))).len(), 1, "{reserved}");
        }
    }

    #[test]
    fn a_path_that_is_not_written_is_silent() {
        assert!(findings(&RULE, &document(&peer("10.9.0.0/16", ""), "", "")).is_empty());
    }

    #[test]
    fn the_numbers_beside_the_reserved_ones_are_silent() {
        assert!(findings(&RULE, &design("[65514, 65516, 12076]")).is_empty());
        assert!(findings(&RULE, &design("[65516]")).is_empty());
    }
}
