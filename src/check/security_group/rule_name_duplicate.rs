//! `security-rule-name-duplicate`: two security rules of one group have the same name.
//!
//! # What it checks
//! The names of a group's rules differ by more than case.
//!
//! # Why it matters
//! A rule's name is its identity in Azure: of two rules with one name, one replaces the other or the write is refused.
//!
//! # Fix
//! Rename one of the two. The fix adds a number.
//!
//! # Source
//! Microsoft Learn, "Network security groups", security rules: a name is unique in its group.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::{numbered, repeated_names};
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-name-duplicate", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for group in &design.network_security_groups {
        let rules = &group.security_rules;
        for (second, first) in repeated_names(rules.iter().map(|it| &it.name)) {
            let (Some(second), Some(first)) = (rules.get(second), rules.get(first)) else { continue };
            if found.is_full() {
                return;
            }
            let path = second.at.field("name");
            let message = format!("a second rule of `{}` is named `{}`", group.name, second.name);
            let finding = rule.report(path.clone(), message).related(first.at.field("name")).hint("rename one of the two");
            let free = numbered(&second.name, &|name| rules.iter().any(|it| it.name.is(name)));
            found.push(finding.replacing_some(path, free));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ANY, group};
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn the_second_holder_of_a_name_is_reported_and_renamed() {
        let document = group(&[(100, ANY), (200, ANY)]).replace("rule-1", "RULE-0");
        assert_eq!(findings(&RULE, &document), ["/networkSecurityGroups/0/securityRules/1/name: a second rule of `nsg` is named `RULE-0`"],);
        assert_eq!(after_fix(&RULE, &document)["networkSecurityGroups"][0]["securityRules"][1]["name"], "RULE-0-2");
    }

    #[test]
    fn different_names_are_silent() {
        assert!(findings(&RULE, &group(&[(100, ANY), (200, ANY)])).is_empty());
    }

    #[test]
    fn the_same_name_in_another_group_is_another_rule() {
        let one = group(&[(100, ANY)]);
        let both = one.replace("] }] }", "] }, { \"name\": \"other\", \"securityRules\": [] }] }");
        let both = both.replace(
            r#""securityRules": []"#,
            &format!(r#""securityRules": [{{ "name": "rule-0", "priority": 100, "access": "Deny", "protocol": "*", {ANY} }}]"#),
        );
        assert_ne!(both, one);
        assert!(findings(&RULE, &both).is_empty());
    }
}
