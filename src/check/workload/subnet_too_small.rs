//! `workload-subnet-too-small`: a subnet is smaller than its service takes.
//!
//! # What it checks
//! The prefix of a workload's subnet is as large as the service demands: /23 for Container Apps of the Consumption-only kind, /27 for those with
//! workload profiles and for SQL Managed Instance, /26 for Azure Bastion, and so on as docs/workloads.md lists.
//!
//! # Why it matters
//! Azure refuses to create the service in a smaller subnet, and a subnet that is in use cannot be enlarged.
//!
//! # Fix
//! Enlarge the subnet. The fix does so in place where the network has the room.
//!
//! # Source
//! Specification 6 and the source of each workload in docs/workloads.md.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{all, report_smaller};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("workload-subnet-too-small", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (id, _, needs) in all(design) {
        report_smaller(rule, design, id, needs, needs.size.smallest..=29, found);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    fn design(workload: &str, prefix: &str) -> String {
        subnet("db", prefix, &format!(r#""workloads": ["{workload}"]"#), "")
    }

    #[test]
    fn a_small_one_is_reported_and_enlarged() {
        let document = design("SqlManagedInstance", "10.0.0.0/28");
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworks/0/subnets/0/addressPrefix: 10.0.0.0/28 is smaller than the /27 that SQL Managed Instance takes"]
        );
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][0]["addressPrefix"], "10.0.0.0/27");
    }

    #[test]
    fn the_smallest_that_is_enough_is_silent() {
        assert!(findings(&RULE, &design("SqlManagedInstance", "10.0.0.0/27")).is_empty());
        assert!(findings(&RULE, &design("ContainerAppsConsumption", "10.0.0.0/23")).is_empty());
    }

    #[test]
    fn every_service_has_its_own_size() {
        assert_eq!(findings(&RULE, &design("ContainerAppsConsumption", "10.0.0.0/24")).len(), 1);
        assert!(findings(&RULE, &design("ContainerAppsWorkloadProfiles", "10.0.0.0/24")).is_empty());
    }
}
