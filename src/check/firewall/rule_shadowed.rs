//! `firewall-rule-shadowed`: a network rule of a firewall never decides.
//!
//! # What it checks
//! No network rule is covered by another that is asked before it: one with a lower priority that matches everything that this one matches.
//! A tag is covered by the same tag and by `*`.
//!
//! # Why it matters
//! Whoever reads the rule believes in it. Where the rule before it says the opposite, what it is to allow is dropped, or what it is to deny
//! passes.
//!
//! # Fix
//! Give it a lower number than the rule that covers it, or remove it. The fix removes it, which changes nothing.
//!
//! # Source
//! Microsoft Learn, "Azure Firewall rule processing logic": rules are terminating; specification 11.9.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{AddressSet, Interval, Ipv4, Share, sort_by_rank};
use crate::design::{FirewallRule, PortRange, Protocol, SecurityAddress};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-rule-shadowed", Severity::Warning, run);

/// The most pairs of rules that are compared in one design, so that a hostile one ends soon.
const MOST: usize = 1_000_000;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut compared = 0;
    for firewall in &design.firewalls {
        let mut rules: Vec<&FirewallRule> = firewall.network_rules.iter().flatten().collect();
        sort_by_rank(&mut rules, |it| u64::from(it.priority));
        for (position, shadowed) in rules.iter().enumerate() {
            compared += position;
            if compared > MOST || found.is_full() {
                return;
            }
            let mut before = rules.iter().take_while(|earlier| earlier.priority < shadowed.priority);
            let Some(covering) = before.find(|earlier| covers(earlier, shadowed)) else { continue };
            let opposite = if covering.action == shadowed.action { "" } else { ", and says the opposite" };
            let message = format!(
                "rule `{}` of `{}` never decides: `{}` before it matches everything that it matches{opposite}",
                shadowed.name, firewall.name, covering.name
            );
            let finding = rule.report(shadowed.at.pointer(), message).related(covering.at.pointer());
            found.push(finding.hint("give it a lower number, or remove it").removing(shadowed.at.pointer()));
        }
    }
}

/// Whether one rule surely matches every packet that another can match.
fn covers(one: &FirewallRule, other: &FirewallRule) -> bool {
    // What could not be read of it is perhaps matched by nothing else.
    if !(other.sources.is_whole() && other.destinations.is_whole() && other.protocols.is_whole() && other.ports.is_whole()) {
        return false;
    }
    let ports = |rule: &FirewallRule| {
        AddressSet::of(rule.ports.iter().map(|it| Interval { first: Ipv4(u32::from(it.first)), last: Ipv4(u32::from(it.last)) }))
    };
    let any = |rule: &FirewallRule| rule.protocols.contains(&Protocol::Any);
    let protocols = any(one) || !any(other) && other.protocols.iter().all(|it| one.protocols.contains(it));
    // What ports mean for protocols that have none is not said.
    let carried = one.ports.contains(&PortRange::ALL) || !other.protocols.contains(&Protocol::Icmp) && !any(other);
    protocols
        && carried
        && ports(other).share(&ports(one)) == Share::All
        && holds(&one.sources, &other.sources)
        && holds(&one.destinations, &other.destinations)
}

/// Whether addresses hold all of others; of a tag nothing is known but its name.
fn holds(one: &[SecurityAddress], other: &[SecurityAddress]) -> bool {
    let set = |addresses: &[SecurityAddress]| AddressSet::covering(addresses.iter().filter_map(SecurityAddress::prefix::<Ipv4>));
    let named = |it: &SecurityAddress| it.prefix::<Ipv4>().is_none();
    let known = |it: &SecurityAddress| one.iter().any(|mine| mine.0.eq_ignore_ascii_case(&it.0));
    let everything = one.iter().any(|it| it.0 == "*");
    everything || other.iter().filter(|it| named(it)).all(known) && set(other).difference(&set(one)).is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{firewall, rule};
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn a_rule_behind_a_wider_one_is_reported_and_removed() {
        let document = firewall(&[&rule(100, "Deny", "*", "10.0.0.0/8", "*"), &rule(200, "Allow", "10.2.0.0/16", "10.1.0.0/16", "443")]);
        assert_eq!(
            findings(&RULE, &document),
            [
                "/firewalls/0/networkRules/1: rule `rule-1` of `fw` never decides: `rule-0` before it matches everything that it matches, and says the opposite"
            ]
        );
        assert_eq!(after_fix(&RULE, &document)["firewalls"][0]["networkRules"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn a_tag_is_covered_by_itself_and_by_everything_and_by_nothing_else() {
        let behind =
            |to: &str| findings(&RULE, &firewall(&[&rule(100, "Allow", "*", to, "443"), &rule(200, "Allow", "*", "Storage", "443")])).len();
        assert_eq!([behind("storage"), behind("*"), behind("Sql"), behind("0.0.0.0/1")], [1, 1, 0, 0]);
    }

    #[test]
    fn rules_that_only_overlap_and_rules_of_one_priority_are_silent() {
        let narrow = rule(100, "Deny", "*", "10.1.0.0/16", "*");
        assert!(findings(&RULE, &firewall(&[&narrow, &rule(200, "Allow", "*", "10.0.0.0/8", "*")])).is_empty());
        assert!(findings(&RULE, &firewall(&[&narrow, &rule(100, "Deny", "*", "10.1.0.0/24", "*")])).is_empty());
    }

    #[test]
    fn what_ports_mean_for_icmp_is_not_said() {
        let ping = rule(200, "Allow", "*", "*", "*").replace("Tcp", "Icmp");
        let all = rule(100, "Deny", "*", "*", "0-65534").replace("Tcp", "Any");
        assert!(findings(&RULE, &firewall(&[&all, &ping])).is_empty());
    }
}
