//! Rules about route servers and the appliances that teach them routes.

pub(super) mod asn_differs;
pub(super) mod asn_not_allowed;
pub(super) mod default_route_returns;
pub(super) mod duplicate;
pub(super) mod ipv6;
pub(super) mod next_hop_unowned;
pub(super) mod peer_count;
pub(super) mod peer_twice;
pub(super) mod peer_unreachable;
pub(super) mod prefix_not_programmed;
pub(super) mod route_count;
pub(super) mod subnet_missing;
pub(super) mod vpn_gateway;

use crate::design::{ApplianceId, BgpPeer};

/// The appliance that a peer is.
fn appliance(peer: &BgpPeer) -> Option<ApplianceId> {
    peer.appliance.index().map(ApplianceId)
}

/// A network with RouteServerSubnet and the appliance `nva` at 10.0.2.4, and a route server with these peers; `rest` is further
/// members of the server and `more` of the document.
#[cfg(test)]
fn document(peers: &str, rest: &str, more: &str) -> String {
    let comma = |text: &str| if text.is_empty() { "" } else { "," };
    super::testing::network(
        r#"{ "name": "nva", "addressPrefix": "10.0.2.0/24" }, { "name": "RouteServerSubnet", "addressPrefix": "10.0.3.0/27" },
           { "name": "GatewaySubnet", "addressPrefix": "10.0.4.0/27" }"#,
        &format!(
            r#""appliances": [{{ "name": "nva", "networkInterfaces": [{{ "subnet": "vnet/nva", "privateIpAddress": "10.0.2.4", "enableIPForwarding": true }}] }}],
               "routeServers": [{{ "name": "rs", "virtualNetwork": "vnet", "peers": [{peers}]{} {rest} }}]{} {more}"#,
            comma(rest),
            comma(more)
        ),
    )
}

/// A peer that advertises one route with these further members.
#[cfg(test)]
fn peer(prefix: &str, members: &str) -> String {
    format!(r#"{{ "appliance": "nva", "advertises": [{{ "addressPrefix": "{prefix}"{members} }}] }}"#)
}
