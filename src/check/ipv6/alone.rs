//! `vnet-ipv6-alone`: a virtual network has IPv6 addresses only.
//!
//! # What it checks
//! A network whose address space has an IPv6 prefix has an IPv4 prefix too.
//!
//! # Why it matters
//! Azure has networks of both families and none of IPv6 alone: every network interface needs an IPv4 address.
//!
//! # Fix
//! Add an IPv4 prefix to the network and to its subnets.
//!
//! # Source
//! Microsoft Learn, "Overview of IPv6 for Azure Virtual Network", limitations: each NIC must include at least one IPv4 configuration.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::Ipv4;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("vnet-ipv6-alone", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for network in &design.virtual_networks {
        if !network.address_space.is_empty() && network.prefixes::<Ipv4>().next().is_none() {
            let message = format!("virtual network `{}` has IPv6 addresses and no IPv4 address", network.name);
            found.push(rule.report(network.at.field("addressSpace"), message).hint("add an IPv4 prefix"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::dual;
    use super::RULE;
    use crate::check::testing::{findings, network};

    #[test]
    fn a_network_without_ipv4_is_reported() {
        let document = r#"{ "virtualNetworks": [{ "name": "v", "addressSpace": ["fd00:20::/48"] }] }"#;
        let told = "/virtualNetworks/0/addressSpace: virtual network `v` has IPv6 addresses and no IPv4 address";
        assert_eq!(findings(&RULE, document), [told]);
    }

    #[test]
    fn both_families_and_ipv4_alone_are_silent() {
        assert!(findings(&RULE, &dual("")).is_empty());
        assert!(findings(&RULE, &network("", "")).is_empty());
    }

    #[test]
    fn a_network_without_any_address_is_reported_elsewhere() {
        assert!(findings(&RULE, r#"{ "virtualNetworks": [{ "name": "v", "addressSpace": [] }] }"#).is_empty());
    }
}
