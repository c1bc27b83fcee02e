//! `firewall-subnet-security-group`: a subnet of Azure Firewall carries a network security group.
//!
//! # What it checks
//! Subnets named AzureFirewallSubnet and AzureFirewallManagementSubnet have no `networkSecurityGroup`.
//!
//! # Why it matters
//! Azure Firewall is protected by rules of its own on its interfaces. A group on its subnets is not supported, so that it
//! cannot cut the firewall from its clients or from Azure.
//!
//! # Fix
//! Take the security group from the subnet, and filter in the firewall's own rules.
//!
//! # Source
//! Microsoft Learn, "Azure Firewall FAQ": network security groups on AzureFirewallSubnet; "Azure Firewall Management NIC". Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::association::without_security_group;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-subnet-security-group", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in [reserved::FIREWALL, reserved::FIREWALL_MANAGEMENT].into_iter().flat_map(|name| design.called(name)).copied() {
        let subnet = &design[id];
        let Some(group) = &subnet.network_security_group else { continue };
        let path = subnet.at.field("networkSecurityGroup");
        let message = format!("{} of `{}` carries security group `{}`", subnet.name, design[id.vnet].name, group.name);
        found.push(without_security_group(rule.report(path, message).hint("take it from the subnet"), design, id));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, subnet};

    fn design(name: &str, members: &str) -> String {
        subnet(name, "10.0.0.0/26", members, r#""networkSecurityGroups": [{ "name": "x" }]"#)
    }

    #[test]
    fn both_subnets_of_a_firewall_are_looked_at() {
        for name in ["AzureFirewallSubnet", "AzureFirewallManagementSubnet"] {
            let document = design(name, r#""networkSecurityGroup": "x""#);
            let expected = format!("/virtualNetworks/0/subnets/0/networkSecurityGroup: {name} of `vnet` carries security group `x`");
            assert_eq!(findings(&RULE, &document), [expected]);
            assert!(fixable(&RULE, &document));
        }
    }

    #[test]
    fn one_without_is_silent() {
        assert!(findings(&RULE, &design("AzureFirewallSubnet", "")).is_empty());
    }

    #[test]
    fn a_workload_subnet_carries_one() {
        assert!(findings(&RULE, &design("FirewallSubnet", r#""networkSecurityGroup": "x""#)).is_empty());
    }
}
