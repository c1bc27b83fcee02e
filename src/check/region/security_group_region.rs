//! `security-group-region`: a security group is in another region than the network of its subnets.
//!
//! # What it checks
//! Every security group is in the region of the networks whose subnets use it. What has no `location` is in that of the design.
//!
//! # Why it matters
//! Azure refuses the association.
//!
//! # Fix
//! Give each region a security group of its own, or correct the `location`. The fix does so where all subnets are in one region.
//!
//! # Source
//! Microsoft Learn, "Network security groups": a group and the network of its subnets are in one region and subscription; error code
//! InvalidResourceReference.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::report_region;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-group-region", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.security_group_ids() {
        report_region(rule, design, "security group", &design[id], design.group_users(id), "networkSecurityGroup", found);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, subnet};

    fn design(own: &str) -> String {
        let resource = format!(r#""networkSecurityGroups": [{{ "name": "x"{own} }}]"#);
        subnet("app", "10.0.0.0/24", r#""networkSecurityGroup": "x""#, &resource)
    }

    #[test]
    fn another_region_is_reported_at_the_group() {
        let document = design(r#", "location": "westus""#);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkSecurityGroups/0/location: security group `x` is in westus, and subnet `vnet/app` that uses it in eastus"],
        );
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn the_region_of_a_network_counts_too() {
        let document = design("").replace(r#""addressSpace""#, r#""location": "westus", "addressSpace""#);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkSecurityGroups/0: security group `x` is in eastus, and subnet `vnet/app` that uses it in westus"],
        );
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn what_states_no_region_is_in_that_of_the_design() {
        assert!(findings(&RULE, &design("")).is_empty());
    }

    #[test]
    fn one_region_can_be_written_in_two_ways() {
        assert!(findings(&RULE, &design(r#", "location": "East US""#)).is_empty());
    }
}
