//! `load-balancer-backends-few`: a load balancer has fewer than two backends.
//!
//! # What it checks
//! Every load balancer has at least two backends.
//!
//! # Why it matters
//! With one backend, what it fails takes the network's traffic with it, which a load balancer is there to prevent; with none, everything is
//! dropped.
//!
//! # Fix
//! Add another appliance.
//!
//! # Source
//! Azure Proactive Resiliency Library, load balancers: at least two backend instances; Microsoft Learn, "Deploy highly available NVAs".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("load-balancer-backends-few", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for balancer in design.load_balancers.iter().filter(|balancer| balancer.backends.len() < 2) {
        let count = if balancer.backends.is_empty() { "no backend" } else { "one backend only" };
        let message = format!("load balancer `{}` has {count}", balancer.name);
        found.push(rule.report(balancer.at.field("backends"), message).hint("add another appliance"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::balanced;
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn one_backend_and_none_are_reported() {
        assert_eq!(findings(&RULE, &balanced("", "")), ["/loadBalancers/0/backends: load balancer `ilb` has no backend"]);
        assert_eq!(findings(&RULE, &balanced(r#""one""#, "")), ["/loadBalancers/0/backends: load balancer `ilb` has one backend only"]);
    }

    #[test]
    fn two_backends_are_silent() {
        assert!(findings(&RULE, &balanced(r#""one", "two""#, "")).is_empty());
    }

    #[test]
    fn appliances_without_a_load_balancer_are_silent() {
        let document = balanced(r#""one", "two""#, "").replace(r#""loadBalancer": "ilb""#, r#""appliance": "one""#);
        assert!(findings(&RULE, &document).is_empty());
    }
}
