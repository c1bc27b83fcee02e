//! `intent-end-missing`: an intent is about nobody.
//!
//! # What it checks
//! The lists `from` and `to` of every intent have an element.
//!
//! # Why it matters
//! No packet is meant, so that nothing is proven: the verdict is *undecided* for ever.
//!
//! # Fix
//! Name who sends and who is sent to, such as a subnet, a label or `Internet`.
//!
//! # Source
//! The language: docs/design.md.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("intent-end-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for intent in &design.intents {
        for (member, _) in [("from", &intent.from), ("to", &intent.to)].into_iter().filter(|(_, ends)| ends.resolved.is_empty()) {
            let message = format!("intent `{}` has nobody in `{member}`", intent.name);
            found.push(rule.report(intent.at.field(member), message).hint("name a subnet, a label, a site, a prefix or `Internet`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::findings;

    fn design(from: &str, to: &str) -> String {
        format!(r#"{{ "intents": [{{ "name": "i", "from": {from}, "to": {to}, "delivered": true }}] }}"#)
    }

    #[test]
    fn an_empty_list_is_reported_on_each_side() {
        assert_eq!(findings(&RULE, &design("[]", r#""Internet""#)), ["/intents/0/from: intent `i` has nobody in `from`"]);
        assert_eq!(findings(&RULE, &design("[]", "[]")).len(), 2);
    }

    #[test]
    fn one_end_is_enough() {
        assert!(findings(&RULE, &design(r#"["10.0.0.0/8"]"#, r#""Internet""#)).is_empty());
    }

    #[test]
    fn no_exceptions_are_none() {
        let document = design(r#""10.0.0.0/8""#, r#""Internet""#).replace(r#""delivered""#, r#""except": [], "delivered""#);
        assert!(findings(&RULE, &document).is_empty());
    }
}
