//! `security-rule-address-count`: a side of a security rule has more addresses than Azure allows.
//!
//! # What it checks
//! No side of a rule of a network security group has more than 4,000 addresses and prefixes.
//!
//! # Why it matters
//! Azure refuses the rule.
//!
//! # Fix
//! Put neighbouring prefixes together, or write several rules.
//!
//! # Source
//! Microsoft Learn, "Azure subscription and service limits", networking limits: IP addresses and ranges of the source or destination of a security
//! rule. Specification 13.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-address-count", Severity::Error, run);

/// The limit, as of 2022-12.
const MOST: usize = 4_000;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for security_rule in design.network_security_groups.iter().flat_map(|group| &group.security_rules) {
        let sides = [
            ("sourceAddressPrefixes", security_rule.source_address_prefixes.len()),
            ("destinationAddressPrefixes", security_rule.destination_address_prefixes.len()),
        ];
        for (field, count) in sides.into_iter().filter(|(_, count)| *count > MOST) {
            let message = format!("rule `{}` has {count} addresses and prefixes on one side; Azure allows {MOST}", security_rule.name);
            found.push(
                rule.report(security_rule.at.field(field), message).hint("put neighbouring prefixes together, or write several rules"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ANY, group};
    use super::RULE;
    use crate::check::testing::findings;

    fn design(count: u32) -> String {
        let addresses: Vec<String> = (0..count).map(|i| format!(r#""10.0.{}.{}""#, i / 256, i % 256)).collect();
        let list = format!(r#""destinationAddressPrefixes": [{}]"#, addresses.join(","));
        group(&[(100, &ANY.replace(r#""destinationAddressPrefix": "*""#, &list))])
    }

    #[test]
    fn one_too_many_is_reported() {
        let place = "/networkSecurityGroups/0/securityRules/0/destinationAddressPrefixes";
        let expected = format!("{place}: rule `rule-0` has 4001 addresses and prefixes on one side; Azure allows 4000");
        assert_eq!(findings(&RULE, &design(4_001)), [expected]);
    }

    #[test]
    fn the_last_one_allowed_is_silent() {
        assert!(findings(&RULE, &design(4_000)).is_empty());
    }

    #[test]
    fn a_few_are_silent() {
        assert!(findings(&RULE, &design(3)).is_empty());
    }
}
