//! `load-balancer-rules-beside-ha-ports`: a load balancer with HA ports has load-balancing rules too.
//!
//! # What it checks
//! A load balancer with `haPorts` has no `loadBalancingRules`.
//!
//! # Why it matters
//! Azure refuses a rule for a port beside the one for all ports on one backend pool. The analysis takes the load balancer to carry everything.
//!
//! # Fix
//! Remove the rules. The fix does.
//!
//! # Source
//! Microsoft Learn, "High availability ports overview", limitations.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("load-balancer-rules-beside-ha-ports", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for balancer in design.load_balancers.iter().filter(|balancer| balancer.ha_ports) {
        if balancer.load_balancing_rules.as_ref().is_some_and(|rules| !rules.is_empty()) {
            let path = balancer.at.field("loadBalancingRules");
            let message = format!("`{}` carries every port, and has rules for single ones", balancer.name);
            found.push(rule.report(path.clone(), message).related(balancer.at.field("haPorts")).hint("remove them").removing(path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::ruled;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn rules_beside_ha_ports_are_reported_and_removed() {
        let document = ruled(&[("Tcp", "443")], r#", "haPorts": true"#);
        assert_eq!(
            findings(&RULE, &document),
            ["/loadBalancers/0/loadBalancingRules: `ilb` carries every port, and has rules for single ones"]
        );
        assert!(after_fix(&RULE, &document)["loadBalancers"][0].get("loadBalancingRules").is_none());
    }

    #[test]
    fn rules_alone_are_silent() {
        assert!(findings(&RULE, &ruled(&[("Tcp", "443")], "")).is_empty());
    }

    #[test]
    fn an_empty_list_beside_ha_ports_is_silent() {
        assert!(findings(&RULE, &ruled(&[], r#", "haPorts": true"#)).is_empty());
    }
}
