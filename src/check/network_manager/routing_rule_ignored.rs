//! `routing-rule-ignored`: a routing rule has the destination of a route that the subnet's table has already.
//!
//! # What it checks
//! No route table of a subnet that a routing rule is for has a route with the rule's destination.
//!
//! # Why it matters
//! Azure Virtual Network Manager ignores the rule there: the existing route stays, whatever its next hop is.
//!
//! # Fix
//! Remove the rule, or the route that the rule should replace.
//!
//! # Source
//! Microsoft Learn, "Automate management of user-defined routes (UDRs) with Azure Virtual Network Manager", behaviors of UDR management;
//! specification 4.12.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{existing, rules, subnets};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("routing-rule-ignored", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for routing in rules(design) {
        let beaten = subnets(design, routing).into_iter().find_map(|subnet| Some((subnet, existing(design, routing, subnet)?)));
        if let Some((subnet, route)) = beaten {
            let message = format!(
                "routing rule `{}` is ignored in subnet `{}`: route `{}` has the destination {} already",
                routing.name,
                design.subnet_path(subnet),
                route.name,
                routing.destination
            );
            let finding = rule.report(routing.at.field("destination"), message).related(route.at.field("addressPrefix"));
            found.push(finding.hint("remove the rule, or the route that it should replace"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::with_rules;
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn a_rule_beside_a_route_is_reported() {
        assert_eq!(
            findings(&RULE, &with_rules(&[("10.0.0.0/8", "Internet", "one")])),
            ["/networkManager/routingRules/0/destination: routing rule `u0` is ignored in subnet `one/s`: route `r` has the destination \
              10.0.0.0/8 already"],
        );
    }

    #[test]
    fn a_longer_destination_is_silent() {
        assert!(findings(&RULE, &with_rules(&[("10.0.0.0/9", "Internet", "one")])).is_empty());
    }

    #[test]
    fn a_subnet_without_the_route_is_silent() {
        assert!(findings(&RULE, &with_rules(&[("10.0.0.0/8", "Internet", "two/s")])).is_empty());
    }
}
