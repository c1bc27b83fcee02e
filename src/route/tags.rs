//! What service tags do to routes: exactly where their addresses are known, and as a doubt where they are not.
//!
//! A tag has public addresses only, so that what is private is outside of all of them.

use super::effective::NextHop;
use super::public::public;
use super::user::UserRoutes;
use crate::address::{Address, AddressSet, Ipv4, Prefix, PrefixMap};
use crate::design::{Design, Resource, ServiceEndpoint, ServiceTag, VnetId};

/// A user-defined route for a service tag.
#[derive(Clone, Debug)]
pub(super) struct TagRoute<A: Address = Ipv4> {
    pub(super) tag: ServiceTag,
    /// Index in the table.
    pub(super) index: u32,
    pub(super) next_hop: NextHop<A>,
    /// Where its addresses are not known: those that may be among them.
    pub(super) possible: Option<AddressSet<A>>,
}

/// A service endpoint of a subnet.
#[derive(Clone, Debug)]
pub(super) struct Service<A: Address = Ipv4> {
    pub(super) tag: ServiceTag,
    /// Addresses that it covers.
    certain: AddressSet<A>,
    /// Addresses that it may cover.
    possible: AddressSet<A>,
}

/// The addresses that a tag has, or else those that it may have.
pub(super) fn addresses<A: Address>(design: &Design, tag: ServiceTag) -> Result<&[Prefix<A>], AddressSet<A>> {
    let around = || tag.around().and_then(|around| design.tag_addresses.of(around));
    let possible = || around().map_or_else(public, |known| AddressSet::covering(known.iter().copied()));
    design.tag_addresses.of(tag).ok_or_else(possible)
}

/// The service endpoints of a subnet in `vnet`, given as bits.
pub(super) fn services<A: Address>(design: &Design, vnet: VnetId, endpoints: u16) -> Vec<Service<A>> {
    let service = |endpoint: ServiceEndpoint| {
        let tag = endpoint.tag()?;
        let set = |tag| match addresses(design, tag) {
            Ok(known) => (AddressSet::covering(known.iter().copied()), AddressSet::default()),
            Err(possible) => (AddressSet::default(), possible),
        };
        if !endpoint.regional() {
            let (certain, possible) = set(tag);
            return Some(Service { tag, certain, possible });
        }
        let here = design[vnet].location().or(design.location.as_deref()).and_then(|location| tag.in_region(location));
        let certain = here.map(|here| set(here).0).unwrap_or_default();
        let (known, unknown) = set(tag);
        Some(Service { tag, possible: known.union(&unknown).difference(&certain), certain })
    };
    ServiceEndpoint::of_bits(endpoints).filter_map(service).collect()
}

/// What a next hop becomes where a route for a tag may have been the one that decides.
pub(super) fn doubted<A: Address>(decided: Option<NextHop<A>>, tag: ServiceTag, other: NextHop<A>) -> Option<NextHop<A>> {
    match decided {
        Some(NextHop::Undecided(_)) => decided,
        Some(next_hop) if next_hop == other => decided,
        _ => Some(NextHop::Undecided(tag)),
    }
}

/// Lays doubts and service endpoints over what the prefixes of routes decide.
///
/// A route for one address cannot be beaten by a tag, because explicit prefixes win over equal ones of tags (4.6). Service
/// endpoints win over every user-defined and learned route (1.6). Numbers are sections of the specification.
pub(super) fn lay_over<A: Address>(map: &mut PrefixMap<NextHop<A>, A>, user: &UserRoutes<A>, services: &[Service<A>]) {
    for route in &user.tags {
        if let Some(possible) = &route.possible {
            map.overlay(&possible.difference(&user.hosts), &|decided| doubted(decided, route.tag, route.next_hop));
        }
    }
    for service in services {
        map.overlay(&service.possible, &|decided| doubted(decided, service.tag, NextHop::ServiceEndpoint(service.tag)));
    }
    for service in services {
        map.overlay(&service.certain, &|_| Some(NextHop::ServiceEndpoint(service.tag)));
    }
}

impl<A: Address> Service<A> {
    /// Whether the endpoint covers an address; nothing where that is not known.
    pub(super) fn covers(&self, address: A) -> Option<bool> {
        if self.possible.contains(address) { None } else { Some(self.certain.contains(address)) }
    }
}
