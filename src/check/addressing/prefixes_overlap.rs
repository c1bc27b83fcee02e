//! `vnet-prefixes-overlap`: two address prefixes of one virtual network overlap.
//!
//! # What it checks
//! No prefix of a network's `addressSpace` lies inside another one, and none stands there twice.
//!
//! # Why it matters
//! Azure refuses an address space whose prefixes overlap.
//!
//! # Fix
//! Leave out the prefix that the other one covers.
//!
//! # Source
//! Microsoft Learn, "Azure Virtual Network FAQ" and "Create, change, or delete a virtual network": address ranges of a
//! network can't overlap.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Part, Survey, holder, space_of};
use crate::address::{Address, Ipv6};
use crate::design::VirtualNetwork;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("vnet-prefixes-overlap", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for vnet in design.vnet_ids() {
        report(rule, &design[vnet], design.space(vnet), found);
        if design.has_v6() {
            report(rule, &design[vnet], &space_of::<Ipv6>(&design[vnet]), found);
        }
    }
}

/// Reports the prefixes of one family that the others, which are `kept`, hold already.
fn report<A: Address>(rule: &Rule, network: &VirtualNetwork, kept: &[Part<A>], found: &mut Findings) {
    if kept.len() == network.prefixes::<A>().count() {
        return;
    }
    for (position, prefix) in network.placed::<A>() {
        let Some((outer, first)) = holder(kept, prefix.first()).filter(|(_, first)| *first as usize != position) else { continue };
        let path = network.at.field(&format!("addressSpace/{position}"));
        let message = format!("{prefix} lies inside {outer}, which `{}` has already", network.name);
        let first = network.at.field(&format!("addressSpace/{first}"));
        found.push(rule.report(path.clone(), message).related(first).hint("leave it out").removing(path));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable};

    fn design(space: &str) -> String {
        format!(r#"{{ "virtualNetworks": [{{ "name": "v", "addressSpace": [{space}] }}] }}"#)
    }

    #[test]
    fn a_prefix_inside_another_is_reported_whichever_comes_first() {
        let document = design(r#""10.1.0.0/24", "10.1.0.0/16", "10.2.0.0/16", "10.2.0.0/16""#);
        assert_eq!(
            findings(&RULE, &document),
            [
                "/virtualNetworks/0/addressSpace/0: 10.1.0.0/24 lies inside 10.1.0.0/16, which `v` has already",
                "/virtualNetworks/0/addressSpace/3: 10.2.0.0/16 lies inside 10.2.0.0/16, which `v` has already",
            ],
        );
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn prefixes_apart_are_silent() {
        assert!(findings(&RULE, &design(r#""10.1.0.0/16", "192.168.0.0/16""#)).is_empty());
    }

    #[test]
    fn neighbouring_prefixes_do_not_overlap() {
        assert!(findings(&RULE, &design(r#""10.1.0.0/17", "10.1.128.0/17""#)).is_empty());
    }
}
