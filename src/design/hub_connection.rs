//! Connections of virtual hubs to virtual networks, and the static routes that stand on them.

use std::ops::{Deref, DerefMut};

use super::id::{Forwarder, HubId, StaticRouteId, VnetId};
use super::list::List;
use super::model::Design;
use super::name::Name;
use super::place::Place;
use super::read::{At, Definitions, Member, Read, Schema, Target, Text};
use super::reference::Reference;
use super::route_table::NamedNextHop;
use crate::address::{Address, AnyAddress, AnyPrefix, Prefix, sort_by_rank};

record! {
    /// A connection of a virtual hub to a virtual network.
    HubVirtualNetworkConnection: "a connection of a virtual hub" {
        /// The network, by name.
        "remoteVirtualNetwork" => remote_virtual_network: required Reference;
        /// Whether the network learns the default route of the hub.
        "enableInternetSecurity" => enable_internet_security: default bool = true;
        /// The destinations that hubs send to appliances in the network.
        "staticRoutes" => static_routes: default Vec<HubStaticRoute> = Vec::new();
        /// Whether the hubs of the Virtual WAN know the static routes.
        "propagateStaticRoutes" => propagate_static_routes: default bool = true;
        /// Which static routes count for the network's own addresses; `Contains` by default.
        "vnetLocalRouteOverrideCriteria" => vnet_local_route_override_criteria: optional LocalRouteOverride;
    }
}

record! {
    /// A static route on a connection of a virtual hub.
    HubStaticRoute: "a static route" {
        /// Name of the route.
        "name" => name: required Name;
        /// The destinations.
        "addressPrefixes" => address_prefixes: required List<AnyPrefix>;
        /// The address of an appliance in the network; or `nextHop`.
        "nextHopIpAddress" => next_hop_ip_address: optional AnyAddress;
        /// The appliance, by name.
        "nextHop" => next_hop: optional Box<NamedNextHop>;
    }
}

words! {
    /// Which static routes of a connection count for what is in the network itself.
    LocalRouteOverride: "a choice of static routes" {
        /// All that hold its address space.
        Contains = "Contains",
        /// Those for exactly its address space.
        Equal = "Equal",
    }
}
words_read!(LocalRouteOverride: "a choice of static routes");

/// A connection of a virtual hub: the name of a network stands for one without static routes.
#[derive(Clone, Debug)]
pub struct HubConnection {
    connection: HubVirtualNetworkConnection,
    by_name: bool,
}

impl HubConnection {
    /// Where it names its network: a place, and a field there.
    pub(super) fn network_place(&self, hub: Place) -> (Place, String) {
        if self.by_name {
            (hub, format!("connections/{}", self.connection.at.index()))
        } else {
            (self.connection.at, "remoteVirtualNetwork".to_owned())
        }
    }
}

impl Deref for HubConnection {
    type Target = HubVirtualNetworkConnection;

    fn deref(&self) -> &Self::Target {
        &self.connection
    }
}

impl DerefMut for HubConnection {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.connection
    }
}

/// Reads a connection: a string or an object.
#[derive(Default)]
pub(crate) struct ConnectionReader {
    connection: Option<HubConnection>,
    object: <HubVirtualNetworkConnection as Read>::Reader,
}

impl Target for ConnectionReader {
    fn expected(&self) -> &'static str {
        "the name of a virtual network, or an object with `remoteVirtualNetwork`"
    }

    fn text(&mut self, text: &str, at: &At<'_>) {
        let connection = |remote_virtual_network| HubVirtualNetworkConnection {
            at: at.place(),
            remote_virtual_network,
            enable_internet_security: true,
            static_routes: Vec::new(),
            propagate_static_routes: true,
            vnet_local_route_override_criteria: None,
        };
        self.connection = Reference::from_text(text, at).map(|it| HubConnection { connection: connection(it), by_name: true });
    }

    fn takes_object(&self) -> bool {
        true
    }

    fn member(&mut self, key: &str) -> Member<'_> {
        self.object.member(key)
    }

    fn keys(&self) -> &'static [&'static str] {
        self.object.keys()
    }

    fn end_object(&mut self, at: &At<'_>) {
        self.object.end_object(at);
        let connection = HubVirtualNetworkConnection::take(&mut self.object);
        self.connection = connection.map(|connection| HubConnection { connection, by_name: false });
    }
}

impl Read for HubConnection {
    type Reader = ConnectionReader;

    fn take(reader: &mut ConnectionReader) -> Option<Self> {
        reader.connection.take()
    }
}

impl Schema for HubConnection {
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "anyOf": [Reference::schema(definitions), HubVirtualNetworkConnection::schema(definitions)] })
    }
}

/// One destination of a static route.
#[derive(Clone, Debug)]
pub struct StaticRoute {
    /// The hub of the connection.
    pub hub: HubId,
    /// The network of the connection.
    pub vnet: VnetId,
    /// Position of the connection.
    pub connection: u32,
    /// Position of the route in the connection.
    pub index: u32,
    /// The destinations.
    pub address_prefix: Prefix,
    /// Whether hubs know it.
    pub propagated: bool,
    /// Whether it counts for the network's own addresses, where it holds them and more; a routing intent ignores it.
    pub contains: bool,
    /// Whether the destinations are those of another network that is connected to a hub: what becomes of that is not documented.
    pub taken: bool,
}

impl StaticRoute {
    /// The destinations, if they are of this family.
    pub fn prefix<A: Address>(&self) -> Option<Prefix<A>> {
        AnyPrefix::from(self.address_prefix).of()
    }
}

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
