//! What service tags and application security groups hold, seen from one subnet (specification 9.4).

use super::network::Network;
use crate::address::{AddressSet, Ipv4, Prefix, Share};
use crate::design::{Design, Destination, NextHopType, Reference, Route, SecurityAddress, ServiceTag, SubnetId, VirtualNetworkTagHolds};

/// The virtual addresses of the host: DNS, DHCP, health probes, and the instance's metadata.
pub(super) const PLATFORM: [Ipv4; 2] = [Ipv4::new(168, 63, 129, 16), Ipv4::new(169, 254, 169, 254)];

/// A set of which the design may not say everything.
#[derive(Clone, Debug)]
pub(super) struct Extent {
    /// What it holds at most.
    pub(super) possible: AddressSet,
    /// What it holds at least.
    pub(super) sure: AddressSet,
}

impl Extent {
    pub(super) fn exactly(set: AddressSet) -> Self {
        Self { possible: set.clone(), sure: set }
    }

    pub(super) fn all() -> Self {
        Self::exactly(AddressSet::all())
    }

    fn add(&mut self, other: &Self) {
        self.possible = self.possible.union(&other.possible);
        self.sure = self.sure.union(&other.sure);
    }

    /// How sure it is that something of `set` is meant.
    pub(super) fn share(&self, set: &AddressSet) -> Share {
        match set.share(&self.possible) {
            Share::None => Share::None,
            _ if set.share(&self.sure) == Share::All => Share::All,
            _ => Share::Some,
        }
    }
}

/// What the service tags that the design decides hold for one subnet.
pub(super) struct Tags {
    pub(super) network: Extent,
    pub(super) internet: Extent,
    pub(super) balancer: Extent,
}

impl Tags {
    pub(super) fn of(network: &Network<'_>, subnet: SubnetId) -> Self {
        let design = network.design;
        let balancer = AddressSet::one(PLATFORM[0]);
        let mut prefixes = vec![Prefix::host(PLATFORM[0])];
        prefixes.extend_from_slice(&design[subnet.vnet].address_space);
        let mut perhaps = Vec::new();
        for link in design.connected_links(subnet.vnet) {
            // A link without access takes the peer out of the tag (Microsoft Learn, "Create, change, or delete a peering").
            if !design[link].allow_virtual_network_access {
                continue;
            }
            // What the tag has of a network of which only subnets are peered is not documented, but for the peered ones themselves.
            match &design[link].subnets {
                Some(listed) if !listed.local.contains(&subnet) => perhaps.push(design[link].to),
                Some(_) => {
                    perhaps.push(design[link].to);
                    prefixes.extend_from_slice(&design.prefixes_over(link));
                }
                None => prefixes.extend_from_slice(&design[design[link].to].address_space),
            }
        }
        for gateway in design.gateways_serving(subnet.vnet) {
            prefixes.extend(network.learned_prefixes(gateway));
        }
        let mut tags = AddressSet::default();
        if let Some(table) = design.table_of(subnet) {
            for route in &design[table].routes {
                match route.address_prefix {
                    Destination::Prefix(prefix) => prefixes.push(prefix),
                    // Whether the addresses of a route's service tag belong to it is not documented.
                    Destination::Tag(tag) => tags = tags.union(&service(network, Some(tag)).possible),
                }
            }
        }
        let (everything, perhaps_everything) = default_routes(design, subnet, &prefixes);
        prefixes.retain(|prefix| prefix.length() > 0);
        let sure = AddressSet::covering(prefixes.iter().copied());
        let internet = Extent { possible: network.public.clone(), sure: network.public.difference(&sure).difference(&tags) };
        let spaces = perhaps.iter().flat_map(|peer| design[*peer].address_space.iter().copied());
        let sure = if everything { AddressSet::all() } else { sure };
        let possible = if perhaps_everything { AddressSet::all() } else { sure.union(&AddressSet::covering(spaces)).union(&tags) };
        Self { network: Extent { possible, sure }, internet, balancer: Extent::exactly(balancer) }
    }

    /// The addresses that one side of a rule names: prefixes, tags, and application security groups.
    pub(super) fn extent<'a>(
        &self,
        network: &Network<'_>,
        addresses: impl Iterator<Item = &'a SecurityAddress>,
        groups: &[Reference],
    ) -> Extent {
        let mut extent = Extent::exactly(AddressSet::default());
        let mut empty = false;
        for group in groups.iter().filter_map(Reference::application_security_group) {
            let members = network.application_groups.get(group.0 as usize).cloned().unwrap_or_default();
            empty |= members.is_empty();
            extent.add(&Extent::exactly(members));
        }
        for written in addresses {
            let text = written.0.as_str();
            let is = |tag: &str| text.eq_ignore_ascii_case(tag);
            match written.prefix() {
                Some(prefix) => extent.add(&Extent::exactly(AddressSet::covering([prefix]))),
                None if text == "*" => extent.add(&Extent::all()),
                None if is("VirtualNetwork") => extent.add(&self.network),
                None if is("Internet") => extent.add(&self.internet),
                None if is("AzureLoadBalancer") => extent.add(&self.balancer),
                None => extent.add(&service(network, ServiceTag::parse(text))),
            }
        }
        // A rule that names a group without members was seen not to work at all (specification 9.9).
        if empty { Extent { sure: AddressSet::default(), ..extent } } else { extent }
    }
}

/// Whether default routes put every address into VirtualNetwork: for sure, and perhaps.
///
/// Microsoft says that the tag "may also contain default routes"; effective rules show it for user-defined ones to an appliance (specification 9.4).
fn default_routes(design: &Design, subnet: SubnetId, prefixes: &[Prefix]) -> (bool, bool) {
    let to_appliance = |route: &Route| {
        route.address_prefix.is_default()
            && matches!(route.next_hop_type, None | Some(NextHopType::VirtualAppliance | NextHopType::VirtualApplianceEcmp))
    };
    let appliance = design.table_of(subnet).is_some_and(|table| design[table].routes.iter().any(to_appliance));
    let any = prefixes.iter().any(|prefix| prefix.length() == 0);
    match design.options.virtual_network_tag_holds {
        VirtualNetworkTagHolds::DefaultRouteToAppliance => (appliance, any),
        VirtualNetworkTagHolds::AnyDefaultRoute => (any, any),
        VirtualNetworkTagHolds::NoDefaultRoute => (false, false),
    }
}

/// What a tag of a service holds: what the host told, and else some public addresses, of a region only what its service has.
fn service(network: &Network<'_>, tag: Option<ServiceTag>) -> Extent {
    let told = |tag| network.design.tag_addresses.of(tag).map(|prefixes| AddressSet::covering(prefixes.iter().copied()));
    if let Some(exactly) = tag.and_then(told) {
        return Extent::exactly(exactly);
    }
    let possible = match (tag, tag.and_then(ServiceTag::around).and_then(told)) {
        (_, Some(around)) => around.intersection(&network.public),
        (Some(_), None) => network.public.clone(),
        // Of a tag that only security rules name, no more is known than that it has no private addresses.
        (None, None) => network.private.complement(),
    };
    Extent { possible, sure: AddressSet::default() }
}
