//! `workload-delegation-missing`: the subnet of a workload is not delegated to its service.
//!
//! # What it checks
//! The subnet of a workload whose service demands it is delegated to that service.
//!
//! # Why it matters
//! Azure refuses to create the service in a subnet that is not delegated to it, or that is delegated to another one. A subnet has one delegation.
//!
//! # Fix
//! Delegate the subnet. The fix writes the service's name into `delegation`.
//!
//! # Source
//! Specification 6 and 12, and the source of each workload in docs/workloads.md.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::all;
use crate::diagnostic::Severity;
use crate::workload::{Delegation, Needs, needs as needs_of};

pub(in crate::check) const RULE: Rule = Rule::design("workload-delegation-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (id, index, needs) in all(design) {
        let subnet = &design[id];
        let Delegation::Required(service) = needs.delegation else { continue };
        let given = subnet.delegation.as_deref();
        // Of two services that a subnet cannot both be delegated to, the first is offered.
        let other = |it: &Needs| matches!(it.delegation, Delegation::Required(wanted) if wanted != service);
        let first = !subnet.workloads.placed().take_while(|(before, _)| *before < index).filter_map(|(_, it)| needs_of(*it)).any(other);
        if given.is_some_and(|given| given.eq_ignore_ascii_case(service)) || !first {
            continue;
        }
        let path = subnet.at.field("delegation");
        let message = format!("{} needs `{}` delegated to {service}", needs.name, design.subnet_path(id));
        found.push(match given {
            Some(_) => rule.report(path.clone(), message).replacing(path, service),
            None => rule.report(subnet.at.pointer(), message).adding(path, service),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    fn design(members: &str) -> String {
        subnet("db", "10.0.0.0/24", &format!(r#""workloads": ["SqlManagedInstance"]{members}"#), "")
    }

    #[test]
    fn a_subnet_without_delegation_is_reported_and_delegated() {
        assert_eq!(
            findings(&RULE, &design("")),
            ["/virtualNetworks/0/subnets/0: SQL Managed Instance needs `vnet/db` delegated to Microsoft.Sql/managedInstances"]
        );
        let subnet = &after_fix(&RULE, &design(""))["virtualNetworks"][0]["subnets"][0];
        assert_eq!(subnet["delegation"], "Microsoft.Sql/managedInstances");
    }

    #[test]
    fn the_service_in_another_case_is_the_same_service() {
        assert!(findings(&RULE, &design(r#", "delegation": "microsoft.sql/managedinstances""#)).is_empty());
    }

    #[test]
    fn another_service_of_the_same_provider_is_not_the_service() {
        let found = findings(&RULE, &design(r#", "delegation": "Microsoft.Sql/servers""#));
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("/virtualNetworks/0/subnets/0/delegation: "), "{found:?}");
    }

    #[test]
    fn a_workload_that_asks_for_none_is_silent() {
        assert!(findings(&RULE, &subnet("gpu", "10.0.0.0/24", r#""workloads": ["AzureMachineLearningCompute"]"#, "")).is_empty());
    }
}
