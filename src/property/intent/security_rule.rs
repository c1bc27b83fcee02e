//! `intent-denied-by-security-rule`: routes deliver what an intent needs, and a security group denies it.
//!
//! # What it checks
//! The packet that refutes an intent is not lost at a network security group or at a security admin rule.
//!
//! # Why it matters
//! The route is right and the packet is gone all the same. Which rule decides is the first thing to know.
//!
//! # Fix
//! Allow the traffic with a rule of a lower number than the one that is named.
//!
//! # Source
//! Microsoft Learn, "How network security groups filter network traffic"; specification 9.1 to 9.3, 9.7, 9.11.

use super::lost;
use crate::design::AdminAccess;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Disposition, Network, RuleName, RuleSource};
use crate::property::Property;
use crate::property::family::Family;
use crate::verify::Judgement;

pub(in crate::property) const PROPERTY: Property =
    Property::of_intents("intent-denied-by-security-rule", Severity::Info, run).of_intents_over_ipv6(run);

fn run<A: Family>(property: &Property, network: &Network<'_, A>, judgements: &[Judgement<A>], found: &mut Vec<Diagnostic>) {
    let design = network.design;
    for lost in lost(network, judgements, |end| end == Disposition::DroppedBySecurityRule) {
        let Some(decision) = lost.walk.security.iter().rev().find(|decision| decision.access == Some(AdminAccess::Deny)) else { continue };
        let direction = decision.direction.as_str().to_ascii_lowercase();
        let RuleSource::Group(group) = decision.source else {
            let mut rules = design.network_manager.iter().flat_map(|manager| &manager.security_admin_rules);
            let RuleName::Own(index) = decision.rule else { continue };
            let Some(rule) = rules.nth(index as usize) else { continue };
            let why = format!("has a route, and {direction} security admin rule `{}` denies it before any group is asked", rule.name);
            let hint = "allow it with a security admin rule of a lower number, or take the network out of `appliesTo`";
            found.push(lost.report(property, network, &why).related(rule.at.pointer()).hint(hint));
            continue;
        };
        let group = &design[group];
        let own = match decision.rule {
            RuleName::Own(index) => group.security_rules.get(index as usize),
            RuleName::Default(_) | RuleName::Platform => None,
        };
        let name = match (own, decision.rule) {
            (Some(rule), _) => rule.name.as_str(),
            (None, RuleName::Default(name)) => name,
            (None, _) => "",
        };
        let why = format!("has a route, and {direction} rule `{name}` of `{}` denies it", group.name);
        let place = own.map_or_else(|| group.at.pointer(), |rule| rule.at.pointer());
        found.push(lost.report(property, network, &why).related(place).hint("allow it with a rule of a lower number"));
    }
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::intent::testing::{chain, table};
    use crate::property::testing::findings;

    /// A group at the sender that denies one port outbound.
    fn design(port: u16) -> String {
        let group = format!(
            r#""networkSecurityGroups": [{{ "name": "nsg", "securityRules": [{{ "name": "closed", "priority": 100, "direction": "Outbound", "access": "Deny",
                "protocol": "Tcp", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "{port}" }}] }}]"#
        );
        let document = chain(r#"{ "between": ["a", "b"] }"#, &format!("{}, {group}", table("")));
        let intent = document.replace(r#""delivered": true"#, r#""protocol": "Tcp", "ports": [443], "delivered": true"#);
        intent.replace(r#""routeTable": "rt""#, r#""routeTable": "rt", "networkSecurityGroup": "nsg""#)
    }

    #[test]
    fn the_rule_that_denies_is_named() {
        assert_eq!(
            findings(&PROPERTY, &design(443)),
            [
                "/intents/0: `talk` does not arrive: a packet from 10.0.0.4 to 10.2.0.4 has a route, and outbound rule `closed` of `nsg` denies it"
            ]
        );
    }

    #[test]
    fn a_security_admin_rule_is_named_before_the_groups() {
        let manager = r#""networkManager": { "securityAdminRules": [{ "name": "no-web", "priority": 1, "direction": "Outbound", "access": "Deny",
            "protocol": "Tcp", "destinationPortRanges": ["443"], "appliesTo": ["a"] }] }, "networkSecurityGroups""#;
        let document = design(443).replacen(r#""networkSecurityGroups""#, manager, 1);
        assert_eq!(
            findings(&PROPERTY, &document),
            [
                "/intents/0: `talk` does not arrive: a packet from 10.0.0.4 to 10.2.0.4 has a route, and outbound security admin rule `no-web` denies \
                 it before any group is asked"
            ]
        );
    }

    #[test]
    fn a_rule_for_another_port_is_silent() {
        assert!(findings(&PROPERTY, &design(444)).is_empty());
    }

    #[test]
    fn what_nobody_intends_may_be_denied() {
        assert!(findings(&PROPERTY, &design(443).replace(r#""delivered": true"#, r#""delivered": false"#)).is_empty());
    }
}
