//! User-defined routes.

use super::effective::{NextHop, Origin, Route, RouteSource, RouteState, sort};
use crate::address::Prefix;
use crate::design::{self, Design, TableId};

/// The routes of one table, sorted by prefix; computed once for all subnets that use the table.
#[derive(Clone, Debug, Default)]
pub struct UserRoutes {
    pub(super) routes: Vec<Route>,
    /// Indices of the routes whose next hop differs from that of the route around them.
    turns: Vec<u32>,
}

impl UserRoutes {
    /// The complete routes of a table; of two with the same prefix (which Azure refuses) the first counts.
    pub(super) fn of(design: &Design, table: TableId) -> Self {
        let written = &design[table].routes;
        let mut routes = Vec::with_capacity(written.len());
        for (index, route) in written.iter().enumerate() {
            let Some(written) = design.next_hop(route) else { continue };
            routes.push(Route {
                prefix: route.address_prefix.0,
                source: RouteSource::User,
                state: RouteState::Active,
                next_hop: next_hop(written, table, index as u32),
                origin: Origin::User { index: index as u32 },
            });
        }
        sort(&mut routes);
        routes.dedup_by_key(|route| route.prefix);
        Self { turns: turns(&routes), routes }
    }

    /// Indices of the routes that can decide anywhere beside the routes of `given`; in no order, and some of them twice.
    ///
    /// A route that repeats the next hop of the route around it decides nothing new, unless a given route stands between the two.
    /// Tables of 400 routes to one firewall are the rule, so this is most of them.
    pub(super) fn deciding(&self, given: impl Iterator<Item = Prefix>) -> Vec<u32> {
        let mut deciding = self.turns.clone();
        for prefix in given.filter(|prefix| prefix.length() > 0) {
            let first = self.routes.partition_point(|route| route.prefix < prefix);
            let inside = self.routes.iter().skip(first).take_while(|route| prefix.covers(route.prefix)).count();
            deciding.extend(first as u32..(first + inside) as u32);
        }
        deciding
    }
}

/// The indices of the routes of a sorted list whose next hop is not that of the route around them.
fn turns(routes: &[Route]) -> Vec<u32> {
    let mut around: Vec<&Route> = Vec::new();
    let mut turns = Vec::new();
    for (index, route) in routes.iter().enumerate() {
        while around.pop_if(|outer| !outer.prefix.covers(route.prefix)).is_some() {}
        if around.last().is_none_or(|outer| outer.next_hop != route.next_hop) {
            turns.push(index as u32);
        }
        around.push(route);
    }
    turns
}

fn next_hop(written: design::NextHop, table: TableId, index: u32) -> NextHop {
    match written {
        design::NextHop::VirtualNetworkGateway => NextHop::VirtualNetworkGateway,
        design::NextHop::VnetLocal => NextHop::VnetLocal,
        design::NextHop::Internet => NextHop::Internet,
        design::NextHop::VirtualAppliance { address, named } => NextHop::VirtualAppliance { address, named },
        design::NextHop::VirtualApplianceEcmp => NextHop::VirtualApplianceEcmp { table, index },
        design::NextHop::None => NextHop::None,
    }
}
