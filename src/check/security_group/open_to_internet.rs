//! `security-rule-open-to-internet`: a security rule lets the whole Internet in.
//!
//! # What it checks
//! No inbound rule lets the whole Internet reach every port of TCP. What rules before it deny does not count; a list of prefixes that
//! together are the Internet is the Internet.
//!
//! # Why it matters
//! Every machine of the subnet with a public way in is open on every port, whatever is started on it later.
//!
//! # Fix
//! Name who may send, and to which ports.
//!
//! # Source
//! PSRule for Azure, Azure.NSG.AnyInboundSource (AZR-000137); Trivy AZU-0047; Microsoft cloud security benchmark, NS-1.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::exposed::report_all;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-open-to-internet", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    report_all(rule, design, found);
}

#[cfg(test)]
mod tests {
    use super::super::exposed::testing::inbound;
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn a_rule_for_everything_is_reported() {
        assert_eq!(
            findings(&RULE, &inbound(&[("Allow", "*", "*", "*")])),
            ["/networkSecurityGroups/0/securityRules/0: rule `rule-0` of `nsg` lets the whole Internet in, on every port"]
        );
        assert_eq!(findings(&RULE, &inbound(&[("Allow", "Tcp", "Internet", "0-65535")])).len(), 1);
    }

    #[test]
    fn the_internet_in_two_halves_is_the_internet() {
        let halves = inbound(&[("Allow", "*", "HALVES", "*")])
            .replace(r#""sourceAddressPrefix": "HALVES""#, r#""sourceAddressPrefixes": ["0.0.0.0/1", "128.0.0.0/1"]"#);
        assert_eq!(findings(&RULE, &halves).len(), 1);
        assert!(findings(&RULE, &halves.replace(r#", "128.0.0.0/1""#, "")).is_empty());
    }

    #[test]
    fn a_rule_after_one_that_denies_opens_nothing() {
        assert!(findings(&RULE, &inbound(&[("Deny", "*", "Internet", "*"), ("Allow", "*", "*", "*")])).is_empty());
    }

    #[test]
    fn one_port_or_the_network_alone_are_silent() {
        assert!(findings(&RULE, &inbound(&[("Allow", "Tcp", "*", "443")])).is_empty());
        assert!(findings(&RULE, &inbound(&[("Allow", "*", "VirtualNetwork", "*")])).is_empty());
    }

    #[test]
    fn the_internet_of_ipv6_is_the_internet() {
        assert_eq!(findings(&RULE, &inbound(&[("Allow", "Tcp", "::/0", "*")])).len(), 1);
        assert_eq!(findings(&RULE, &inbound(&[("Allow", "Tcp", "2000::/3", "*")])).len(), 1);
        assert!(findings(&RULE, &inbound(&[("Allow", "Tcp", "2000::/4", "*")])).is_empty());
        assert!(findings(&RULE, &inbound(&[("Allow", "Tcp", "fd00::/8", "*")])).is_empty());
    }

    #[test]
    fn a_denial_of_one_family_leaves_the_other_open() {
        let behind = |denied: &str| {
            findings(&RULE, &inbound(&[("Deny", "*", "0.0.0.0/0", "*"), ("Deny", "*", denied, "*"), ("Allow", "*", "*", "*")]))
        };
        assert_eq!(
            behind("fd00::/8"),
            ["/networkSecurityGroups/0/securityRules/2: rule `rule-2` of `nsg` lets the whole Internet in over IPv6, on every port"]
        );
        assert!(behind("::/0").is_empty());
        let first = findings(&RULE, &inbound(&[("Deny", "*", "::/0", "*"), ("Allow", "*", "*", "*")]));
        assert_eq!(
            first,
            ["/networkSecurityGroups/0/securityRules/1: rule `rule-1` of `nsg` lets the whole Internet in over IPv4, on every port"]
        );
    }

    // No network and no rule of the group has IPv6: nobody asks for which family it is; and where both are open it is neither alone.
    #[test]
    fn the_family_is_said_where_one_of_two_is_open() {
        for rules in [&[("Allow", "*", "0.0.0.0/0", "*")][..], &[("Deny", "*", "fd00::/8", "*"), ("Allow", "*", "*", "*")]] {
            let found = findings(&RULE, &inbound(rules));
            assert!(matches!(found.as_slice(), [one] if one.contains("lets the whole Internet in, on every port")), "{found:?}");
        }
    }
}
