//! Routes of virtual hubs: what a hub knows, and what it teaches the networks that are connected to it (specification 3.7, 11.8).

use super::entry::{NextHop, Origin, Route, RouteSource, RouteState, TaughtBy};
use crate::address::{Address, AnyPrefix, Ipv4, Prefix, sort_by_rank};
use crate::design::{AnnouncementId, Design, HubId, PRIVATE_TRAFFIC, RoutingPreference, StaticRouteId, VnetId};

/// Where a hub's router sends packets for a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HubWay {
    /// Into a network that is connected to it.
    Network(VnetId),
    /// To a branch behind one of its gateways.
    Branch,
    /// To the appliances that advertise the prefix to it.
    Announced(AnnouncementId),
    /// To the next hop of a static route, in the network of its connection.
    Static(StaticRouteId),
    /// To another hub, which has it.
    Hub(HubId),
    /// Two of these have the same prefix, and neither is preferred.
    Contested,
}

/// What a hub knows of one prefix from one source.
struct Known<A: Address> {
    prefix: Prefix<A>,
    /// Of one prefix, the lowest rank counts.
    rank: u64,
    way: HubWay,
    /// The item of `learns`, for a branch.
    item: u32,
    /// Whether it is a static route.
    fixed: Fixed,
}

/// Whether a source is a static route.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fixed {
    No,
    Yes,
    /// One for what another connected network has.
    Taken,
}

/// The rank of a static route of a hub's own connections: before all else (specification 11.8).
const FIXED: u64 = 0;

/// What a hub knows, by prefix; of one prefix only what counts.
///
/// What is connected to the hub itself comes before what another hub has. By AS path, only paths count between what branches and
/// appliances tell, and those of branches are not stated. A default route stays in its hub (specification 11.8).
fn known<A: Address>(design: &Design, hub: HubId) -> Vec<Known<A>> {
    let mut all = Vec::new();
    if A::BITS != Ipv4::BITS {
        return all;
    }
    for other in design.hub_ids() {
        let near = other == hub;
        let mut add = |prefix: Prefix<A>, rank, way, item, fixed| {
            if near || prefix.length() > 0 {
                all.push(Known { prefix, rank, way: if near { way } else { HubWay::Hub(other) }, item, fixed });
            }
        };
        for vnet in design.connected_to(other) {
            for prefix in design[vnet].prefixes() {
                add(prefix, if near { 1 } else { 3 }, HubWay::Network(vnet), 0, Fixed::No);
            }
        }
        let by_path = design[hub].hub_routing_preference == RoutingPreference::AsPath;
        let rank = if near || by_path { 2 } else { 3 };
        for (item, prefix) in design[other].learned() {
            add(prefix, rank, HubWay::Branch, item, Fixed::No);
        }
        // The shortest path of each prefix comes first.
        let mut last = None;
        for id in design.announcements_to_hub(other) {
            let Some(prefix) = design[id].prefix::<A>().filter(|prefix| last != Some(*prefix)) else { continue };
            last = Some(prefix);
            add(prefix, rank, HubWay::Announced(id), 0, Fixed::No);
        }
        for id in design.static_routes_of(other).filter(|id| design[*id].propagated) {
            let fixed = if design[id].taken { Fixed::Taken } else { Fixed::Yes };
            design[id].prefix().into_iter().for_each(|prefix| add(prefix, if near { FIXED } else { 3 }, HubWay::Static(id), 0, fixed));
        }
    }
    sort_by_rank(&mut all, |known| known.rank);
    sort_by_rank(&mut all, |known| known.prefix.rank());
    if !design.static_routes.is_empty() {
        contest(&mut all);
    }
    let mut best: Option<(Prefix<A>, u64)> = None;
    all.retain(|known| {
        let kept = best.filter(|(prefix, _)| *prefix == known.prefix).is_none_or(|(_, rank)| rank == known.rank);
        if kept {
            best = Some((known.prefix, known.rank));
        }
        kept
    });
    all
}

/// Marks what is not documented of static routes: one of another hub beside anything that does not come from there, and one for what
/// another network has.
fn contest<A: Address>(all: &mut [Known<A>]) {
    for group in all.chunk_by_mut(|one, other| one.prefix == other.prefix) {
        let near = group.iter().any(|known| known.rank == FIXED);
        let far = group.iter().find(|known| known.fixed != Fixed::No && !near).map(|known| known.way);
        let beside = far.is_some_and(|way| group.iter().any(|known| known.way != way));
        if beside || group.iter().any(|known| known.fixed == Fixed::Taken) {
            group.iter_mut().for_each(|known| (known.way, known.rank) = (HubWay::Contested, FIXED));
        }
    }
}

