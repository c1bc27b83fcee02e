//! Route servers, and the appliances that teach routes over BGP.

use super::list::List;
use super::reference::Reference;
use crate::address::{AnyAddress, AnyPrefix};

resource! {
    /// An Azure Route Server.
    RouteServer: "a route server" {
        /// The network whose RouteServerSubnet it stands in.
        "virtualNetwork" => virtual_network: required Reference;
        /// Whether it passes routes on between gateways and appliances.
        "branchToBranch" => branch_to_branch: default bool = false;
        /// Which source counts for one prefix, where routes are passed on.
        "hubRoutingPreference" => hub_routing_preference: default RoutingPreference = RoutingPreference::ExpressRoute;
        /// The appliances that it has BGP sessions with.
        "peers" => peers: default Vec<BgpPeer> = Vec::new();
    }
}

record! {
    /// An appliance that speaks BGP.
    BgpPeer: "a BGP peer" {
        /// Name of the appliance; its first interface speaks.
        "appliance" => appliance: required Reference;
        /// The routes that it advertises.
        "advertises" => advertises: default Vec<AdvertisedRoute> = Vec::new();
    }
}

record! {
    /// A route that an appliance advertises.
    AdvertisedRoute: "an advertised route" {
        /// The destinations.
        "addressPrefix" => address_prefix: required AnyPrefix;
        /// Where packets for them go; the appliance's first interface by default.
        "nextHop" => next_hop: optional AnyAddress;
        /// The autonomous systems on the way, the appliance's own first; that one alone by default.
        "asPath" => as_path: default List<u32> = List::default();
    }
}

words! {
    /// Which source of routes counts for one prefix.
    RoutingPreference: "a routing preference" {
        /// ExpressRoute before VPN and appliances.
        ExpressRoute = "ExpressRoute",
        /// VPN and appliances before ExpressRoute.
        VpnGateway = "VpnGateway",
        /// The shortest path, whatever the source.
        AsPath = "ASPath",
    }
}
words_read!(RoutingPreference: "a routing preference");

/// The number of Azure's own side of BGP sessions: a path that has it already is not taken.
///
/// Source: Microsoft Learn, "Azure Route Server FAQ"; RFC 4271, 9.1.2 (loops).
pub const AZURE: u32 = 65515;

impl AdvertisedRoute {
    /// The number of the appliance that advertises it: the first of the path, where one is written.
    pub fn number(&self) -> Option<u32> {
        self.as_path.placed().next().filter(|(index, _)| *index == 0).map(|(_, number)| *number)
    }

    /// How many autonomous systems are on the way; the one that advertises is always there.
    pub fn path_length(&self) -> u32 {
        self.as_path.len().max(1) as u32
    }

    /// Whether Azure takes the route.
    pub fn is_taken(&self) -> bool {
        !self.as_path.contains(&AZURE)
    }
}
