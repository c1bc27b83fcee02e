//! `nat-gateway-region`: a NAT gateway is in another region than the network of its subnets.
//!
//! # What it checks
//! Every NAT gateway is in the region of the networks whose subnets use it. What has no `location` is in that of the design.
//!
//! # Why it matters
//! Azure refuses the association.
//!
//! # Fix
//! Give each region a NAT gateway of its own, or correct the `location`. The fix does so where all subnets are in one region.
//!
//! # Source
//! Microsoft Learn, "Azure NAT Gateway frequently asked questions"; error code InvalidResourceReference.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::region::report_region;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("nat-gateway-region", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.nat_gateway_ids() {
        let users: Vec<_> = design.subnet_ids().filter(|subnet| design.nat_gateway_of(*subnet) == Some(id)).collect();
        report_region(rule, design, "NAT gateway", &design[id], &users, "natGateway", found);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, subnet};

    fn design(own: &str) -> String {
        let gateway = String::from(
            r#""publicIpAddresses": [{ "name": "pip"OWN }], "natGateways": [{ "name": "nat", "publicIpAddresses": ["pip"]OWN }]"#,
        );
        subnet("app", "10.0.0.0/24", r#""natGateway": "nat""#, &gateway.replace("OWN", own))
    }

    #[test]
    fn another_region_is_reported_at_the_gateway() {
        let document = design(r#", "location": "westus""#);
        assert_eq!(
            findings(&RULE, &document),
            ["/natGateways/0/location: NAT gateway `nat` is in westus, and subnet `vnet/app` that uses it in eastus"],
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
