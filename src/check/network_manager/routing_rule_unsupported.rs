//! `routing-rule-not-supported-yet`: a routing rule would become a route, which is not among the effective routes yet.
//!
//! # What it checks
//! Each routing rule is ignored by Azure in every subnet that it is for, or part of a conflict, which is reported by itself.
//!
//! # Why it matters
//! The effective routes, and all that follows from them, leave the route of the rule out: what is said about its subnets may be wrong.
//!
//! # Fix
//! Write the route into the route table of the subnet.
//!
//! # Source
//! Microsoft Learn, "Automate management of user-defined routes (UDRs) with Azure Virtual Network Manager", behaviors of UDR management;
//! specification 4.12.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{conflict, existing, rules, subnets};
use crate::design::RoutingRule;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("routing-rule-not-supported-yet", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let rules = rules(design);
    let all = design.network_manager.as_ref().map_or(&[][..], |manager| &manager.routing_rules);
    if let Some(first) = all.get(rules.len()) {
        let message = format!("routing rule `{}` and those behind it are left out: there are too many", first.name);
        found.push(rule.report(first.at.pointer(), message).hint("write the routes into the route tables of the subnets"));
    }
    for routing in rules {
        let own = subnets(design, routing);
        let shared = |other: &RoutingRule| subnets(design, other).iter().any(|subnet| own.binary_search(subnet).is_ok());
        if rules.iter().any(|other| conflict(other, routing) && shared(other)) {
            continue;
        }
        if let Some(subnet) = own.iter().find(|subnet| existing(design, routing, **subnet).is_none()) {
            let message = format!(
                "routing rule `{}` becomes a route of subnet `{}`, which the effective routes leave out: not supported yet",
                routing.name,
                design.subnet_path(*subnet)
            );
            found.push(rule.report(routing.at.pointer(), message).hint("write the route into the route table of the subnet"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::with_rules;
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn a_rule_that_becomes_a_route_is_reported() {
        assert_eq!(
            findings(&RULE, &with_rules(&[("10.0.0.0/8", "Internet", "two")])),
            ["/networkManager/routingRules/0: routing rule `u0` becomes a route of subnet `two/s`, which the effective routes leave out: \
              not supported yet"],
        );
    }

    #[test]
    fn a_rule_that_azure_ignores_is_silent() {
        assert!(findings(&RULE, &with_rules(&[("10.0.0.0/8", "Internet", "one")])).is_empty());
    }

    #[test]
    fn rules_beyond_what_azure_allows_are_reported() {
        let rule = ("10.0.0.0/8", "Internet", "one");
        assert!(findings(&RULE, &with_rules(&[rule; 1_000])).is_empty());
        assert_eq!(
            findings(&RULE, &with_rules(&[rule; 1_001])),
            ["/networkManager/routingRules/1000: routing rule `u1000` and those behind it are left out: there are too many"],
        );
    }

    #[test]
    fn conflicts_are_reported_by_themselves() {
        assert!(findings(&RULE, &with_rules(&[("10.9.0.0/16", "Internet", "two"), ("10.9.0.0/16", "None", "two")])).is_empty());
    }
}
