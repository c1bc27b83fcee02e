//! `route-table-subscription`: a route table is in another subscription than the network of its subnets.
//!
//! # What it checks
//! Where both state a `subscription`, every route table is in that of the networks whose subnets use it.
//!
//! # Why it matters
//! Azure refuses the association.
//!
//! # Fix
//! Give each subscription a route table of its own.
//!
//! # Source
//! Microsoft Learn, "Create, change, or delete a route table": a table serves subnets of its own region and subscription.
//! Specification 4.9.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::report_subscription;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("route-table-subscription", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.table_ids() {
        report_subscription(rule, design, "route table", &design[id], design.users(id), "routeTable", found);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    fn design(network: &str, own: &str) -> String {
        let resource = format!(
            r#""routeTables": [{{ "name": "x"{own}, "routes": [{{ "name": "r", "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }}] }}]"#
        );
        subnet("app", "10.0.0.0/24", r#""routeTable": "x""#, &resource)
            .replace(r#""addressSpace""#, &format!(r#"{network} "addressSpace""#))
    }

    #[test]
    fn another_subscription_is_reported_at_the_table() {
        assert_eq!(
            findings(&RULE, &design(r#""subscription": "1111","#, r#", "subscription": "2222""#)),
            ["/routeTables/0/subscription: route table `x` is in subscription 2222, and subnet `vnet/app` that uses it in 1111"],
        );
    }

    #[test]
    fn the_same_subscription_is_silent_in_any_case() {
        assert!(findings(&RULE, &design(r#""subscription": "aaaa","#, r#", "subscription": "AAAA""#)).is_empty());
    }

    #[test]
    fn the_subscription_that_is_deployed_to_is_not_known() {
        assert!(findings(&RULE, &design("", r#", "subscription": "2222""#)).is_empty());
        assert!(findings(&RULE, &design(r#""subscription": "1111","#, "")).is_empty());
    }
}
