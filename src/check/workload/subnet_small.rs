//! `workload-subnet-small`: a subnet is smaller than Microsoft recommends for its service.
//!
//! # What it checks
//! The prefix of a workload's subnet is as large as Microsoft recommends: /24 for Application Gateway v2, /26 for each subnet of Azure
//! Databricks, /28 for Azure NetApp Files.
//!
//! # Why it matters
//! The service is created, and later has no room to scale out or to be maintained. A subnet that is in use cannot be enlarged.
//!
//! # Fix
//! Enlarge the subnet. The fix does so in place where the network has the room.
//!
//! # Source
//! Microsoft Learn, "Application Gateway infrastructure configuration", size of the subnet; "Deploy Azure Databricks in your Azure virtual network";
//! "Delegate a subnet to Azure NetApp Files". Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{all, report_smaller};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("workload-subnet-small", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (id, _, needs) in all(design) {
        report_smaller(rule, design, id, needs, needs.size.recommended..=needs.size.smallest, found);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    fn design(workload: &str, prefix: &str) -> String {
        subnet("gw", prefix, &format!(r#""workloads": ["{workload}"]"#), "")
    }

    #[test]
    fn a_small_application_gateway_is_reported_and_enlarged() {
        let document = design("ApplicationGatewayV2", "10.0.0.0/26");
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworks/0/subnets/0/addressPrefix: 10.0.0.0/26 is smaller than the /24 that Application Gateway v2 should have"]
        );
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][0]["addressPrefix"], "10.0.0.0/24");
    }

    #[test]
    fn the_recommended_size_is_silent() {
        assert!(findings(&RULE, &design("ApplicationGatewayV2", "10.0.0.0/24")).is_empty());
    }

    #[test]
    fn a_subnet_that_is_too_small_is_the_other_rule() {
        assert!(findings(&RULE, &design("SqlManagedInstance", "10.0.0.0/28")).is_empty());
    }
}
