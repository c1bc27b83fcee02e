//! Routes that gateways learn and propagate to the networks they serve.

use super::effective::{NextHop, Origin, Route, RouteSource, RouteState, sort};
use crate::address::{Address, AnyAddress, Ipv4, Prefix};
use crate::design::{self, Connection, Design, GatewayId, GatewayType, Remote, VnetId};

/// Every route that the gateways serving `vnet` learn, sorted by prefix, ExpressRoute before VPN.
///
/// All connections count, BGP and static alike: disabling propagation removes both (5.1).
pub(super) fn learned_routes<A: Address>(design: &Design, vnet: VnetId) -> Vec<Route<A>> {
    let mut routes = Vec::new();
    for preferred in [GatewayType::ExpressRoute, GatewayType::Vpn] {
        for gateway in design.gateways_serving(vnet).filter(|gateway| design[*gateway].gateway_type == preferred) {
            add_learned(&mut routes, design, gateway);
        }
    }
    sort(&mut routes);
    routes
}

fn add_learned<A: Address>(routes: &mut Vec<Route<A>>, design: &Design, gateway: GatewayId) {
    for (connection, i) in design[gateway].connections.iter().zip(0..) {
        for (learned, item) in learned(design, gateway, connection).iter().zip(0..) {
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

/// Whether a gateway carries packets of a family: a VPN gateway IPv4 alone (2.8).
pub(crate) fn carries<A: Address>(design: &Design, gateway: GatewayId) -> bool {
    A::from_v4(Ipv4::MIN).is_some() || design[gateway].gateway_type == GatewayType::ExpressRoute
}

/// A prefix that a gateway learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Learned<A: Address = Ipv4> {
    /// The prefix.
    pub address_prefix: Prefix<A>,
    /// The one next hop that Azure lists, where the design states it.
    pub next_hop: Option<A>,
}

/// What a connection learns: as stated; else the prefixes of the site, or what the other gateway advertises.
///
/// A VPN gateway advertises its network, the peers that use it over transit, and its BGP address as a /32 (GC-033, erjosito lab).
pub fn learned<A: Address>(design: &Design, gateway: GatewayId, connection: &Connection) -> Vec<Learned<A>> {
    if !carries::<A>(design, gateway) {
        return Vec::new();
    }
    let plain = |address_prefix: Prefix<A>| Learned { address_prefix, next_hop: None };
    if let Some(learns) = &connection.learns {
        let of_family = |stated: &design::Learned| {
            Some(Learned { address_prefix: stated.address_prefix.of()?, next_hop: stated.next_hop.as_ref().and_then(AnyAddress::of) })
        };
        return learns.iter().filter_map(of_family).collect();
    }
    match connection.to.remote() {
        Some(Remote::Site(site)) => design[site].prefixes().map(plain).collect(),
        Some(Remote::Gateway(gateway)) => {
            let host = design[gateway].bgp_peering_address.and_then(A::from_v4).map(Prefix::host);
            advertised(design, gateway).into_iter().chain(host).map(plain).collect()
        }
        None => Vec::new(),
    }
}

/// The prefixes that a gateway tells the other end of its connections: those that it reaches, or the summary that its network has for them.
///
/// A summary replaces the network's own prefixes, and those of transit peers that it covers (specification 3.2).
pub(crate) fn advertised<A: Address>(design: &Design, gateway: GatewayId) -> Vec<Prefix<A>> {
    let reached = reached(design, gateway);
    let Some(home) = design.gateway_vnet(gateway).filter(|_| carries::<A>(design, gateway)) else { return reached };
    let summary: Vec<Prefix<A>> = design[home].summary().map(|(_, prefix)| prefix).collect();
    if summary.is_empty() {
        return reached;
    }
    // The network's own prefixes come first.
    let peers = reached.into_iter().skip(design[home].prefixes::<A>().count());
    let others = peers.filter(|prefix| !summary.iter().any(|whole| whole.covers(*prefix)));
    summary.iter().copied().chain(others).collect()
}

/// The prefixes that a gateway reaches inside Azure: its network's and those of transit peers.
pub(crate) fn reached<A: Address>(design: &Design, gateway: GatewayId) -> Vec<Prefix<A>> {
    let Some(home) = design.gateway_vnet(gateway).filter(|_| carries::<A>(design, gateway)) else { return Vec::new() };
    let mut prefixes = design[home].prefixes().collect::<Vec<_>>();
    for link in design.connected_links(home).filter(|link| uses_gateways_of(design, design[*link].to, home)) {
        prefixes.append(&mut design.prefixes_over(link));
    }
    prefixes
}

fn uses_gateways_of(design: &Design, spoke: VnetId, hub: VnetId) -> bool {
    design.transit_links(spoke).any(|link| design[link].to == hub)
}

/// Whether a route was learned over ExpressRoute, which is preferred to VPN for the same prefix (3.2).
pub(super) fn express_route<A: Address>(design: &Design, route: &Route<A>) -> bool {
    matches!(route.next_hop, NextHop::Learned(gateway) if design[gateway].gateway_type == GatewayType::ExpressRoute)
}
