//! `security-rule-udp-from-internet`: the whole Internet may send UDP.
//!
//! # What it checks
//! No inbound rule lets the whole Internet reach a port of UDP. What rules before it deny does not count. A rule for every
//! port of TCP too is another rule's.
//!
//! # Why it matters
//! Senders of UDP are easily forged: services that answer become part of attacks on others.
//!
//! # Fix
//! Name who may send. The fix lets only the network itself send.
//!
//! # Source
//! Checkov CKV_AZURE_77 ("Ensure that UDP Services are restricted from the Internet"); CIS Microsoft Azure Foundations Benchmark, 6.6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::exposed::report_udp;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-udp-from-internet", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    report_udp(rule, design, found);
}

#[cfg(test)]
mod tests {
    use super::super::exposed::testing::inbound;
    use super::RULE;
    use crate::check::testing::{findings, fixable};

    #[test]
    fn an_open_port_is_reported() {
        let document = inbound(&[("Allow", "Udp", "*", "53")]);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkSecurityGroups/0/securityRules/0: rule `rule-0` of `nsg` opens UDP port 53 to the whole Internet"]
        );
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn tcp_is_silent() {
        assert!(findings(&RULE, &inbound(&[("Allow", "Tcp", "*", "443")])).is_empty());
    }

    #[test]
    fn only_what_is_left_by_the_rules_before_counts() {
        assert!(findings(&RULE, &inbound(&[("Deny", "Udp", "*", "1-60"), ("Allow", "Udp", "*", "50-60")])).is_empty());
        assert_eq!(findings(&RULE, &inbound(&[("Deny", "Udp", "*", "1-60"), ("Allow", "Udp", "*", "50-61")])).len(), 1);
    }
}