/// Where a hub's router sends packets, by prefix; a policy for the Internet takes the place of a learned default route.
pub fn ways_of_hub<A: Address>(design: &Design, hub: HubId) -> Vec<(Prefix<A>, HubWay)> {
    let mut ways: Vec<(Prefix<A>, HubWay)> = Vec::new();
    let internet = design.internet_policy(hub).is_some();
    for known in known(design, hub).into_iter().filter(|known| !internet || known.prefix.length() > 0) {
        match ways.last_mut().filter(|(prefix, _)| *prefix == known.prefix) {
            Some((_, way)) if *way != known.way => *way = HubWay::Contested,
            Some(_) => {}
            None => ways.push((known.prefix, known.way)),
        }
    }
    for (prefix, own, way) in redirected(design, hub) {
        let place = ways.partition_point(|(it, _)| *it < prefix);
        match ways.get_mut(place).filter(|(it, _)| *it == prefix) {
            // What several networks have stays contested, and what a static route is for exactly goes there.
            Some((_, found)) if own.is_none_or(|own| *found == HubWay::Network(own)) => *found = way,
            Some(_) => {}
            None => ways.insert(place, (prefix, way)),
        }
    }
    ways
}

/// Where a hub sends what is in the network of a static route itself, with the network that has the whole prefix (specification 11.8).
///
/// Of the routes that hold an address space the longest counts. A route that hubs do not know is followed on its connection, but what
/// for is not documented.
fn redirected<A: Address>(design: &Design, hub: HubId) -> Vec<(Prefix<A>, Option<VnetId>, HubWay)> {
    let mut all = Vec::new();
    let intent = design.private_policy(hub).is_some() || design.internet_policy(hub).is_some();
    for id in design.static_routes_of(hub) {
        let route = &design[id];
        let Some(prefix) = route.prefix::<A>() else { continue };
        let way = if route.propagated && !route.taken { HubWay::Static(id) } else { HubWay::Contested };
        for space in design[route.vnet].prefixes::<A>() {
            if prefix.covers(space) && if prefix == space { !route.propagated } else { route.contains && !intent } {
                all.push((space, Some(route.vnet), way, prefix));
            } else if space.covers(prefix) && space != prefix && !route.propagated {
                all.push((prefix, None, HubWay::Contested, prefix));
            }
        }
    }
    // The shortest come first, and stay so.
    sort_by_rank(&mut all, |(space, ..)| space.rank());
    let same = |one: &(Prefix<A>, _, _, _), other: &(Prefix<A>, _, _, _)| one.0 == other.0;
    let chosen = all.chunk_by(same).filter_map(|group| {
        let (space, own, way, longest) = *group.last()?;
        let alike = group.iter().filter(|(.., prefix)| *prefix == longest).all(|(_, _, other, _)| *other == way);
        Some((space, own, if alike { way } else { HubWay::Contested }))
    });
    chosen.collect()
}

/// What a hub tells its branches: what it knows and itself, and with a policy for the Internet the default route.
pub fn told_by_hub<A: Address>(design: &Design, hub: HubId) -> Vec<Prefix<A>> {
    let mut told: Vec<Prefix<A>> = design[hub].prefix().into_iter().collect();
    told.extend(known(design, hub).iter().map(|known| known.prefix));
    if design.internet_policy(hub).is_some() {
        told.extend(default_route::<A>());
    }
    told
}

/// 0.0.0.0/0: hubs are IPv4 only.
fn default_route<A: Address>() -> Option<Prefix<A>> {
    AnyPrefix::from(Prefix::<Ipv4>::ALL).of()
}

/// The routes that a network learns from the hub that it is connected to.
///
/// With a policy for private traffic these are the private blocks, with one for the Internet the default route, both to the firewall.
pub(super) fn routes_from_hub<A: Address>(design: &Design, vnet: VnetId) -> Vec<Route<A>> {
    let Some(hub) = design.hub_of(vnet) else { return Vec::new() };
    let learned = |prefix, by| Route {
        prefix,
        source: RouteSource::VirtualNetworkGateway,
        state: RouteState::Active,
        next_hop: NextHop::Hub(hub),
        origin: Origin::Hub { hub, by },
    };
    let mut routes = Vec::new();
    let internet = design.internet_policy(hub);
    let default = design.learns_default_route(hub, vnet);
    if let Some(firewall) = internet.filter(|_| default) {
        routes.extend(default_route().map(|prefix| learned(prefix, TaughtBy::Firewall(firewall))));
    }
    if let Some(firewall) = design.private_policy(hub) {
        let blocks = PRIVATE_TRAFFIC.iter().filter_map(|block| AnyPrefix::from(*block).of());
        routes.extend(blocks.map(|prefix| learned(prefix, TaughtBy::Firewall(firewall))));
        return routes;
    }
    for known in known(design, hub) {
        let prefix = known.prefix;
        if (internet.is_some() || !default) && prefix.length() == 0 {
            continue;
        }
        let route = match known.way {
            HubWay::Network(own) if own == vnet => continue,
            HubWay::Network(_) | HubWay::Hub(_) | HubWay::Static(_) | HubWay::Contested => learned(prefix, TaughtBy::Router),
            HubWay::Branch => learned(prefix, TaughtBy::Branch(known.item)),
            HubWay::Announced(id) => Route { origin: Origin::Advertised(id), ..learned(prefix, TaughtBy::Router) },
        };
        // What several hubs have is one row: their router's.
        if !routes.iter().rev().take_while(|other| other.prefix == prefix).any(|other| *other == route) || known.way == HubWay::Branch {
            routes.push(route);
        }
    }
    routes
}
