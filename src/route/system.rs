//! System routes: what a network has without anybody writing a route.

use super::entry::{NextHop, Route, sort, system};
use super::none_routes;
use crate::address::{Address, Ipv4, Prefix};
use crate::design::{Design, Ipv6SystemRoutes, LinkId, Resource, VnetId};

/// The system routes of every subnet of `vnet`, sorted by prefix.
///
/// - VnetLocal, one for each prefix of the address space (2.1);
/// - VNetPeering or VNetGlobalPeering, one for each prefix of each connected peer (3.1), or of its listed subnets (3.6);
/// - VNetPeering, or VNetGlobalPeering, for the virtual hub that it is connected to (3.7);
/// - ConnectedGroup, one for each prefix of each network that a connected group leads to (3.7);
/// - InterfaceEndpoint, one for each private endpoint here and in connected peers (3.4);
/// - 0.0.0.0/0 to the Internet (2.2), and ::/0 unless the design says that there is none (2.8);
/// - None for the reserved blocks that no address space here equals or contains (2.3, 2.5).
///
/// Numbers are sections of the specification.
pub(super) fn system_routes<A: Address>(design: &Design, vnet: VnetId) -> Vec<Route<A>> {
    let mut spaces = Vec::new();
    add_spaces(&mut spaces, design[vnet].prefixes(), NextHop::VnetLocal);
    for link in design.connected_links(vnet) {
        let to = design[link].to;
        let next_hop = NextHop::Peering { link, to, global: !same_region(design, &design[vnet], &design[to]) };
        add_spaces(&mut spaces, design.prefixes_over(link), next_hop);
    }
    if let Some(hub) = design.hub_of(vnet) {
        let global = !same_region(design, &design[vnet], &design[hub]);
        add_spaces(&mut spaces, design[hub].prefix(), NextHop::HubSpace { hub, global });
    }
    add_groups(&mut spaces, design, vnet);
    // A private endpoint is seen one peering away and no further.
    add_endpoints(&mut spaces, design, vnet, None);
    for link in design.connected_links(vnet) {
        add_endpoints(&mut spaces, design, design[link].to, Some(link));
    }
    sort(&mut spaces);
    // Overlapping networks cannot be peered; where a design has them all the same, the network's own route stands first.
    spaces.dedup_by_key(|route| route.prefix);
    let none = none_routes::blocks(design);
    let mut routes = Vec::with_capacity(spaces.len() + 1 + none.len());
    let mut rest = spaces.as_slice();
    let none = none.iter().map(|block| system(*block, NextHop::None));
    let without_default = A::BITS != Ipv4::BITS && design.options.ipv6_system_routes == Ipv6SystemRoutes::Nothing;
    let internet = (!without_default).then(|| system(Prefix::ALL, NextHop::Internet));
    for default in internet.into_iter().chain(none) {
        let (lower, higher) = rest.split_at(rest.partition_point(|space| space.prefix < default.prefix));
        routes.extend_from_slice(lower);
        rest = higher;
        if !spaces.iter().any(|space| space.prefix.covers(default.prefix)) {
            routes.push(default);
        }
    }
    routes.extend_from_slice(rest);
    routes
}

/// One route for each prefix.
fn add_spaces<A: Address>(routes: &mut Vec<Route<A>>, prefixes: impl IntoIterator<Item = Prefix<A>>, next_hop: NextHop<A>) {
    routes.extend(prefixes.into_iter().map(|prefix| system(prefix, next_hop)));
}

/// One route for each prefix of each network that a connected group leads to, and for each private endpoint there (3.7).
///
/// Members may overlap; their machines with such addresses then do not reach each other, and which network gets a packet is not documented.
fn add_groups<A: Address>(routes: &mut Vec<Route<A>>, design: &Design, vnet: VnetId) {
    let near = routes.len();
    for to in design.grouped(vnet) {
        add_spaces(routes, design[*to].prefixes(), NextHop::ConnectedGroup(Some(*to)));
    }
    if routes.len() == near {
        return;
    }
    // In the order of their prefixes a prefix follows those that cover it.
    let mut order: Vec<(Prefix<A>, usize)> = routes.iter().map(|route| route.prefix).zip(0..).collect();
    order.sort_unstable();
    let mut around: Vec<(Prefix<A>, usize)> = Vec::new();
    let mut overlapping = Vec::new();
    for (prefix, index) in order {
        while around.pop_if(|outer| !outer.0.covers(prefix)).is_some() {}
        if !around.is_empty() {
            overlapping.push(index);
            overlapping.extend(around.iter().map(|outer| outer.1));
        }
        around.push((prefix, index));
    }
    for index in overlapping {
        if let Some(route) = routes.get_mut(index).filter(|route| matches!(route.next_hop, NextHop::ConnectedGroup(_))) {
            route.next_hop = NextHop::ConnectedGroup(None);
        }
    }
    for to in design.grouped(vnet) {
        for endpoint in design.private_endpoints_in(*to) {
            let Some(address) = design[endpoint].address() else { continue };
            let decided = |route: &&Route<A>| route.next_hop == NextHop::ConnectedGroup(Some(*to)) && route.prefix.contains(address);
            if routes.get(near..).into_iter().flatten().any(|route| decided(&route)) {
                routes.push(system(Prefix::host(address), NextHop::PrivateEndpoint(endpoint)));
            }
        }
    }
}

/// One route for each private endpoint that stands in a network, and that `link` leads to.
fn add_endpoints<A: Address>(routes: &mut Vec<Route<A>>, design: &Design, vnet: VnetId, link: Option<LinkId>) {
    for endpoint in design.private_endpoints_in(vnet) {
        let Some(address) = design[endpoint].address() else { continue };
        if link.is_none_or(|link| design.leads_to_standing(link, address)) {
            routes.push(system(Prefix::host(address), NextHop::PrivateEndpoint(endpoint)));
        }
    }
}

/// Whether two networks are in the same Azure region; both unknown counts as the same.
fn same_region(design: &Design, a: &dyn Resource, b: &dyn Resource) -> bool {
    let of_design = design.location.as_deref();
    match (a.location().or(of_design), b.location().or(of_design)) {
        (Some(a), Some(b)) => a == b || normalised(a) == normalised(b),
        (a, b) => a == b,
    }
}

/// Azure takes `East US` and `eastus` for the same region.
fn normalised(region: &str) -> String {
    region.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}
