//! Which of several learned routes with one prefix counts.

use super::effective::{FilterReason, NextHop, Origin, Route};
use crate::address::Address;
use crate::design::{Design, GatewayType, RoutingPreference, VnetId};

/// The preference of the route server that serves a network, if one does.
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

    /// Whether there is one to ask.
    pub(super) fn is_stated(self) -> bool {
        self.0.is_some()
    }

    /// The lower one counts, and of equal ones all.
    ///
    /// Of what a gateway learns, a design states no path: over VPN it is that of the site, and over ExpressRoute Microsoft's edge
    /// comes before it (3.2).
    pub(super) fn rank<A: Address>(self, design: &Design, route: &Route<A>) -> u64 {
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
        if self.is_stated() { FilterReason::NotPreferred } else { FilterReason::ExpressRoutePreferred }
    }
}

/// Whether a route was learned over ExpressRoute, which is preferred to VPN for the same prefix (3.2).
fn express_route<A: Address>(design: &Design, route: &Route<A>) -> bool {
    matches!(route.next_hop, NextHop::Learned(gateway) if design[gateway].gateway_type == GatewayType::ExpressRoute)
}
