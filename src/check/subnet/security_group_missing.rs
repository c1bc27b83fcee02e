//! `subnet-security-group-missing`: in a landing zone, a subnet carries no network security group.
//!
//! # What it checks
//! In the profile `landing-zone`, every subnet carries a network security group, except those that Azure does not let carry
//! one, or gives rules of its own.
//!
//! # Why it matters
//! Without one, everything that reaches the subnet is let in.
//!
//! # Fix
//! Give the subnet a network security group. In the other profiles the rule is silent: many designs have subnets that need none.
//!
//! # Source
//! Azure landing zones, policy Deny-Subnet-Without-Nsg ("Subnets should have a Network Security Group"), which leaves out GatewaySubnet,
//! AzureFirewallSubnet and AzureFirewallManagementSubnet; RouteServerSubnet: specification 7.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::{Resource, reserved};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("subnet-security-group-missing", Severity::Warning, run).in_landing_zones();

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.subnet_ids() {
        let subnet = &design[id];
        let spared = reserved::ALL.iter().any(|name| *name != reserved::BASTION && subnet.is(name));
        if subnet.network_security_group.is_none() && !spared && !design[id.vnet].existing() {
            let message = format!("subnet `{}` carries no network security group", design.subnet_path(id));
            found.push(rule.report(subnet.at.pointer(), message).hint("name one with `networkSecurityGroup`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    const ZONE: &str = r#""options": { "profile": "landing-zone" }, "networkSecurityGroups": [{ "name": "x" }]"#;

    #[test]
    fn a_subnet_without_one_is_reported_in_landing_zones() {
        assert_eq!(
            findings(&RULE, &subnet("app", "10.0.0.0/24", "", ZONE)),
            ["/virtualNetworks/0/subnets/0: subnet `vnet/app` carries no network security group"],
        );
        assert!(findings(&RULE, &subnet("app", "10.0.0.0/24", "", "")).is_empty(), "the recommended profile asks for none");
    }

    #[test]
    fn a_subnet_with_one_is_silent() {
        assert!(findings(&RULE, &subnet("app", "10.0.0.0/24", r#""networkSecurityGroup": "x""#, ZONE)).is_empty());
    }

    #[test]
    fn a_subnet_that_azure_does_not_let_carry_one_is_silent() {
        for name in ["GatewaySubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet", "RouteServerSubnet"] {
            assert!(findings(&RULE, &subnet(name, "10.0.0.0/24", "", ZONE)).is_empty(), "{name}");
        }
    }
}
