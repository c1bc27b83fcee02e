//! `security-admin-rule-empty`: a security admin rule has an empty list, and so matches nothing.
//!
//! # What it checks
//! `sources`, `destinations`, `sourcePortRanges`, `destinationPortRanges` and `appliesTo` of a security admin rule are not empty.
//!
//! # Why it matters
//! The rule does nothing. Left out, the first four mean everything.
//!
//! # Fix
//! Name what is meant, or leave the list out. The fix leaves out a list that may be.
//!
//! # Source
//! Azure REST API reference, Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-admin-rule-empty", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for admin in super::rules(design) {
        let lists = [
            ("sources", admin.sources.is_empty()),
            ("destinations", admin.destinations.is_empty()),
            ("sourcePortRanges", admin.source_port_ranges.is_empty()),
            ("destinationPortRanges", admin.destination_port_ranges.is_empty()),
            ("appliesTo", admin.applies_to.is_empty()),
        ];
        for (list, _) in lists.iter().filter(|(_, empty)| *empty) {
            let path = admin.at.field(list);
            let finding = rule.report(path.clone(), format!("security admin rule `{}` matches nothing: `{list}` is empty", admin.name));
            found.push(match *list {
                "appliesTo" => finding.hint("name the virtual networks that the rule is for"),
                _ => finding.hint("leave the list out to match everything").removing(path),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::design;
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable};

    #[test]
    fn an_empty_list_is_reported_and_left_out() {
        let document = design(&[r#""appliesTo": ["one"], "sources": []"#], "");
        assert_eq!(
            findings(&RULE, &document),
            ["/networkManager/securityAdminRules/0/sources: security admin rule `a0` matches nothing: `sources` is empty"],
        );
        assert_eq!(after_fix(&RULE, &document)["networkManager"]["securityAdminRules"][0].get("sources"), None);
    }

    #[test]
    fn a_rule_for_no_network_is_for_people_to_complete() {
        let document = design(&[r#""appliesTo": []"#], "");
        assert_eq!(findings(&RULE, &document).len(), 1);
        assert!(!fixable(&RULE, &document));
    }

    #[test]
    fn lists_that_name_something_are_silent() {
        assert!(
            findings(&RULE, &design(&[r#""appliesTo": ["one"], "sources": ["Internet"], "destinationPortRanges": ["22"]"#], "")).is_empty()
        );
    }

    #[test]
    fn what_is_left_out_is_everything() {
        assert!(findings(&RULE, &design(&[r#""appliesTo": ["one"]"#], "")).is_empty());
    }
}
