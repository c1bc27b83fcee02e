//! Routes that gateways learn and propagate to the networks they serve.

use super::effective::{NextHop, Origin, Route, RouteSource, RouteState, sort};
use crate::address::Prefix;
use crate::design::{Connection, Design, GatewayId, GatewayType, Learned, Remote, VnetId};

/// Every route that the gateways serving `vnet` learn, sorted by prefix, ExpressRoute before VPN.
///
/// All connections count, BGP and static alike: disabling propagation removes both (5.1).
pub(super) fn learned_routes(design: &Design, vnet: VnetId) -> Vec<Route> {
    let mut routes = Vec::new();
    for preferred in [GatewayType::ExpressRoute, GatewayType::Vpn] {
        for gateway in design.gateways_serving(vnet).filter(|gateway| design[*gateway].gateway_type == preferred) {
            add_learned(&mut routes, design, gateway);
        }
    }
    sort(&mut routes);
    routes
}

fn add_learned(routes: &mut Vec<Route>, design: &Design, gateway: GatewayId) {
    for (connection, i) in design[gateway].connections.iter().zip(0..) {
        for (learned, item) in learned(design, connection).iter().zip(0..) {
            routes.push(Route {
                prefix: learned.address_prefix,
                source: RouteSource::VirtualNetworkGateway,
                state: RouteState::Active,
                next_hop: NextHop::Learned(gateway),
                origin: Origin::Learned { gateway, connection: i, item },
            });
        }
    }
}

/// What a connection learns: as stated; else the prefixes of the site, or what the other gateway advertises.
///
/// A VPN gateway advertises its network, the peers that use it over transit, and its BGP address as a /32 (GC-033, erjosito lab).
pub fn learned(design: &Design, connection: &Connection) -> Vec<Learned> {
    if let Some(learns) = &connection.learns {
        return learns.clone();
    }
    let plain = |address_prefix: Prefix| Learned { address_prefix, next_hop: None };
    match connection.to.remote() {
        Some(Remote::Site(site)) => design[site].address_prefixes.iter().copied().map(plain).collect(),
        Some(Remote::Gateway(gateway)) => {
            let host = design[gateway].bgp_peering_address.map(Prefix::host);
            advertised(design, gateway).into_iter().chain(host).map(plain).collect()
        }
        None => Vec::new(),
    }
}

/// The prefixes that a gateway tells the other end of its connections: those that it reaches, or the summary that its network has for them.
///
/// A summary replaces the network's own prefixes, and those of transit peers that it covers (specification 3.2).
pub(crate) fn advertised(design: &Design, gateway: GatewayId) -> Vec<Prefix> {
    let reached = reached(design, gateway);
    let summary = design.gateway_vnet(gateway).map_or(&[][..], |home| &design[home].summarized_gateway_prefixes);
    if summary.is_empty() {
        return reached;
    }
    let own = design.gateway_vnet(gateway).map_or(&[][..], |home| &design[home].address_space);
    let hidden = |prefix: &Prefix| own.contains(prefix) || summary.iter().any(|whole| whole.covers(*prefix));
    summary.iter().copied().chain(reached.into_iter().filter(|prefix| !hidden(prefix))).collect()
}

/// The prefixes that a gateway reaches inside Azure: its network's and those of transit peers.
pub(crate) fn reached(design: &Design, gateway: GatewayId) -> Vec<Prefix> {
    let Some(home) = design.gateway_vnet(gateway) else { return Vec::new() };
    let mut prefixes = design[home].address_space.clone();
    for link in design.connected_links(home).filter(|link| uses_gateways_of(design, design[*link].to, home)) {
        prefixes.extend_from_slice(&design.prefixes_over(link));
    }
    prefixes
}

fn uses_gateways_of(design: &Design, spoke: VnetId, hub: VnetId) -> bool {
    design.transit_links(spoke).any(|link| design[link].to == hub)
}

/// Whether a route was learned over ExpressRoute, which is preferred to VPN for the same prefix (3.2).
pub(super) fn express_route(design: &Design, route: &Route) -> bool {
    matches!(route.next_hop, NextHop::Learned(gateway) if design[gateway].gateway_type == GatewayType::ExpressRoute)
}
