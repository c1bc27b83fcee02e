//! `security-rule-count`: a network security group has more rules than Azure allows.
//!
//! # What it checks
//! No group has more than 1,000 rules.
//!
//! # Why it matters
//! Azure refuses the group.
//!
//! # Fix
//! Put rules together: one rule takes lists of prefixes and of ports.
//!
//! # Source
//! Microsoft Learn, "Azure subscription and service limits", networking limits: rules per network security group. Specification 13.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-count", Severity::Error, run);

/// The limit, as of 2022-12.
const MOST: usize = 1_000;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for group in design.network_security_groups.iter().filter(|group| group.security_rules.len() > MOST) {
        let message = format!("security group `{}` has {} rules; Azure allows {MOST}", group.name, group.security_rules.len());
        found.push(rule.report(group.at.field("securityRules"), message).hint("one rule takes lists of prefixes and of ports"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ANY, group};
    use super::{MOST, RULE};
    use crate::check::testing::findings;

    fn design(count: u32) -> String {
        group(&(0..count).map(|i| (100 + i, ANY)).collect::<Vec<_>>())
    }

    #[test]
    fn one_too_many_is_reported() {
        assert_eq!(
            findings(&RULE, &design(MOST as u32 + 1)),
            ["/networkSecurityGroups/0/securityRules: security group `nsg` has 1001 rules; Azure allows 1000"],
        );
    }

    #[test]
    fn a_few_are_silent() {
        assert!(findings(&RULE, &design(3)).is_empty());
    }

    #[test]
    fn the_last_one_allowed_is_silent() {
        assert!(findings(&RULE, &design(MOST as u32)).is_empty());
    }
}
