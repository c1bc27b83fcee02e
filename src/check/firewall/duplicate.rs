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

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::repeated_keys;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-duplicate", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let placed: Vec<_> = design.firewall_ids().filter_map(|id| Some((&design[id], design.firewall_vnet(id)?))).collect();
    let vnets: Vec<u64> = placed.iter().map(|(_, vnet)| u64::from(vnet.0)).collect();
    for (later, first) in repeated_keys(&vnets) {
        let (Some((second, vnet)), Some((first, _))) = (placed.get(later), placed.get(first)) else { continue };
        found.push(
            rule.report(second.at.field("virtualNetwork"), format!("`{}` has firewall `{}` already", design[*vnet].name, first.name))
                .related(first.at.pointer())
                .hint("use the first one, or put this one into another network"),
        );
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
