//! `firewall-nat-rule-address`: a NAT rule is for a public IP address that its firewall does not have.
//!
//! # What it checks
//! The `publicIpAddress` of a NAT rule is one of its firewall's `publicIpAddresses`.
//!
//! # Why it matters
//! Azure refuses the rule: its destination must be an address of the firewall. The analysis lets nothing in by it.
//!
//! # Fix
//! Give the firewall the address, or name one that it has.
//!
//! # Source
//! Microsoft Learn, "Filter inbound Internet traffic with Azure Firewall DNAT": the destination is the firewall's public address.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-nat-rule-address", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for firewall in &design.firewalls {
        for it in &firewall.nat_rules {
            let Some(public) = it.public().filter(|id| firewall.public_ip_addresses.iter().all(|own| own.public_ip() != Some(*id))) else {
                continue;
            };
            let message = format!("NAT rule `{}` is for `{}`, which `{}` does not have", it.name, design[public].name, firewall.name);
            let finding = rule.report(it.at.field("publicIpAddress"), message).related(design[public].at.pointer());
            found.push(finding.hint("give the firewall the address, or name one that it has"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::translating;
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn an_address_that_the_firewall_does_not_have_is_reported() {
        let document = translating(&[("*", "443", "10.0.1.4")]).replace(r#""publicIpAddress": "own""#, r#""publicIpAddress": "other""#);
        assert_eq!(
            findings(&RULE, &document),
            ["/firewalls/0/natRules/0/publicIpAddress: NAT rule `nat-0` is for `other`, which `fw` does not have"]
        );
    }

    #[test]
    fn an_address_of_the_firewall_is_silent() {
        assert!(findings(&RULE, &translating(&[("*", "443", "10.0.1.4")])).is_empty());
    }

    #[test]
    fn one_of_several_addresses_is_silent() {
        let document = translating(&[("*", "443", "10.0.1.4")]).replace(r#"["own"]"#, r#"["other", "OWN"]"#);
        assert!(findings(&RULE, &document).is_empty());
    }
}
