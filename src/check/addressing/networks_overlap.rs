//! `vnet-address-spaces-overlap`: two virtual networks that have nothing to do with each other have addresses in common.
//!
//! # What it checks
//! No two networks of the design have addresses in common. Networks that are peered, or have a peer in common, are another rule's.
//!
//! # Why it matters
//! Azure takes the design, but the two can never be peered, nor share a hub, a gateway or a site, without giving one of them new
//! addresses.
//!
//! # Fix
//! Give one of the two another address space.
//!
//! # Source
//! Azure review checklists, D03.01 ("Ensure no overlapping IP address spaces are used across Azure regions and on-premises
//! locations"); Microsoft Learn, "Plan for IP addressing".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::is_new;
use super::super::survey::{Survey, nested};
use crate::design::VnetId;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("vnet-address-spaces-overlap", Severity::Warning, run);

/// The most pairs of networks that are looked at, so that a hostile design ends soon.
const MOST: usize = 100_000;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut parts = Vec::new();
    for vnet in design.vnet_ids() {
        parts.extend(design.space(vnet).iter().map(|(prefix, _)| (*prefix, vnet.0)));
    }
    let mut seen = Vec::new();
    for (outer, inner) in nested(parts).into_iter().take(MOST) {
        let (one, other) = (VnetId(outer.1), VnetId(inner.1));
        let near = one == other || design.linked(one, other) || have_common_peer(design, one, other);
        if near || found.is_full() || !is_new(&mut seen, (one.min(other), one.max(other))) {
            continue;
        }
        let ((first, there), (second, here)) =
            if one < other { ((one, outer.0), (other, inner.0)) } else { ((other, inner.0), (one, outer.0)) };
        let message = format!("{here} of `{}` and {there} of `{}` overlap", design[second].name, design[first].name);
        found.push(
            rule.report(design[second].at.field("addressSpace"), message)
                .related(design[first].at.field("addressSpace"))
                .hint("give one of the two networks another address space"),
        );
    }
}

fn have_common_peer(design: &Survey<'_>, one: VnetId, other: VnetId) -> bool {
    let (few, many) = (design.neighbours(one), design.neighbours(other));
    let (few, many) = if few.len() <= many.len() { (few, many) } else { (many, few) };
    few.iter().any(|peer| many.binary_search(peer).is_ok())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, peered};

    #[test]
    fn networks_apart_with_common_addresses_are_reported_at_the_later() {
        let document = peered("", "").replace("10.2.0.0/16", "10.1.5.0/24");
        assert_eq!(findings(&RULE, &document), ["/virtualNetworks/2/addressSpace: 10.1.5.0/24 of `b` and 10.1.0.0/16 of `a` overlap"]);
    }

    #[test]
    fn networks_with_addresses_of_their_own_are_silent() {
        assert!(findings(&RULE, &peered("", "")).is_empty());
    }

    #[test]
    fn networks_that_touch_do_not_overlap() {
        assert!(findings(&RULE, &peered("", "").replace("10.2.0.0/16", "10.0.128.0/17").replace("10.0.0.0/16", "10.0.0.0/17")).is_empty());
    }

    #[test]
    fn peered_networks_are_left_to_the_rules_of_peerings() {
        let overlapping = |peerings: &str| peered(peerings, "").replace("10.2.0.0/16", "10.1.5.0/24");
        assert!(findings(&RULE, &overlapping(r#"{ "between": ["a", "b"] }"#)).is_empty());
        assert!(findings(&RULE, &overlapping(r#"{ "between": ["hub", "a"] }, { "between": ["hub", "b"] }"#)).is_empty());
        assert_eq!(findings(&RULE, &overlapping(r#"{ "between": ["hub", "a"] }"#)).len(), 1);
    }
}
