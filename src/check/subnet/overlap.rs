//! `subnet-overlap`: two subnets of one virtual network overlap.
//!
//! # What it checks
//! The prefixes of the subnets of a network, and the prefixes of one subnet, share no address.
//!
//! # Why it matters
//! Azure refuses the second subnet.
//!
//! # Fix
//! Give one of the two another prefix of the address space.
//!
//! # Source
//! Microsoft Learn, "Azure Virtual Network FAQ"; error code NetcfgSubnetRangesOverlap.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Part, Survey, nested};
use crate::address::{Address, Ipv4, Ipv6};
use crate::design::{Subnet, VirtualNetwork};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("subnet-overlap", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for network in &design.virtual_networks {
        look::<Ipv4>(rule, network, found);
        if design.has_v6() {
            look::<Ipv6>(rule, network, found);
        }
    }
}

/// Looks at the subnets of a network in one family.
fn look<A: Address>(rule: &Rule, network: &VirtualNetwork, found: &mut Findings) {
    let mut owners = Vec::new();
    let mut parts: Vec<Part<A>> = Vec::new();
    for subnet in &network.subnets {
        for (index, prefix) in subnet.placed() {
            parts.push((prefix, owners.len() as u32));
            owners.push((subnet, index));
        }
    }
    for (outer, inner) in nested(parts) {
        report(rule, &owners, outer, inner, found);
    }
}

/// Reports an overlap at the part that comes later in the document; `owners` are the subnets, and which of their prefixes it is.
fn report<A: Address>(rule: &Rule, owners: &[(&Subnet, usize)], one: Part<A>, other: Part<A>, found: &mut Findings) {
    let (first, second) = if one.1 < other.1 { (one, other) } else { (other, one) };
    let (Some(earlier), Some(later)) = (owners.get(first.1 as usize), owners.get(second.1 as usize)) else { return };
    let message = format!("{} of `{}` overlaps {} of `{}`", second.0, later.0.name, first.0, earlier.0.name);
    found.push(
        rule.report(later.0.prefix_pointer(later.1), message)
            .related(earlier.0.prefix_pointer(earlier.1))
            .hint("give one of the two another prefix of the address space")
            .arm("NetcfgSubnetRangesOverlap"),
    );
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, network};

    fn design(one: &str, other: &str) -> String {
        network(&format!(r#"{{ "name": "a", "addressPrefix": "{one}" }}, {{ "name": "b", "addressPrefixes": ["{other}"] }}"#), "")
    }

    #[test]
    fn the_later_of_two_overlapping_subnets_is_reported() {
        let path = "/virtualNetworks/0/subnets/1/addressPrefixes/0";
        assert_eq!(
            findings(&RULE, &design("10.0.0.0/24", "10.0.0.128/25")),
            [format!("{path}: 10.0.0.128/25 of `b` overlaps 10.0.0.0/24 of `a`")]
        );
        assert_eq!(
            findings(&RULE, &design("10.0.0.0/24", "10.0.0.0/16")),
            [format!("{path}: 10.0.0.0/16 of `b` overlaps 10.0.0.0/24 of `a`")]
        );
        assert_eq!(findings(&RULE, &design("10.0.0.0/24", "10.0.0.0/24")).len(), 1);
    }

    #[test]
    fn subnets_apart_and_subnets_of_other_networks_are_silent() {
        let document = r#"{ "virtualNetworks": [
            { "name": "v", "addressSpace": ["10.0.0.0/16"], "subnets": [{ "name": "s", "addressPrefix": "10.0.0.0/24" }] },
            { "name": "w", "addressSpace": ["10.0.0.0/16"], "subnets": [{ "name": "s", "addressPrefix": "10.0.0.0/24" }] }] }"#;
        assert!(findings(&RULE, document).is_empty());
    }

    #[test]
    fn neighbours_do_not_overlap() {
        assert!(findings(&RULE, &design("10.0.0.0/25", "10.0.0.128/25")).is_empty());
    }
}
