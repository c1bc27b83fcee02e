//! What routes cost is known before they are computed, so that a design of a few lines cannot ask for millions of them.

use proptest::prelude::*;
use routewright::address::Ipv4;
use routewright::route::{NextHop, work};

use crate::try_designs;

#[test]
fn the_work_is_no_less_than_the_routes_that_come_of_it() {
    try_designs("bound on routes", 300, |case, _, _| {
        // Every subnet has the routes that Azure gives to all alike.
        let given = |next_hop: &NextHop| matches!(next_hop, NextHop::None | NextHop::Internet);
        let tables = case.network.routes.all().iter();
        let routes: usize = tables.map(|table| table.routes().filter(|route| !given(&route.next_hop)).count()).sum();
        let counted = work::<Ipv4>(case.network.design);
        prop_assert!(counted >= routes as u64, "{counted} counted, {routes} routes in {}", case.shown());
        Ok(())
    });
}
