//! `intent-denied-by-firewall`: routes lead what an intent needs through a firewall, and the firewall does not let it pass.
//!
//! # What it checks
//! The packet that refutes an intent is not lost at the rules of a firewall.
//!
//! # Why it matters
//! The route is right and the packet is gone all the same: a rule denies it, or none allows it.
//!
//! # Fix
//! Allow the traffic with a network rule of a lower number than the one that is named.
//!
//! # Source
//! Microsoft Learn, "Azure Firewall rule processing logic": what no rule allows is denied; specification 11.9.

use super::lost;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Disposition, Network, RuleName};
use crate::property::Property;
use crate::property::family::Family;
use crate::verify::Judgement;

pub(in crate::property) const PROPERTY: Property =
    Property::of_intents("intent-denied-by-firewall", Severity::Warning, run).of_intents_over_ipv6(run);

fn run<A: Family>(property: &Property, network: &Network<'_, A>, judgements: &[Judgement<A>], found: &mut Vec<Diagnostic>) {
    for lost in lost(network, judgements, |end| end == Disposition::DroppedByFirewallRule) {
        let Some(inspection) = lost.walk.inspections.last() else { continue };
        let firewall = &network.design[inspection.firewall];
        let written = firewall.network_rules.as_deref().unwrap_or_default();
        let rule = match inspection.rule {
            RuleName::Own(index) => written.get(index as usize),
            RuleName::Default(_) | RuleName::Platform => None,
        };
        let (why, place) = match rule {
            Some(rule) => (format!("is denied by rule `{}` of `{}`", rule.name, firewall.name), rule.at.pointer()),
            None => (format!("reaches `{}`, and no rule allows it", firewall.name), firewall.at.pointer()),
        };
        found.push(lost.report(property, network, &why).related(place).hint("allow it with a network rule of a lower number"));
    }
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{findings, hub_and_spoke};

    /// The spoke reaches the Internet through the firewall, which has one rule.
    fn design(port: u16, action: &str) -> String {
        let rule = format!(
            r#""name": "fw", "networkRules": [{{ "name": "web", "priority": 100, "action": "{action}", "protocols": ["Tcp"], "sources": ["*"],
                 "destinations": ["*"], "ports": ["{port}"] }}],"#
        );
        let routes = r#""routes": [{ "name": "d", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }]"#;
        hub_and_spoke(routes, "").replacen(r#""name": "fw","#, &rule, 1).replacen(
            '{',
            r#"{ "intents": [{ "name": "web", "from": "spoke/app", "to": "8.8.8.8", "protocol": "Tcp", "ports": [443], "delivered": true }],"#,
            1,
        )
    }

    #[test]
    fn the_rule_that_denies_is_named() {
        assert_eq!(
            findings(&PROPERTY, &design(443, "Deny")),
            ["/intents/0: `web` does not arrive: a packet from 10.1.0.4 to 8.8.8.8 is denied by rule `web` of `fw`"]
        );
    }

    #[test]
    fn what_no_rule_allows_is_denied() {
        assert_eq!(
            findings(&PROPERTY, &design(444, "Allow")),
            ["/intents/0: `web` does not arrive: a packet from 10.1.0.4 to 8.8.8.8 reaches `fw`, and no rule allows it"]
        );
    }

    #[test]
    fn what_a_rule_allows_is_silent() {
        assert!(findings(&PROPERTY, &design(443, "Allow")).is_empty());
    }

    #[test]
    fn what_nobody_intends_may_be_denied() {
        assert!(findings(&PROPERTY, &design(443, "Deny").replace(r#""delivered": true"#, r#""delivered": false"#)).is_empty());
    }
}
