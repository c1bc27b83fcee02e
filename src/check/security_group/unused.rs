//! `security-group-unused`: nothing carries a network security group.
//!
//! # What it checks
//! Every security group that the design writes is the `networkSecurityGroup` of something.
//!
//! # Why it matters
//! Its rules do nothing. Most often the association was forgotten, and everything is let in.
//!
//! # Fix
//! Name the group in the `networkSecurityGroup` of the subnets that it is for. The fix removes it instead.
//!
//! # Source
//! PSRule for Azure, Azure.NSG.Associated; Azure Proactive Resiliency Library, 8291c1fa.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::{Resource, SubnetId};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-group-unused", Severity::Info, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    // A subnet that names a group which does not exist most likely means this one.
    let misspelt = |id: SubnetId| design[id].network_security_group.as_ref().is_some_and(|group| group.security_group().is_none());
    if design.network_security_groups.is_empty() || design.subnet_ids().any(misspelt) {
        return;
    }
    for id in design.security_group_ids().filter(|id| !design.is_carried(*id) && !design[*id].existing()) {
        let path = design[id].at.pointer();
        let finding = rule.report(path.clone(), format!("nothing carries security group `{}`", design[id].name));
        found.push(finding.hint("name it in the `networkSecurityGroup` of the subnets that it is for").removing(path));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    fn design(member: &str, existing: bool) -> String {
        subnet("app", "10.0.1.0/24", member, &format!(r#""networkSecurityGroups": [{{ "name": "nsg", "existing": {existing} }}]"#))
    }

    #[test]
    fn a_group_that_nothing_carries_is_reported_and_removed() {
        assert_eq!(findings(&RULE, &design("", false)), ["/networkSecurityGroups/0: nothing carries security group `nsg`"]);
        assert_eq!(after_fix(&RULE, &design("", false))["networkSecurityGroups"], serde_json::json!([]));
    }

    #[test]
    fn a_group_with_a_subnet_is_silent() {
        assert!(findings(&RULE, &design(r#""networkSecurityGroup": "NSG""#, false)).is_empty());
    }

    #[test]
    fn a_group_with_a_network_interface_is_silent() {
        let interface = r#""networkInterfaces": [{ "name": "vm", "subnet": "vnet/app", "privateIpAddress": "10.0.1.4", "networkSecurityGroup": "nsg" }], "#;
        let document = design("", false).replacen(r#""networkSecurityGroups""#, &format!(r#"{interface}"networkSecurityGroups""#), 1);
        assert!(findings(&RULE, &document).is_empty());
    }

    #[test]
    fn a_group_of_someone_else_may_serve_others() {
        assert!(findings(&RULE, &design("", true)).is_empty());
    }
}
