//! What routes cost is known before they are computed, so that a design of a few lines cannot ask for millions of them.

use proptest::prelude::*;
use routewright::address::Ipv4;
use routewright::design::{TagAddresses, decode};
use routewright::route::{NextHop, work};
use serde_json::{Value, json};

use crate::try_designs;

#[test]
fn the_work_is_no_less_than_the_routes_that_come_of_it() {
    try_designs("bound on routes", 300, |case, _, _| {
        // Every subnet has the routes that Azure gives to all alike.
        let given = |next_hop: &NextHop| matches!(next_hop, NextHop::None | NextHop::Internet);
        let tables = case.network.routes.all().iter();
        let routes: usize = tables.map(|table| table.routes().filter(|route| !given(&route.next_hop)).count()).sum();
        let counted = work::<Ipv4>(case.network.design);
        prop_assert!(counted >= routes as u64, "{counted} counted, {routes} routes in {}", case.shown());
        Ok(())
    });
}

/// Two networks at `hub-1`, which learns two prefixes of a branch and is told three by an appliance, and one at `hub-2`.
fn hubs() -> Value {
    let network = |number: u8| {
        json!({ "name": format!("vnet{number}"), "addressSpace": [format!("10.{number}.0.0/16")], "subnets": [
            { "name": "app", "addressPrefix": format!("10.{number}.1.0/24") }] })
    };
    json!({
        "virtualNetworks": [network(1), network(2), network(3)],
        "onPremises": [{ "name": "dc", "addressPrefixes": ["192.168.0.0/16"] }],
        "appliances": [{ "name": "nva", "networkInterfaces": [
            { "subnet": "vnet2/app", "privateIpAddress": "10.2.1.4", "enableIPForwarding": true }] }],
        "virtualHubs": [
            { "name": "hub-1", "addressPrefix": "10.100.0.0/23", "connections": ["vnet1", "vnet2"], "routerAddress": "10.100.0.68",
              "learns": [{ "addressPrefix": "192.168.0.0/17", "nextHop": "10.100.0.12" }, { "addressPrefix": "192.168.128.0/17", "nextHop": "10.100.0.12" }],
              "bgpPeers": [{ "appliance": "nva", "advertises": [{ "addressPrefix": "10.50.0.0/16" }, { "addressPrefix": "10.51.0.0/16" },
                { "addressPrefix": "10.52.0.0/16" }] }] },
            { "name": "hub-2", "addressPrefix": "10.101.0.0/23", "connections": ["vnet3"], "routerAddress": "10.101.0.68" }] })
}

// Counted by hand from what the bound takes in.
#[test]
fn the_work_of_a_design_with_hubs_and_tags() {
    // A hub has itself, its default route and the three private blocks, its networks, and what it learns and is told.
    let known = (2 + 3 + 2 + 2 + 3) + (2 + 3 + 1);
    // Each network has its own prefix and those, without a table and with what each of its subnets carries.
    let networks = 3 * (1 + known) * 2;
    assert_eq!(work::<Ipv4>(&decode(hubs().to_string().as_bytes()).design), networks);
    let mut tagged = hubs();
    tagged["virtualNetworks"][0]["subnets"][0]["routeTable"] = json!("rt");
    tagged["routeTables"] = json!([{ "name": "rt", "routes": [
        { "name": "a", "addressPrefix": "Storage", "nextHopType": "Internet" }, { "name": "b", "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }] }]);
    let mut decoded = decode(tagged.to_string().as_bytes());
    assert_eq!(decoded.diagnostics, []);
    // A tag of which nothing is known is one route, and else as many as it has prefixes.
    assert_eq!(work::<Ipv4>(&decoded.design), networks + 2);
    decoded.design.tag_addresses = TagAddresses::read("Storage 52.0.0.0/25 20.35.252.0/23 20.60.0.0/24");
    assert_eq!(work::<Ipv4>(&decoded.design), networks + 4);
}
