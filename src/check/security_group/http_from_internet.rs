//! `security-rule-http-from-internet`: the whole Internet may send HTTP without encryption.
//!
//! # What it checks
//! No inbound rule lets the whole Internet reach TCP port 80. What rules before it deny does not count. A rule for
//! every port is another rule's.
//!
//! # Why it matters
//! What is sent over HTTP can be read and changed on its way; a web server that is meant is reached over 443, or through a gateway that redirects.
//!
//! # Fix
//! Serve over HTTPS, through Application Gateway or Front Door. The fix lets only the network itself send.
//!
//! # Source
//! Checkov CKV_AZURE_160 ("Ensure that HTTP (port 80) access is restricted from the internet").

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::exposed::report_ports;
use crate::design::SecurityProtocol;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-http-from-internet", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    report_ports(rule, design, &[(SecurityProtocol::Tcp, 80, "HTTP")], found);
}

#[cfg(test)]
mod tests {
    use super::super::exposed::testing::inbound;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn the_open_port_is_reported_and_closed() {
        let document = inbound(&[("Allow", "Tcp", "Internet", "80")]);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkSecurityGroups/0/securityRules/0: rule `rule-0` of `nsg` opens HTTP, port 80, to the whole Internet"]
        );
        assert_eq!(after_fix(&RULE, &document)["networkSecurityGroups"][0]["securityRules"][0]["sourceAddressPrefix"], "VirtualNetwork");
    }

    #[test]
    fn each_rule_that_opens_a_range_with_the_port_is_reported() {
        let document = inbound(&[("Deny", "Udp", "*", "*"), ("Allow", "*", "*", "79-90"), ("Allow", "Tcp", "*", "80")]);
        let found = findings(&RULE, &document);
        assert!(found.len() == 2 && found[0].contains("rule-1"), "{found:?}");
    }

    #[test]
    fn the_same_port_for_one_sender_or_after_a_denial_is_silent() {
        assert!(findings(&RULE, &inbound(&[("Allow", "Tcp", "203.0.113.7", "80")])).is_empty());
        assert!(findings(&RULE, &inbound(&[("Deny", "*", "*", "80"), ("Allow", "Tcp", "*", "79-90")])).is_empty());
    }

    #[test]
    fn the_port_beside_it_is_silent() {
        assert!(findings(&RULE, &inbound(&[("Allow", "Tcp", "*", "81")])).is_empty());
    }
}
