//! `load-balancer-carries-nothing`: a load balancer has neither HA ports nor a load-balancing rule.
//!
//! # What it checks
//! Every load balancer has `haPorts` or at least one of `loadBalancingRules`.
//!
//! # Why it matters
//! A load balancer hands on what its rules name. Without one it drops everything.
//!
//! # Fix
//! Set `haPorts`, or write a rule.
//!
//! # Source
//! Microsoft Learn, "Azure Load Balancer components", load balancing rules; specification 11.12.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("load-balancer-carries-nothing", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for balancer in design.load_balancers.iter().filter(|balancer| !balancer.ha_ports && !balancer.existing) {
        if balancer.load_balancing_rules.as_ref().is_none_or(Vec::is_empty) {
            let message = format!("load balancer `{}` has neither HA ports nor a rule, so that it carries nothing", balancer.name);
            found.push(rule.report(balancer.at.pointer(), message).hint("set `haPorts`, or write a rule"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{balanced, ruled};
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn no_rules_and_an_empty_list_of_them_are_reported() {
        let expected = ["/loadBalancers/0: load balancer `ilb` has neither HA ports nor a rule, so that it carries nothing"];
        assert_eq!(findings(&RULE, &balanced(r#""one", "two""#, "")), expected);
        assert_eq!(findings(&RULE, &ruled(&[], "")), expected);
    }

    #[test]
    fn a_rule_and_ha_ports_are_silent() {
        assert!(findings(&RULE, &ruled(&[("Udp", "53")], "")).is_empty());
        assert!(findings(&RULE, &balanced(r#""one", "two""#, r#", "haPorts": true"#)).is_empty());
    }

    #[test]
    fn one_that_exists_may_have_rules_that_the_design_does_not_show() {
        assert!(findings(&RULE, &balanced(r#""one", "two""#, r#", "existing": true"#)).is_empty());
    }
}
