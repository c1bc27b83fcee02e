//! `routing-intent-partial`: some virtual hubs inspect private traffic and others do not.
//!
//! # What it checks
//! Where one hub has a policy for private traffic, every other hub with connected networks or branches has one.
//!
//! # Why it matters
//! What passes between two hubs is inspected by each hub with a policy; where one has none, what stays in it is not inspected at all.
//!
//! # Fix
//! Give every hub a firewall and a policy for private traffic, or none.
//!
//! # Source
//! Microsoft Learn, "How to configure Virtual WAN Hub routing policies": inspection between hubs asks for routing intent on all hubs.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;

use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("routing-intent-partial", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let Some(inspecting) = design.hub_ids().find(|hub| design.private_policy(*hub).is_some()) else { return };
    for id in design.hub_ids().filter(|id| design.private_policy(*id).is_none()) {
        let hub = &design[id];
        if hub.connections.is_empty() && hub.learns.is_empty() {
            continue;
        }
        let message = format!("virtual hub `{}` does not inspect private traffic, and `{}` does", hub.name, design[inspecting].name);
        found.push(rule.report(hub.at.pointer(), message).related(design[inspecting].at.pointer()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{FIREWALL, with};
    use super::RULE;
    use crate::check::testing::findings;

    const INTENT: &str = r#", "firewall": "fw", "routingIntent": { "private": "fw" }"#;

    #[test]
    fn a_hub_without_a_policy_beside_one_with_it_is_reported() {
        let document = with(INTENT, r#", "connections": ["three"]"#, FIREWALL);
        let expected = ["/virtualHubs/1: virtual hub `hub-2` does not inspect private traffic, and `hub-1` does"];
        assert_eq!(findings(&RULE, &document), expected);
    }

    #[test]
    fn hubs_without_policies_are_silent() {
        assert!(findings(&RULE, &with("", r#", "connections": ["three"]"#, "")).is_empty());
    }

    #[test]
    fn an_empty_hub_is_silent() {
        assert!(findings(&RULE, &with(INTENT, "", FIREWALL)).is_empty());
    }
}
