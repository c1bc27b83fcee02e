//! `peering-address-overlap`: two peered virtual networks have addresses in common.
//!
//! # What it checks
//! The address spaces of the two networks of a peering share no address. Where it lists subnets, only these are looked at: none
//! shares an address with the other network.
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
use super::super::survey::{Part, Survey, maximal, overlap};
use crate::design::SubnetId;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("peering-address-overlap", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut seen = Vec::new();
    for link in design.links.iter().filter(|link| link.from != link.to) {
        let common = match &link.subnets {
            None => overlap(design.space(link.from), design.space(link.to)),
            // The other network counts as a whole (mddazure/subnet-peering: refused though its overlapping subnet was not listed).
            Some(listed) => {
                let back = || overlap(&listed_parts(design, &listed.remote), design.space(link.from)).map(|(other, one)| (one, other));
                overlap(&listed_parts(design, &listed.local), design.space(link.to)).or_else(back)
            }
        };
        let Some((one, other)) = common else { continue };
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

/// The prefixes of some subnets.
fn listed_parts(design: &Survey<'_>, subnets: &[SubnetId]) -> Vec<Part> {
    maximal(subnets.iter().flat_map(|subnet| design[*subnet].prefixes()).zip(0..).collect())
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
    fn of_a_peering_of_subnets_only_the_listed_ones_count() {
        let subnets = r#""subnets": [{ "name": "s", "addressPrefix": "10.1.0.0/24" }, { "name": "t", "addressPrefix": "10.7.0.0/24" }]"#;
        let document = |listed: &str| {
            let peering = format!(r#"{{ "between": ["hub", "a"], "localSubnets": ["GatewaySubnet"], "remoteSubnets": ["{listed}"] }}"#);
            let document = peered(&peering, "").replace(r#"["10.1.0.0/16"]"#, &format!(r#"["10.1.0.0/16", "10.7.0.0/16"], {subnets}"#));
            document.replace(r#"["10.0.0.0/16"]"#, r#"["10.0.0.0/16", "10.7.0.0/16"]"#)
        };
        assert!(findings(&RULE, &document("s")).is_empty());
        assert_eq!(findings(&RULE, &document("t")), ["/peerings/0: 10.7.0.0/16 of `hub` and 10.7.0.0/24 of `a` overlap"]);
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
