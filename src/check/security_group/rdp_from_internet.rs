//! `security-rule-rdp-from-internet`: the whole Internet may open remote desktops.
//!
//! # What it checks
//! No inbound rule lets the whole Internet reach TCP port 3389. What rules before it deny does not count. A rule for
//! every port is another rule's.
//!
//! # Why it matters
//! Machines with an open port 3389 are tried by everybody, day and night.
//!
//! # Fix
//! Reach machines through Azure Bastion, a VPN, or from the addresses of the administrators. The fix lets only the network itself send.
//!
//! # Source
//! Checkov CKV_AZURE_9; Trivy AZU-0048; Microsoft cloud security benchmark, NS-1.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::exposed::report_ports;
use crate::design::SecurityProtocol;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-rdp-from-internet", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    report_ports(rule, design, &[(SecurityProtocol::Tcp, 3389, "remote desktops")], found);
}

#[cfg(test)]
mod tests {
    use super::super::exposed::testing::inbound;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn the_open_port_is_reported_and_closed() {
        let document = inbound(&[("Allow", "Tcp", "Internet", "3389")]);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkSecurityGroups/0/securityRules/0: rule `rule-0` of `nsg` opens remote desktops, port 3389, to the whole Internet"]
        );
        assert_eq!(after_fix(&RULE, &document)["networkSecurityGroups"][0]["securityRules"][0]["sourceAddressPrefix"], "VirtualNetwork");
    }

    #[test]
    fn each_rule_that_opens_a_range_with_the_port_is_reported() {
        let document = inbound(&[("Deny", "Udp", "*", "*"), ("Allow", "*", "*", "3000-4000"), ("Allow", "Tcp", "*", "3389")]);
        let found = findings(&RULE, &document);
        assert!(found.len() == 2 && found[0].contains("rule-1"), "{found:?}");
    }

    #[test]
    fn the_same_port_for_one_sender_or_after_a_denial_is_silent() {
        assert!(findings(&RULE, &inbound(&[("Allow", "Tcp", "203.0.113.7", "3389")])).is_empty());
        assert!(findings(&RULE, &inbound(&[("Deny", "*", "*", "3389"), ("Allow", "Tcp", "*", "3000-4000")])).is_empty());
    }

    #[test]
    fn the_port_beside_it_is_silent() {
        assert!(findings(&RULE, &inbound(&[("Allow", "Tcp", "*", "3390")])).is_empty());
    }
}
