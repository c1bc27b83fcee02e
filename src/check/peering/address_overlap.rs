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
use super::super::survey::{Part, Survey, maximal, overlap, space_of};
use crate::address::{Address, Ipv6};
use crate::design::{Link, SubnetId};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("peering-address-overlap", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let (mut seen, dual) = (Vec::new(), design.has_v6());
    for link in design.links.iter().filter(|link| link.from != link.to) {
        let v4 = || common(design, link, design.space(link.from), design.space(link.to));
        let v6 = || common::<Ipv6>(design, link, &space_of(&design[link.from]), &space_of(&design[link.to]));
        let Some((one, other)) = v4().or_else(|| if dual { v6() } else { None }) else { continue };
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

/// Two prefixes of one family that the sides of a link, whose address spaces these are, have in common.
fn common<A: Address>(design: &Survey<'_>, link: &Link, from: &[Part<A>], to: &[Part<A>]) -> Option<(String, String)> {
    let found = match &link.subnets {
        None => overlap(from, to),
        // The other network counts as a whole (mddazure/subnet-peering: refused though its overlapping subnet was not listed).
        Some(listed) => {
            let back = || overlap(&listed_parts(design, &listed.remote), from).map(|(other, one)| (one, other));
            overlap(&listed_parts(design, &listed.local), to).or_else(back)
        }
    };
    found.map(|(one, other)| (one.to_string(), other.to_string()))
}

/// The prefixes of some subnets.
fn listed_parts<A: Address>(design: &Survey<'_>, subnets: &[SubnetId]) -> Vec<Part<A>> {
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
    fn both_families_count() {
        let document = |other: &str| {
            let document = peered(PEERING, "").replace(r#"["10.0.0.0/16"]"#, r#"["10.0.0.0/16", "fd00:20::/48"]"#);
            document.replace(r#"["10.1.0.0/16"]"#, &format!(r#"["10.1.0.0/16", "{other}"]"#))
        };
        let told = ["/peerings/0: fd00:20::/48 of `hub` and fd00:20:0:8000::/52 of `a` overlap"];
        assert_eq!(findings(&RULE, &document("fd00:20:0:8000::/52")), told);
        assert!(findings(&RULE, &document("fd00:21::/48")).is_empty());
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
