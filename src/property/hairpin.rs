//! `subnet-hairpin`: the machines of one subnet reach each other only through an appliance.
//!
//! # What it checks
//! The routes of a subnet deliver what its machines send to each other: no user-defined route takes it to an appliance.
//!
//! # Why it matters
//! A route for the address space of the network, written for its other subnets, holds the machine's own subnet too, because routes
//! apply inside it. Storage, clusters and training runs then share the appliance's throughput. Where it is meant, to keep machines
//! apart, suppress the finding.
//!
//! # Fix
//! The fix adds a route for the subnet's own prefix with next hop VnetLocal.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing", VnetLocal and overriding the address space of the network; specification 1.1, 1.7 and 4.5.

use super::tables::uses;
use super::{Property, for_machines};
use crate::address::{Address, AddressSet, Share};
use crate::design::{Resource, SubnetId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::Network;
use crate::json::Object;
use crate::route::{EffectiveRoutes, NextHop, Route};

pub(super) const PROPERTY: Property = Property::new("subnet-hairpin", Severity::Info, run).over_ipv6(run);

fn run<A: Address>(property: &Property, network: &Network<'_, A>, found: &mut Vec<Diagnostic>) {
    let design = network.design;
    for (table, uses) in design.table_ids().zip(uses(network)) {
        let mut subnets: Vec<(SubnetId, &Route<A>)> = Vec::new();
        for effective in uses {
            for subnet in design.subnets_of(effective.vnet).filter(|id| design.table_of(*id) == Some(table)) {
                subnets.extend(turning(network, effective, subnet).map(|route| (subnet, route)));
            }
        }
        let Some((first, route)) = subnets.first() else { continue };
        let message = format!(
            "machines of `{}` reach each other only through the appliance that the route for {} of `{}` leads to",
            design.subnet_path(*first),
            route.prefix,
            design[table].name
        );
        let mut finding =
            property.report(design[table].at.pointer(), message).hint("add a route for the subnet's own prefix with next hop VnetLocal");
        for (subnet, _) in subnets.iter().take(10) {
            finding = finding.related(design[*subnet].at.field("routeTable"));
        }
        let name = |subnet: SubnetId| format!("local-{}", design[subnet].name);
        let taken = |name: &str| design[table].routes.iter().any(|route| route.name.is(name));
        // A route inside the subnet would stay longer than one for all of it.
        let around = |(subnet, route): &(SubnetId, &Route<A>)| {
            let mut own = design[*subnet].prefixes::<A>();
            matches!((own.next(), own.next()), (Some(own), None) if route.prefix.length() < own.length())
        };
        let all = subnets.len() <= 10 && subnets.iter().all(|it| around(it) && !taken(&name(it.0)));
        let names_differ = subnets
            .iter()
            .enumerate()
            .all(|(at, (one, _))| subnets.iter().skip(at + 1).all(|(other, _)| !name(*other).eq_ignore_ascii_case(&name(*one))));
        if all && names_differ && !design[table].existing() {
            for (subnet, prefix) in subnets.iter().filter_map(|(subnet, _)| Some((*subnet, design[*subnet].prefixes::<A>().next()?))) {
                let local =
                    Object::new().with("name", name(subnet)).with("addressPrefix", prefix.to_string()).with("nextHopType", "VnetLocal");
                finding = finding.adding(design[table].at.field("routes/-"), local);
            }
        }
        found.push(finding);
    }
}

/// The user-defined route by which machines of a subnet reach each other through an appliance.
fn turning<'e, A: Address>(network: &Network<'_, A>, effective: &'e EffectiveRoutes<A>, subnet: SubnetId) -> Option<&'e Route<A>> {
    let design = network.design;
    let prefixes = || design[subnet].prefixes();
    // Only a route that is as long as one of the address space can be in the way.
    let near = |route: &&Route<A>| route.prefix.length() > 0 && prefixes().any(|own| route.prefix.overlaps(own));
    let to_appliance =
        |route: &&Route<A>| matches!(route.next_hop, NextHop::VirtualAppliance { .. } | NextHop::VirtualApplianceEcmp { .. });
    let own = AddressSet::covering(prefixes());
    if effective.map.uniform(&own) == Some(Some(NextHop::VnetLocal)) || !for_machines(network, subnet) {
        return None;
    }
    effective.user().iter().filter(near).filter(to_appliance).find(|route| {
        // Where the appliance stands in the subnet itself, another rule speaks.
        let addresses = own.intersection(&AddressSet::from(route.prefix.interval()));
        let parts = effective.map.split(&addresses);
        let decides = parts.iter().any(|(hop, part)| *hop == Some(route.next_hop) && part.share(&addresses) != Share::None);
        let inside = network.appliance_for(effective, route.prefix.first()).and_then(|it| design.forwarder_subnet(it)) == Some(subnet);
        decides && !inside
    })
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{after_fix, findings, hub_and_spoke};

    fn design(routes: &[(&str, &str)]) -> String {
        let route = |(i, (prefix, hop)): (usize, &(&str, &str))| format!(r#"{{ "name": "r{i}", "addressPrefix": "{prefix}", {hop} }}"#);
        let all: Vec<_> = routes.iter().enumerate().map(route).collect();
        hub_and_spoke(&format!(r#""disableBgpRoutePropagation": true, "routes": [{}]"#, all.join(",")), "")
    }

    const FIREWALL: &str = r#""nextHop": { "firewall": "fw" }"#;
    const LOCAL: &str = r#""nextHopType": "VnetLocal""#;

    #[test]
    fn a_route_for_the_own_network_is_reported_and_the_subnet_kept_local() {
        let document = design(&[("10.1.0.0/16", FIREWALL)]);
        assert_eq!(
            findings(&PROPERTY, &document),
            [
                "/routeTables/0: machines of `spoke/app` reach each other only through the appliance that the route for 10.1.0.0/16 of `rt-spoke` leads to"
            ]
        );
        let added = &after_fix(&PROPERTY, &document)["routeTables"][0]["routes"][1];
        assert_eq!((&added["name"], &added["addressPrefix"]), (&"local-app".into(), &"10.1.0.0/24".into()));
    }

    #[test]
    fn a_subnet_kept_local_is_silent() {
        assert!(findings(&PROPERTY, &design(&[("10.1.0.0/16", FIREWALL), ("10.1.0.0/24", LOCAL)])).is_empty());
    }

    #[test]
    fn a_route_for_another_subnet_is_silent() {
        assert!(findings(&PROPERTY, &design(&[("10.1.1.0/24", FIREWALL)])).is_empty());
    }

    #[test]
    fn a_route_shorter_than_the_network_never_wins() {
        assert!(findings(&PROPERTY, &design(&[("0.0.0.0/0", FIREWALL), ("10.0.0.0/8", FIREWALL)])).is_empty());
    }

    #[test]
    fn equal_next_hops_are_one_appliance_beside_the_machines_or_in_front_of_them() {
        let equal = design(&[("10.1.0.0/16", r#""nextHopType": "VirtualApplianceEcmp", "nextHopIpAddresses": ["10.1.0.4", "10.1.0.5"]"#)]);
        let at = |subnet: &str| {
            let nva = |name: &str, host: u8| {
                format!(
                    r#"{{ "name": "{name}", "networkInterfaces": [{{ "subnet": "spoke/{subnet}", "privateIpAddress": "10.1.0.{host}", "enableIPForwarding": true }}] }}"#
                )
            };
            let appliances = format!(r#""appliances": [{}, {}], "firewalls""#, nva("one", 4), nva("two", 5));
            equal.replace(r#""firewalls""#, &appliances)
        };
        assert!(findings(&PROPERTY, &at("app")).is_empty());
        let two = r#"{ "name": "nva", "addressPrefix": "10.1.0.0/28" }, { "name": "app", "addressPrefix": "10.1.0.128/25""#;
        let apart = at("nva").replace(r#"{ "name": "app", "addressPrefix": "10.1.0.0/24""#, two);
        assert_eq!(findings(&PROPERTY, &apart).len(), 1);
    }

    #[test]
    fn a_part_of_the_subnet_is_enough() {
        assert_eq!(findings(&PROPERTY, &design(&[("10.1.0.128/25", FIREWALL), ("10.1.0.0/24", LOCAL)])).len(), 1);
    }
}
