//! Intents and traces whose end is a service tag with addresses that were not told.
//!
//! Two addresses of such a tag go different ways only where some prefix of the design holds one and not the other, or is longer than the
//! tag's own prefix for one and shorter for the other. So the design is looked at in several [`World`]s: in each, the tag has one address of every
//! kind, in prefixes of another length. What is true of all these addresses in all worlds is true whatever the tag's addresses are.

use super::class::{internet, pick};
use crate::address::{Address, AddressSet, Ipv4, Prefix};
use crate::design::{Design, Endpoint, OnPremises, Resource, SecurityAddress, ServiceEndpoint, ServiceTag, StaticRoute};
use crate::flow::{Budget, Network};
use crate::route::{Routes, learned, work};

/// The tag of an end, if its addresses were not told.
pub fn open_tag(design: &Design, end: &Endpoint) -> Option<ServiceTag> {
    match end {
        Endpoint::Tag(tag) if !design.tag_addresses.knows(*tag) => Some(*tag),
        _ => None,
    }
}

/// The tags among the ends of an intent whose addresses were not told.
pub(super) fn open_tags(design: &Design, ends: &[Endpoint]) -> Vec<ServiceTag> {
    ends.iter().filter_map(|end| open_tag(design, end)).collect()
}

/// The worlds of every tag that was asked about.
pub(super) struct Worlds<'n, A: Address = Ipv4> {
    network: &'n Network<'n, A>,
    internet: &'n AddressSet<A>,
    known: Vec<(ServiceTag, Vec<World<A>>)>,
}

impl<'n, A: Address> Worlds<'n, A> {
    pub(super) fn new(network: &'n Network<'n, A>, internet: &'n AddressSet<A>) -> Self {
        Self { network, internet, known: Vec::new() }
    }

    /// The worlds of a tag; none where there are too many to look at.
    pub(super) fn of(&mut self, tag: ServiceTag, budget: &Budget) -> &[World<A>] {
        let known = self.known.iter().position(|(known, _)| *known == tag);
        let index = known.unwrap_or_else(|| {
            // The routes of each world are computed anew.
            let affordable = budget.spend(work::<A>(self.network.design).saturating_mul(4)).is_ok();
            let worlds = if affordable { World::all(self.network, tag, self.internet) } else { Vec::new() };
            self.known.push((tag, worlds));
            self.known.len() - 1
        });
        self.known.get(index).map_or(&[], |(_, worlds)| worlds)
    }
}

/// A design in which a service tag has certain addresses.
#[derive(Debug)]
pub struct World<A: Address = Ipv4> {
    design: Design,
    routes: Routes<A>,
    /// One address of every kind.
    pub addresses: Vec<A>,
}

/// More kinds of addresses, or lengths of prefixes, are not looked at: the tag leaves the answer open.
const MOST: usize = 16;

/// So many prefixes are not even sorted into kinds.
const MOST_PREFIXES: usize = 256;

/// No service has a shorter prefix: registries have given nobody a larger block, of either family.
const SHORTEST: u8 = 8;

impl<A: Address> World<A> {
    /// The worlds of a tag, the one in which its prefixes are longest first; none where there are too many to look at.
    pub fn all(network: &Network<'_, A>, tag: ServiceTag, internet: &AddressSet<A>) -> Vec<Self> {
        let prefixes = telling(network, internet);
        if prefixes.len() > MOST_PREFIXES {
            return Vec::new();
        }
        let around = network.design.tag_addresses.around(tag);
        let possible = around.fold(internet.clone(), |all, told| all.intersection(&AddressSet::covering(told.iter().copied())));
        let addresses = kinds(&prefixes, &possible);
        let mut lengths: Vec<u8> = vec![A::BITS];
        lengths.extend(prefixes.iter().map(|prefix| prefix.length()).filter(|length| *length >= SHORTEST));
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        lengths.dedup();
        if addresses.is_empty() || addresses.len() > MOST || lengths.len() > MOST {
            return Vec::new();
        }
        let world = |length: u8| {
            let prefixes: Vec<Prefix<A>> = addresses.iter().map(|address| Prefix::holding(*address, length)).collect();
            let mut design = network.design.clone();
            design.tag_addresses.tell(tag, &prefixes);
            Self { routes: Routes::of(&design), design, addresses: addresses.clone() }
        };
        lengths.into_iter().map(world).collect()
    }

