//! One route: where it comes from, what it covers, and where it sends packets.

use serde::Serialize;

use crate::address::{Address, Ipv4, Prefix, sort_by_rank};
use crate::design::{AnnouncementId, FirewallId, Forwarder, GatewayId, HubId, LinkId, PrivateEndpointId, ServiceTag, TableId, VnetId};

/// Where a route comes from, in the words of Azure's own listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum RouteSource {
    /// A system route.
    Default,
    /// Learned by a gateway.
    VirtualNetworkGateway,
    /// User-defined.
    User,
}

/// Whether a route is used, in the words of Azure's own listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum RouteState {
    /// In use.
    Active,
    /// Beaten by another route.
    Invalid,
}

/// Where a route sends packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NextHop<A: Address = Ipv4> {
    /// Inside the virtual network.
    VnetLocal,
    /// Into a peered network.
    Peering {
        /// This network's link.
        link: LinkId,
        /// The peered network.
        to: VnetId,
        /// Whether the peer is in another region.
        global: bool,
    },
    /// Into a network of the same connected group; which one is not decided where address spaces overlap (3.7).
    ConnectedGroup(Option<VnetId>),
    /// To the virtual hub that the network is connected to, which knows more of the destination (3.7).
    Hub(HubId),
    /// Into the virtual hub itself.
    HubSpace {
        /// The hub.
        hub: HubId,
        /// Whether it is in another region.
        global: bool,
    },
    /// To the gateway that learned the route.
    Learned(GatewayId),
    /// To the appliances that advertise the route, of equal cost; which one gets a packet is decided by a hash of its flow (1.9).
    Advertised(AnnouncementId),
    /// To those appliances or to a gateway that learned the same prefix: neither is preferred.
    Contested(AnnouncementId),
    /// To the VPN gateway that serves the network; a user-defined route does not say which.
    VirtualNetworkGateway,
    /// To the Internet.
    Internet,
    /// To an appliance.
    VirtualAppliance {
        /// The next hop's address, where it is known.
        address: Option<A>,
        /// The next hop by name, where the route has one.
        named: Option<Forwarder>,
    },
    /// To one of several appliances of equal cost; which one gets a packet is decided by a hash of its flow (4.7).
    VirtualApplianceEcmp {
        /// The table of the route.
        table: TableId,
        /// Its index there.
        index: u32,
    },
    /// To a private endpoint.
    PrivateEndpoint(PrivateEndpointId),
    /// To an Azure service, over a service endpoint.
    ServiceEndpoint(ServiceTag),
    /// Not known, because the addresses of a service tag are not.
    Undecided(ServiceTag),
    /// Nowhere.
    None,
}

/// The object of the design that a route comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Azure itself.
    System,
    /// The `index`th route of the subnet's table.
    User {
        /// Index in the table.
        index: u32,
    },
    /// A learned prefix: the `item`th of a gateway's connection.
    Learned {
        /// The gateway.
        gateway: GatewayId,
        /// Index of the connection.
        connection: u32,
        /// Index of the prefix among those that the connection learns.
        item: u32,
    },
    /// What appliances advertise.
    Advertised(AnnouncementId),
    /// What a virtual hub teaches the networks that are connected to it.
    Hub {
        /// The hub.
        hub: HubId,
        /// Whose address Azure lists.
        by: TaughtBy,
    },
}

/// Whose address Azure lists for a route that a virtual hub teaches (3.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaughtBy {
    /// The hub's router, for other networks and for what other hubs have.
    Router,
    /// What taught the hub the prefix: an item of its `learns`.
    Branch(u32),
    /// The firewall of a routing policy.
    Firewall(FirewallId),
}

/// One route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route<A: Address = Ipv4> {
    /// The destinations.
    pub prefix: Prefix<A>,
    /// Where it comes from.
    pub source: RouteSource,
    /// Whether it is used.
    pub state: RouteState,
    /// Where it sends packets.
    pub next_hop: NextHop<A>,
    /// The object it comes from.
    pub origin: Origin,
}

/// A system route.
pub(super) fn system<A: Address>(prefix: Prefix<A>, next_hop: NextHop<A>) -> Route<A> {
    Route { prefix, source: RouteSource::Default, state: RouteState::Active, next_hop, origin: Origin::System }
}

/// A user-defined route, the `index`th of its table.
pub(super) fn user_route<A: Address>(prefix: Prefix<A>, next_hop: NextHop<A>, index: u32) -> Route<A> {
    Route { prefix, source: RouteSource::User, state: RouteState::Active, next_hop, origin: Origin::User { index } }
}

/// Sorts routes by prefix; of one prefix, they keep their order.
pub(super) fn sort<A: Address>(routes: &mut [Route<A>]) {
    sort_by_rank(routes, |route| route.prefix.rank());
}

/// The route for exactly `prefix`.
pub(super) fn find<A: Address>(sorted: &[Route<A>], prefix: Prefix<A>) -> Option<&Route<A>> {
    sorted.get(sorted.partition_point(|route| route.prefix < prefix)).filter(|route| route.prefix == prefix)
}
