//! `load-balancer-ha-ports-missing`: a route leads to a load balancer that does not carry every port.
//!
//! # What it checks
//! Load balancers that are next hops have `haPorts`.
//!
//! # Why it matters
//! A route sends every protocol and port to its next hop. Without HA ports a load balancer hands on what its rules name, drops the rest, and
//! both directions of a connection need not reach the same appliance.
//!
//! # Fix
//! Set `haPorts`, in the place of rules for single ports. The fix does where there are none.
//!
//! # Source
//! Microsoft Learn, "High availability ports overview": network virtual appliances, flow symmetry; specification 11.12.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Survey, Target};
use crate::design::{Forwarder, LoadBalancerId};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("load-balancer-ha-ports-missing", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut told: Vec<LoadBalancerId> = Vec::new();
    for table in design.table_ids() {
        for target in &design.reading(table).targets {
            let Some(id) = balancer(design, *target).filter(|id| !design[*id].ha_ports && !told.contains(id)) else { continue };
            told.push(id);
            let at = design[id].at;
            let message = format!("`{}` leads to load balancer `{}`, which does not carry every port", design[table].name, design[id].name);
            let finding = rule.report(at.field("haPorts"), message).related(design[table].at.pointer()).hint("set `haPorts`");
            // Beside rules for single ports Azure takes no HA ports.
            let ruled = design[id].load_balancing_rules.as_ref().is_some_and(|rules| !rules.is_empty());
            found.push(if ruled { finding } else { finding.adding(at.field("haPorts"), true) });
        }
    }
}

fn balancer(design: &Survey<'_>, target: Target) -> Option<LoadBalancerId> {
    design.forwarders_at(target).into_iter().find_map(|(forwarder, _)| match forwarder {
        Forwarder::LoadBalancer(id) => Some(id),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{balanced, ruled};
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable};

    #[test]
    fn a_next_hop_without_ha_ports_is_reported_and_given_them() {
        let document = balanced(r#""one", "two""#, "");
        assert_eq!(
            findings(&RULE, &document),
            ["/loadBalancers/0/haPorts: `rt` leads to load balancer `ilb`, which does not carry every port"]
        );
        assert_eq!(after_fix(&RULE, &document)["loadBalancers"][0]["haPorts"], true);
        let by_address = document
            .replace(r#""nextHop": { "loadBalancer": "ilb" }"#, r#""nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.2.100""#);
        assert_eq!(findings(&RULE, &by_address).len(), 1);
    }

    #[test]
    fn one_with_rules_for_single_ports_is_reported_and_left_alone() {
        let document = ruled(&[("Tcp", "443")], "");
        assert_eq!(findings(&RULE, &document).len(), 1);
        assert!(!fixable(&RULE, &document));
    }

    #[test]
    fn one_with_ha_ports_is_silent() {
        assert!(findings(&RULE, &balanced(r#""one", "two""#, r#", "haPorts": true"#)).is_empty());
    }

    #[test]
    fn one_that_no_route_names_is_silent() {
        let document = balanced(r#""one", "two""#, "").replace(r#""loadBalancer": "ilb""#, r#""appliance": "one""#);
        assert!(findings(&RULE, &document).is_empty());
    }
}
