//! `routing-rules-too-large`: the routing rules make more routes than are looked at.
//!
//! # What it checks
//! All tables that Azure Virtual Network Manager makes have at most 1,000,000 routes together, for 1,000,000 pairs of a rule and a subnet.
//!
//! # Why it matters
//! Some rules are left out of the routes, and what is said about their subnets may be wrong.
//!
//! # Fix
//! Split the design, or write the routes into route tables.
//!
//! # Source
//! A bound of this engine, above what Azure deploys in one region.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("routing-rules-too-large", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let Some(manager) = design.network_manager.as_ref().filter(|_| design.routing_rules_cut_short()) else { return };
    let message = "some routing rules are left out: they make too many routes".to_owned();
    found.push(rule.report(manager.at.field("routingRules"), message).hint("split the design"));
}

#[cfg(test)]
mod tests {
    use super::super::testing::design;
    use super::RULE;
    use crate::check::testing::findings;

    /// So many rules, each for a network with 4,000 subnets.
    fn with(rules: usize) -> String {
        let rule = |i: usize| {
            format!(
                r#"{{ "name": "u{i}", "destination": "10.{}.{}.0/24", "nextHopType": "Internet", "appliesTo": ["one"] }}"#,
                i / 250,
                i % 250
            )
        };
        let rules: Vec<_> = (0..rules).map(rule).collect();
        let subnets: String =
            (0..3_999).map(|i| format!(r#"{{ "name": "s{i}", "addressPrefix": "10.1.{}.{}/28" }}, "#, i / 16, i % 16 * 16)).collect();
        design(&format!(r#""routingRules": [{}]"#, rules.join(", "))).replacen(
            r#"{ "name": "s", "addressPrefix""#,
            &format!(r#"{subnets}{{ "name": "s", "addressPrefix""#),
            1,
        )
    }

    #[test]
    fn rules_beyond_the_bound_are_reported() {
        let expected = "/networkManager/routingRules: some routing rules are left out: they make too many routes";
        assert_eq!(findings(&RULE, &with(251)), [expected]);
    }

    #[test]
    fn rules_up_to_the_bound_are_silent() {
        assert!(findings(&RULE, &with(249)).is_empty());
    }

    #[test]
    fn no_rules_are_silent() {
        assert!(findings(&RULE, &design("")).is_empty());
    }
}
