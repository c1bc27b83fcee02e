//! `reserved-subnet-name-case`: a subnet name with a meaning is spelt in another case.
//!
//! # What it checks
//! AzureFirewallSubnet, AzureFirewallManagementSubnet, AzureBastionSubnet and RouteServerSubnet are spelt exactly so.
//!
//! # Why it matters
//! Azure creates the firewall, bastion or route server only in a subnet of exactly this name, and a subnet cannot be renamed:
//! it has to be deleted and created again.
//!
//! # Fix
//! Spell the name as Azure does.
//!
//! # Source
//! Microsoft Learn, "Deploy and configure Azure Firewall": the subnet name must be AzureFirewallSubnet; likewise the pages of
//! Azure Bastion and Azure Route Server.
//! Specification 7.7.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("reserved-subnet-name-case", Severity::Error, run);

/// GatewaySubnet is found whatever its case.
const EXACT: [&str; 4] = [reserved::FIREWALL, reserved::FIREWALL_MANAGEMENT, reserved::BASTION, reserved::ROUTE_SERVER];

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (name, id) in EXACT.into_iter().flat_map(|name| design.called(name).iter().map(move |id| (name, *id))) {
        let subnet = &design[id];
        if subnet.name.as_str() != name {
            let path = subnet.at.field("name");
            let message = format!("subnet `{}` is not `{name}` for Azure", subnet.name);
            found.push(rule.report(path.clone(), message).hint(format!("spell it `{name}`")).replacing(path, name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    #[test]
    fn another_case_is_reported_and_corrected() {
        let document = subnet("AzureFireWallSubnet", "10.0.0.0/26", "", "");
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworks/0/subnets/0/name: subnet `AzureFireWallSubnet` is not `AzureFirewallSubnet` for Azure"],
        );
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][0]["name"], "AzureFirewallSubnet");
    }

    #[test]
    fn the_exact_name_is_silent() {
        assert!(findings(&RULE, &subnet("AzureBastionSubnet", "10.0.0.0/26", "", "")).is_empty());
    }

    #[test]
    fn the_gateway_subnet_is_found_in_any_case() {
        assert!(findings(&RULE, &subnet("gatewaysubnet", "10.0.0.0/27", "", "")).is_empty());
    }
}
