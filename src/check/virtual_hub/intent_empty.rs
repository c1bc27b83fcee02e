//! `routing-intent-empty`: the routing intent of a virtual hub has no policy.
//!
//! # What it checks
//! A `routingIntent` has a policy for the Internet, or for private traffic, or both.
//!
//! # Why it matters
//! It does nothing: nothing passes the firewall.
//!
//! # Fix
//! Name a firewall for what is to pass it, or take the intent out. The fix takes it out.
//!
//! # Source
//! Microsoft Learn, "How to configure Virtual WAN Hub routing policies": an intent has one policy of each of the two kinds at most. Specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("routing-intent-empty", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for hub in &design.virtual_hubs {
        if hub.routing_intent.as_ref().is_some_and(|intent| intent.internet.is_none() && intent.private.is_none()) {
            let at = hub.at.field("routingIntent");
            let finding = rule.report(at.clone(), format!("the routing intent of virtual hub `{}` has no policy", hub.name));
            found.push(finding.hint("name a firewall for `internet`, `private` or both").removing(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{FIREWALL, with};
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    fn design(intent: &str) -> String {
        with(&format!(r#", "firewall": "fw"{intent}"#), "", FIREWALL)
    }

    #[test]
    fn an_intent_without_policies_is_reported_and_taken_out() {
        let document = design(r#", "routingIntent": {}"#);
        assert_eq!(findings(&RULE, &document), ["/virtualHubs/0/routingIntent: the routing intent of virtual hub `hub-1` has no policy"]);
        assert!(after_fix(&RULE, &document)["virtualHubs"][0].get("routingIntent").is_none());
    }

    #[test]
    fn one_policy_is_enough() {
        assert!(findings(&RULE, &design(r#", "routingIntent": { "internet": "fw" }"#)).is_empty());
    }

    #[test]
    fn a_hub_without_an_intent_is_silent() {
        assert!(findings(&RULE, &design("")).is_empty());
    }
}
