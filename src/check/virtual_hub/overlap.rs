//! `virtual-hub-overlap`: addresses of a virtual hub or of what is connected to it are used twice.
//!
//! # What it checks
//! The prefixes of all hubs and the address spaces of all networks that are connected to them share no address.
//!
//! # Why it matters
//! Azure refuses the connection, and routes would lead to one of the two.
//!
//! # Fix
//! Give one of them other addresses.
//!
//! # Source
//! Microsoft Learn, "Connect a virtual network to a Virtual WAN hub": no subnets overlap with networks that are to be connected; specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Ipv4, Prefix};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-overlap", Severity::Error, run);

/// A prefix with whose it is, as it is called, and where it stands.
struct Used {
    prefix: Prefix<Ipv4>,
    name: String,
    at: String,
    /// Networks and hubs, counted on: prefixes of one do not compete.
    owner: usize,
}

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut used: Vec<Used> = Vec::new();
    for (id, owner) in design.hub_ids().zip(0..) {
        let hub = &design[id];
        let name = format!("virtual hub `{}`", hub.name);
        used.extend(hub.prefix().map(|prefix| Used { prefix, name, at: hub.at.field("addressPrefix"), owner }));
        for vnet in design.connected_to(id) {
            let owner = design.virtual_hubs.len() + vnet.0 as usize;
            let network = &design[vnet];
            let (name, at) = (format!("`{}`", network.name), network.at.field("addressSpace"));
            used.extend(network.prefixes().map(|prefix| Used { prefix, name: name.clone(), at: at.clone(), owner }));
        }
    }
    // In the order of prefixes, those that hold the next one are the last ones that were met.
    used.sort_by_key(|it| it.prefix);
    let mut around: Vec<&Used> = Vec::new();
    for inner in &used {
        while around.pop_if(|outer| !outer.prefix.covers(inner.prefix)).is_some() {}
        if let Some(outer) = around.iter().find(|outer| outer.owner != inner.owner)
            && !found.is_full()
        {
            let message = format!("{} of {} and {} of {} overlap", inner.prefix, inner.name, outer.prefix, outer.name);
            found.push(rule.report(inner.at.clone(), message).related(outer.at.clone()));
        }
        around.push(inner);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::hubs;
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn a_network_inside_the_addresses_of_a_hub_is_reported() {
        let document = hubs("", "").replace("10.2.0.0", "10.100.1.0").replace("/16", "/24");
        let expected = ["/virtualNetworks/1/addressSpace: 10.100.1.0/24 of `two` and 10.100.0.0/23 of virtual hub `hub-1` overlap"];
        assert_eq!(findings(&RULE, &document), expected);
    }

    #[test]
    fn networks_of_two_hubs_that_overlap_are_reported() {
        let document = hubs("", r#", "connections": ["three"]"#).replace("10.3.0.0/16", "10.2.0.0/15");
        let expected = ["/virtualNetworks/1/addressSpace: 10.2.0.0/16 of `two` and 10.2.0.0/15 of `three` overlap"];
        assert_eq!(findings(&RULE, &document), expected);
    }

    #[test]
    fn a_network_that_no_hub_has_is_silent() {
        assert!(findings(&RULE, &hubs("", "").replace("10.3.0.0/16", "10.2.0.0/15")).is_empty());
    }
}
