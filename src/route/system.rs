//! System routes: what a network has without anybody writing a route.

use super::effective::{NextHop, Route, sort, system};
use super::none_routes;
use crate::address::{Address, Prefix};
use crate::design::{Design, LinkId, Resource, VnetId};

/// The system routes of every subnet of `vnet`, sorted by prefix.
///
/// - VnetLocal, one for each prefix of the address space (2.1);
/// - VNetPeering or VNetGlobalPeering, one for each prefix of each connected peer (3.1), or of its listed subnets (3.6);
/// - InterfaceEndpoint, one for each private endpoint here and in connected peers (3.4);
/// - 0.0.0.0/0 to the Internet (2.2);
/// - None for the reserved blocks that no address space here equals or contains (2.3, 2.5).
///
/// Numbers are sections of the specification.
pub(super) fn system_routes<A: Address>(design: &Design, vnet: VnetId) -> Vec<Route<A>> {
    let mut spaces = Vec::new();
    add_spaces(&mut spaces, design[vnet].prefixes(), NextHop::VnetLocal);
    for link in design.connected_links(vnet) {
        let to = design[link].to;
        let next_hop = NextHop::Peering { link, to, global: !same_region(design, vnet, to) };
        add_spaces(&mut spaces, design.prefixes_over(link), next_hop);
    }
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
    for default in std::iter::once(system(Prefix::ALL, NextHop::Internet)).chain(none) {
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
fn same_region(design: &Design, a: VnetId, b: VnetId) -> bool {
    let region = |vnet: VnetId| design[vnet].location().or(design.location.as_deref());
    match (region(a), region(b)) {
        (Some(a), Some(b)) => a == b || normalised(a) == normalised(b),
        (a, b) => a == b,
    }
}

/// Azure takes `East US` and `eastus` for the same region.
fn normalised(region: &str) -> String {
    region.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}
