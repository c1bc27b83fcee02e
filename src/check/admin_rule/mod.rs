//! Rules about the security admin rules of Azure Virtual Network Manager.

pub(super) mod empty;
pub(super) mod network_left_out;
pub(super) mod platform_tag;
pub(super) mod priority_duplicate;
pub(super) mod priority_range;
pub(super) mod shadowed;

use crate::design::{Design, Reference, SecurityAdminRule, VnetId};

/// The rules of a design.
fn rules(design: &Design) -> &[SecurityAdminRule] {
    design.network_manager.as_ref().map_or(&[], |manager| &manager.security_admin_rules)
}

/// The networks that a rule is for, ascending.
fn networks(rule: &SecurityAdminRule) -> Vec<VnetId> {
    let mut networks: Vec<VnetId> = rule.applies_to.iter().filter_map(Reference::vnet).collect();
    networks.sort_unstable();
    networks.dedup();
    networks
}

#[cfg(test)]
mod testing {
    /// A design with the networks `one` and `two`, whose subnets have these further members, and rules with these members.
    pub(super) fn design(rules: &[&str], subnet: &str) -> String {
        let network = |name: &str, block: u8| {
            format!(
                r#"{{ "name": "{name}", "addressSpace": ["10.{block}.0.0/16"], "subnets": [{{ "name": "s", "addressPrefix": "10.{block}.0.0/24"{subnet} }}] }}"#
            )
        };
        let rule = |(i, members): (usize, &&str)| {
            let mut rule = format!(r#"{{ "name": "a{i}", {members}"#);
            for (key, value) in [("priority", "10"), ("direction", r#""Inbound""#), ("access", r#""Deny""#), ("protocol", r#""*""#)] {
                if !rule.contains(&format!("\"{key}\"")) {
                    rule.push_str(&format!(r#", "{key}": {value}"#));
                }
            }
            rule + "}"
        };
        let rules: Vec<_> = rules.iter().enumerate().map(rule).collect();
        format!(
            r#"{{ "virtualNetworks": [{}, {}], "networkManager": {{ "securityAdminRules": [{}] }} }}"#,
            network("one", 1),
            network("two", 2),
            rules.join(",")
        )
    }
}
