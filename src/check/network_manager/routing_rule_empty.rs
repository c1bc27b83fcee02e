//! `routing-rule-empty`: a routing rule is for no subnet.
//!
//! # What it checks
//! The list `appliesTo` of every routing rule has an element.
//!
//! # Why it matters
//! Azure Virtual Network Manager writes the rule into no route table.
//!
//! # Fix
//! Name the subnets or the networks. The fix removes the rule.
//!
//! # Source
//! Microsoft Learn, "User-defined route management in Azure Virtual Network Manager", target network groups; specification 4.12.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;

use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("routing-rule-empty", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for it in design.routing_rules().iter().filter(|it| it.applies_to.is_empty()) {
        let message = format!("routing rule `{}` is for no subnet", it.name);
        let finding = rule.report(it.at.field("appliesTo"), message).hint("name the subnets or the networks");
        found.push(finding.removing(it.at.pointer()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    fn design(applies_to: &str) -> String {
        let rule = format!(r#"{{ "name": "r", "destination": "10.9.0.0/16", "nextHopType": "NoNextHop", "appliesTo": [{applies_to}] }}"#);
        subnet("app", "10.0.0.0/24", "", &format!(r#""networkManager": {{ "routingRules": [{rule}] }}"#))
    }

    #[test]
    fn a_rule_for_nothing_is_reported_and_removed() {
        let document = design("");
        assert_eq!(findings(&RULE, &document), ["/networkManager/routingRules/0/appliesTo: routing rule `r` is for no subnet"]);
        assert_eq!(after_fix(&RULE, &document)["networkManager"]["routingRules"], serde_json::json!([]));
    }

    #[test]
    fn a_subnet_and_a_network_are_silent() {
        assert!(findings(&RULE, &design(r#""vnet/app""#)).is_empty());
        assert!(findings(&RULE, &design(r#""vnet""#)).is_empty());
    }

    #[test]
    fn no_rule_is_silent() {
        assert!(findings(&RULE, &subnet("app", "10.0.0.0/24", "", r#""networkManager": { "routingRules": [] }"#)).is_empty());
    }
}
