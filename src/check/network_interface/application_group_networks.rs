//! `application-security-group-networks`: an application security group has network interfaces in two virtual networks.
//!
//! # What it checks
//! All network interfaces of an application security group stand in the network of the first one.
//!
//! # Why it matters
//! Azure refuses to add the interface to the group.
//!
//! # Fix
//! Give each network a group of its own. The fix takes the interface out of the group.
//!
//! # Source
//! Microsoft Learn, "Application security groups", constraints: all interfaces have to exist in the network of the first one.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{first_members, groups};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("application-security-group-networks", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let first = first_members(design);
    for interface in &design.network_interfaces {
        let Some(vnet) = interface.subnet.subnet().map(|subnet| subnet.vnet) else { continue };
        for (position, id) in groups(interface) {
            let Some((other, elsewhere)) = first.get(id.0 as usize).copied().flatten().filter(|(_, network)| *network != vnet) else {
                continue;
            };
            let (group, here, there) = (&design[id].name, &design[vnet].name, &design[elsewhere].name);
            let message = format!("group `{group}` has `{}` in `{here}`, and `{}` in `{there}`", interface.name, other.name);
            let path = interface.at.field(&format!("applicationSecurityGroups/{position}"));
            found.push(
                rule.report(path.clone(), message).related(other.at.pointer()).hint("give each network a group of its own").removing(path),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    fn design(other: &str, members: &str) -> String {
        let network = |name: &str, block: u8| {
            format!(
                r#"{{ "name": "{name}", "addressSpace": ["10.{block}.0.0/16"], "subnets": [{{ "name": "s", "addressPrefix": "10.{block}.0.0/24" }}] }}"#
            )
        };
        format!(
            r#"{{ "virtualNetworks": [{}, {}], "applicationSecurityGroups": [{{ "name": "web" }}, {{ "name": "db" }}], "networkInterfaces": [
                 {{ "name": "a", "subnet": "one/s", "privateIpAddress": "10.1.0.4", "applicationSecurityGroups": ["web"] }},
                 {{ "name": "b", "subnet": "{other}", "applicationSecurityGroups": [{members}] }}] }}"#,
            network("one", 1),
            network("two", 2)
        )
    }

    #[test]
    fn an_interface_of_another_network_is_reported() {
        let document = design(r#"two/s", "privateIpAddress": "10.2.0.4"#, r#""db", "WEB""#);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkInterfaces/1/applicationSecurityGroups/1: group `web` has `b` in `two`, and `a` in `one`"],
        );
        assert_eq!(after_fix(&RULE, &document)["networkInterfaces"][1]["applicationSecurityGroups"], serde_json::json!(["db"]));
    }

    #[test]
    fn interfaces_of_one_network_are_silent() {
        assert!(findings(&RULE, &design(r#"one/s", "privateIpAddress": "10.1.0.5"#, r#""web""#)).is_empty());
    }

    #[test]
    fn each_group_has_a_network_of_its_own() {
        assert!(findings(&RULE, &design(r#"two/s", "privateIpAddress": "10.2.0.4"#, r#""db""#)).is_empty());
    }
}
