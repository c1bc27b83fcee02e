//! `routing-rule-ignored`: a routing rule makes no route in a subnet that it is for.
//!
//! # What it checks
//! No route table of a subnet that a routing rule is for has a route with the rule's destination; no subnet that it names is one that takes
//! no route table; and where the rule's collection keeps a subnet or a network on the direct way, a rule with an appliance is not only for
//! what is inside.
//!
//! # Why it matters
//! Azure Virtual Network Manager ignores the rule there: the existing route, or the direct way, stays.
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
use super::{existing, reached};
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("routing-rule-ignored", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    if design.routing_rules_cut_short() {
        return;
    }
    for routing in design.routing_rules() {
        let report = |subnet, because: &str| {
            let message = format!("routing rule `{}` is ignored in subnet `{}`: {because}", routing.name, design.subnet_path(subnet));
            rule.report(routing.at.field("destination"), message)
        };
        let reached = reached(design, routing);
        let beaten = reached.iter().find_map(|subnet| Some((*subnet, existing(design, routing, *subnet)?)));
        let direct = reached.iter().find(|subnet| design.stays_direct(routing, **subnet));
        let named = routing.applies_to.iter().filter_map(|place| place.subnet());
        let mut without = named.filter(|subnet| [reserved::BASTION, reserved::ROUTE_SERVER].iter().any(|name| design[*subnet].is(name)));
        if let Some((subnet, route)) = beaten {
            let finding = report(subnet, &format!("route `{}` has the destination {} already", route.name, routing.destination));
            let finding = finding.related(route.at.field("addressPrefix"));
            found.push(finding.hint("remove the rule, or the route that it should replace"));
        } else if let Some(subnet) = direct {
            let finding = report(*subnet, &format!("all of {} stays on the direct way", routing.destination));
            found.push(finding.related(routing.at.field("localRouteSetting")).hint("remove the rule, or `localRouteSetting`"));
        } else if let Some(subnet) = without.next() {
            found.push(report(subnet, "Azure takes no route table there").hint("take the subnet out of `appliesTo`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{design, with_rules};
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

    #[test]
    fn what_stays_on_the_direct_way_is_reported() {
        let rule = |destination: &str| {
            design(&format!(
                r#""routingRules": [{{ "name": "u", "destination": "{destination}", "nextHopType": "VirtualAppliance",
                    "nextHopIpAddress": "10.2.0.4", "localRouteSetting": "DirectRoutingWithinVNet", "appliesTo": ["two"] }}]"#
            ))
        };
        assert_eq!(
            findings(&RULE, &rule("10.2.0.0/24")),
            ["/networkManager/routingRules/0/destination: routing rule `u` is ignored in subnet `two/s`: all of 10.2.0.0/24 stays on the \
              direct way"],
        );
        assert!(findings(&RULE, &rule("10.2.0.0/15")).is_empty());
    }

    #[test]
    fn a_subnet_that_takes_no_table_is_reported_where_it_is_named() {
        let rule = |place: &str| {
            with_rules(&[("10.9.0.0/16", "Internet", place)]).replacen(r#""name": "s""#, r#""name": "AzureBastionSubnet""#, 1)
        };
        assert_eq!(
            findings(&RULE, &rule("one/AzureBastionSubnet")),
            [
                "/networkManager/routingRules/0/destination: routing rule `u0` is ignored in subnet `one/AzureBastionSubnet`: Azure takes no \
              route table there"
            ],
        );
        assert!(findings(&RULE, &rule("one")).is_empty());
    }
}
