//! `service-tag-unlisted`: a security rule names a service tag that is not known.
//!
//! # What it checks
//! The names in rules of network security groups, security admin rules and network rules of firewalls are service tags that are known, or near to one.
//!
//! # Why it matters
//! Azure refuses a rule with a tag that there is not. It may be one that is newer than the list, or of another cloud; nothing is known of its addresses.
//!
//! # Fix
//! Compare the name with Microsoft's list. If it is right, suppress the finding.
//!
//! # Source
//! Microsoft Learn, "Virtual network service tags". SecurityRuleInvalidAddressPrefix: Azure/azure-powershell issue 391.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::unknown;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("service-tag-unlisted", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    unknown(design.design(), |it| {
        if it.meant.is_none() {
            let message = format!("`{}` is no service tag that is known", it.name);
            found.push(rule.report(it.path, message).hint("compare it with Microsoft's list of service tags, which may have newer ones"));
        }
        !found.is_full()
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, network};

    fn design(tag: &str) -> String {
        network(
            "",
            &format!(
                r#""networkManager": {{ "securityAdminRules": [{{ "name": "a", "priority": 1, "direction": "Outbound", "access": "Deny", "protocol": "*",
                   "destinations": ["{tag}"], "appliesTo": ["vnet"] }}] }}"#
            ),
        )
    }

    #[test]
    fn a_name_that_may_be_newer_is_reported() {
        assert_eq!(
            findings(&RULE, &design("AzureQuantumWorkspaces")),
            ["/networkManager/securityAdminRules/0/destinations/0: `AzureQuantumWorkspaces` is no service tag that is known"]
        );
        assert_eq!(findings(&RULE, &design("Storage.USGovVirginia")).len(), 1);
    }

    #[test]
    fn a_tag_is_silent() {
        assert!(findings(&RULE, &design("AzureKeyVault.NorthEurope")).is_empty());
    }

    #[test]
    fn a_slip_is_another_matter() {
        assert!(findings(&RULE, &design("AzureKeyVolt")).is_empty());
    }
}
