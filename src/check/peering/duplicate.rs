//! `peering-duplicate`: a virtual network has two links to the same network.
//!
//! # What it checks
//! A network has at most one link to each other network.
//!
//! # Why it matters
//! Azure refuses the second one.
//!
//! # Fix
//! Remove one of the two. The fix removes the second one where nothing else is lost with it.
//!
//! # Source
//! Microsoft Learn, "Create, change, or delete a virtual network peering"; error code AnotherPeeringAlreadyReferencesRemoteVnet.
//! Specification 8.5.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::repeated_keys;
use super::super::survey::Survey;
use crate::design::{Link, Place};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("peering-duplicate", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let keys: Vec<u64> = design.links.iter().map(|link| u64::from(link.from.0) << 32 | u64::from(link.to.0)).collect();
    let pairs = repeated_keys(&keys).into_iter().filter_map(|(later, first)| Some((design.links.get(later)?, design.links.get(first)?)));
    let earlier: Vec<(&Link, &Link)> = pairs.filter(|(link, _)| link.from != link.to).collect();
    // The links of one peering stand together.
    for earlier in earlier.chunk_by(|(a, _), (b, _)| a.at == b.at) {
        let Some((second, before)) = earlier.first() else { continue };
        let path = second.at.pointer();
        let message = format!("`{}` has a link to `{}` already", design[second.from].name, design[second.to].name);
        let finding = rule
            .report(path.clone(), message)
            .related(before.at.pointer())
            .hint("remove one of the two")
            .arm("AnotherPeeringAlreadyReferencesRemoteVnet");
        let lost = earlier.len() < count_at(design, second.at) || earlier.iter().any(|(link, before)| says_more(link, before));
        found.push(if !lost { finding.removing(path) } else { finding });
    }
}

/// How many links the peering that stands at `at` has.
fn count_at(design: &Survey<'_>, at: Place) -> usize {
    design.links.partition_point(|link| link.at <= at) - design.links.partition_point(|link| link.at < at)
}

/// Whether something that `link` says would be lost with it.
fn says_more(link: &Link, before: &Link) -> bool {
    let said = |link: &Link| {
        (link.allow_virtual_network_access, link.allow_forwarded_traffic, link.allow_gateway_transit, link.use_remote_gateways)
    };
    said(link) != said(before)
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
    fn a_link_that_says_something_else_is_not_removed() {
        assert!(!fixable(
            &RULE,
            &peered(r#"{ "between": ["hub", "a"] }, { "from": "hub", "to": "a", "allowForwardedTraffic": true }"#, "")
        ));
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
