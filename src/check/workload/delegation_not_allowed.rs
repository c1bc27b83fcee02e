//! `workload-delegation-not-allowed`: the subnet of a workload is delegated to a service that takes it for itself.
//!
//! # What it checks
//! The subnet of a workload is not delegated to another service, and to none at all where the workload's service refuses delegated subnets.
//!
//! # Why it matters
//! A delegated subnet is for the resources of one service. Azure refuses to create others there.
//!
//! # Fix
//! Take the delegation away. The fix does.
//!
//! # Source
//! Specification 6 and 12, and the source of each workload in docs/workloads.md.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{all, pointer};
use crate::diagnostic::Severity;
use crate::workload::Delegation;

pub(in crate::check) const RULE: Rule = Rule::design("workload-delegation-not-allowed", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut reported = None;
    for (id, index, needs) in all(design) {
        let Some(given) = design[id].delegation.as_deref() else { continue };
        let refused = match needs.delegation {
            Delegation::Refused => true,
            Delegation::Possible(service) => !given.eq_ignore_ascii_case(service),
            Delegation::Required(_) => false,
        };
        // Once for a subnet: the delegation is one.
        if refused && reported != Some(id) {
            reported = Some(id);
            let path = design[id].at.field("delegation");
            let message = format!("{} does not stand in `{}` while that is delegated", needs.name, design.subnet_path(id));
            found.push(rule.report(path.clone(), message).related(pointer(design, id, index)).removing(path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    fn design(workload: &str, delegation: &str) -> String {
        subnet("app", "10.0.0.0/23", &format!(r#""workloads": ["{workload}"], "delegation": "{delegation}""#), "")
    }

    // Microsoft Learn, "Configuring virtual networks Azure Container Apps environments": Consumption only.
    #[test]
    fn a_delegated_subnet_is_reported_and_taken_back() {
        let document = design("ContainerAppsConsumption", "Microsoft.App/environments");
        assert_eq!(
            findings(&RULE, &document),
            [
                "/virtualNetworks/0/subnets/0/delegation: Azure Container Apps, Consumption only does not stand in `vnet/app` while that is delegated"
            ]
        );
        assert!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][0].get("delegation").is_none());
    }

    #[test]
    fn the_service_that_demands_its_delegation_is_silent() {
        assert!(findings(&RULE, &design("ContainerAppsWorkloadProfiles", "Microsoft.App/environments")).is_empty());
    }

    #[test]
    fn a_service_that_takes_its_own_delegation_takes_no_other() {
        assert!(findings(&RULE, &design("ApplicationGatewayV2", "Microsoft.Network/applicationGateways")).is_empty());
        assert_eq!(findings(&RULE, &design("ApplicationGatewayV2", "Microsoft.Network/dnsResolvers")).len(), 1);
    }
}
