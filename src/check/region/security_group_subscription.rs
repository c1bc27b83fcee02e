//! `security-group-subscription`: a security group is in another subscription than the network of its subnets.
//!
//! # What it checks
//! Where both state a `subscription`, every security group is in that of the networks whose subnets use it.
//!
//! # Why it matters
//! Azure refuses the association.
//!
//! # Fix
//! Give each subscription a security group of its own.
//!
//! # Source
//! Microsoft Learn, "Network security groups": a group and the network of its subnets are in one region and subscription.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::report_subscription;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-group-subscription", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.security_group_ids() {
        report_subscription(rule, design, "security group", &design[id], design.group_users(id), "networkSecurityGroup", found);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    fn design(network: &str, own: &str) -> String {
        let resource = format!(r#""networkSecurityGroups": [{{ "name": "x"{own} }}]"#);
        subnet("app", "10.0.0.0/24", r#""networkSecurityGroup": "x""#, &resource)
            .replace(r#""addressSpace""#, &format!(r#"{network} "addressSpace""#))
    }

    #[test]
    fn another_subscription_is_reported_at_the_group() {
        assert_eq!(
            findings(&RULE, &design(r#""subscription": "1111","#, r#", "subscription": "2222""#)),
            [
                "/networkSecurityGroups/0/subscription: security group `x` is in subscription 2222, and subnet `vnet/app` that uses it in 1111"
            ],
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
