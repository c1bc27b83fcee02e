//! The effective routes of a subnet as data.

use std::rc::Rc;

use super::entry::{NextHop, Route, RouteSource, RouteState, system, user_route};
use super::tags::{Service, doubted};
use super::user::UserRoutes;
use crate::address::{Address, Ipv4, Prefix, PrefixMap};
use crate::design::{ServiceTag, TableId, VnetId};

/// The route of a service endpoint.
fn service_route<A: Address>(tag: ServiceTag) -> Route<A> {
    system(Prefix::ALL, NextHop::ServiceEndpoint(tag))
}

/// Why Azure does not program a route at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterReason {
    /// A learned prefix equal to or inside the network's own address space.
    InsideOwnAddressSpace,
    /// A learned prefix inside the address space of a peered network.
    InsidePeerAddressSpace,
    /// The route table keeps gateway routes away.
    PropagationDisabled,
    /// The same prefix is learned over ExpressRoute, which is preferred.
    ExpressRoutePreferred,
    /// A prefix that an appliance advertises, equal to or inside the address space of the route server's own network.
    NotTold,
    /// The route server prefers another source of the same prefix, or a shorter path to it.
    NotPreferred,
}

/// A route that Azure does not program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filtered<A: Address = Ipv4> {
    /// The route as it would have been.
    pub route: Route<A>,
    /// Why it is not there.
    pub reason: FilterReason,
}

/// The effective routes of every subnet of one network with one route table.
#[derive(Clone, Debug)]
pub struct EffectiveRoutes<A: Address = Ipv4> {
    /// The network.
    pub vnet: VnetId,
    /// The route table.
    pub table: Option<TableId>,
    /// System routes, then learned routes, each by prefix.
    pub(super) given: Vec<Route<A>>,
    /// User-defined routes by prefix; always active, and shared by all networks that use the table.
    pub(super) user: Rc<UserRoutes<A>>,
    /// Service endpoints.
    pub(super) services: Vec<Service<A>>,
    /// What Azure does not program.
    pub filtered: Vec<Filtered<A>>,
    /// The active routes as a map from address to next hop.
    pub map: PrefixMap<NextHop<A>, A>,
}

impl<A: Address> EffectiveRoutes<A> {
    /// What Azure lists: by source, and within a source by prefix.
    pub fn routes(&self) -> impl Iterator<Item = &Route<A>> + Clone {
        self.given.iter().chain(&self.user.routes)
    }

    /// The system routes, then the learned ones, each by prefix.
    pub fn given(&self) -> &[Route<A>] {
        &self.given
    }

    /// The user-defined routes by prefix.
    pub fn user(&self) -> &[Route<A>] {
        &self.user.routes
    }

    /// The learned routes that are in use.
    pub fn learned_in_use(&self) -> impl Iterator<Item = &Route<A>> {
        self.given.iter().filter(|route| route.source == RouteSource::VirtualNetworkGateway && route.state == RouteState::Active)
    }

    /// The user-defined default route.
    pub fn user_default(&self) -> Option<&Route<A>> {
        self.user.routes.first().filter(|route| route.prefix.length() == 0)
    }

    /// One route for each tag that the table names, and for each service endpoint; their prefixes say nothing.
    pub fn tagged(&self) -> impl Iterator<Item = Route<A>> + '_ {
        let services = self.services.iter().map(|service| service_route(service.tag));
        services.chain(self.user.tags.iter().map(|route| user_route(Prefix::ALL, route.next_hop, route.index)))
    }

    /// The route that decides for `address`: that of a service endpoint, else the longest active prefix that holds it; with a next
    /// hop that is undecided where the addresses of a tag could decide otherwise.
    ///
    /// Written to be obviously right; [`PrefixMap`] is the fast way, and tests compare the two.
    pub fn lookup(&self, address: A) -> Option<Route<A>> {
        let covers = |wanted| self.services.iter().find(|service| service.covers(address) == wanted);
        if let Some(service) = covers(Some(true)) {
            return Some(service_route(service.tag));
        }
        let decided = self.longest(address);
        let host = self.user.hosts.contains(address);
        let mut next_hop = decided.map(|route| route.next_hop);
        for tag in self.user.tags.iter().filter(|tag| !host && tag.possible.as_ref().is_some_and(|set| set.contains(address))) {
            next_hop = doubted(next_hop, tag.tag, tag.next_hop);
        }
        if let Some(service) = covers(None) {
            next_hop = doubted(next_hop, service.tag, NextHop::ServiceEndpoint(service.tag));
        }
        next_hop.map(|next_hop| Route { next_hop, ..decided.copied().unwrap_or(system(Prefix::ALL, next_hop)) })
    }

    /// The longest active prefix that holds an address.
    fn longest(&self, address: A) -> Option<&Route<A>> {
        // Of the blocks of a table that hold an address, the longest is the last in the order of prefixes.
        let user = &self.user.routes;
        let after = user.partition_point(|route| route.prefix.first() <= address);
        let user = user.iter().take(after).rfind(|route| route.prefix.contains(address));
        let given = self.given.iter().filter(|route| route.state == RouteState::Active && route.prefix.contains(address));
        given.chain(user).max_by_key(|route| route.prefix.length())
    }
}
