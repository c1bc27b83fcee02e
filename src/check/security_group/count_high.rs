//! `security-rule-count-high`: a network security group has nearly as many rules as Azure allows.
//!
//! # What it checks
//! No group has more than 900 of the 1,000 rules that Azure allows. More than all of them are another rule's.
//!
//! # Why it matters
//! The next change may not fit, and a group of that size is read by nobody.
//!
//! # Fix
//! One rule takes lists of prefixes and of ports; service tags and application security groups stand for many addresses.
//!
//! # Source
//! Azure review checklists, D09.07 (the limit of 1,000 rules, warned of at 900); Microsoft Learn, "Azure subscription and service limits".
//! Specification 13.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-count-high", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for group in &design.network_security_groups {
        let count = group.security_rules.len();
        if (901..=1_000).contains(&count) {
            let message = format!("security group `{}` has {count} of 1000 rules", group.name);
            found.push(rule.report(group.at.field("securityRules"), message).hint("one rule takes lists of prefixes and of ports"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::group;
    use super::RULE;
    use crate::check::testing::findings;

    /// Rules that match different ports.
    fn design(count: u32) -> String {
        let rule = |i: u32| {
            let members = format!(
                r#""direction": "Inbound", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "{i}""#
            );
            (100 + i, members)
        };
        let rules: Vec<_> = (0..count).map(rule).collect();
        group(&rules.iter().map(|(priority, members)| (*priority, members.as_str())).collect::<Vec<_>>())
    }

    #[test]
    fn nearly_all_are_reported() {
        assert_eq!(findings(&RULE, &design(901)), ["/networkSecurityGroups/0/securityRules: security group `nsg` has 901 of 1000 rules"]);
    }

    #[test]
    fn nine_hundred_are_silent() {
        assert!(findings(&RULE, &design(900)).is_empty());
    }

    #[test]
    fn too_many_are_another_rule_s() {
        assert!(findings(&RULE, &design(1_001)).is_empty());
    }
}
