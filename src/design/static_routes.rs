//! The static routes of connections to virtual hubs, all hubs together.

use super::hub_connection::{HubStaticRoute, LocalRouteOverride, StaticRoute};
use super::id::{Forwarder, HubId, StaticRouteId, VnetId};
use super::model::Design;
use crate::address::{Address, AnyPrefix, Prefix, sort_by_rank};

/// The static routes of every hub, by hub and then by length of prefix.
pub(super) fn static_routes(design: &Design) -> Vec<StaticRoute> {
    let mut all = Vec::new();
    for hub in design.hub_ids() {
        for (connection, number) in design[hub].connections.iter().zip(0..) {
            let Some(vnet) = connection.remote_virtual_network.vnet().filter(|vnet| design.hub_of(*vnet) == Some(hub)) else { continue };
            let contains = connection.vnet_local_route_override_criteria != Some(LocalRouteOverride::Equal);
            for (route, index) in connection.static_routes.iter().zip(0..) {
                let propagated = connection.propagate_static_routes;
                let prefixes = route.address_prefixes.iter().filter_map(AnyPrefix::of);
                let one = |address_prefix| StaticRoute {
                    hub,
                    vnet,
                    connection: number,
                    index,
                    address_prefix,
                    propagated,
                    contains,
                    taken: false,
                };
                all.extend(prefixes.map(one));
            }
        }
    }
    sort_by_rank(&mut all, |it| u64::from(it.hub.0) << 8 | u64::from(it.address_prefix.length()));
    mark_taken(design, &mut all);
    all
}

/// Marks the routes for what another connected network has.
fn mark_taken(design: &Design, routes: &mut [StaticRoute]) {
    if routes.is_empty() {
        return;
    }
    let connected = design.vnet_ids().filter(|vnet| design.hub_of(*vnet).is_some());
    let mut spaces: Vec<(Prefix, VnetId)> = connected.flat_map(|vnet| design[vnet].prefixes().map(move |prefix| (prefix, vnet))).collect();
    spaces.sort_unstable();
    for route in routes {
        let prefix = route.address_prefix;
        route.taken = (0..=prefix.length()).any(|length| {
            let space = Prefix::holding(prefix.first(), length);
            let equal = spaces.iter().skip(spaces.partition_point(|(it, _)| *it < space)).take_while(|(it, _)| *it == space);
            equal.into_iter().any(|(_, vnet)| *vnet != route.vnet)
        });
    }
}

impl Design {
    /// The static routes of a hub's connections, the shortest first.
    pub fn static_routes_of(&self, hub: HubId) -> impl Iterator<Item = StaticRouteId> + '_ {
        let first = self.static_routes.partition_point(|it| it.hub < hub) as u32;
        let end = self.static_routes.partition_point(|it| it.hub <= hub) as u32;
        (first..end).map(StaticRouteId)
    }

    /// Whether a network that is connected to a hub learns its default route.
    pub fn learns_default_route(&self, hub: HubId, vnet: VnetId) -> bool {
        let mut connections = self[hub].connections.iter();
        connections.find(|it| it.remote_virtual_network.vnet() == Some(vnet)).is_none_or(|it| it.enable_internet_security)
    }

    /// A static route as it is written.
    pub fn written_static_route(&self, id: StaticRouteId) -> Option<&HubStaticRoute> {
        let route = &self[id];
        self[route.hub].connections.get(route.connection as usize)?.static_routes.get(route.index as usize)
    }

    /// The next hop of a static route: its address, and the forwarder if it has a name; nothing for a route that has none or two.
    pub fn static_next_hop<A: Address>(&self, route: &HubStaticRoute) -> (Option<A>, Option<Forwarder>) {
        match (&route.next_hop, &route.next_hop_ip_address) {
            (Some(next_hop), None) => {
                let named = self.named_forwarder(next_hop);
                (named.and_then(|named| self.forwarder_address(named)), named)
            }
            (None, Some(address)) => (address.of(), None),
            _ => (None, None),
        }
    }
}
