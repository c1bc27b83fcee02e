//! `peering-with-itself`: a virtual network is peered with itself.
//!
//! # What it checks
//! The two networks of a peering are different ones.
//!
//! # Why it matters
//! Azure refuses the peering, and inside a network everything is reachable without one.
//!
//! # Fix
//! Name the other network, or remove the peering.
//!
//! # Source
//! Microsoft Learn, "Virtual network peering": it connects two virtual networks.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("peering-with-itself", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut last = None;
    for link in design.links.iter().filter(|link| link.from == link.to) {
        // `between` stands for two links at one place.
        if last.replace(link.at) == Some(link.at) {
            continue;
        }
        let path = link.at.pointer();
        found.push(
            rule.report(path.clone(), format!("`{}` is peered with itself", design[link.from].name))
                .hint("name the other network")
                .removing(path),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, peered};

    #[test]
    fn both_forms_are_reported_once() {
        let document = peered(r#"{ "between": ["a", "A"] }, { "from": "b", "to": "b" }"#, "");
        assert_eq!(findings(&RULE, &document), ["/peerings/0: `a` is peered with itself", "/peerings/1: `b` is peered with itself"]);
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn two_networks_are_silent() {
        assert!(findings(&RULE, &peered(r#"{ "between": ["a", "b"] }"#, "")).is_empty());
    }

    #[test]
    fn two_links_of_one_network_to_others_are_silent() {
        assert!(findings(&RULE, &peered(r#"{ "between": ["a", "b"] }, { "between": ["a", "hub"] }"#, "")).is_empty());
    }
}
