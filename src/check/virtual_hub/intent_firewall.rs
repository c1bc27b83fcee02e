//! `routing-intent-firewall-elsewhere`: a routing intent names a firewall that is not the hub's.
//!
//! # What it checks
//! `internet` and `private` of a routing intent name the `firewall` of the same hub.
//!
//! # Why it matters
//! The next hop of a routing policy stands in the hub: Azure refuses another one.
//!
//! # Fix
//! Name the hub's firewall. The fix does where the hub has one.
//!
//! # Source
//! Microsoft Learn, "How to configure Virtual WAN Hub routing policies": routing policies cannot be configured for a hub without a security solution.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::FirewallId;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("routing-intent-firewall-elsewhere", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.hub_ids() {
        let hub = &design[id];
        let Some(intent) = &hub.routing_intent else { continue };
        let own = design.hub_firewall(id);
        for (member, named) in [("internet", &intent.internet), ("private", &intent.private)] {
            let Some(named) = named.as_ref().filter(|named| named.index().is_some() && named.index().map(FirewallId) != own) else {
                continue;
            };
            let at = hub.at.field(&format!("routingIntent/{member}"));
            let message = format!("firewall `{}` is not that of virtual hub `{}`", named.name, hub.name);
            let finding = rule.report(at.clone(), message).related(hub.at.pointer());
            found.push(match own {
                Some(own) => finding.replacing(at, design[own].name.as_str()),
                None => finding.hint("give the hub a `firewall`"),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::with;
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable};

    const TWO: &str = r#", "firewalls": [{ "name": "fw" }, { "name": "other" }]"#;

    #[test]
    fn another_firewall_is_reported_and_replaced() {
        let document = with(r#", "firewall": "fw", "routingIntent": { "private": "other" }"#, "", TWO);
        let expected = ["/virtualHubs/0/routingIntent/private: firewall `other` is not that of virtual hub `hub-1`"];
        assert_eq!(findings(&RULE, &document), expected);
        assert_eq!(after_fix(&RULE, &document)["virtualHubs"][0]["routingIntent"]["private"], "fw");
    }

    #[test]
    fn the_firewall_of_the_hub_is_silent() {
        let document = with(r#", "firewall": "fw", "routingIntent": { "internet": "fw", "private": "FW" }"#, "", TWO);
        assert!(findings(&RULE, &document).is_empty());
    }

    #[test]
    fn a_hub_without_a_firewall_is_reported_and_not_fixed() {
        let document = with(r#", "routingIntent": { "internet": "fw" }"#, "", TWO);
        assert_eq!((findings(&RULE, &document).len(), fixable(&RULE, &document)), (1, false));
    }
}
