//! The design with an address for every service tag of which the host told none, so that routes and rules for tags decide.
//!
//! Of a tag nothing is known but its place: a service in a region is part of that service, and a service may be part of AzureCloud.
//! An address that no prefix of the design names stands for all of the tag outside of these prefixes. Specification 12.4.

use crate::address::{Address, AddressSet, Interval, Ipv4, Prefix};
use crate::design::{Design, Destination, Resource, SecurityAddress, ServiceEndpoint, ServiceTag, SubnetId};
use crate::flow::Network;
use crate::verify::internet;
use crate::workload::{Peer, needs};

/// Where a tag may be, for all that is known.
pub(super) struct Tags {
    /// The public addresses that no prefix of the design names.
    pub(super) default: AddressSet,
    /// The public addresses that some prefix of the design names.
    pub(super) named: AddressSet,
    /// What stands for each tag of which the host told nothing: addresses that are in AzureCloud, and others.
    stand_ins: Vec<(ServiceTag, Vec<Ipv4>)>,
}

/// The destinations that a tag is tried with.
pub(super) struct Trial {
    /// All addresses that are tried.
    pub(super) addresses: AddressSet,
    /// Per part of the tag that surely has addresses: those that they are among. Nothing where the addresses of the tag are known.
    pub(super) parts: Vec<AddressSet>,
}

/// The prefixes shorter than this are wide: any tag may be on both sides of them.
const WIDE: u8 = 8;

/// The most parts that wide prefixes cut the Internet into.
const MOST_ZONES: usize = 8;

/// Gives the tags of a design that are not known their stand-ins.
pub(super) fn assume(network: &Network<'_>) -> (Design, Tags) {
    let design = network.design;
    let internet = internet(design);
    let prefixes = explicit(network);
    let narrow = prefixes.iter().copied().filter(|prefix| prefix.length() >= WIDE);
    let named = AddressSet::covering(narrow).intersection(&internet);
    let default = internet.difference(&named);
    let mut zones = vec![default.clone()];
    for wide in prefixes.iter().filter(|prefix| prefix.length() < WIDE) {
        let wide = AddressSet::covering([*wide]);
        let mut cut = Vec::new();
        for zone in zones {
            cut.extend([zone.intersection(&wide), zone.difference(&wide)].into_iter().filter(|part| !part.is_empty()));
        }
        zones = cut;
        zones.truncate(MOST_ZONES);
    }
    let mut free: Vec<_> = zones.iter().map(|zone| zone.intervals().iter().flat_map(addresses)).collect();
    let mut assumed = design.clone();
    let unknown = unknown_tags(design);
    let mut stand_ins = Vec::new();
    for tag in &unknown {
        let mut own = Vec::new();
        for zone in &mut free {
            for (address, in_cloud) in zone.by_ref().take(2).zip([false, true]) {
                own.push(address);
                let around = unknown.iter().filter(|other| holds(**other, *tag) || in_cloud && may_hold(**other, *tag));
                around.for_each(|other| assumed.tag_addresses.add(*other, Prefix::host(address)));
            }
        }
        stand_ins.push((*tag, own));
    }
    (assumed, Tags { default, named, stand_ins })
}

fn addresses(interval: &Interval<Ipv4>) -> impl Iterator<Item = Ipv4> + use<> {
    let last = interval.last;
    std::iter::successors(Some(interval.first), move |address| address.offset(1).filter(|next| *next <= last))
}

/// Whether one tag surely has what another has.
fn holds(one: ServiceTag, other: ServiceTag) -> bool {
    one == other || Some(one) == other.around()
}

/// Whether one tag perhaps has some of what another has: AzureCloud has addresses of other services, in every region.
fn may_hold(one: ServiceTag, other: ServiceTag) -> bool {
    one.is_cloud() && !other.is_cloud() && (one.around().is_none() || other.around().is_none() || one.same_region(other))
}

