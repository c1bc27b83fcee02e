//! `security-admin-rule-priority-range`: a security admin rule has a priority that is out of range.
//!
//! # What it checks
//! Priorities of security admin rules are from 1 to 4096.
//!
//! # Why it matters
//! Azure refuses the rule.
//!
//! # Fix
//! Choose a priority from 1 to 4096.
//!
//! # Source
//! Microsoft Learn, "Security admin rules in Azure Virtual Network Manager", required fields: priority.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-admin-rule-priority-range", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for admin in super::rules(design).iter().filter(|admin| !(1..=4096).contains(&admin.priority)) {
        let message = format!("priority {} of security admin rule `{}` is out of range", admin.priority, admin.name);
        found.push(rule.report(admin.at.field("priority"), message).hint("choose one from 1 to 4096"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::design;
    use super::RULE;
    use crate::check::testing::findings;

    fn with(priority: u32) -> String {
        design(&[&format!(r#""priority": {priority}, "appliesTo": ["one"]"#)], "")
    }

    #[test]
    fn priorities_outside_the_range_are_reported() {
        let path = "/networkManager/securityAdminRules/0/priority";
        assert_eq!(findings(&RULE, &with(0)), [format!("{path}: priority 0 of security admin rule `a0` is out of range")]);
        assert_eq!(findings(&RULE, &with(4097)).len(), 1);
    }

    #[test]
    fn ordinary_priorities_are_silent() {
        assert!(findings(&RULE, &with(50)).is_empty());
    }

    #[test]
    fn the_ends_of_the_range_are_in_it() {
        assert!(findings(&RULE, &with(1)).is_empty() && findings(&RULE, &with(4096)).is_empty());
    }
}