    /// The first of the worlds of a tag, in which counterexamples are replayed.
    pub fn first(network: &Network<'_, A>, tag: ServiceTag) -> Option<Self> {
        Self::all(network, tag, &internet(network.design)).into_iter().next()
    }

    /// The network of this world.
    pub fn network(&self) -> Network<'_, A> {
        Network::new(&self.design, &self.routes)
    }
}

/// The prefixes by which the design can tell public addresses apart, sorted.
fn telling<A: Address>(network: &Network<'_, A>, internet: &AddressSet<A>) -> Vec<Prefix<A>> {
    let design = network.design;
    let mut prefixes: Vec<Prefix<A>> = design.on_premises.iter().flat_map(OnPremises::prefixes).collect();
    for effective in network.routes.all() {
        prefixes.extend(effective.routes().map(|route| route.prefix));
    }
    for network in &design.virtual_networks {
        prefixes.extend(network.summary().map(|(_, prefix)| prefix));
    }
    // What gateways, route servers and hubs are told, and static routes, may be in the routes of no subnet.
    prefixes.extend(design.announcement_ids().filter_map(|id| design[id].prefix()));
    prefixes.extend(design.static_routes.iter().filter_map(StaticRoute::prefix));
    for hub in &design.virtual_hubs {
        prefixes.extend(hub.learned().map(|(_, prefix)| prefix));
    }
    for gateway in design.gateway_ids() {
        for connection in &design[gateway].connections {
            prefixes.extend(learned::<A>(design, gateway, connection).iter().map(|learned| learned.address_prefix));
        }
    }
    let mut tags: Vec<ServiceTag> = Vec::new();
    for address in ruled(design) {
        prefixes.extend(address.prefix());
        tags.extend(ServiceTag::parse(&address.0));
    }
    tags.extend(design.all_routes().filter_map(|route| route.address_prefix.tag()));
    for subnet in design.subnet_ids() {
        for tag in ServiceEndpoint::of_bits(design[subnet].endpoints()).filter_map(ServiceEndpoint::tag) {
            let location = design[subnet.vnet].location().or(design.location.as_deref());
            tags.extend([tag].into_iter().chain(location.and_then(|location| tag.in_region(location))));
        }
    }
    // Of a tag that was not told itself, it counts what that of its service was told to have.
    tags.extend(tags.clone().into_iter().filter_map(ServiceTag::around));
    tags.sort_unstable();
    tags.dedup();
    prefixes.extend(tags.into_iter().filter_map(|tag| design.tag_addresses.of::<A>(tag)).flatten());
    prefixes.retain(|prefix| prefix.length() > 0 && !AddressSet::covering([*prefix]).intersection(internet).is_empty());
    prefixes.sort_unstable_by_key(|prefix| prefix.rank());
    prefixes.dedup();
    prefixes
}

/// What rules of security groups, of Azure Virtual Network Manager and of firewalls name.
fn ruled(design: &Design) -> Vec<&SecurityAddress> {
    let mut named: Vec<&SecurityAddress> = Vec::new();
    for rule in design.network_security_groups.iter().flat_map(|group| &group.security_rules) {
        named.extend(rule.source_address_prefix.iter().chain(&rule.source_address_prefixes));
        named.extend(rule.destination_address_prefix.iter().chain(&rule.destination_address_prefixes));
    }
    for rule in design.network_manager.iter().flat_map(|manager| &manager.security_admin_rules) {
        named.extend(rule.sources.iter().chain(&rule.destinations));
    }
    for firewall in &design.firewalls {
        for rule in firewall.network_rules.iter().flatten() {
            named.extend(rule.sources.iter().chain(&rule.destinations));
        }
        named.extend(firewall.application_rules.iter().flat_map(|rule| &rule.sources));
        named.extend(firewall.nat_rules.iter().flat_map(|rule| &rule.sources));
    }
    named
}

/// An address of every kind: one that no prefix holds, and for each prefix one that no longer one holds.
fn kinds<A: Address>(prefixes: &[Prefix<A>], possible: &AddressSet<A>) -> Vec<A> {
    let outside = possible.difference(&AddressSet::covering(prefixes.iter().copied()));
    let mut addresses: Vec<A> = pick(&outside).into_iter().collect();
    for prefix in prefixes {
        let longer = prefixes.iter().filter(|other| other.length() > prefix.length()).copied();
        let own = AddressSet::covering([*prefix]).intersection(possible).difference(&AddressSet::covering(longer));
        addresses.extend(own.lowest());
        if addresses.len() > MOST {
            break;
        }
    }
    addresses
}
