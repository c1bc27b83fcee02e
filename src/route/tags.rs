//! What service tags do to routes: exactly where their addresses are known, and as a doubt where they are not.
//!
//! A tag has public addresses only, so that what is private is outside of all of them.

use super::entry::{NextHop, Route};
use super::public::public;
use crate::address::{Address, AddressSet, Ipv4, Prefix, PrefixMap};
use crate::design::{Design, Resource, ServiceEndpoint, ServiceEndpointsBeat, ServiceTag, VnetId};

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

/// The service endpoints of a subnet in `vnet`, given as bits; `user` are the routes of its table.
pub(super) fn services<A: Address>(design: &Design, vnet: VnetId, endpoints: u16, user: &[Route<A>]) -> Vec<Service<A>> {
    let every = design.options.service_endpoints_beat == ServiceEndpointsBeat::EveryRoute;
    let all = |known: &[Prefix<A>]| AddressSet::covering(known.iter().copied());
    let certain = |known: &[Prefix<A>]| if every { all(known) } else { beating(known, user) };
    let service = |endpoint: ServiceEndpoint| {
        let tag = endpoint.tag()?;
        let known = addresses(design, tag);
        if !endpoint.regional() {
            return Some(match known {
                Ok(known) => Service { tag, certain: certain(known), possible: AddressSet::default() },
                Err(possible) => Service { tag, certain: AddressSet::default(), possible },
            });
        }
        let region = design[vnet].location().or(design.location.as_deref()).and_then(|location| tag.in_region(location));
        let here = region.and_then(|region| addresses(design, region).ok()).unwrap_or_default();
        let possible = known.map_or_else(|possible| possible, all).difference(&all(here));
        Some(Service { tag, certain: certain(here), possible })
    };
    ServiceEndpoint::of_bits(endpoints).filter_map(service).collect()
}

/// The addresses of `known` prefixes, without those that have a user-defined route at least as long.
fn beating<A: Address>(known: &[Prefix<A>], user: &[Route<A>]) -> AddressSet<A> {
    let beaten = |prefix: &Prefix<A>| AddressSet::covering(user.iter().map(|route| route.prefix).filter(|it| prefix.covers(*it)));
    let left = known.iter().map(|prefix| AddressSet::covering([*prefix]).difference(&beaten(prefix)));
    left.fold(AddressSet::default(), |all, some| all.union(&some))
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
pub(super) fn lay_over<A: Address>(
    map: &mut PrefixMap<NextHop<A>, A>,
    tags: &[TagRoute<A>],
    hosts: &AddressSet<A>,
    services: &[Service<A>],
) {
    for route in tags {
        if let Some(possible) = &route.possible {
            map.overlay(&possible.difference(hosts), &|decided| doubted(decided, route.tag, route.next_hop));
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
