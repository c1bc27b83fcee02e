//! `routing-rule-next-hop-address`: a routing rule lacks the address of its next hop, or has one that its type does not take.
//!
//! # What it checks
//! Routing rules with `nextHopType` `VirtualAppliance`, and no others, have a `nextHopIpAddress`; it is of the family of the destination.
//!
//! # Why it matters
//! Azure refuses the rule, or the route that it should become.
//!
//! # Fix
//! Write the address of the appliance, or remove it.
//!
//! # Source
//! Azure REST API reference, Microsoft.Network/networkManagers/routingConfigurations/ruleCollections/rules: `nextHopAddress`;
//! specification 4.2, 4.12.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::AnyPrefix;
use crate::design::{Destination, RoutingRuleNextHopType};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("routing-rule-next-hop-address", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for routing in design.routing_rules() {
        let appliance = routing.next_hop_type == RoutingRuleNextHopType::VirtualAppliance;
        let path = routing.at.field("nextHopIpAddress");
        match (&routing.next_hop_ip_address, &routing.destination) {
            (None, _) if appliance => {
                let message = format!("routing rule `{}` leads to an appliance without an address", routing.name);
                found.push(rule.report(routing.at.pointer(), message).hint("write `nextHopIpAddress`"));
            }
            (Some(_), _) if !appliance => {
                let hop = routing.next_hop_type.as_str();
                let message = format!("routing rule `{}` has an address, which the next hop type `{hop}` does not take", routing.name);
                found.push(rule.report(path.clone(), message).related(routing.at.field("nextHopType")).removing(path));
            }
            (Some(address), Destination::Prefix(prefix)) if address.is_v6() != AnyPrefix::is_v6(prefix) => {
                let message = format!("routing rule `{}` is for {prefix}, and its next hop is of the other family", routing.name);
                found.push(rule.report(path, message).hint("write an address of the same family"));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::design;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    fn with(destination: &str, hop: &str) -> String {
        design(&format!(
            r#""routingRules": [{{ "name": "u", "destination": "{destination}", "nextHopType": {hop}, "appliesTo": ["two"] }}]"#
        ))
    }

    #[test]
    fn an_appliance_without_address_is_reported() {
        assert_eq!(
            findings(&RULE, &with("10.9.0.0/16", r#""VirtualAppliance""#)),
            ["/networkManager/routingRules/0: routing rule `u` leads to an appliance without an address"],
        );
    }

    #[test]
    fn an_address_beside_another_type_is_reported_and_removed() {
        let document = with("10.9.0.0/16", r#""Internet", "nextHopIpAddress": "10.1.0.4""#);
        assert_eq!(
            findings(&RULE, &document),
            [
                "/networkManager/routingRules/0/nextHopIpAddress: routing rule `u` has an address, which the next hop type `Internet` does not \
              take"
            ],
        );
        assert!(after_fix(&RULE, &document)["networkManager"]["routingRules"][0]["nextHopIpAddress"].is_null());
    }

    #[test]
    fn an_address_of_the_other_family_is_reported() {
        let document = with("2001:db8::/32", r#""VirtualAppliance", "nextHopIpAddress": "10.1.0.4""#);
        assert_eq!(findings(&RULE, &document).len(), 1);
    }

    #[test]
    fn an_appliance_with_address_is_silent() {
        assert!(findings(&RULE, &with("10.9.0.0/16", r#""VirtualAppliance", "nextHopIpAddress": "10.1.0.4""#)).is_empty());
        assert!(findings(&RULE, &with("Storage", r#""VirtualAppliance", "nextHopIpAddress": "10.1.0.4""#)).is_empty());
        assert!(findings(&RULE, &with("10.9.0.0/16", r#""NoNextHop""#)).is_empty());
    }
}
