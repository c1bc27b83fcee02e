//! `load-balancer-frontend-port-twice`: two rules of a load balancer are for one protocol and port.
//!
//! # What it checks
//! Load-balancing rules of one protocol have different frontend ports.
//!
//! # Why it matters
//! Azure refuses the load balancer: it would not know which rule is meant.
//!
//! # Fix
//! Remove one of them. The fix does.
//!
//! # Source
//! Azure error code RulesUseSameFrontendPortProtocolAndIPConfig, kubernetes/kubernetes issue 71303.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::repeated_keys;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("load-balancer-frontend-port-twice", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for balancer in &design.load_balancers {
        let rules = balancer.load_balancing_rules.as_deref().unwrap_or_default();
        let keys: Vec<u64> = rules.iter().map(|it| u64::from(it.frontend_port) << 1 | it.protocol as u64).collect();
        for (second, first) in repeated_keys(&keys) {
            let (Some(it), Some(before)) = (rules.get(second), rules.get(first)) else { continue };
            let message = format!("rule `{}` has the protocol and frontend port of `{}`", it.name, before.name);
            let finding = rule.report(it.at.pointer(), message).related(before.at.pointer()).hint("remove one of them");
            found.push(finding.removing(it.at.pointer()).arm("RulesUseSameFrontendPortProtocolAndIPConfig"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::ruled;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn the_second_rule_for_a_port_is_reported_and_removed() {
        let document = ruled(&[("Tcp", "443"), ("Tcp", "80"), ("Tcp", "443, \"backendPort\": 8443")], "");
        assert_eq!(
            findings(&RULE, &document),
            ["/loadBalancers/0/loadBalancingRules/2: rule `r2` has the protocol and frontend port of `r0`"]
        );
        assert_eq!(after_fix(&RULE, &document)["loadBalancers"][0]["loadBalancingRules"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn different_ports_are_silent() {
        assert!(findings(&RULE, &ruled(&[("Tcp", "443"), ("Tcp", "80")], "")).is_empty());
    }

    #[test]
    fn one_port_of_two_protocols_is_silent() {
        assert!(findings(&RULE, &ruled(&[("Tcp", "53"), ("Udp", "53")], "")).is_empty());
    }
}
