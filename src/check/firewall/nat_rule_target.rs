//! `firewall-nat-rule-target-unknown`: a NAT rule leads to an address that nothing in the design can have.
//!
//! # What it checks
//! The `translatedAddress` of a NAT rule is in a virtual network or at a site.
//!
//! # Why it matters
//! Azure accepts any address. What comes in is sent where nobody answers.
//!
//! # Fix
//! Write the private address of the machine that is meant.
//!
//! # Source
//! Microsoft Learn, "Filter inbound Internet traffic with Azure Firewall DNAT"; specification 11.13.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-nat-rule-target-unknown", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for it in design.firewalls.iter().flat_map(|firewall| &firewall.nat_rules) {
        let address = it.translated_address;
        let network = design.virtual_networks.iter().any(|network| network.contains(address));
        if !network && !design.on_premises.iter().any(|site| site.prefixes().any(|prefix| prefix.contains(address))) {
            let message = format!("NAT rule `{}` leads to {address}, which is in no virtual network and at no site", it.name);
            found.push(
                rule.report(it.at.field("translatedAddress"), message).hint("write the private address of the machine that is meant"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::translating;
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn an_address_of_nothing_is_reported() {
        assert_eq!(
            findings(&RULE, &translating(&[("*", "443", "10.9.1.4")])),
            [
                "/firewalls/0/natRules/0/translatedAddress: NAT rule `nat-0` leads to 10.9.1.4, which is in no virtual network and at no site"
            ]
        );
    }

    #[test]
    fn an_address_of_a_network_is_silent() {
        assert!(findings(&RULE, &translating(&[("*", "443", "10.0.1.4")])).is_empty());
    }

    #[test]
    fn an_address_at_a_site_is_silent() {
        let site = r#""onPremises": [{ "name": "dc", "addressPrefixes": ["10.9.0.0/16"] }], "firewalls""#;
        let document = translating(&[("*", "443", "10.9.1.4")]).replacen(r#""firewalls""#, site, 1);
        assert!(findings(&RULE, &document).is_empty());
    }
}
