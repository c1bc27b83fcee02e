//! `vnet-prefix-length`: an address prefix of a virtual network is too large or too small.
//!
//! # What it checks
//! The prefixes of `addressSpace` are between /2 and /29; those of IPv6 are not longer than /64.
//!
//! # Why it matters
//! Azure refuses other sizes: five addresses of each subnet are its own, so nothing would be left of a /30.
//!
//! # Fix
//! Write a prefix between /2 and /29, better one of the private ranges; of IPv6, at most a /64.
//!
//! # Source
//! Microsoft Learn, "Azure Virtual Network FAQ": how small and how large networks and subnets can be.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Ipv4, Ipv6};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("vnet-prefix-length", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for network in &design.virtual_networks {
        // Of IPv6, a network has any length that leaves room for a subnet.
        for (i, prefix) in network.placed::<Ipv6>().filter(|(_, prefix)| prefix.length() > 64) {
            let message = format!("{prefix} is too small for a virtual network");
            found.push(rule.report(network.at.field(&format!("addressSpace/{i}")), message).hint("write a prefix of at most /64"));
        }
        for (i, prefix) in network.placed::<Ipv4>().filter(|(_, prefix)| !(2..=29).contains(&prefix.length())) {
            let size = if prefix.length() < 2 { "large" } else { "small" };
            let message = format!("{prefix} is too {size} for a virtual network");
            found.push(rule.report(network.at.field(&format!("addressSpace/{i}")), message).hint("write a prefix between /2 and /29"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::findings;

    fn design(prefix: &str) -> String {
        format!(r#"{{ "virtualNetworks": [{{ "name": "v", "addressSpace": ["{prefix}"] }}] }}"#)
    }

    #[test]
    fn all_addresses_are_too_many_and_four_are_too_few() {
        let path = "/virtualNetworks/0/addressSpace/0";
        assert_eq!(findings(&RULE, &design("0.0.0.0/0")), [format!("{path}: 0.0.0.0/0 is too large for a virtual network")]);
        assert_eq!(findings(&RULE, &design("10.0.0.0/30")), [format!("{path}: 10.0.0.0/30 is too small for a virtual network")]);
    }

    #[test]
    fn ordinary_prefixes_are_silent() {
        assert!(findings(&RULE, &design("10.0.0.0/16")).is_empty());
    }

    #[test]
    fn the_largest_and_the_smallest_prefix_are_accepted() {
        assert!(findings(&RULE, &design("0.0.0.0/2")).is_empty());
        assert!(findings(&RULE, &design("10.0.0.0/29")).is_empty());
    }
}
