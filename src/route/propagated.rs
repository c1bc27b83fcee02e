//! Routes that gateways and route servers learn and propagate to the networks they serve.

use super::entry::{NextHop, Origin, Route, RouteSource, RouteState, sort};
use super::hubs::routes_from_hub;
use super::preference::Preference;
use crate::address::{Address, AnyAddress, Ipv4, Prefix};
use crate::design::{self, AnnouncementId, Connection, Design, GatewayId, GatewayType, Remote, VnetId};

/// Every route that the gateways and route servers serving `vnet` learn, or the virtual hub that it is connected to, sorted by prefix, the preferred ones first.
///
/// All connections count, BGP and static alike: disabling propagation removes both (5.1).
pub(super) fn learned_routes<A: Address>(design: &Design, vnet: VnetId) -> Vec<Route<A>> {
    let mut routes = Vec::new();
    for preferred in [GatewayType::ExpressRoute, GatewayType::Vpn] {
        for gateway in design.gateways_serving(vnet).filter(|gateway| design[*gateway].gateway_type == preferred) {
            add_learned(&mut routes, design, gateway);
        }
    }
    routes.extend(routes_from_hub(design, vnet));
    let preference = Preference::of(design, vnet);
    if preference.is_stated() {
        let announcements = design.route_servers_serving(vnet).flat_map(|server| design.announcements_to(server.into()));
        routes.extend(announcements.filter_map(|announcement| advertised_route(design, announcement)));
        preference.arrange(design, &mut routes);
    }
    sort(&mut routes);
    routes
}

fn advertised_route<A: Address>(design: &Design, announcement: AnnouncementId) -> Option<Route<A>> {
    Some(Route {
        prefix: design[announcement].prefix()?,
        source: RouteSource::VirtualNetworkGateway,
        state: RouteState::Active,
        next_hop: NextHop::Advertised(announcement),
        origin: Origin::Advertised(announcement),
    })
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
    if !carries::<A>(design, gateway) || !design.is_joined(gateway, connection) {
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
            let exchanged = if connection.bgp { exchanged(design, gateway) } else { Vec::new() };
            let exchanged = exchanged.into_iter().map(|(prefix, _)| prefix);
            advertised(design, gateway).into_iter().chain(host).chain(exchanged).map(plain).collect()
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

/// What a gateway also tells the other end of its connections, because a route server passes it on: what appliances advertise, and
/// what the other gateways of the network learn, each with who taught it (11.6).
///
/// What reaches those gateways in this way themselves is not passed on again: its path has Azure's number already.
pub(crate) fn exchanged<A: Address>(design: &Design, gateway: GatewayId) -> Vec<(Prefix<A>, Option<Remote>)> {
    let (Some(server), Some(home)) = (design.exchange_at(gateway), design.gateway_vnet(gateway)) else { return Vec::new() };
    if !carries::<A>(design, gateway) {
        return Vec::new();
    }
    let mut told: Vec<_> = design.announcements_to(server.into()).filter_map(|id| Some((design[id].prefix()?, None))).collect();
    let takes_part = |other: &GatewayId| design.exchange_at(*other).is_some() && carries::<A>(design, *other);
    for other in design.gateways_in(home).filter(|other| *other != gateway && takes_part(other)) {
        for connection in design[other].connections.iter().filter(|it| design.is_joined(other, it)) {
            let taught: Vec<Prefix<A>> = match (&connection.learns, connection.to.remote()) {
                (Some(learns), _) => learns.iter().filter_map(|learned| learned.address_prefix.of()).collect(),
                (None, Some(Remote::Site(site))) => design[site].prefixes().collect(),
                (None, Some(Remote::Gateway(far))) => advertised(design, far),
                (None, None) => Vec::new(),
            };
            told.extend(taught.into_iter().map(|prefix| (prefix, connection.to.remote())));
        }
    }
    told.retain(|(prefix, _)| !design[home].prefixes().any(|space: Prefix<A>| space.covers(*prefix)));
    told
}

fn uses_gateways_of(design: &Design, spoke: VnetId, hub: VnetId) -> bool {
    design.transit_links(spoke).any(|link| design[link].to == hub)
}
