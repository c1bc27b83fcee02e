//! `route-dead`: a route is for private addresses that nothing has.
//!
//! # What it checks
//! A route for private addresses, unless it drops them, has an address in common with a network or a site of the design, or with a
//! prefix that a gateway learns. Routes to appliances of one's own are left out: what is behind them the design does not say.
//!
//! # Why it matters
//! The route does nothing today. It is left from a network that is gone, or its prefix is misspelt, and the traffic that it is meant for
//! goes elsewhere.
//!
//! # Fix
//! Correct the prefix. The fix removes the route, where others are left in the table.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing"; specification 2.1, 3.1 and 3.2, where destinations come from.

use super::Property;
use super::tables::{uses, without, written};
use crate::address::{Address, AddressSet, Prefix, Share};
use crate::design::Forwarder;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::Network;
use crate::route::{NextHop, Route, private};

pub(super) const PROPERTY: Property = Property::new("route-dead", Severity::Info, run).over_ipv6(run);

fn run<A: Address>(property: &Property, network: &Network<'_, A>, found: &mut Vec<Diagnostic>) {
    let design = network.design;
    if design.route_tables.is_empty() {
        return;
    }
    let (private, owned) = (private(), owned(network));
    for (table, uses) in design.table_ids().zip(uses(network)) {
        let Some(first) = uses.first() else { continue };
        for route in first.user() {
            let addresses = AddressSet::from(route.prefix.interval());
            if addresses.share(&private) != Share::All || addresses.share(&owned) != Share::None || !is_known(network, route) {
                continue;
            }
            let Some(dead) = written(design, table, route) else { continue };
            let message =
                format!("route `{}` is for {}, which no network, no site and no gateway of the design has", dead.name, route.prefix);
            let finding = property.report(dead.at.pointer(), message).hint("correct the prefix, or remove the route");
            found.push(without(finding, design, table, vec![dead]));
            if found.len() > property.most {
                return;
            }
        }
    }
}

/// Every address that the design knows of.
fn owned<A: Address>(network: &Network<'_, A>) -> AddressSet<A> {
    let design = network.design;
    let mut known: Vec<Prefix<A>> = Vec::new();
    for vnet in &design.virtual_networks {
        known.extend(vnet.prefixes());
        // One outside its network is reported for that.
        known.extend(vnet.subnets.iter().flat_map(|subnet| subnet.prefixes()));
    }
    for site in &design.on_premises {
        known.extend(site.prefixes());
    }
    for gateway in design.gateway_ids() {
        // A default route is learned for what the design does not know.
        known.extend(network.learned_prefixes(gateway).filter(|prefix| prefix.length() > 0));
    }
    AddressSet::covering(known)
}

/// Whether the design says what is behind the next hop.
fn is_known<A: Address>(network: &Network<'_, A>, route: &Route<A>) -> bool {
    match route.next_hop {
        NextHop::None => false,
        NextHop::VirtualAppliance { named: Some(Forwarder::Firewall(_)), .. } => true,
        NextHop::VirtualAppliance { named: None, address } => {
            let design = network.design;
            design.firewall_ids().any(|id| address.is_some() && design.firewall_address(id) == address)
        }
        NextHop::VirtualAppliance { .. } | NextHop::VirtualApplianceEcmp { .. } => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{after_fix, findings, hub_and_spoke};

    fn design(prefix: &str, hop: &str) -> String {
        let route = |name: &str, prefix: &str, hop: &str| format!(r#"{{ "name": "{name}", "addressPrefix": "{prefix}", {hop} }}"#);
        let default = route("default", "0.0.0.0/0", FIREWALL);
        hub_and_spoke(&format!(r#""disableBgpRoutePropagation": true, "routes": [{default}, {}]"#, route("r", prefix, hop)), "")
    }

    const FIREWALL: &str = r#""nextHop": { "firewall": "fw" }"#;

    #[test]
    fn a_prefix_that_nothing_has_is_reported_and_its_route_removed() {
        let document = design("10.2.0.0/16", FIREWALL);
        assert_eq!(
            findings(&PROPERTY, &document),
            ["/routeTables/0/routes/1: route `r` is for 10.2.0.0/16, which no network, no site and no gateway of the design has"]
        );
        assert_eq!(after_fix(&PROPERTY, &document)["routeTables"][0]["routes"].as_array().unwrap().len(), 1);
        assert_eq!(findings(&PROPERTY, &design("10.2.0.0/16", r#""nextHopType": "VirtualNetworkGateway""#)).len(), 1);
    }

    #[test]
    fn a_prefix_that_something_has_is_silent() {
        assert!(findings(&PROPERTY, &design("10.0.0.0/16", FIREWALL)).is_empty());
        assert!(findings(&PROPERTY, &design("192.168.1.0/24", FIREWALL)).is_empty());
    }

    #[test]
    fn a_summary_with_one_living_address_is_silent() {
        assert!(findings(&PROPERTY, &design("192.168.0.0/16", FIREWALL)).is_empty());
    }

    #[test]
    fn dropping_such_traffic_is_meant() {
        assert!(findings(&PROPERTY, &design("10.2.0.0/16", r#""nextHopType": "None""#)).is_empty());
    }

    #[test]
    fn public_addresses_have_owners_elsewhere() {
        assert!(findings(&PROPERTY, &design("20.0.0.0/16", FIREWALL)).is_empty());
    }
}
