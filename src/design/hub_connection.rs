//! Connections of virtual hubs to virtual networks, and the static routes that stand on them.

use std::ops::{Deref, DerefMut};

use super::id::{HubId, VnetId};
use super::list::List;
use super::name::Name;
use super::place::Place;
use super::read::{At, Definitions, Member, Read, Schema, Target, Text};
use super::reference::Reference;
use super::route_table::NamedNextHop;
use crate::address::{Address, AnyAddress, AnyPrefix, Prefix};

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
