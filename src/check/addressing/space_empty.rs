//! `vnet-address-space-empty`: a virtual network has no address prefix.
//!
//! # What it checks
//! `addressSpace` of every virtual network has at least one prefix.
//!
//! # Why it matters
//! Azure creates no virtual network without addresses, and no subnet can lie inside it.
//!
//! # Fix
//! Give the network a private prefix that no other network uses, such as 10.20.0.0/16.
//!
//! # Source
//! Azure REST API reference, Microsoft.Network/virtualNetworks: `addressSpace.addressPrefixes`.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("vnet-address-space-empty", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for network in design.virtual_networks.iter().filter(|network| network.address_space.is_empty()) {
        let message = format!("virtual network `{}` has no address prefix", network.name);
        found.push(rule.report(network.at.field("addressSpace"), message).hint("write a prefix such as 10.20.0.0/16"));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::findings;

    fn design(space: &str) -> String {
        format!(r#"{{ "virtualNetworks": [{{ "name": "v", "addressSpace": [{space}] }}] }}"#)
    }

    #[test]
    fn a_network_without_prefixes_is_reported() {
        assert_eq!(findings(&RULE, &design("")), ["/virtualNetworks/0/addressSpace: virtual network `v` has no address prefix"]);
    }

    #[test]
    fn one_prefix_is_enough() {
        assert!(findings(&RULE, &design(r#""10.0.0.0/29""#)).is_empty());
    }

    #[test]
    fn a_design_without_networks_is_not_a_network_without_prefixes() {
        assert!(findings(&RULE, r#"{ "virtualNetworks": [] }"#).is_empty());
    }
}