/// Every tag that the design or the needs of its workloads name, and of which the host told nothing.
fn unknown_tags(design: &Design) -> Vec<ServiceTag> {
    let mut tags = Vec::new();
    for subnet in design.subnet_ids() {
        for workload in &design[subnet].workloads {
            let flows = needs(*workload).map_or(&[][..], |needs| needs.flows);
            tags.extend(flows.iter().filter_map(|flow| tag_of(design, subnet, flow.peer)));
        }
        for tag in ServiceEndpoint::of_bits(design[subnet].endpoints()).filter_map(ServiceEndpoint::tag) {
            tags.push(tag);
            tags.extend(region(design, subnet).and_then(|region| tag.in_region(region)));
        }
    }
    for route in design.all_routes() {
        if let Destination::Tag(tag) = route.address_prefix {
            tags.push(tag);
        }
    }
    tags.extend(security_addresses(design).filter_map(|address| ServiceTag::parse(&address.0)));
    tags.retain(|tag| !design.tag_addresses.knows(*tag));
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// The tag of a flow's other side.
pub(super) fn tag_of(design: &Design, subnet: SubnetId, peer: Peer) -> Option<ServiceTag> {
    let (name, regional) = peer.tag()?;
    let tag = ServiceTag::parse(name)?;
    let here = region(design, subnet).filter(|_| regional).and_then(|region| tag.in_region(region));
    Some(here.unwrap_or(tag))
}

fn region(design: &Design, subnet: SubnetId) -> Option<&str> {
    design[subnet.vnet].location().or(design.location.as_deref())
}

fn security_addresses(design: &Design) -> impl Iterator<Item = &SecurityAddress> {
    let rules = design.network_security_groups.iter().flat_map(|group| &group.security_rules);
    let groups = rules.flat_map(|rule| {
        let sources = rule.source_address_prefix.iter().chain(&rule.source_address_prefixes);
        sources.chain(&rule.destination_address_prefix).chain(&rule.destination_address_prefixes)
    });
    let inspected = design.firewalls.iter().flat_map(|firewall| firewall.network_rules.iter().flatten());
    let admin = design.network_manager.iter().flat_map(|manager| &manager.security_admin_rules);
    let groups = groups.chain(inspected.flat_map(|rule| rule.sources.iter().chain(&rule.destinations)));
    groups.chain(admin.flat_map(|rule| rule.sources.iter().chain(&rule.destinations)))
}

/// Every prefix by which the design tells public addresses apart, but for that of everything.
fn explicit(network: &Network<'_>) -> Vec<Prefix> {
    let design = network.design;
    let mut prefixes: Vec<Prefix> = Vec::new();
    for route in design.all_routes() {
        match &route.address_prefix {
            Destination::Prefix(prefix) => prefixes.extend(prefix.of()),
            Destination::Tag(tag) => prefixes.extend_from_slice(design.tag_addresses.of(*tag).unwrap_or_default()),
        }
    }
    for gateway in design.gateway_ids() {
        prefixes.extend(network.learned_prefixes(gateway));
    }
    prefixes.extend(design.announcement_ids().filter_map(|id| design[id].prefix()));
    for hub in &design.virtual_hubs {
        prefixes.extend(hub.learned().map(|(_, prefix)| prefix));
    }
    for address in security_addresses(design) {
        let told = ServiceTag::parse(&address.0).and_then(|tag| design.tag_addresses.of(tag));
        prefixes.extend_from_slice(told.unwrap_or_default());
        prefixes.extend(Ipv4::parse(&address.0).map(Prefix::host).or_else(|| Prefix::parse(&address.0).ok()));
    }
    prefixes.retain(|prefix| prefix.length() > 0);
    prefixes.sort_unstable();
    prefixes.dedup();
    prefixes
}

impl Tags {
    /// What a tag is tried with.
    pub(super) fn trial(&self, design: &Design, tag: ServiceTag) -> Trial {
        if !self.stands_in(tag) {
            let known = design.tag_addresses.of(tag).unwrap_or_default();
            let known = AddressSet::covering(known.iter().copied());
            return Trial { addresses: known.intersection(&self.default.union(&self.named)), parts: Vec::new() };
        }
        let parts = self.stand_ins.iter().filter(|(part, _)| holds(tag, *part));
        let set = |own: &Vec<Ipv4>| AddressSet::covering(own.iter().copied().map(Prefix::host)).union(&self.named);
        let parts: Vec<_> = parts.map(|(_, own)| set(own)).collect();
        Trial { addresses: parts.iter().fold(AddressSet::default(), |all, part| all.union(part)), parts }
    }

    /// Whether nobody told the addresses of a tag.
    pub(super) fn stands_in(&self, tag: ServiceTag) -> bool {
        self.stand_ins.iter().any(|(known, _)| *known == tag)
    }

    /// The public addresses that the default route is for; none of a tag's.
    pub(super) fn elsewhere(&self) -> AddressSet {
        let taken = self.stand_ins.iter().flat_map(|(_, own)| own).copied().map(Prefix::host);
        self.default.difference(&AddressSet::covering(taken))
    }
}
