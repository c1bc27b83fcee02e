//! Rules about virtual hubs: their addresses, what is connected to them, and what their routing intent names.

pub(super) mod bgp_peer_elsewhere;
pub(super) mod firewall_address;
pub(super) mod firewall_elsewhere;
pub(super) mod firewall_idle;
pub(super) mod firewall_without_place;
pub(super) mod intent_empty;
pub(super) mod intent_firewall;
pub(super) mod intent_partial;
pub(super) mod intent_public_network;
pub(super) mod intent_without_propagation;
pub(super) mod ipv6;
pub(super) mod network_gateway;
pub(super) mod network_twice;
pub(super) mod overlap;
pub(super) mod small;
pub(super) mod static_default_idle;
pub(super) mod static_default_returns;
pub(super) mod static_next_hop;
pub(super) mod static_next_hop_elsewhere;
pub(super) mod static_next_hops_differ;
pub(super) mod static_not_propagated;
pub(super) mod static_override_ignored;
pub(super) mod static_takes_network;
pub(super) mod static_twice;
pub(super) mod too_small;

use crate::address::AnyPrefix;
use crate::design::{Design, HubConnection, HubStaticRoute, VirtualHub};

/// Every static route with its connection.
fn static_routes(design: &Design) -> impl Iterator<Item = (&HubConnection, &HubStaticRoute)> {
    let connections = design.virtual_hubs.iter().flat_map(|hub| &hub.connections);
    connections.flat_map(|connection| connection.static_routes.iter().map(move |route| (connection, route)))
}

/// Every prefix of a hub's static routes with its place.
fn static_prefixes(hub: &VirtualHub) -> impl Iterator<Item = (String, &AnyPrefix)> {
    let routes = hub.connections.iter().flat_map(|connection| &connection.static_routes);
    routes.flat_map(|route| {
        route.address_prefixes.placed().map(|(index, prefix)| (route.at.field(&format!("addressPrefixes/{index}")), prefix))
    })
}

#[cfg(test)]
mod testing {
    /// Two hubs with these members, the first for the networks `one` and `two`, with a firewall, and the network `three`.
    pub(super) fn hubs(first: &str, second: &str) -> String {
        with(first, second, "")
    }

    /// The same with more members of the design.
    pub(super) fn with(first: &str, second: &str, rest: &str) -> String {
        let network = |name: &str, block: u8| {
            format!(
                r#"{{ "name": "{name}", "addressSpace": ["10.{block}.0.0/16"], "subnets": [{{ "name": "s", "addressPrefix": "10.{block}.0.0/24" }}] }}"#
            )
        };
        format!(
            r#"{{ "virtualNetworks": [{}, {}, {}], "virtualHubs": [
                {{ "name": "hub-1", "addressPrefix": "10.100.0.0/23", "connections": ["one", "two"] {first} }},
                {{ "name": "hub-2", "addressPrefix": "10.101.0.0/23" {second} }}] {rest} }}"#,
            network("one", 1),
            network("two", 2),
            network("three", 3)
        )
    }

    /// The same hubs; the connection of the first to `two` has these members and this static route, with others behind it, and an appliance stands there.
    pub(super) fn fixed(members: &str, route: &str, more: &str) -> String {
        let connection = format!(r#"{{ "remoteVirtualNetwork": "two" {members}, "staticRoutes": [{{ "name": "r0", {route} }} {more}] }}"#);
        let appliance = r#", "appliances": [{ "name": "nva", "networkInterfaces": [{ "subnet": "two/s", "privateIpAddress": "10.2.0.4", "enableIPForwarding": true }] }]"#;
        with("", "", appliance).replace(r#""one", "two""#, &format!(r#""one", {connection}"#))
    }

    /// A firewall that names no network.
    pub(super) const FIREWALL: &str = r#", "firewalls": [{ "name": "fw" }]"#;
}
