//! `security-rule-application-groups-differ`: a security rule names application security groups of two virtual networks.
//!
//! # What it checks
//! Where a rule names application security groups as source and as destination, the interfaces of all of them are in one network.
//!
//! # Why it matters
//! Azure refuses the rule.
//!
//! # Fix
//! Write the addresses of one side as prefixes.
//!
//! # Source
//! Microsoft Learn, "Application security groups", constraints: source and destination groups in one virtual network.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::first_members;
use crate::design::Reference;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-application-groups-differ", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    if design.application_security_groups.is_empty() {
        return;
    }
    let first = first_members(design);
    let networks = |side: &[Reference]| -> Vec<_> {
        let ids = side.iter().filter_map(Reference::application_security_group);
        ids.filter_map(|id| Some((id, first.get(id.0 as usize).copied().flatten()?.1))).collect()
    };
    for security_rule in design.network_security_groups.iter().flat_map(|group| &group.security_rules) {
        let sources = networks(&security_rule.source_application_security_groups);
        let destinations = networks(&security_rule.destination_application_security_groups);
        let pairs = sources.iter().flat_map(|source| destinations.iter().map(move |destination| (source, destination)));
        if let Some(((source, here), (destination, there))) = pairs.into_iter().find(|(source, destination)| source.1 != destination.1) {
            let message = format!(
                "rule `{}` names `{}` of network `{}` as source, and `{}` of `{}` as destination",
                security_rule.name, design[*source].name, design[*here].name, design[*destination].name, design[*there].name
            );
            found.push(
                rule.report(security_rule.at.field("destinationApplicationSecurityGroups"), message)
                    .related(security_rule.at.field("sourceApplicationSecurityGroups"))
                    .hint("write the addresses of one side as prefixes"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::findings;

    fn design(source: &str, destination: &str) -> String {
        format!(
            r#"{{ "virtualNetworks": [
                 {{ "name": "one", "addressSpace": ["10.1.0.0/16"], "subnets": [{{ "name": "s", "addressPrefix": "10.1.0.0/24" }}] }},
                 {{ "name": "two", "addressSpace": ["10.2.0.0/16"], "subnets": [{{ "name": "s", "addressPrefix": "10.2.0.0/24" }}] }}],
               "applicationSecurityGroups": [{{ "name": "web" }}, {{ "name": "app" }}, {{ "name": "db" }}, {{ "name": "none" }}],
               "networkInterfaces": [
                 {{ "name": "a", "subnet": "one/s", "privateIpAddress": "10.1.0.4", "applicationSecurityGroups": ["web", "app"] }},
                 {{ "name": "b", "subnet": "two/s", "privateIpAddress": "10.2.0.4", "applicationSecurityGroups": ["db"] }}],
               "networkSecurityGroups": [{{ "name": "nsg", "securityRules": [{{ "name": "r", "priority": 100, "direction": "Inbound",
                 "access": "Allow", "protocol": "*", "sourcePortRange": "*", "destinationPortRange": "*",
                 "sourceApplicationSecurityGroups": [{source}], "destinationApplicationSecurityGroups": [{destination}] }}] }}] }}"#
        )
    }

    #[test]
    fn groups_of_two_networks_are_reported() {
        assert_eq!(
            findings(&RULE, &design(r#""app""#, r#""web", "db""#)),
            ["/networkSecurityGroups/0/securityRules/0/destinationApplicationSecurityGroups: rule `r` names `app` of network `one` as \
              source, and `db` of `two` as destination"],
        );
    }

    #[test]
    fn groups_of_one_network_are_silent() {
        assert!(findings(&RULE, &design(r#""web""#, r#""app""#)).is_empty());
    }

    #[test]
    fn a_group_without_interfaces_is_in_no_network() {
        assert!(findings(&RULE, &design(r#""none""#, r#""db""#)).is_empty());
    }
}
