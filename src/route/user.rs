//! User-defined routes.

use std::rc::Rc;

use super::effective::{NextHop, Origin, Route, RouteSource, RouteState};
use crate::design::{self, Design, TableId};

/// The routes of one table, sorted by prefix; computed once for all subnets that use the table.
#[derive(Clone, Debug)]
pub struct UserRoutes {
    pub(super) routes: Rc<[Route]>,
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
        routes.sort_by_key(|route| route.prefix);
        routes.dedup_by_key(|route| route.prefix);
        Self { routes: routes.into() }
    }
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
