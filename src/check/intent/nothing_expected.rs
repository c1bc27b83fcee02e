//! `intent-without-expectation`: an intent expects nothing.
//!
//! # What it checks
//! Every intent has at least one of `delivered`, `answered`, `through`, `avoid` and `symmetric`.
//!
//! # Why it matters
//! It looks like a guarantee and is none: there is nothing to prove.
//!
//! # Fix
//! Write what the packets must or must not do.
//!
//! # Source
//! The design language: an intent names a class of packets and what is expected of it.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("intent-without-expectation", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for intent in &design.intents {
        let expects = [
            intent.delivered.is_some(),
            intent.answered.is_some(),
            intent.through.is_some(),
            intent.avoid.is_some(),
            intent.symmetric.is_some(),
        ];
        if !expects.contains(&true) {
            let finding = rule.report(intent.at.pointer(), format!("intent `{}` expects nothing", intent.name));
            found.push(finding.hint("write `delivered`, `answered`, `through`, `avoid` or `symmetric`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::findings;

    fn design(expectation: &str) -> String {
        format!(r#"{{ "intents": [{{ "name": "i", "from": "10.0.0.0/8", "to": "Internet"{expectation} }}] }}"#)
    }

    #[test]
    fn an_intent_without_expectation_is_reported() {
        assert_eq!(findings(&RULE, &design("")), ["/intents/0: intent `i` expects nothing"]);
    }

    #[test]
    fn an_expectation_is_enough() {
        assert!(findings(&RULE, &design(r#", "avoid": "Internet""#)).is_empty());
    }

    #[test]
    fn an_expected_no_is_an_expectation_and_both_ways_alone_is_not() {
        assert!(findings(&RULE, &design(r#", "delivered": false"#)).is_empty());
        assert_eq!(findings(&RULE, &design(r#", "bothWays": true"#)).len(), 1);
    }
}
