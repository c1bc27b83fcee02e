//! `firewall-duplicate`: a virtual network has two Azure Firewalls.
//!
//! # What it checks
//! A network has at most one Azure Firewall.
//!
//! # Why it matters
//! AzureFirewallSubnet holds one firewall, which grows under load by itself; Azure refuses the second one.
//!
//! # Fix
//! Use the first firewall, or put the second one into another network.
//!
//! # Source
//! Microsoft Learn, "Azure Firewall FAQ": one firewall in a virtual network.

use std::collections::HashMap;

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-duplicate", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut first = HashMap::new();
    for id in design.firewall_ids() {
        let Some(vnet) = design[id].virtual_network.vnet() else { continue };
        let before = *first.entry(vnet).or_insert(id);
        if before != id {
            let message = format!("`{}` has firewall `{}` already", design[vnet].name, design[before].name);
            found.push(
                rule.report(design[id].at.field("virtualNetwork"), message)
                    .related(design[before].at.pointer())
                    .hint("use the first one, or put this one into another network"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::findings;

    fn design(network: &str) -> String {
        format!(
            r#"{{ "virtualNetworks": [
                   {{ "name": "one", "addressSpace": ["10.1.0.0/16"], "subnets": [{{ "name": "AzureFirewallSubnet", "addressPrefix": "10.1.0.0/26" }}] }},
                   {{ "name": "two", "addressSpace": ["10.2.0.0/16"], "subnets": [{{ "name": "AzureFirewallSubnet", "addressPrefix": "10.2.0.0/26" }}] }}],
                 "firewalls": [{{ "name": "fw-1", "virtualNetwork": "one" }}, {{ "name": "fw-2", "virtualNetwork": "{network}" }}] }}"#
        )
    }

    #[test]
    fn a_second_firewall_is_reported() {
        assert_eq!(findings(&RULE, &design("one")), ["/firewalls/1/virtualNetwork: `one` has firewall `fw-1` already"]);
    }

    #[test]
    fn a_design_without_firewalls_is_silent() {
        assert!(findings(&RULE, r#"{ "firewalls": [] }"#).is_empty());
    }

    #[test]
    fn one_firewall_in_each_network_is_silent() {
        assert!(findings(&RULE, &design("two")).is_empty());
    }
}
