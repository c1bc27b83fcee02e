//! `peering-address-overlap`: two peered virtual networks have addresses in common.
//!
//! # What it checks
//! The address spaces of the two networks of a peering share no address.
//!
//! # Why it matters
//! Azure refuses the peering.
//!
//! # Fix
//! Give one of the networks another address space.
//!
//! # Source
//! Microsoft Learn, "Create, change, or delete a virtual network peering", requirements; error code VnetAddressSpacesOverlap.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::is_new;
use super::super::survey::{Survey, overlap};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("peering-address-overlap", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut seen = Vec::new();
    for link in design.links.iter().filter(|link| link.from != link.to) {
        let Some((one, other)) = overlap(design.space(link.from), design.space(link.to)) else { continue };
        if found.is_full() || !is_new(&mut seen, (link.from.min(link.to), link.from.max(link.to))) {
            continue;
        }
        let (from, to) = (&design[link.from], &design[link.to]);
        let message = format!("{one} of `{}` and {other} of `{}` overlap", from.name, to.name);
        found.push(
            rule.report(link.at.pointer(), message)
                .related(from.at.field("addressSpace"))
                .related(to.at.field("addressSpace"))
                .hint("give one of the networks another address space")
                .arm("VnetAddressSpacesOverlap"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, peered};

    const PEERING: &str = r#"{ "between": ["hub", "a"] }"#;

    #[test]
    fn peered_networks_with_common_addresses_are_reported_once() {
        let document = peered(PEERING, "").replace("10.1.0.0/16", "10.0.128.0/24");
        assert_eq!(findings(&RULE, &document), ["/peerings/0: 10.0.0.0/16 of `hub` and 10.0.128.0/24 of `a` overlap"]);
    }

    #[test]
    fn networks_apart_are_silent() {
        assert!(findings(&RULE, &peered(PEERING, "")).is_empty());
    }

    #[test]
    fn networks_that_are_not_peered_may_overlap() {
        assert!(findings(&RULE, &peered(PEERING, "").replace("10.2.0.0/16", "10.0.0.0/16")).is_empty());
    }
}
