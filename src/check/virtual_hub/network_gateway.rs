//! `virtual-hub-network-gateway`: a network that is connected to a virtual hub has a gateway or a route server already.
//!
//! # What it checks
//! No connected network has a VPN or ExpressRoute gateway or a route server, or uses one of a peer.
//!
//! # Why it matters
//! The hub takes the place of the gateway, and Azure refuses the connection. Routes and proofs leave it out.
//!
//! # Fix
//! Remove the gateway, or `useRemoteGateways`, or the connection.
//!
//! # Source
//! Microsoft Learn, "Connect a virtual network to a Virtual WAN hub": the network has no virtual network gateways; specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;

use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-network-gateway", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for hub in &design.virtual_hubs {
        for connection in &hub.connections {
            let network = &connection.remote_virtual_network;
            let Some(vnet) = network.vnet() else { continue };
            let gateway = design.gateways_serving(vnet).next().map(|id| ("gateway", &design[id].name, design[id].at));
            let server = || design.route_servers_serving(vnet).next().map(|id| ("route server", &design[id].name, design[id].at));
            let Some((kind, name, at)) = gateway.or_else(server) else { continue };
            let message = format!("`{}` cannot be connected to `{}`: {kind} `{name}` serves it", network.name, hub.name);
            found.push(rule.report(connection.at.pointer(), message).related(at.pointer()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::with;
    use super::RULE;
    use crate::check::testing::findings;

    fn gateway(network: &str) -> String {
        with("", "", &format!(r#", "virtualNetworkGateways": [{{ "name": "gw", "type": "Vpn", "virtualNetwork": "{network}" }}]"#))
    }

    #[test]
    fn a_gateway_in_the_network_is_reported() {
        let expected = ["/virtualHubs/0/connections/0: `one` cannot be connected to `hub-1`: gateway `gw` serves it"];
        assert_eq!(findings(&RULE, &gateway("one")), expected);
    }

    #[test]
    fn a_route_server_in_the_network_is_reported() {
        let document = with("", "", r#", "routeServers": [{ "name": "rs", "virtualNetwork": "one" }]"#);
        let expected = ["/virtualHubs/0/connections/0: `one` cannot be connected to `hub-1`: route server `rs` serves it"];
        assert_eq!(findings(&RULE, &document), expected);
    }

    #[test]
    fn a_gateway_elsewhere_is_silent() {
        assert!(findings(&RULE, &gateway("three")).is_empty());
    }

    #[test]
    fn a_network_that_uses_the_gateway_of_a_peer_is_reported() {
        let document = gateway("three")
            .replace(r#""virtualHubs""#, r#""peerings": [{ "between": ["one", "three"], "gatewayTransit": "three" }], "virtualHubs""#);
        assert_eq!(findings(&RULE, &document).len(), 1);
    }
}
