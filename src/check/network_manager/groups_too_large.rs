//! `connected-groups-too-large`: the connected groups together have more pairs of networks than are looked at.
//!
//! # What it checks
//! The squares of the sizes of all connected groups are no more than 2,500,000 together.
//!
//! # Why it matters
//! The groups from this one on are left out of the routes, and what is said about their networks may be wrong.
//!
//! # Fix
//! Split the design, or take out the groups that it does not need.
//!
//! # Source
//! A bound of this engine, above what Azure connects: 250 networks in a group by default.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("connected-groups-too-large", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let Some(manager) = &design.network_manager else { return };
    let taken = manager.groups_taken();
    if taken < manager.connected_groups.len() {
        let message = "this connected group and those behind it are left out: there are too many pairs of networks".to_owned();
        found.push(
            rule.report(manager.at.field(&format!("connectedGroups/{}", manager.connected_groups.index(taken))), message)
                .hint("split the design"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::design;
    use super::RULE;
    use crate::check::testing::findings;

    fn with(sizes: &[usize]) -> String {
        let groups: Vec<_> = sizes.iter().map(|size| serde_json::json!(vec!["one"; *size]).to_string()).collect();
        design(&format!(r#""connectedGroups": [{}]"#, groups.join(", ")))
    }

    #[test]
    fn groups_beyond_the_bound_are_reported() {
        assert_eq!(
            findings(&RULE, &with(&[1_500, 500, 1])),
            [
                "/networkManager/connectedGroups/2: this connected group and those behind it are left out: there are too many pairs of networks"
            ],
        );
    }

    #[test]
    fn groups_up_to_the_bound_are_silent() {
        assert!(findings(&RULE, &with(&[1_500, 500])).is_empty());
    }

    #[test]
    fn no_groups_are_silent() {
        assert!(findings(&RULE, &design("")).is_empty());
    }
}
