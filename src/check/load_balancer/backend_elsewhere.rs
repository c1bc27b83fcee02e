//! `load-balancer-backend-elsewhere`: a backend of a load balancer has no interface in its network.
//!
//! # What it checks
//! Every backend has an interface in the virtual network of the load balancer's frontend.
//!
//! # Why it matters
//! Azure refuses the backend: those of an internal load balancer are in one network with its frontend.
//!
//! # Fix
//! Name an appliance of the network.
//!
//! # Source
//! Microsoft Learn, "Azure Load Balancer components": the scope of a backend pool is one virtual network.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::ApplianceId;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("load-balancer-backend-elsewhere", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for balancer in &design.load_balancers {
        let Some(home) = balancer.subnet.subnet() else { continue };
        for (index, backend) in balancer.backends.placed() {
            let Some(id) = backend.index().map(ApplianceId) else { continue };
            if design[id].network_interfaces.iter().all(|it| it.subnet.subnet().is_some_and(|subnet| subnet.vnet != home.vnet)) {
                let message =
                    format!("`{}` has no interface in `{}`, where `{}` stands", backend.name, design[home.vnet].name, balancer.name);
                let finding = rule.report(balancer.at.field(&format!("backends/{index}")), message);
                found.push(finding.related(design[id].at.pointer()).hint("name an appliance of the network"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{apart, balanced};
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn an_appliance_of_another_network_is_reported() {
        let document = apart(&balanced(r#""one", "two""#, ""));
        assert_eq!(findings(&RULE, &document), ["/loadBalancers/0/backends/1: `two` has no interface in `vnet`, where `ilb` stands"]);
    }

    #[test]
    fn appliances_of_the_network_are_silent() {
        assert!(findings(&RULE, &balanced(r#""one", "two""#, "")).is_empty());
    }

    #[test]
    fn an_appliance_of_another_network_that_is_no_backend_is_silent() {
        assert!(findings(&RULE, &apart(&balanced(r#""one""#, ""))).is_empty());
    }
}
