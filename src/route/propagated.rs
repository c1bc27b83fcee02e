//! Routes that gateways and route servers learn and propagate to the networks they serve.

use super::effective::{FilterReason, NextHop, Origin, Route, RouteSource, RouteState, sort};
use crate::address::{Prefix, sort_by_rank};
use crate::design::{AnnouncementId, Connection, Design, GatewayId, GatewayType, Learned, Remote, RoutingPreference, VnetId};

/// Every route that the gateways and route servers serving `vnet` learn, sorted by prefix, the preferred ones first.
///
/// All connections count, BGP and static alike: disabling propagation removes both (5.1).
pub(super) fn learned_routes(design: &Design, vnet: VnetId) -> Vec<Route> {
    let mut routes = Vec::new();
    for preferred in [GatewayType::ExpressRoute, GatewayType::Vpn] {
        for gateway in design.gateways_serving(vnet).filter(|gateway| design[*gateway].gateway_type == preferred) {
            add_learned(&mut routes, design, gateway);
        }
    }
    let preference = Preference::of(design, vnet);
    if preference.0.is_some() {
        for announcement in design.route_servers_serving(vnet).flat_map(|server| design.announcements_to(server)) {
            routes.push(advertised_route(design, announcement));
        }
        sort_by_rank(&mut routes, |route| preference.rank(design, route));
    }
    sort(&mut routes);
    routes
}

fn advertised_route(design: &Design, announcement: AnnouncementId) -> Route {
    Route {
        prefix: design[announcement].address_prefix,
        source: RouteSource::VirtualNetworkGateway,
        state: RouteState::Active,
        next_hop: NextHop::Advertised(announcement),
        origin: Origin::Advertised(announcement),
    }
}

/// Which of several learned routes with one prefix counts; the preference of the route server that serves the network, if one does.
#[derive(Clone, Copy)]
pub(super) struct Preference(Option<RoutingPreference>);

impl Preference {
    /// What counts in a network. A route server that does not pass routes on has no say about gateways (Microsoft Learn,
    /// "Routing preference with Azure Route Server"): ExpressRoute comes first.
    pub(super) fn of(design: &Design, vnet: VnetId) -> Self {
        Self(design.route_servers_serving(vnet).next().map(|server| match &design[server] {
            server if server.branch_to_branch => server.hub_routing_preference,
            _ => RoutingPreference::ExpressRoute,
        }))
    }

    /// The lower one counts, and of equal ones all.
    ///
    /// Of what a gateway learns, a design states no path: over VPN it is that of the site, and over ExpressRoute Microsoft's edge
    /// comes before it (3.2).
    pub(super) fn rank(self, design: &Design, route: &Route) -> u64 {
        let behind = u64::from(!express_route(design, route));
        let length = match route.origin {
            Origin::Advertised(id) => u64::from(design[id].path_length),
            _ => 2 - behind,
        };
        match self.0 {
            None => behind,
            Some(RoutingPreference::ExpressRoute) => behind << 32 | length,
            Some(RoutingPreference::VpnGateway) => (1 - behind) << 32 | length,
            Some(RoutingPreference::AsPath) => length << 1 | behind,
        }
    }

    /// Why the routes with a higher rank are not programmed.
    pub(super) fn reason(self) -> FilterReason {
        if self.0.is_some() { FilterReason::NotPreferred } else { FilterReason::ExpressRoutePreferred }
    }
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
            let exchanged = if connection.bgp { exchanged(design, gateway) } else { Vec::new() };
            let exchanged = exchanged.into_iter().map(|(prefix, _)| prefix);
            advertised(design, gateway).into_iter().chain(host).chain(exchanged).map(plain).collect()
        }
        None => Vec::new(),
    }
}

/// The prefixes that a gateway tells the other end of its connections: its network's and those of transit peers.
pub(crate) fn advertised(design: &Design, gateway: GatewayId) -> Vec<Prefix> {
    let Some(home) = design.gateway_vnet(gateway) else { return Vec::new() };
    let mut prefixes = design[home].address_space.clone();
    for link in design.connected_links(home).filter(|link| uses_gateways_of(design, design[*link].to, home)) {
        prefixes.extend_from_slice(&design.prefixes_over(link));
    }
    prefixes
}

/// What a gateway also tells the other end of its connections, because a route server passes it on: what appliances advertise, and
/// what the other gateways of the network learn, each with who taught it (11.6).
///
/// What reaches those gateways in this way themselves is not passed on again: its path has Azure's number already.
pub(crate) fn exchanged(design: &Design, gateway: GatewayId) -> Vec<(Prefix, Option<Remote>)> {
    let (Some(server), Some(home)) = (design.exchange_at(gateway), design.gateway_vnet(gateway)) else { return Vec::new() };
    let outside = |prefix: Prefix| !design[home].address_space.iter().any(|space| space.covers(prefix));
    let said = design.announcements_to(server).map(|id| design[id].address_prefix);
    let mut prefixes: Vec<_> = said.filter(|prefix| outside(*prefix)).map(|prefix| (prefix, None)).collect();
    for other in design.gateways_in(home).filter(|other| *other != gateway && design.exchange_at(*other).is_some()) {
        for connection in &design[other].connections {
            let taught = match (&connection.learns, connection.to.remote()) {
                (Some(learns), _) => learns.iter().map(|learned| learned.address_prefix).collect(),
                (None, Some(Remote::Site(site))) => design[site].address_prefixes.clone(),
                (None, Some(Remote::Gateway(far))) => advertised(design, far),
                (None, None) => Vec::new(),
            };
            prefixes.extend(taught.into_iter().filter(|prefix| outside(*prefix)).map(|prefix| (prefix, connection.to.remote())));
        }
    }
    prefixes
}

fn uses_gateways_of(design: &Design, spoke: VnetId, hub: VnetId) -> bool {
    design.transit_links(spoke).any(|link| design[link].to == hub)
}

/// Whether a route was learned over ExpressRoute, which is preferred to VPN for the same prefix (3.2).
fn express_route(design: &Design, route: &Route) -> bool {
    matches!(route.next_hop, NextHop::Learned(gateway) if design[gateway].gateway_type == GatewayType::ExpressRoute)
}
