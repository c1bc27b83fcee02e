//! Virtual hubs of a Virtual WAN: networks that Azure runs, with a router that joins what is connected.

use super::gateway::Learned;
use super::hub_connection::HubConnection;
use super::id::VnetId;
use super::list::List;
use super::reference::Reference;
use super::route_server::{BgpPeer, RoutingPreference};
use crate::address::{Address, AnyAddress, AnyPrefix, Ipv4, Prefix};

resource! {
    /// A virtual hub. All hubs of a design belong to one Virtual WAN.
    VirtualHub: "a virtual hub" {
        /// The hub's own addresses, IPv4; /24 or larger.
        "addressPrefix" => address_prefix: required AnyPrefix;
        /// The virtual networks that are connected to it: names, or objects with static routes.
        "connections" => connections: default List<HubConnection> = List::default();
        /// The Azure Firewall that stands in it, by name.
        "firewall" => firewall: optional Reference;
        /// The prefixes that its VPN and ExpressRoute gateways learn from branches.
        "learns" => learns: default List<Learned> = List::default();
        /// What goes through the firewall.
        "routingIntent" => routing_intent: optional RoutingIntent;
        /// The appliances in connected networks that it has BGP sessions with.
        "bgpPeers" => bgp_peers: default Vec<BgpPeer> = Vec::new();
        /// Which source counts for one prefix.
        "hubRoutingPreference" => hub_routing_preference: default RoutingPreference = RoutingPreference::ExpressRoute;
        /// The address of its router, as effective routes show it.
        "routerAddress" => router_address: optional AnyAddress;
    }
}

record! {
    /// What a virtual hub sends through a firewall that stands in it.
    RoutingIntent: "a routing intent" {
        /// The firewall for what goes to the Internet, by name.
        "internet" => internet: optional Reference;
        /// The firewall for what goes between networks, branches and hubs, by name.
        "private" => private: optional Reference;
    }
}

/// What a private routing policy speaks of: the blocks of RFC 1918 (Microsoft Learn, "How to configure Virtual WAN Hub routing policies").
pub const PRIVATE_TRAFFIC: [Prefix; 3] = [Prefix::v4([10, 0, 0, 0], 8), Prefix::v4([172, 16, 0, 0], 12), Prefix::v4([192, 168, 0, 0], 16)];

impl VirtualHub {
    /// The hub's own prefix; hubs carry IPv4 alone (specification 2.8).
    pub fn prefix<A: Address>(&self) -> Option<Prefix<A>> {
        of_v4(&self.address_prefix)
    }

    /// The networks that its connections name.
    pub fn networks(&self) -> impl Iterator<Item = VnetId> + '_ {
        self.connections.iter().filter_map(|connection| connection.remote_virtual_network.vnet())
    }

    /// The prefixes that its gateways learn, each with its position among all.
    pub fn learned<A: Address>(&self) -> impl Iterator<Item = (u32, Prefix<A>)> + '_ {
        (0..).zip(&self.learns).filter_map(|(index, learned)| Some((index, of_v4(&learned.address_prefix)?)))
    }
}

/// A prefix of IPv4, where packets of IPv4 are meant.
fn of_v4<A: Address>(prefix: &AnyPrefix) -> Option<Prefix<A>> {
    if A::BITS == Ipv4::BITS { prefix.of() } else { None }
}
