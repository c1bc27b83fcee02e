//! `security-admin-rule-platform-tag`: a security admin rule names a service tag of the platform.
//!
//! # What it checks
//! No security admin rule names AzurePlatformDNS, AzurePlatformIMDS or AzurePlatformLKM.
//!
//! # Why it matters
//! Security admin rules do not support these tags.
//!
//! # Fix
//! Take the tag out, and name it in a network security group where it is needed.
//!
//! # Source
//! Microsoft Learn, "Security admin rules in Azure Virtual Network Manager", source and destination types.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-admin-rule-platform-tag", Severity::Error, run);

const TAGS: [&str; 3] = ["AzurePlatformDNS", "AzurePlatformIMDS", "AzurePlatformLKM"];

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for admin in super::rules(design) {
        for (side, addresses) in [("sources", &admin.sources), ("destinations", &admin.destinations)] {
            for (position, address) in addresses.placed() {
                if TAGS.iter().any(|tag| address.0.eq_ignore_ascii_case(tag)) {
                    let message = format!("security admin rule `{}` names `{}`, which such rules do not support", admin.name, address.0);
                    let finding = rule.report(admin.at.field(&format!("{side}/{position}")), message);
                    found.push(finding.hint("name it in a network security group"));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::design;
    use super::RULE;
    use crate::check::testing::findings;

    fn with(address: &str) -> String {
        design(&[&format!(r#""appliesTo": ["one"], "destinations": ["10.0.0.0/8", "{address}"]"#)], "")
    }

    #[test]
    fn a_tag_of_the_platform_is_reported() {
        assert_eq!(
            findings(&RULE, &with("AzurePlatformDNS")),
            ["/networkManager/securityAdminRules/0/destinations/1: security admin rule `a0` names `AzurePlatformDNS`, which such rules \
              do not support"],
        );
    }

    #[test]
    fn other_tags_are_silent() {
        assert!(findings(&RULE, &with("Storage")).is_empty());
    }

    #[test]
    fn the_address_that_a_tag_stands_for_is_an_address() {
        assert!(findings(&RULE, &with("168.63.129.16")).is_empty());
    }
}
