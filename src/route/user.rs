//! User-defined routes.

use std::rc::Rc;

use super::effective::{NextHop, Origin, Route, RouteSource, RouteState};
use crate::address::{Prefix, sort_by_rank};
use crate::design::{self, Design, TableId};

/// The routes of one table, sorted by prefix; computed once for all subnets that use the table.
#[derive(Clone, Debug, Default)]
pub struct UserRoutes {
    pub(super) routes: Rc<[Route]>,
    /// Indices of the routes whose next hop differs from that of the route around them.
    turns: Vec<u32>,
}

impl UserRoutes {
    /// The complete routes of a table; of two with the same prefix (which Azure refuses) the first counts.
    pub(super) fn of(design: &Design, table: TableId) -> Self {
        let route = |(index, route): (usize, &design::Route)| {
            Some(Route {
                prefix: route.address_prefix.0,
                source: RouteSource::User,
                state: RouteState::Active,
                next_hop: next_hop(design.next_hop(route)?),
                origin: Origin::User { index: index as u32 },
            })
        };
        let mut routes: Vec<Route> = design[table].routes.iter().enumerate().filter_map(route).collect();
        sort_by_rank(&mut routes, |route| route.prefix.rank());
        routes.dedup_by_key(|route| route.prefix);
        Self { turns: turns(&routes), routes: routes.into() }
    }

    /// The routes that can decide anywhere beside the routes of `given`, in order.
    ///
    /// A route that repeats the next hop of the route around it decides nothing new, unless a given route stands between the two.
    /// Tables of 400 routes to one firewall are the rule, so this is most of them.
    pub(super) fn deciding(&self, given: impl Iterator<Item = Prefix>) -> Vec<&Route> {
        let mut deciding = self.turns.clone();
        for prefix in given.filter(|prefix| prefix.length() > 0) {
            let first = self.routes.partition_point(|route| route.prefix < prefix) as u32;
            let inside = self.routes.iter().skip(first as usize).take_while(|route| prefix.covers(route.prefix)).count() as u32;
            deciding.extend(first..first + inside);
        }
        sort_by_rank(&mut deciding, |index| u64::from(*index));
        deciding.dedup();
        deciding.into_iter().filter_map(|index| self.routes.get(index as usize)).collect()
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

fn next_hop(written: design::NextHop) -> NextHop {
    match written {
        design::NextHop::VirtualNetworkGateway => NextHop::VirtualNetworkGateway,
        design::NextHop::VnetLocal => NextHop::VnetLocal,
        design::NextHop::Internet => NextHop::Internet,
        design::NextHop::VirtualAppliance { address, named } => NextHop::VirtualAppliance { address, named },
        design::NextHop::None => NextHop::None,
    }
}
