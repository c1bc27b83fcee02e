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

use std::collections::HashSet;

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Prefix, sort_by_rank};
use crate::design::{Link, VnetId};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("peering-peers-overlap", Severity::Error, run);

/// The most prefixes of one network that are looked at. A bound, because every network of a hostile design may be peered with
/// the same huge ones.
const MOST: usize = 1_000;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut seen = HashSet::new();
    let mut parts: Vec<(Prefix, &Link)> = Vec::new();
    for vnet in design.vnet_ids() {
        parts.clear();
        for link in design.links_from(vnet).map(|id| &design[id]).filter(|link| link.to != vnet) {
            parts.extend(design.space(link.to).iter().take(MOST).map(|(prefix, _)| (*prefix, link)));
        }
        sort_by_rank(&mut parts, |(_, link)| u64::from(link.at.index()));
        sort_by_rank(&mut parts, |(prefix, _)| prefix.rank());
        let mut outer: Option<(Prefix, &Link)> = None;
        for (prefix, link) in parts.iter().copied() {
            let Some((held, first)) = outer.filter(|(outer, _)| outer.covers(prefix)) else {
                outer = Some((prefix, link));
                continue;
            };
            let pair = (first.to.min(link.to), first.to.max(link.to));
            // Two that are peered with each other are reported for that.
            if first.to != link.to && !design.linked(first.to, link.to) && seen.insert(pair) {
                report(rule, design, vnet, (held, first), (prefix, link), found);
            }
        }
    }
}

/// Reports an overlap at the peering that comes later in the document.
fn report(rule: &Rule, design: &Survey<'_>, vnet: VnetId, one: (Prefix, &Link), other: (Prefix, &Link), found: &mut Findings) {
    let (first, second) = if one.1.at < other.1.at { (one, other) } else { (other, one) };
    let message = format!(
        "{} of `{}` and {} of `{}` overlap, and `{}` is peered with both",
        second.0, design[second.1.to].name, first.0, design[first.1.to].name, design[vnet].name
    );
    found.push(
        rule.report(second.1.at.pointer(), message)
            .related(first.1.at.pointer())
            .related(design[second.1.to].at.field("addressSpace"))
            .related(design[first.1.to].at.field("addressSpace"))
            .hint("give one of the two networks another address space")
            .arm("VnetAddressSpaceOverlapsWithAlreadyPeeredVnet"),
    );
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
