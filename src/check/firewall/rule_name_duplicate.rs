//! `firewall-rule-name-duplicate`: two rules of a firewall have the same name.
//!
//! # What it checks
//! The network rules of a firewall have different names, and so have its application rules and its NAT rules.
//!
//! # Why it matters
//! Rules are told apart by name where findings, traces and logs speak of them.
//!
//! # Fix
//! Choose another name. The fix adds a number.
//!
//! # Source
//! Microsoft Learn, "Configure Azure Firewall rules"; ours beyond one rule collection, within which Azure wants different names.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::{numbered, repeated_names};
use super::super::survey::Survey;
use super::{Written, written};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-rule-name-duplicate", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for firewall in &design.firewalls {
        written(firewall).iter().for_each(|rules| look(rule, rules, found));
    }
}

fn look(rule: &Rule, rules: &[Written<'_>], found: &mut Findings) {
    for (second, first) in repeated_names(rules.iter().map(|it| it.name)) {
        let (Some(Written { name, at, .. }), Some(before)) = (rules.get(second), rules.get(first)) else { continue };
        let finding = rule
            .report(at.field("name"), format!("a second rule of the firewall is named `{name}`"))
            .related(before.at.field("name"))
            .hint("choose another name");
        let other = numbered(name, &|name| rules.iter().any(|known| known.name.is(name)));
        found.push(match other {
            Some(other) => finding.replacing(at.field("name"), other),
            None => finding,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{firewall, rule};
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    fn named(names: [&str; 2]) -> String {
        let document = firewall(&[&rule(100, "Allow", "*", "10.1.0.0/16", "1"), &rule(200, "Deny", "*", "10.2.0.0/16", "2")]);
        document.replace("rule-0", names[0]).replace("rule-1", names[1])
    }

    #[test]
    fn the_second_rule_of_a_name_is_reported_and_renamed() {
        let document = named(["dns", "DNS"]);
        assert_eq!(findings(&RULE, &document), ["/firewalls/0/networkRules/1/name: a second rule of the firewall is named `DNS`"]);
        assert_eq!(after_fix(&RULE, &document)["firewalls"][0]["networkRules"][1]["name"], "DNS-2");
    }

    #[test]
    fn different_names_are_silent() {
        assert!(findings(&RULE, &named(["dns", "ntp"])).is_empty());
    }

    #[test]
    fn an_application_rule_may_have_the_name_of_a_network_rule() {
        let web =
            r#""applicationRules": [{ "name": "dns", "priority": 100, "action": "Allow", "sources": ["*"], "targetFqdns": ["*"] }], "#;
        let document = named(["dns", "ntp"]).replace(r#""networkRules""#, &format!(r#"{web}"networkRules""#));
        assert!(findings(&RULE, &document).is_empty());
    }
}
