//! `firewall-management-subnet-missing`: a firewall with a management interface has no AzureFirewallManagementSubnet.
//!
//! # What it checks
//! The network of every Azure Firewall with `managementSubnet` has a subnet named AzureFirewallManagementSubnet.
//!
//! # Why it matters
//! Azure creates the management interface nowhere else.
//!
//! # Fix
//! Add the subnet, /26 or larger. The fix takes the lowest /26 that no other subnet uses.
//!
//! # Source
//! Microsoft Learn, "Azure Firewall Management NIC". Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::is_new;
use super::super::subnet::with_subnet;
use super::super::survey::Survey;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-management-subnet-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    // Reported once for a network, at its first firewall.
    let mut seen = Vec::new();
    for id in design.firewall_ids().filter(|id| design[*id].management_subnet) {
        let Some(vnet) = design.firewall_vnet(id) else { continue };
        if design.subnet_named(vnet, reserved::FIREWALL_MANAGEMENT).is_some() || found.is_full() || !is_new(&mut seen, vnet) {
            continue;
        }
        let message = format!("`{}` has no AzureFirewallManagementSubnet for firewall `{}`", design[vnet].name, design[id].name);
        let finding = rule.report(design[id].at.field("managementSubnet"), message).related(design[vnet].at.pointer());
        found.push(with_subnet(
            finding.hint("add a subnet of this name, /26 or larger"),
            design,
            vnet,
            reserved::FIREWALL_MANAGEMENT,
            26,
            None,
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, network};

    fn design(more: &str, managed: bool) -> String {
        network(
            &format!(r#"{{ "name": "AzureFirewallSubnet", "addressPrefix": "10.0.0.0/26" }}{more}"#),
            &format!(r#""firewalls": [{{ "name": "fw", "virtualNetwork": "vnet", "managementSubnet": {managed} }}]"#),
        )
    }

    #[test]
    fn a_management_interface_without_its_subnet_is_reported() {
        let document = design("", true);
        assert_eq!(
            findings(&RULE, &document),
            ["/firewalls/0/managementSubnet: `vnet` has no AzureFirewallManagementSubnet for firewall `fw`"],
        );
        let expected = serde_json::json!({ "name": "AzureFirewallManagementSubnet", "addressPrefix": "10.0.0.64/26" });
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][1], expected);
    }

    #[test]
    fn a_management_interface_in_its_subnet_is_silent() {
        let subnet = r#", { "name": "AzureFirewallManagementSubnet", "addressPrefix": "10.0.1.0/26" }"#;
        assert!(findings(&RULE, &design(subnet, true)).is_empty());
    }

    #[test]
    fn a_firewall_without_management_interface_needs_none() {
        assert!(findings(&RULE, &design("", false)).is_empty());
    }
}
