//! `load-balancer-backend-port-twice`: two rules of a load balancer lead to one protocol and port of its backends.
//!
//! # What it checks
//! Load-balancing rules of one protocol have different ports of the backends.
//!
//! # Why it matters
//! Azure refuses the load balancer: without floating IP, two rules of one backend pool may not share a port of the backends.
//!
//! # Fix
//! Choose another port of the backends.
//!
//! # Source
//! Azure error code RulesUseSameBackendPortProtocolAndPool; Microsoft Learn, "Multiple frontends for Azure Load Balancer", rule type 1.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::repeated_keys;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("load-balancer-backend-port-twice", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for balancer in &design.load_balancers {
        let rules = balancer.load_balancing_rules.as_deref().unwrap_or_default();
        let keys: Vec<u64> = rules.iter().map(|it| u64::from(it.backend_port()) << 1 | it.protocol as u64).collect();
        for (second, first) in repeated_keys(&keys) {
            let (Some(it), Some(before)) = (rules.get(second), rules.get(first)) else { continue };
            // What has one frontend port is one finding.
            if it.frontend_port == before.frontend_port {
                continue;
            }
            let message = format!("rule `{}` leads to the port of the backends that `{}` leads to", it.name, before.name);
            let finding = rule.report(it.at.pointer(), message).related(before.at.pointer()).hint("choose another port of the backends");
            found.push(finding.arm("RulesUseSameBackendPortProtocolAndPool"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::ruled;
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn the_second_rule_to_a_port_of_the_backends_is_reported() {
        let document = ruled(&[("Tcp", "443"), ("Tcp", "8443, \"backendPort\": 443")], "");
        assert_eq!(
            findings(&RULE, &document),
            ["/loadBalancers/0/loadBalancingRules/1: rule `r1` leads to the port of the backends that `r0` leads to"]
        );
    }

    #[test]
    fn different_ports_of_the_backends_are_silent() {
        assert!(findings(&RULE, &ruled(&[("Tcp", "443"), ("Tcp", "8443")], "")).is_empty());
    }

    #[test]
    fn one_port_of_two_protocols_is_silent() {
        assert!(findings(&RULE, &ruled(&[("Tcp", "443"), ("Udp", "8443, \"backendPort\": 443")], "")).is_empty());
    }
}
