//! What service tags and application security groups hold, seen from one subnet (specification 9.4).

use super::extent::{Extent, service};
use super::network::Network;
use super::platform::host;
use crate::address::{Address, AddressSet, AnyPrefix, Ipv4, Prefix};
use crate::design::{
    Design, Destination, NextHopType, PRIVATE_TRAFFIC, Reference, Route, SecurityAddress, ServiceTag, SubnetId, VirtualNetworkTagHolds,
};

/// What the service tags that the design decides hold for one subnet.
pub(super) struct Tags<A: Address = Ipv4> {
    pub(super) network: Extent<A>,
    pub(super) internet: Extent<A>,
    pub(super) balancer: Extent<A>,
}

impl<A: Address> Tags<A> {
    pub(super) fn of(network: &Network<'_, A>, subnet: SubnetId) -> Self {
        let design = network.design;
        let mut prefixes = host().to_vec();
        let balancer = AddressSet::covering(prefixes.iter().copied());
        prefixes.extend(design[subnet.vnet].prefixes());
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
                    prefixes.append(&mut design.prefixes_over(link));
                }
                None => prefixes.extend(design[design[link].to].prefixes()),
            }
        }
        // Whether it has the other networks of a connected group is not documented (specification 3.7).
        perhaps.extend(design.grouped(subnet.vnet));
        for gateway in design.gateways_serving(subnet.vnet) {
            prefixes.extend(network.learned_prefixes(gateway));
        }
        let mut tags = AddressSet::default();
        // A hub teaches as a gateway does; of the blocks of a policy is not said that they belong to the tag.
        if let Some(hub) = design.hub_of(subnet.vnet) {
            prefixes.extend(network.hubs.told.get(hub.0 as usize).into_iter().flatten());
            if design.private_policy(hub).is_some() {
                tags = AddressSet::covering(PRIVATE_TRAFFIC.iter().filter_map(|block| AnyPrefix::from(*block).of()));
            }
        }
        if let Some(table) = design.table_of(subnet) {
            for route in &design[table].routes {
                match &route.address_prefix {
                    Destination::Prefix(prefix) => prefixes.extend(prefix.of()),
                    // Whether the addresses of a route's service tag belong to it is not documented.
                    &Destination::Tag(tag) => tags = tags.union(&service(design, &network.public, Some(tag)).possible),
                }
            }
        }
        // Nor is whether what appliances advertise does.
        let servers = design.route_servers_serving(subnet.vnet);
        for prefix in servers.flat_map(|server| design.announcements_to(server.into())).filter_map(|id| design[id].prefix()) {
            if prefix.length() == 0 {
                prefixes.push(prefix);
            } else {
                tags = tags.union(&AddressSet::covering([prefix]));
            }
        }
        let (everything, perhaps_everything) = default_routes(design, subnet, &prefixes);
        prefixes.retain(|prefix| prefix.length() > 0);
        let sure = AddressSet::covering(prefixes.iter().copied());
        let open = tags.union(&AddressSet::covering(perhaps.iter().flat_map(|peer| design[*peer].prefixes())));
        let internet = Extent { possible: network.public.clone(), sure: network.public.difference(&sure).difference(&open) };
        let sure = if everything { AddressSet::all() } else { sure };
        let possible = if perhaps_everything { AddressSet::all() } else { sure.union(&open) };
        Self { network: Extent { possible, sure }, internet, balancer: Extent::exactly(balancer) }
    }

    /// The addresses that one side of a rule names: prefixes, tags, and application security groups.
    pub(super) fn extent<'a>(
        &self,
        network: &Network<'_, A>,
        addresses: impl Iterator<Item = &'a SecurityAddress>,
        groups: &[Reference],
    ) -> Extent<A> {
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
                // Of the other family.
                None if text.contains(['/', ':']) || text.starts_with(|c: char| c.is_ascii_digit()) => {}
                None if text == "*" => extent.add(&Extent::all()),
                None if is("VirtualNetwork") => extent.add(&self.network),
                // Everything public outside the network, Azure's own addresses too (specification 9.5).
                None if is("Internet") => extent.add(&self.internet),
                None if is("AzureLoadBalancer") => extent.add(&self.balancer),
                None => extent.add(&service(network.design, &network.public, ServiceTag::parse(text))),
            }
        }
        // A rule that names a group without members was seen not to work at all (specification 9.9).
        if empty { Extent { sure: AddressSet::default(), ..extent } } else { extent }
    }
}

/// Whether default routes put every address into VirtualNetwork: for sure, and perhaps.
///
/// Microsoft says that the tag "may also contain default routes"; effective rules show it for user-defined ones to an appliance (specification 9.4).
fn default_routes<A: Address>(design: &Design, subnet: SubnetId, prefixes: &[Prefix<A>]) -> (bool, bool) {
    let to_appliance = |route: &Route| {
        route.address_prefix.prefix() == Some(Prefix::<A>::ALL)
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
