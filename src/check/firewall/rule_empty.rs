//! `firewall-rule-empty`: a rule of a firewall can match nothing.
//!
//! # What it checks
//! Every list of a rule has an element: sources, destinations, protocols and ports, or names.
//!
//! # Why it matters
//! Azure refuses a rule without them, and here it would match no packet.
//!
//! # Fix
//! Write what is meant; `*` is everything.
//!
//! # Source
//! Microsoft Learn, "Configure Azure Firewall rules"; Azure Firewall REST API, AzureFirewallNetworkRule.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::Place;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-rule-empty", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut look = |name: &str, at: Place, lists: &[(&str, bool)]| {
        for (member, _) in lists.iter().filter(|(_, empty)| *empty) {
            let message = format!("rule `{name}` has no element in `{member}`");
            found.push(rule.report(at.field(member), message).hint("write what is meant; `*` is everything"));
        }
    };
    for firewall in &design.firewalls {
        for it in firewall.network_rules.iter().flatten() {
            let ends = [("sources", it.sources.is_empty()), ("destinations", it.destinations.is_empty())];
            let carried = [("protocols", it.protocols.is_empty()), ("ports", it.ports.is_empty())];
            look(it.name.as_str(), it.at, &[ends, carried].concat());
        }
        for it in &firewall.nat_rules {
            let carried = [("protocols", it.protocols.is_empty()), ("ports", it.ports.is_empty())];
            look(it.name.as_str(), it.at, &[[("sources", it.sources.is_empty())].as_slice(), &carried].concat());
        }
        for it in &firewall.application_rules {
            let ports = it.ports.as_ref().is_some_and(|ports| ports.is_empty());
            look(
                it.name.as_str(),
                it.at,
                &[("sources", it.sources.is_empty()), ("targetFqdns", it.target_fqdns.is_empty()), ("ports", ports)],
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{firewall, rule};
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn an_empty_list_is_reported() {
        let document = firewall(&[&rule(100, "Allow", "*", "*", "1")]).replace(r#""sources": ["*"]"#, r#""sources": []"#);
        assert_eq!(findings(&RULE, &document), ["/firewalls/0/networkRules/0/sources: rule `rule-0` has no element in `sources`"]);
    }

    #[test]
    fn a_whole_rule_is_silent() {
        assert!(findings(&RULE, &firewall(&[&rule(100, "Allow", "*", "*", "1")])).is_empty());
    }

    #[test]
    fn no_rules_at_all_are_silent() {
        assert!(findings(&RULE, &firewall(&[])).is_empty());
    }
}
