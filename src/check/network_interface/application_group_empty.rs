//! `application-security-group-empty`: a security rule names an application security group that has no network interface.
//!
//! # What it checks
//! Every application security group that a security rule names has a network interface, unless it is existing: its owner may have
//! put others into it.
//!
//! # Why it matters
//! The rule matches nothing there, and a rule that names several groups was seen not to work at all when one of them is empty.
//! Proofs do not count on such a rule.
//!
//! # Fix
//! Put the network interfaces into the group, or take the group out of the rule.
//!
//! # Source
//! MicrosoftDocs/azure-docs issue 77328, reproduced there by Microsoft.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::first_members;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("application-security-group-empty", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    if design.application_security_groups.is_empty() {
        return;
    }
    let first = first_members(design);
    for security_rule in design.network_security_groups.iter().flat_map(|group| &group.security_rules) {
        let sides = [
            ("sourceApplicationSecurityGroups", &security_rule.source_application_security_groups),
            ("destinationApplicationSecurityGroups", &security_rule.destination_application_security_groups),
        ];
        for (member, groups) in sides {
            for (position, group) in groups.placed() {
                let empty = |id: u32| first.get(id as usize).is_some_and(Option::is_none);
                let Some(id) = group.application_security_group().filter(|id| empty(id.0) && !design[*id].existing) else { continue };
                let message = format!("rule `{}` names group `{}`, which no network interface is in", security_rule.name, design[id].name);
                found.push(
                    rule.report(security_rule.at.field(&format!("{member}/{position}")), message)
                        .related(design[id].at.pointer())
                        .hint("put network interfaces into the group, or take it out of the rule"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    fn design(group: &str, existing: bool) -> String {
        subnet(
            "app",
            "10.0.0.0/24",
            r#""networkSecurityGroup": "nsg""#,
            &format!(
                r#""applicationSecurityGroups": [{{ "name": "web" }}, {{ "name": "db", "existing": {existing} }}],
                   "networkInterfaces": [{{ "name": "vm", "subnet": "vnet/app", "privateIpAddress": "10.0.0.4", "applicationSecurityGroups": ["web"] }}],
                   "networkSecurityGroups": [{{ "name": "nsg", "securityRules": [{{ "name": "r", "priority": 100, "direction": "Inbound",
                     "access": "Allow", "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationPortRange": "*",
                     "destinationApplicationSecurityGroups": ["web", "{group}"] }}] }}]"#
            ),
        )
    }

    #[test]
    fn an_empty_group_is_reported_where_a_rule_names_it() {
        assert_eq!(
            findings(&RULE, &design("db", false)),
            ["/networkSecurityGroups/0/securityRules/0/destinationApplicationSecurityGroups/1: rule `r` names group `db`, which no \
              network interface is in"],
        );
    }

    #[test]
    fn a_group_with_an_interface_is_silent() {
        assert!(findings(&RULE, &design("WEB", false)).is_empty());
    }

    #[test]
    fn what_someone_else_owns_may_have_others() {
        assert!(findings(&RULE, &design("db", true)).is_empty());
    }
}
