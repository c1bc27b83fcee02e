//! `firewall-nat-rule-shadowed`: a NAT rule never matches, because an earlier one always does.
//!
//! # What it checks
//! No NAT rule of a firewall with a lower priority number is for the same public IP address, every protocol and port, and every source of
//! a later one.
//!
//! # Why it matters
//! The first rule that matches decides: the later one leads nowhere.
//!
//! # Fix
//! Change the order, or remove one of them.
//!
//! # Source
//! Microsoft Learn, "Azure Firewall rule processing logic": NAT rules are terminating and asked by priority.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::{NatRule, SecurityAddress};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-nat-rule-shadowed", Severity::Warning, run);

/// Azure takes far fewer; among more each would be held against all others.
const MOST: usize = 1000;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for firewall in design.firewalls.iter().filter(|firewall| firewall.nat_rules.len() <= MOST) {
        for it in &firewall.nat_rules {
            if found.is_full() {
                return;
            }
            let before = firewall.nat_rules.iter().find(|other| other.priority < it.priority && covers(other, it));
            if let Some(before) = before {
                let message = format!("NAT rule `{}` never matches: `{}` is asked before it", it.name, before.name);
                let finding = rule.report(it.at.pointer(), message).related(before.at.pointer());
                found.push(finding.hint("change the order, or remove one of them"));
            }
        }
    }
}

fn covers(one: &NatRule, other: &NatRule) -> bool {
    // What could not be read of it is perhaps matched by nothing else.
    if !(other.sources.is_whole() && other.protocols.is_whole() && other.ports.is_whole()) {
        return false;
    }
    let from = |source: &SecurityAddress| one.sources.iter().any(|it| it.0 == "*" || it == source);
    one.public() == other.public()
        && other.protocols.iter().all(|it| one.protocols.contains(it))
        && other.ports.iter().all(|it| one.ports.iter().any(|own| own.first <= it.first && it.last <= own.last))
        && other.sources.iter().all(from)
}

#[cfg(test)]
mod tests {
    use super::super::testing::translating;
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn a_rule_behind_a_wider_one_is_reported() {
        assert_eq!(
            findings(&RULE, &translating(&[("*", "1-1000", "10.0.1.4"), ("9.9.9.0/24", "443", "10.0.1.5")])),
            ["/firewalls/0/natRules/1: NAT rule `nat-1` never matches: `nat-0` is asked before it"]
        );
    }

    #[test]
    fn a_wider_rule_behind_it_is_silent() {
        assert!(findings(&RULE, &translating(&[("9.9.9.0/24", "443", "10.0.1.4"), ("*", "1-1000", "10.0.1.5")])).is_empty());
    }

    #[test]
    fn another_port_or_source_is_silent() {
        assert!(findings(&RULE, &translating(&[("*", "443", "10.0.1.4"), ("*", "442-443", "10.0.1.5")])).is_empty());
        assert!(findings(&RULE, &translating(&[("9.9.9.0/24", "443", "10.0.1.4"), ("*", "443", "10.0.1.5")])).is_empty());
    }
}
