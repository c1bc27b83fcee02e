//! `peering-peers-overlap`: two networks that are peered with the same network have addresses in common.
//!
//! # What it checks
//! The networks that one network is peered with share no address with each other.
//!
//! # Why it matters
//! Azure refuses the second of the two peerings: in the network between them, an address would lead to two places.
//!
//! # Fix
//! Give one of the two networks another address space.
//!
//! # Source
//! Microsoft Learn, "Create, change, or delete a virtual network peering", requirements; error code
//! VnetAddressSpaceOverlapsWithAlreadyPeeredVnet.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::is_new;
use super::super::survey::{Survey, nested};
use crate::address::Prefix;
use crate::design::{Link, Place, VnetId};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("peering-peers-overlap", Severity::Error, run);

/// The most prefixes of one network that are looked at. A bound, because every network of a hostile design may be peered with
/// the same huge ones.
const MOST: usize = 1_000;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut seen = Vec::new();
    for vnet in design.vnet_ids() {
        let mut parts = Vec::new();
        for peer in design.neighbours(vnet).iter().filter(|peer| **peer != vnet) {
            match link(design, vnet, *peer).and_then(|link| link.subnets.as_deref().map(|listed| (link, listed))) {
                None => parts.extend(design.space(*peer).iter().take(MOST).map(|(prefix, _)| (*prefix, peer.0))),
                Some((link, listed)) => {
                    let subnets = if link.from == vnet { &listed.remote } else { &listed.local };
                    let prefixes = subnets.iter().flat_map(|subnet| design[*subnet].prefixes());
                    parts.extend(prefixes.take(MOST).map(|prefix| (prefix, peer.0)));
                }
            }
        }
        for (outer, inner) in nested(parts) {
            let (one, other) = (VnetId(outer.1), VnetId(inner.1));
            // Two that are peered with each other are reported for that.
            if one != other && !design.linked(one, other) && is_new(&mut seen, (one.min(other), one.max(other))) {
                report(rule, design, vnet, (outer.0, one), (inner.0, other), found);
                if found.is_full() {
                    return;
                }
            }
        }
    }
}

/// Reports an overlap at the peering that comes later in the document.
fn report(rule: &Rule, design: &Survey<'_>, vnet: VnetId, one: (Prefix, VnetId), other: (Prefix, VnetId), found: &mut Findings) {
    let (one, other) = ((place(design, vnet, one.1), one), (place(design, vnet, other.1), other));
    let (first, second) = if one.0 < other.0 { (one, other) } else { (other, one) };
    let text = |part: (Prefix, VnetId)| format!("{} of `{}`", part.0, design[part.1].name);
    let message = format!("{} and {} overlap, and `{}` is peered with both", text(second.1), text(first.1), design[vnet].name);
    found.push(
        rule.report(second.0.pointer(), message)
            .related(first.0.pointer())
            .related(design[second.1.1].at.field("addressSpace"))
            .related(design[first.1.1].at.field("addressSpace"))
            .hint("give one of the two networks another address space")
            .arm("VnetAddressSpaceOverlapsWithAlreadyPeeredVnet"),
    );
}

/// Where the peering of two networks stands.
fn place(design: &Survey<'_>, one: VnetId, other: VnetId) -> Place {
    link(design, one, other).map_or_else(Place::default, |link| link.at)
}

/// A link between two networks, from whichever side.
fn link<'d>(design: &'d Survey<'_>, one: VnetId, other: VnetId) -> Option<&'d Link> {
    let link = |from: VnetId, to: VnetId| design.links_from(from).map(|id| &design[id]).find(|link| link.to == to);
    link(one, other).or_else(|| link(other, one))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, peered};

    const STAR: &str = r#"{ "between": ["hub", "a"] }, { "between": ["hub", "b"] }"#;

    #[test]
    fn spokes_of_one_hub_with_common_addresses_are_reported_at_the_second() {
        let document = peered(STAR, "").replace("10.2.0.0/16", "10.1.5.0/24");
        assert_eq!(
            findings(&RULE, &document),
            ["/peerings/1: 10.1.5.0/24 of `b` and 10.1.0.0/16 of `a` overlap, and `hub` is peered with both"],
        );
    }

    #[test]
    fn spokes_apart_are_silent() {
        assert!(findings(&RULE, &peered(STAR, "")).is_empty());
    }

    #[test]
    fn spokes_of_different_hubs_may_overlap() {
        let document = peered(r#"{ "between": ["hub", "a"] }"#, "").replace("10.2.0.0/16", "10.1.0.0/16");
        assert!(findings(&RULE, &document).is_empty());
    }

    #[test]
    fn networks_that_are_peered_themselves_are_reported_for_that() {
        let triangle = format!(r#"{STAR}, {{ "between": ["a", "b"] }}"#);
        assert!(findings(&RULE, &peered(&triangle, "").replace("10.2.0.0/16", "10.1.0.0/16")).is_empty());
    }
}
