//! `vnet-prefix-public`: a virtual network uses public addresses.
//!
//! # What it checks
//! Every address prefix of a network that the design writes lies in the blocks for private use: 10.0.0.0/8, 172.16.0.0/12,
//! 192.168.0.0/16, and 100.64.0.0/10. Of IPv6 the source names no blocks.
//!
//! # Why it matters
//! Azure takes any other block too, and then nothing in the network and in its peers reaches the owners of these addresses on the
//! Internet any more.
//!
//! # Fix
//! Use private addresses. Who owns the block and means it suppresses the finding.
//!
//! # Source
//! Microsoft Learn, "Azure Virtual Network FAQ", address ranges of virtual networks; Azure review checklists, D03.02.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Ipv4, Prefix};
use crate::design::Resource;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("vnet-prefix-public", Severity::Warning, run);

/// RFC 1918, and RFC 6598.
const PRIVATE: [(Ipv4, u8); 4] =
    [(Ipv4::new(10, 0, 0, 0), 8), (Ipv4::new(172, 16, 0, 0), 12), (Ipv4::new(192, 168, 0, 0), 16), (Ipv4::new(100, 64, 0, 0), 10)];

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let private = |prefix: Prefix| PRIVATE.iter().any(|(first, length)| Prefix::holding(*first, *length).covers(prefix));
    for network in design.virtual_networks.iter().filter(|network| !network.existing()) {
        for (index, prefix) in network.placed().filter(|(_, prefix)| !private(*prefix)) {
            let message = format!("{prefix} of `{}` is not a block for private use", network.name);
            found.push(rule.report(network.at.field(&format!("addressSpace/{index}")), message).hint("use private addresses"));
        }
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
    fn public_addresses_are_reported() {
        let document = design(r#""10.0.0.0/16", "20.1.0.0/16""#);
        assert_eq!(findings(&RULE, &document), ["/virtualNetworks/0/addressSpace/1: 20.1.0.0/16 of `v` is not a block for private use"]);
    }

    #[test]
    fn private_addresses_are_silent() {
        assert!(findings(&RULE, &design(r#""10.0.0.0/8", "172.31.0.0/16", "192.168.0.0/16", "100.64.0.0/10""#)).is_empty());
    }

    #[test]
    fn a_block_that_is_private_in_part_is_reported_and_its_neighbour_too() {
        assert_eq!(findings(&RULE, &design(r#""172.0.0.0/11""#)).len(), 1);
        assert_eq!(findings(&RULE, &design(r#""172.32.0.0/16""#)).len(), 1);
    }

    #[test]
    fn the_network_of_someone_else_is_silent() {
        assert!(findings(&RULE, &design(r#""20.1.0.0/16""#).replace(r#""name""#, r#""existing": true, "name""#)).is_empty());
    }
}
