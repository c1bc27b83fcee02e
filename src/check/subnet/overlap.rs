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
use super::super::survey::Survey;
use crate::address::{Prefix, sort_by_rank};
use crate::design::SubnetId;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("subnet-overlap", Severity::Error, run);

/// A prefix of a subnet, with its position there.
type Part = (Prefix, SubnetId, usize);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for vnet in design.vnet_ids() {
        let parts = design.subnets_of(vnet).flat_map(|id| design[id].prefixes().enumerate().map(move |(i, prefix)| (prefix, id, i)));
        let mut parts: Vec<Part> = parts.collect();
        sort_by_rank(&mut parts, |(prefix, ..)| prefix.rank());
        // A prefix sorts before those inside it, so only the last outermost one can hold the next.
        let mut outer: Option<Part> = None;
        for part in parts {
            match outer {
                Some(outer) if outer.0.covers(part.0) => report(rule, design, outer, part, found),
                _ => outer = Some(part),
            }
        }
    }
}

/// Reports an overlap at the part that comes later in the document.
fn report(rule: &Rule, design: &Survey<'_>, one: Part, other: Part, found: &mut Findings) {
    let (first, second) = if (one.1, one.2) < (other.1, other.2) { (one, other) } else { (other, one) };
    let pointer = |part: Part| design[part.1].prefix_pointer(part.2);
    let message = format!("{} of `{}` overlaps {} of `{}`", second.0, design[second.1].name, first.0, design[first.1].name);
    found.push(
        rule.report(pointer(second), message)
            .related(pointer(first))
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
