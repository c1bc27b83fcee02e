//! `peering-duplicate`: a virtual network has two links to the same network.
//!
//! # What it checks
//! A network has at most one link to each other network.
//!
//! # Why it matters
//! Azure refuses the second one.
//!
//! # Fix
//! Remove one of the two. The fix removes the second one where no other link is lost with it.
//!
//! # Source
//! Microsoft Learn, "Create, change, or delete a virtual network peering"; error code AnotherPeeringAlreadyReferencesRemoteVnet.

use std::collections::HashMap;

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::repeated_keys;
use super::super::survey::Survey;
use crate::design::{Link, VnetId};
use crate::diagnostic::{PatchOperation, Severity};

pub(in crate::check) const RULE: Rule = Rule::design("peering-duplicate", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let keys = design.links.iter().map(|link| u64::from(link.from.0) << 32 | u64::from(link.to.0));
    if repeated_keys(keys).is_empty() {
        return;
    }
    let mut first: HashMap<(VnetId, VnetId), &Link> = HashMap::with_capacity(design.links.len());
    // The links of one peering stand together.
    for peering in design.links.chunk_by(|a, b| a.at == b.at) {
        let (Some(link), count) = (peering.first(), peering.len()) else { continue };
        let mut earlier = Vec::new();
        for link in peering.iter().filter(|link| link.from != link.to) {
            match first.get(&(link.from, link.to)) {
                Some(before) => earlier.push((link, before.at)),
                None => drop(first.insert((link.from, link.to), link)),
            }
        }
        let Some((second, before)) = earlier.first() else { continue };
        let path = link.at.pointer();
        let message = format!("`{}` has a link to `{}` already", design[second.from].name, design[second.to].name);
        let finding = rule
            .report(path.clone(), message)
            .related(before.pointer())
            .hint("remove one of the two")
            .arm("AnotherPeeringAlreadyReferencesRemoteVnet");
        found.push(if earlier.len() == count { finding.fix(PatchOperation::Remove { path }) } else { finding });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, peered};

    #[test]
    fn the_second_peering_of_two_networks_is_reported_once() {
        let document = peered(r#"{ "between": ["hub", "a"] }, { "between": ["a", "hub"] }"#, "");
        assert_eq!(findings(&RULE, &document), ["/peerings/1: `a` has a link to `hub` already"]);
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn a_single_link_beside_both_is_reported() {
        let document = peered(r#"{ "between": ["hub", "a"] }, { "from": "hub", "to": "a" }"#, "");
        assert_eq!(findings(&RULE, &document), ["/peerings/1: `hub` has a link to `a` already"]);
    }

    #[test]
    fn a_peering_whose_other_link_is_needed_is_not_removed() {
        assert!(!fixable(&RULE, &peered(r#"{ "from": "hub", "to": "a" }, { "between": ["hub", "a"] }"#, "")));
    }

    #[test]
    fn the_two_links_of_one_peering_are_silent() {
        assert!(findings(&RULE, &peered(r#"{ "from": "hub", "to": "a" }, { "from": "a", "to": "hub" }"#, "")).is_empty());
    }

    #[test]
    fn links_to_different_networks_are_silent() {
        assert!(findings(&RULE, &peered(r#"{ "between": ["hub", "a"] }, { "between": ["hub", "b"] }"#, "")).is_empty());
    }
}
