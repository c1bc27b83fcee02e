//! `security-rule-name-invalid`: a security rule has a name that Azure does not take.
//!
//! # What it checks
//! Names of security rules have 1 to 80 letters, digits, `_`, `.` and `-`, begin with a letter, digit or `_` and end with one
//! of these.
//!
//! # Why it matters
//! Azure refuses other names.
//!
//! # Fix
//! Choose another name. The fix puts `-` in the place of what is not allowed.
//!
//! # Source
//! Microsoft Learn, "Naming rules and restrictions for Azure resources", Microsoft.Network, and "Network security groups";
//! error code InvalidResourceName.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{repaired, well_formed};
use crate::design::shown;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-name-invalid", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for group in &design.network_security_groups {
        for security_rule in group.security_rules.iter().filter(|it| !taken(it.name.as_str())) {
            if found.is_full() {
                return;
            }
            let path = security_rule.at.field("name");
            let message = format!("`{}` is not a name for a security rule", shown(security_rule.name.as_str()));
            let finding = rule
                .report(path.clone(), message)
                .hint("write 1 to 80 letters, digits, `_`, `.` or `-`, and none of `.` and `-` first or last")
                .arm("InvalidResourceName");
            let name = repaired(security_rule.name.as_str(), 80);
            let free = name.filter(|name| !group.security_rules.iter().any(|other| other.name.is(name)));
            found.push(finding.replacing_some(path, free));
        }
    }
}

/// A rule's name may begin with `_`, unlike the names of resources.
fn taken(name: &str) -> bool {
    let rest = name.trim_start_matches('_');
    name.len() <= 80 && (well_formed(rest, 1, 80) || (rest.is_empty() && !name.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    fn design(name: &str) -> String {
        format!(
            r#"{{ "networkSecurityGroups": [{{ "name": "nsg", "securityRules": [
                 {{ "name": "{name}", "priority": 100, "direction": "Inbound", "access": "Deny", "protocol": "*", "sourceAddressPrefix": "*",
                    "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "*" }}] }}] }}"#
        )
    }

    #[test]
    fn a_name_with_a_colon_is_reported_and_repaired() {
        let document = design("deny: all");
        assert_eq!(
            findings(&RULE, &document),
            ["/networkSecurityGroups/0/securityRules/0/name: `deny: all` is not a name for a security rule"],
        );
        assert_eq!(after_fix(&RULE, &document)["networkSecurityGroups"][0]["securityRules"][0]["name"], "deny--all");
    }

    #[test]
    fn ordinary_names_are_silent() {
        assert!(findings(&RULE, &design("deny-all")).is_empty());
    }

    #[test]
    fn a_rule_may_begin_with_an_underscore() {
        assert!(findings(&RULE, &design("_deny")).is_empty());
        assert_eq!(findings(&RULE, &design("-deny")).len(), 1);
    }
}
