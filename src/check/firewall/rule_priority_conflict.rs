//! `firewall-rule-priority-conflict`: two network rules of one firewall have the same priority and do not do the same.
//!
//! # What it checks
//! Network rules of one priority all allow, or all deny; so do application rules of one priority.
//!
//! # Why it matters
//! The rules of one priority are one rule collection, which has one action, and Azure refuses a second collection of that priority.
//!
//! # Fix
//! Give one of them another priority. The fix takes the next one where it is free, so that the order stays as it is written.
//!
//! # Source
//! Microsoft Learn, "Azure Firewall rule processing logic": collections are processed in the order of their priorities; specification 11.9.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::sorted;
use super::super::survey::Survey;
use super::{Written, written};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-rule-priority-conflict", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for firewall in &design.firewalls {
        written(firewall).iter().for_each(|rules| look(rule, rules, found));
    }
}

fn look(rule: &Rule, rules: &[Written<'_>], found: &mut Findings) {
    let keys: Vec<u64> = rules.iter().map(|it| u64::from(it.priority)).collect();
    let sorted = sorted(&keys);
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        let Some(first) = same.first().and_then(|it| rules.get(it.1)) else { continue };
        for Written { name, priority, at, .. } in same.iter().filter_map(|it| rules.get(it.1)).filter(|it| it.action != first.action) {
            let path = at.field("priority");
            let message = format!("rule `{name}` has priority {priority}, and `{}` of that priority does the opposite", first.name);
            let finding = rule.report(path.clone(), message).related(first.at.field("priority")).hint("give one of them another priority");
            let next = priority.saturating_add(1);
            let free = same.len() == 2 && next <= 65000 && sorted.binary_search_by_key(&u64::from(next), |it| it.0).is_err();
            found.push(if free { finding.replacing(path, next) } else { finding });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{firewall, rule};
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable};

    #[test]
    fn two_actions_of_one_priority_are_reported_and_parted() {
        let document = firewall(&[&rule(100, "Allow", "*", "10.1.0.0/16", "1"), &rule(100, "Deny", "*", "10.2.0.0/16", "2")]);
        assert_eq!(
            findings(&RULE, &document),
            ["/firewalls/0/networkRules/1/priority: rule `rule-1` has priority 100, and `rule-0` of that priority does the opposite"]
        );
        assert_eq!(after_fix(&RULE, &document)["firewalls"][0]["networkRules"][1]["priority"], 101);
    }

    #[test]
    fn a_rule_is_not_moved_past_another() {
        let [one, two, three] =
            [(100, "Allow"), (100, "Deny"), (101, "Allow")].map(|(at, action)| rule(at, action, "*", "10.1.0.0/16", "1"));
        assert!(!fixable(&RULE, &firewall(&[&one, &two, &three])));
    }

    #[test]
    fn one_action_of_one_priority_is_silent() {
        assert!(findings(&RULE, &firewall(&[&rule(100, "Allow", "*", "*", "1"), &rule(100, "Allow", "*", "*", "2")])).is_empty());
    }
}
