//! `security-rule-priority-range`: a security rule has a priority that is out of range.
//!
//! # What it checks
//! Priorities of security rules are from 100 to 4096.
//!
//! # Why it matters
//! Azure refuses the rule: the numbers below and above are its own.
//!
//! # Fix
//! Choose a priority from 100 to 4096 that no other rule of the direction has.
//!
//! # Source
//! Microsoft Learn, "Network security groups", security rules: priority.
//! Specification 9.2 and 13.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-priority-range", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for security_rule in design.network_security_groups.iter().flat_map(|group| &group.security_rules) {
        if !(100..=4096).contains(&security_rule.priority) {
            let message = format!("priority {} of rule `{}` is out of range", security_rule.priority, security_rule.name);
            found.push(rule.report(security_rule.at.field("priority"), message).hint("choose one from 100 to 4096"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ANY, group};
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn priorities_outside_the_range_are_reported() {
        assert_eq!(
            findings(&RULE, &group(&[(99, ANY), (4097, ANY)])),
            [
                "/networkSecurityGroups/0/securityRules/0/priority: priority 99 of rule `rule-0` is out of range",
                "/networkSecurityGroups/0/securityRules/1/priority: priority 4097 of rule `rule-1` is out of range",
            ],
        );
    }

    #[test]
    fn ordinary_priorities_are_silent() {
        assert!(findings(&RULE, &group(&[(200, ANY)])).is_empty());
    }

    #[test]
    fn the_ends_of_the_range_are_in_it() {
        assert!(findings(&RULE, &group(&[(100, ANY), (4096, ANY)])).is_empty());
    }
}
