//! `security-rule-mixed-families`: a security rule names IPv4 and IPv6 addresses.
//!
//! # What it checks
//! All addresses and prefixes of a security rule, those of the sources and those of the destinations, are of one family.
//!
//! # Why it matters
//! Azure does not take the two families together in one rule; one group may have rules of both.
//!
//! # Fix
//! Write one rule for each family.
//!
//! # Source
//! Microsoft Learn, "Overview of IPv6 for Azure Virtual Network", limitations: it isn't possible to combine an IPv4 subnet with an
//! IPv6 subnet in the same rule.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Ipv4, Ipv6};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-mixed-families", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for security_rule in design.network_security_groups.iter().flat_map(|group| &group.security_rules) {
        let sources = security_rule.source_address_prefix.iter().chain(&security_rule.source_address_prefixes);
        let destinations = security_rule.destination_address_prefix.iter().chain(&security_rule.destination_address_prefixes);
        let mut all = sources.chain(destinations);
        let v4 = all.clone().find(|it| it.prefix::<Ipv4>().is_some());
        let v6 = all.find(|it| it.prefix::<Ipv6>().is_some());
        if let (Some(v4), Some(v6)) = (v4, v6) {
            let message = format!("rule `{}` names {} and {}, which are of two families", security_rule.name, v4.0, v6.0);
            found.push(rule.report(security_rule.at.pointer(), message).hint("write one rule for each family"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::findings;

    fn design(source: &str, destination: &str) -> String {
        format!(
            r#"{{ "networkSecurityGroups": [{{ "name": "nsg", "securityRules": [{{ "name": "r", "priority": 100, "direction": "Inbound",
                 "access": "Allow", "protocol": "Tcp", "sourceAddressPrefixes": [{source}], "sourcePortRange": "*",
                 "destinationAddressPrefix": "{destination}", "destinationPortRange": "443" }}] }}] }}"#
        )
    }

    #[test]
    fn two_families_in_one_rule_are_reported() {
        let told = "/networkSecurityGroups/0/securityRules/0: rule `r` names 10.0.0.0/24 and fd00:20::/64, which are of two families";
        assert_eq!(findings(&RULE, &design(r#""10.0.0.0/24", "fd00:20::/64""#, "*")), [told]);
        assert_eq!(findings(&RULE, &design(r#""10.0.0.0/24""#, "fd00:20::4")).len(), 1, "sources and destinations too");
    }

    #[test]
    fn rules_of_one_family_each_in_one_group_are_silent() {
        let one = design(r#""10.0.0.0/24""#, "*");
        let rule = |text: &str| text.split_once("[{").and_then(|(_, rest)| rest.split_once("[{")).map(|(_, rest)| rest.to_owned());
        let (start, other) =
            (one.trim_end_matches("}] }] }"), rule(&design(r#""fd00:20::/64""#, "*")).unwrap().replace(r#""r""#, r#""s""#));
        assert!(findings(&RULE, &format!("{start}}}, {{{other}")).is_empty());
    }

    #[test]
    fn one_family_with_tags_is_silent() {
        assert!(findings(&RULE, &design(r#""fd00:20::/64", "fd00:20:0:1::4""#, "VirtualNetwork")).is_empty());
        assert!(findings(&RULE, &design(r#""10.0.0.0/24", "10.0.1.4""#, "10.0.2.0/24")).is_empty());
    }
}
