//! `load-balancer-probe-missing`: a load balancer does not ask its backends whether they work.
//!
//! # What it checks
//! Every load balancer has a `probe`.
//!
//! # Why it matters
//! Without a probe an appliance that has failed goes on getting its share of the connections.
//!
//! # Fix
//! Add a `probe` for a port that the appliances answer at.
//!
//! # Source
//! Microsoft Learn, "Azure Load Balancer health probes"; Azure Proactive Resiliency Library, load balancers: use health probes.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("load-balancer-probe-missing", Severity::Warning, run).in_landing_zones();

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for balancer in design.load_balancers.iter().filter(|balancer| balancer.probe.is_none() && !balancer.existing) {
        let message = format!("load balancer `{}` has no probe, so that it takes every backend for a working one", balancer.name);
        found.push(rule.report(balancer.at.pointer(), message).hint("add a `probe` for a port that the appliances answer at"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::balanced;
    use super::RULE;
    use crate::check::testing::findings;

    fn design(members: &str) -> String {
        let profile = r#"{ "options": { "profile": "landing-zone" }, "#;
        balanced(r#""one", "two""#, members).replacen('{', profile, 1)
    }

    #[test]
    fn a_load_balancer_without_a_probe_is_reported_in_landing_zones() {
        assert_eq!(
            findings(&RULE, &design("")),
            ["/loadBalancers/0: load balancer `ilb` has no probe, so that it takes every backend for a working one"]
        );
        assert!(findings(&RULE, &balanced(r#""one", "two""#, "")).is_empty());
    }

    #[test]
    fn one_with_a_probe_is_silent() {
        assert!(findings(&RULE, &design(r#", "probe": { "protocol": "Tcp", "port": 22 }"#)).is_empty());
    }

    #[test]
    fn one_that_exists_is_silent() {
        assert!(findings(&RULE, &design(r#", "existing": true"#)).is_empty());
    }
}
