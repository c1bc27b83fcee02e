//! `service-tag-misspelt`: a security rule names a service tag that there is not, and another is meant.
//!
//! # What it checks
//! No rule of a network security group, security admin rule or network rule of a firewall has a name that differs from that of a service tag, or
//! of its region, in a letter or two; nor `Any`, which Azure writes `*`.
//!
//! # Why it matters
//! Azure refuses the rule.
//!
//! # Fix
//! Write the tag as Azure does. The fix does so.
//!
//! # Source
//! Azure's own message, "has invalid Address prefix. Value provided", code SecurityRuleInvalidAddressPrefix, in Azure/azure-powershell issue 391 and
//! hashicorp/terraform-provider-azurerm issue 16761; ernestio/ernest issue 473 for `any`. Microsoft Learn, "Virtual network service tags".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::unknown;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("service-tag-misspelt", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    unknown(design.design(), |it| {
        if let Some(meant) = it.meant {
            let finding = rule.report(it.path.clone(), format!("there is no service tag `{}`", it.name));
            let finding = finding.hint(format!("did you mean `{meant}`?")).replacing(it.path, meant);
            found.push(if it.in_group { finding.arm("SecurityRuleInvalidAddressPrefix") } else { finding });
        }
        !found.is_full()
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    /// A rule of a group, a security admin rule and a network rule of a firewall that name these.
    fn design(group: &str, admin: &str, firewall: &str) -> String {
        subnet(
            "AzureFirewallSubnet",
            "10.0.1.0/26",
            "",
            &format!(
                r#""networkSecurityGroups": [{{ "name": "nsg", "securityRules": [{{ "name": "r", "priority": 100, "direction": "Outbound", "access": "Deny",
                      "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "{group}", "destinationPortRange": "*" }}] }}],
                   "networkManager": {{ "securityAdminRules": [{{ "name": "a", "priority": 1, "direction": "Outbound", "access": "Deny", "protocol": "*",
                      "destinations": ["10.0.0.0/8", "{admin}"], "appliesTo": ["vnet"] }}] }},
                   "firewalls": [{{ "name": "fw", "virtualNetwork": "vnet", "networkRules": [{{ "name": "n", "priority": 100, "action": "Allow",
                      "sources": ["*"], "destinations": ["{firewall}"], "protocols": ["Tcp"], "ports": ["443"] }}] }}]"#
            ),
        )
    }

    #[test]
    fn a_misspelt_tag_is_reported_wherever_it_stands() {
        assert_eq!(
            findings(&RULE, &design("Storrage", "Storage.WestEurop", "AzureMonitr")),
            [
                "/networkSecurityGroups/0/securityRules/0/destinationAddressPrefix: there is no service tag `Storrage`",
                "/networkManager/securityAdminRules/0/destinations/1: there is no service tag `Storage.WestEurop`",
                "/firewalls/0/networkRules/0/destinations/0: there is no service tag `AzureMonitr`",
            ]
        );
        let fixed = after_fix(&RULE, &design("Storrage", "Storage", "AzureMonitor"));
        assert_eq!(fixed["networkSecurityGroups"][0]["securityRules"][0]["destinationAddressPrefix"], "Storage");
    }

    #[test]
    fn tags_and_prefixes_are_silent() {
        assert!(findings(&RULE, &design("storage.westeurope", "Internet", "10.0.0.0/8")).is_empty());
    }

    #[test]
    fn a_name_that_no_tag_is_near_to_is_no_slip() {
        assert!(findings(&RULE, &design("AzureQuantumWorkspaces", "Storage.EastUS3", "Storage.USGovVirginia")).is_empty());
    }
}
