//! `firewall-rule-port-range`: an application rule of a firewall names a port that Azure does not take.
//!
//! # What it checks
//! The ports of application rules are from 0 to 64000.
//!
//! # Why it matters
//! Azure refuses the rule.
//!
//! # Fix
//! Choose another port, or write a network rule.
//!
//! # Source
//! Azure/azure-resource-manager-schemas, AzureFirewallApplicationRuleProtocol.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::List;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-rule-port-range", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for it in design.firewalls.iter().flat_map(|firewall| &firewall.application_rules) {
        for (index, port) in it.ports.iter().flat_map(List::placed).filter(|(_, port)| **port > 64000) {
            let message = format!("port {port} of rule `{}` is out of range", it.name);
            found.push(rule.report(it.at.field(&format!("ports/{index}")), message).hint("choose one from 0 to 64000"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    fn web(ports: &str) -> String {
        let rule = format!(r#"{{ "name": "web", "priority": 100, "action": "Allow", "sources": ["*"], "targetFqdns": ["*"]{ports} }}"#);
        let rest = format!(r#""firewalls": [{{ "name": "fw", "virtualNetwork": "vnet", "applicationRules": [{rule}] }}]"#);
        subnet("AzureFirewallSubnet", "10.0.0.0/26", "", &rest)
    }

    #[test]
    fn a_port_that_is_too_high_is_reported() {
        let found = findings(&RULE, &web(r#", "ports": [443, 64001]"#));
        assert_eq!(found, ["/firewalls/0/applicationRules/0/ports/1: port 64001 of rule `web` is out of range"]);
    }

    #[test]
    fn a_rule_without_ports_is_silent() {
        assert!(findings(&RULE, &web("")).is_empty());
    }

    #[test]
    fn the_highest_port_is_taken() {
        assert!(findings(&RULE, &web(r#", "ports": [64000]"#)).is_empty());
    }
}
