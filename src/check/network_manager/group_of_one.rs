//! `connected-group-of-one`: a connected group has no two networks.
//!
//! # What it checks
//! Each connected group names at least two virtual networks.
//!
//! # Why it matters
//! The group connects nothing.
//!
//! # Fix
//! Name the other networks, or remove the group.
//!
//! # Source
//! Microsoft Learn, "Connectivity configuration in Azure Virtual Network Manager", connected group; specification 3.7.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("connected-group-of-one", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let Some(manager) = &design.network_manager else { return };
    for (group, members) in manager.connected_groups.placed() {
        if members.len() < 2 {
            let finding =
                rule.report(manager.at.field(&format!("connectedGroups/{group}")), "the connected group connects nothing".to_owned());
            found.push(finding.hint("name at least two virtual networks"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::design;
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn a_group_of_one_network_is_reported() {
        let document = design(r#""connectedGroups": [["one", "two"], ["one"]]"#);
        assert_eq!(findings(&RULE, &document), ["/networkManager/connectedGroups/1: the connected group connects nothing"]);
    }

    #[test]
    fn two_networks_and_no_groups_are_silent() {
        assert!(findings(&RULE, &design(r#""connectedGroups": [["one", "two"]]"#)).is_empty());
        assert!(findings(&RULE, &design("")).is_empty());
    }

    #[test]
    fn an_empty_group_connects_nothing_either() {
        assert_eq!(findings(&RULE, &design(r#""connectedGroups": [[]]"#)).len(), 1);
    }
}
