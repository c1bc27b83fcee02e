//! `firewall-rule-priority-range`: a rule of a firewall has a priority that is out of range.
//!
//! # What it checks
//! Priorities of network rules and application rules are from 100 to 65000.
//!
//! # Why it matters
//! Azure refuses the rule collection.
//!
//! # Fix
//! Choose a priority from 100 to 65000.
//!
//! # Source
//! Microsoft Learn, "Configure Azure Firewall rules"; Azure/azure-resource-manager-schemas, AzureFirewallNetworkRuleCollectionPropertiesFormat.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{Written, written};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-rule-priority-range", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for firewall in &design.firewalls {
        for Written { name, priority, at, .. } in written(firewall).into_iter().flatten() {
            if !(100..=65000).contains(&priority) {
                let message = format!("priority {priority} of rule `{name}` is out of range");
                found.push(rule.report(at.field("priority"), message).hint("choose one from 100 to 65000"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{firewall, rule};
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn priorities_outside_the_range_are_reported() {
        assert_eq!(
            findings(&RULE, &firewall(&[&rule(99, "Allow", "*", "*", "1"), &rule(65001, "Allow", "*", "*", "2")])),
            [
                "/firewalls/0/networkRules/0/priority: priority 99 of rule `rule-0` is out of range",
                "/firewalls/0/networkRules/1/priority: priority 65001 of rule `rule-1` is out of range",
            ],
        );
    }

    #[test]
    fn ordinary_priorities_are_silent() {
        assert!(findings(&RULE, &firewall(&[&rule(200, "Allow", "*", "*", "1")])).is_empty());
    }

    #[test]
    fn the_ends_of_the_range_are_in_it() {
        assert!(findings(&RULE, &firewall(&[&rule(100, "Allow", "*", "*", "1"), &rule(65000, "Deny", "*", "*", "2")])).is_empty());
    }
}
