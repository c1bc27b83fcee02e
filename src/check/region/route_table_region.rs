//! `route-table-region`: a route table is in another region than the network of its subnets.
//!
//! # What it checks
//! Every route table is in the region of the networks whose subnets use it. What has no `location` is in that of the design.
//!
//! # Why it matters
//! Azure refuses the association.
//!
//! # Fix
//! Give each region a route table of its own, or correct the `location`. The fix does so where all subnets are in one region.
//!
//! # Source
//! Microsoft Learn, "Create, change, or delete a route table": a table serves subnets of its own region and subscription; error code
//! InvalidResourceReference.
//! Specification 4.9.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::report_region;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("route-table-region", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.table_ids() {
        report_region(rule, design, "route table", &design[id], design.users(id), "routeTable", found);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, subnet};

    fn design(own: &str) -> String {
        let resource = format!(
            r#""routeTables": [{{ "name": "x"{own}, "routes": [{{ "name": "r", "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }}] }}]"#
        );
        subnet("app", "10.0.0.0/24", r#""routeTable": "x""#, &resource)
    }

    #[test]
    fn another_region_is_reported_at_the_table() {
        let document = design(r#", "location": "westus""#);
        assert_eq!(
            findings(&RULE, &document),
            ["/routeTables/0/location: route table `x` is in westus, and subnet `vnet/app` that uses it in eastus"],
        );
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn the_region_of_a_network_counts_too() {
        let document = design("").replace(r#""addressSpace""#, r#""location": "westus", "addressSpace""#);
        assert_eq!(
            findings(&RULE, &document),
            ["/routeTables/0: route table `x` is in eastus, and subnet `vnet/app` that uses it in westus"],
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
