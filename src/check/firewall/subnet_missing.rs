//! `firewall-subnet-missing`: a firewall's network has no AzureFirewallSubnet.
//!
//! # What it checks
//! The network of every Azure Firewall has a subnet named AzureFirewallSubnet.
//!
//! # Why it matters
//! Azure creates a firewall nowhere else.
//!
//! # Fix
//! Add the subnet, /26 or larger. The fix takes the lowest /26 that no other subnet uses.
//!
//! # Source
//! Microsoft Learn, "Deploy and configure Azure Firewall": AzureFirewallSubnet.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::is_new;
use super::super::subnet::with_subnet;
use super::super::survey::Survey;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-subnet-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    // Reported once for a network, at its first firewall.
    let mut seen = Vec::new();
    for id in design.firewall_ids() {
        let Some(vnet) = design.firewall_vnet(id) else { continue };
        if design.subnet_named(vnet, reserved::FIREWALL).is_some() || found.is_full() || !is_new(&mut seen, vnet) {
            continue;
        }
        let message = format!("`{}` has no AzureFirewallSubnet for firewall `{}`", design[vnet].name, design[id].name);
        let finding = rule.report(design[id].at.field("virtualNetwork"), message).related(design[vnet].at.pointer());
        let finding = finding.hint("add a subnet of this name, /26 or larger");
        // Behind a learned default route the subnet alone would not do.
        if design.served(vnet).learns_default && !design.has_managed_firewall(vnet) {
            found.push(finding);
            continue;
        }
        found.push(with_subnet(finding, design, vnet, reserved::FIREWALL, 26, design[id].private_ip_address));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    const FIREWALL: &str = r#""firewalls": [{ "name": "fw", "virtualNetwork": "vnet" }]"#;

    #[test]
    fn a_firewall_without_its_subnet_is_reported_and_given_one() {
        let document = subnet("app", "10.0.0.0/24", "", FIREWALL);
        assert_eq!(findings(&RULE, &document), ["/firewalls/0/virtualNetwork: `vnet` has no AzureFirewallSubnet for firewall `fw`"]);
        let expected = serde_json::json!({ "name": "AzureFirewallSubnet", "addressPrefix": "10.0.1.0/26" });
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][1], expected);
    }

    #[test]
    fn a_firewall_in_its_subnet_is_silent() {
        assert!(findings(&RULE, &subnet("AzureFirewallSubnet", "10.0.0.0/26", "", FIREWALL)).is_empty());
    }

    #[test]
    fn a_name_in_another_case_is_another_fault() {
        assert!(findings(&RULE, &subnet("azurefirewallsubnet", "10.0.0.0/26", "", FIREWALL)).is_empty());
    }
}
