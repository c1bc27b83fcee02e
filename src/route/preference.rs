//! Which of several learned routes with one prefix counts.

use super::effective::{FilterReason, Filtered};
use super::entry::{NextHop, Origin, Route, sort};
use crate::address::{Address, sort_by_rank};
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

    /// Sorts learned routes by prefix; of one prefix, the preferred ones come first.
    pub(super) fn arrange<A: Address>(self, design: &Design, routes: &mut [Route<A>]) {
        sort_by_rank(routes, |route| self.rank(design, route));
        sort(routes);
    }

    /// Takes out of arranged routes those of which others with the same prefix are preferred. Where those of a gateway and of
    /// appliances are left together, nobody knows which counts.
    pub(super) fn settle<A: Address>(self, design: &Design, routes: &mut Vec<Route<A>>) -> Vec<Filtered<A>> {
        let reason = if self.is_stated() { FilterReason::NotPreferred } else { FilterReason::ExpressRoutePreferred };
        let mut beaten = Vec::new();
        let mut last: Option<Route<A>> = None;
        routes.retain_mut(|route| {
            let kept = last.filter(|kept| kept.prefix == route.prefix);
            if kept.is_some_and(|kept| self.rank(design, &kept) < self.rank(design, route)) {
                beaten.push(Filtered { route: *route, reason });
                return false;
            }
            if let NextHop::Advertised(id) = route.next_hop
                && kept.is_some_and(|kept| matches!(kept.next_hop, NextHop::Learned(_) | NextHop::Contested(_)))
            {
                route.next_hop = NextHop::Contested(id);
            }
            last = Some(*route);
            true
        });
        beaten
    }
}

/// Whether a route was learned over ExpressRoute, which is preferred to VPN for the same prefix (3.2).
fn express_route<A: Address>(design: &Design, route: &Route<A>) -> bool {
    matches!(route.next_hop, NextHop::Learned(gateway) if design[gateway].gateway_type == GatewayType::ExpressRoute)
}
