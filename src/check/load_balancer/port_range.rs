//! `load-balancer-port-range`: a load balancer names a port that Azure does not take.
//!
//! # What it checks
//! Frontend ports of load-balancing rules are from 1 to 65534, ports of backends and of probes from 1 to 65535.
//!
//! # Why it matters
//! Azure refuses the load balancer. Port 0 stands for every port, with every protocol alone: that is `haPorts`.
//!
//! # Fix
//! Choose another port.
//!
//! # Source
//! ARM schema, LoadBalancingRulePropertiesFormat and ProbePropertiesFormat; Microsoft Learn, "High availability ports overview".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("load-balancer-port-range", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for balancer in &design.load_balancers {
        let mut ports = Vec::new();
        for it in balancer.load_balancing_rules.iter().flatten() {
            ports.push((it.frontend_port, 65534, it.at.field("frontendPort")));
            ports.extend(it.backend_port.map(|port| (port, 65535, it.at.field("backendPort"))));
        }
        ports.extend(balancer.probe.iter().map(|probe| (probe.port, 65535, balancer.at.field("probe/port"))));
        for (port, highest, path) in ports.into_iter().filter(|(port, highest, _)| !(1..=*highest).contains(port)) {
            let finding = rule.report(path, format!("port {port} of `{}` is out of range", balancer.name));
            found.push(finding.hint(format!("choose one from 1 to {highest}")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::ruled;
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn ports_that_are_too_low_or_too_high_are_reported() {
        let document = ruled(&[("Tcp", "0, \"backendPort\": 65536")], r#", "probe": { "protocol": "Tcp", "port": 0 }"#);
        assert_eq!(
            findings(&RULE, &document),
            [
                "/loadBalancers/0/loadBalancingRules/0/frontendPort: port 0 of `ilb` is out of range",
                "/loadBalancers/0/loadBalancingRules/0/backendPort: port 65536 of `ilb` is out of range",
                "/loadBalancers/0/probe/port: port 0 of `ilb` is out of range",
            ]
        );
    }

    #[test]
    fn usual_ports_are_silent() {
        assert!(findings(&RULE, &ruled(&[("Tcp", "443"), ("Udp", "53")], "")).is_empty());
    }

    #[test]
    fn the_highest_frontend_port_is_lower_than_that_of_backends() {
        assert!(findings(&RULE, &ruled(&[("Tcp", "65534, \"backendPort\": 65535")], "")).is_empty());
        assert_eq!(findings(&RULE, &ruled(&[("Tcp", "65535")], "")).len(), 1);
    }
}
