//! `virtual-hub-firewall-idle`: nothing goes through the firewall of a virtual hub.
//!
//! # What it checks
//! A hub with a `firewall` has a routing intent that names it.
//!
//! # Why it matters
//! A firewall in a hub gets no packet unless a routing policy, or a static route of the hub's table, sends it there. Designs hold policies.
//!
//! # Fix
//! Add `routingIntent`. The fix sends both kinds of traffic through the firewall.
//!
//! # Source
//! Microsoft Learn, "How to configure Virtual WAN Hub routing policies"; "What is a secured virtual hub?"

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;
use crate::json::Object;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-firewall-idle", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.hub_ids().filter(|id| !design[*id].existing) {
        let hub = &design[id];
        let Some(firewall) = design.hub_firewall(id).filter(|firewall| design.firewall_hub(*firewall) == Some(id)) else { continue };
        if hub.routing_intent.as_ref().is_some_and(|intent| intent.internet.is_some() || intent.private.is_some()) {
            continue;
        }
        let name = design[firewall].name.as_str();
        let message = format!("no routing intent of virtual hub `{}` sends anything through firewall `{name}`", hub.name);
        let finding = rule.report(hub.at.field("firewall"), message);
        let intent = Object::new().with("internet", name).with("private", name);
        found.push(match hub.routing_intent {
            Some(_) => finding.replacing(hub.at.field("routingIntent"), intent),
            None => finding.adding(hub.at.field("routingIntent"), intent),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{FIREWALL, with};
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn a_firewall_without_an_intent_is_reported_and_given_one() {
        let document = with(r#", "firewall": "fw""#, "", FIREWALL);
        let expected = ["/virtualHubs/0/firewall: no routing intent of virtual hub `hub-1` sends anything through firewall `fw`"];
        assert_eq!(findings(&RULE, &document), expected);
        let intent = serde_json::json!({ "internet": "fw", "private": "fw" });
        assert_eq!(after_fix(&RULE, &document)["virtualHubs"][0]["routingIntent"], intent);
    }

    #[test]
    fn one_policy_is_enough() {
        assert!(findings(&RULE, &with(r#", "firewall": "fw", "routingIntent": { "internet": "fw" }"#, "", FIREWALL)).is_empty());
    }

    #[test]
    fn an_empty_intent_is_reported() {
        assert_eq!(findings(&RULE, &with(r#", "firewall": "fw", "routingIntent": {}"#, "", FIREWALL)).len(), 1);
    }
}
