//! User-defined routes.

use super::entry::{NextHop, Route, sort, user_route};
use super::tags::{TagRoute, addresses};
use crate::address::{Address, AddressSet, Ipv4, Prefix};
use crate::design::{self, Design, Destination, TableId};

/// The routes of one table, sorted by prefix; computed once for all subnets that use the table.
#[derive(Clone, Debug, Default)]
pub struct UserRoutes<A: Address = Ipv4> {
    pub(super) routes: Vec<Route<A>>,
    /// The routes for service tags, in the order of the table.
    pub(super) tags: Vec<TagRoute<A>>,
    /// The addresses that have an explicit route of their own, which no tag can beat (4.6); asked for beside tags only.
    pub(super) hosts: AddressSet<A>,
    /// Indices of the routes whose next hop differs from that of the route around them.
    turns: Vec<u32>,
}

impl<A: Address> UserRoutes<A> {
    /// The complete routes of a table, tags written out where they are known; of two with the same prefix (which Azure refuses) the first counts.
    pub(super) fn of(design: &Design, table: TableId) -> Self {
        let written = &design[table].routes;
        let mut routes = Vec::with_capacity(written.len());
        let mut tags = Vec::new();
        for (index, route) in (0..).zip(written) {
            let Some(written) = design.next_hop(route) else { continue };
            let next_hop = next_hop(written, table, index);
            match &route.address_prefix {
                Destination::Prefix(prefix) => routes.extend(prefix.of().map(|prefix| user_route(prefix, next_hop, index))),
                &Destination::Tag(tag) => tags.push(TagRoute { tag, index, next_hop, possible: addresses(design, tag).err() }),
            }
        }
        let mut hosts = AddressSet::default();
        if !tags.is_empty() {
            let explicit = routes.iter().map(|route| route.prefix);
            hosts = AddressSet::covering(explicit.filter(|prefix| prefix.length() == A::BITS));
        }
        // Of equal prefixes the explicit one counts, then that of the narrower tag (4.6).
        for rank in 0..4 {
            for route in tags.iter().filter(|route| route.tag.rank() == rank) {
                let known = design.tag_addresses.of(route.tag).unwrap_or_default();
                routes.extend(known.iter().map(|prefix| user_route(*prefix, route.next_hop, route.index)));
            }
        }
        Self { tags, hosts, ..Self::of_routes(routes) }
    }

    /// Routes for prefixes; of equal ones the first counts.
    pub(super) fn of_routes(mut routes: Vec<Route<A>>) -> Self {
        sort(&mut routes);
        routes.dedup_by_key(|route| route.prefix);
        Self { turns: turns(&routes), routes, ..Self::default() }
    }

    /// Indices of the routes that can decide anywhere beside the routes of `given`; in no order, and some of them twice.
    ///
    /// A route that repeats the next hop of the route around it decides nothing new, unless a given route stands between the two.
    /// Tables of 400 routes to one firewall are the rule, so this is most of them.
    pub(super) fn deciding(&self, given: impl Iterator<Item = Prefix<A>>) -> Vec<u32> {
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
fn turns<A: Address>(routes: &[Route<A>]) -> Vec<u32> {
    let mut around: Vec<&Route<A>> = Vec::new();
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

fn next_hop<A: Address>(written: design::NextHop<A>, table: TableId, index: u32) -> NextHop<A> {
    match written {
        design::NextHop::VirtualNetworkGateway => NextHop::VirtualNetworkGateway,
        design::NextHop::VnetLocal => NextHop::VnetLocal,
        design::NextHop::Internet => NextHop::Internet,
        design::NextHop::VirtualAppliance { address, named } => NextHop::VirtualAppliance { address, named },
        design::NextHop::VirtualApplianceEcmp => NextHop::VirtualApplianceEcmp { table, index },
        design::NextHop::None => NextHop::None,
    }
}
