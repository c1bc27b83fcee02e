//! Rules about virtual hubs: their addresses, what is connected to them, and what their routing intent names.

pub(super) mod bgp_peer_elsewhere;
pub(super) mod firewall_address;
pub(super) mod firewall_elsewhere;
pub(super) mod firewall_idle;
pub(super) mod firewall_without_place;
pub(super) mod intent_firewall;
pub(super) mod intent_partial;
pub(super) mod intent_public_network;
pub(super) mod intent_without_propagation;
pub(super) mod ipv6;
pub(super) mod network_gateway;
pub(super) mod network_twice;
pub(super) mod overlap;
pub(super) mod small;
pub(super) mod too_small;

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

    /// A firewall that names no network.
    pub(super) const FIREWALL: &str = r#", "firewalls": [{ "name": "fw" }]"#;
}
