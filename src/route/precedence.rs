//! Which route wins. This is the one place that decides it.

use std::rc::Rc;

use super::effective::{EffectiveRoutes, FilterReason, Filtered};
use super::entry::{NextHop, Route, RouteState, find};
use super::preference::Preference;
use super::propagated::learned_routes;
use super::system::system_routes;
use super::tags::{lay_over, services};
use super::user::UserRoutes;
use crate::address::{Address, Ipv4, Prefix, PrefixMap, sort_by_rank};
use crate::design::{
    Design, DisablePeeringRouteRemoves, DisabledPeeringRoutes, LearnedInsideOverridden, NoneRoutesRemovedBy, TableId, VnetId,
};

/// The routes that all subnets of a network have in common before a route table speaks.
pub(super) struct NetworkRoutes<A: Address = Ipv4> {
    vnet: VnetId,
    system: Vec<Route<A>>,
    learned: Vec<Route<A>>,
    filtered: Vec<Filtered<A>>,
}

impl<A: Address> NetworkRoutes<A> {
    /// System routes and learned routes of a network; the learned ones that Azure never programs are set apart.
    pub(super) fn of(design: &Design, vnet: VnetId) -> Self {
        let system = system_routes(design, vnet);
        let mut routes = Self { vnet, system, learned: Vec::new(), filtered: Vec::new() };
        for route in learned_routes(design, vnet) {
            match routes.never_programmed(design, &route) {
                Some(reason) => routes.filtered.push(Filtered { route, reason }),
                None => routes.learned.push(route),
            }
        }
        let beaten = Preference::of(design, vnet).settle(design, &mut routes.learned);
        routes.filtered.extend(beaten);
        routes
    }

    /// Step 1 of [`effective_routes`].
    fn never_programmed(&self, design: &Design, route: &Route<A>) -> Option<FilterReason> {
        // A route server tells nobody of what is its own network's (11.6).
        let home = match route.next_hop {
            NextHop::Advertised(id) => design.speaker_vnet(design[id].server),
            _ => None,
        };
        if home.is_some_and(|home| design[home].prefixes().any(|space: Prefix<A>| space.covers(route.prefix))) {
            return Some(FilterReason::NotTold);
        }
        let covering = || self.system.iter().filter(|space| space.prefix.covers(route.prefix));
        if covering().any(|space| space.next_hop == NextHop::VnetLocal) {
            return Some(FilterReason::InsideOwnAddressSpace);
        }
        covering().any(|space| is_near(space) && space.prefix != route.prefix).then_some(FilterReason::InsidePeerAddressSpace)
    }

    /// The learned routes together with those inside prefixes that `user` overrides, if the design's options let them be programmed (1.5).
    fn beside(&self, design: &Design, user: &UserRoutes<A>) -> Option<Vec<Route<A>>> {
        if design.options.learned_inside_overridden == LearnedInsideOverridden::Filtered || user.routes.is_empty() {
            return None;
        }
        let overridden = |route: &Route<A>| {
            let mut covering = self.system.iter().filter(|space| space.prefix.covers(route.prefix));
            covering.all(|space| match space.next_hop {
                NextHop::VnetLocal => space.prefix != route.prefix && has(&user.routes, space.prefix),
                NextHop::Peering { .. } | NextHop::ConnectedGroup(_) | NextHop::HubSpace { .. } => {
                    space.prefix == route.prefix || has(&user.routes, space.prefix)
                }
                _ => true,
            })
        };
        let inside = |it: &&Filtered<A>| matches!(it.reason, FilterReason::InsideOwnAddressSpace | FilterReason::InsidePeerAddressSpace);
        let mut learned = self.learned.clone();
        learned.extend(self.filtered.iter().filter(inside).map(|it| it.route).filter(overridden));
        let preference = Preference::of(design, self.vnet);
        preference.arrange(design, &mut learned);
        preference.settle(design, &mut learned);
        Some(learned)
    }
}

fn is_peering<A: Address>(route: &Route<A>) -> bool {
    matches!(route.next_hop, NextHop::Peering { .. })
}

/// Whether a route leads into a peer, or into a network of a connected group or a virtual hub, which are taken for one (3.7).
fn is_near<A: Address>(route: &Route<A>) -> bool {
    is_peering(route) || matches!(route.next_hop, NextHop::ConnectedGroup(_) | NextHop::HubSpace { .. })
}

/// The effective routes of a subnet of `network` that carries `table`, whose routes are `user`, and service endpoints as bits.
///
/// The steps, in this order; numbers are sections of the specification.
///
/// 1. A learned prefix equal to or inside the network's own address space, or inside a peer's, is never programmed, and
///    neither is one that ExpressRoute, or what a route server prefers, has too (1.5, 3.2, 11.4). Done once a network, in [`NetworkRoutes`].
/// 2. A table with propagation disabled keeps every learned route away (5.1).
/// 3. A default route to somewhere, user-defined or learned, removes the whole None set; a user-defined one to None does not, unless the design's
///    options say so (2.4).
///    A None route whose prefix another route has disappears instead of turning Invalid (1.4).
/// 4. A learned default route removes the system default route from the listing; a user-defined one makes it Invalid (2.7).
/// 5. Of one prefix, the user-defined route wins, then the learned one, then the system route; the losers stay as Invalid (1.3, 1.4).
///    A learned route loses to the system route of a peering with the same prefix (1.5).
/// 6. The route of a private endpoint is also beaten by a user-defined route that covers it and is at least as long as the address
///    space that holds the endpoint, if the endpoint's subnet lets route tables apply (3.4).
/// 7. Among the active routes the longest prefix decides (1.2).
/// 8. Where the addresses of a tag are not known, nothing is decided that they could decide otherwise; service endpoints win over
///    learned and user-defined routes (1.6).
pub(super) fn effective_routes<A: Address>(
    design: &Design,
    network: &NetworkRoutes<A>,
    (table, endpoints): (Option<TableId>, u16),
    user: Rc<UserRoutes<A>>,
) -> EffectiveRoutes<A> {
    let mut filtered = network.filtered.clone();
    let programmed = network.beside(design, &user);
    let mut learned = programmed.as_deref().unwrap_or(&network.learned);
    if programmed.is_some() {
        // Of what a hub teaches several routes have one origin.
        filtered.retain(|it| learned.iter().all(|route| (route.origin, route.prefix) != (it.route.origin, it.route.prefix)));
    }
    if table.is_some_and(|table| design[table].disable_bgp_route_propagation) {
        filtered.extend(learned.iter().map(|route| Filtered { route: *route, reason: FilterReason::PropagationDisabled }));
        learned = &[];
    }
    let by_user = |prefix| has(&user.routes, prefix);
    let default_learned = has(learned, Prefix::ALL);
    let default_user = find(&user.routes, Prefix::ALL).is_some_and(|route| removes_none_routes(design, route.next_hop));

    let mut given = Vec::with_capacity(network.system.len() + learned.len());
    let without_peerings = table.is_some_and(|table| design[table].disable_peering_route == DisabledPeeringRoutes::All)
        && design.options.disable_peering_route_removes == DisablePeeringRouteRemoves::PeeringRoutes;
    let system = || network.system.iter().filter(|route| !(without_peerings && is_peering(route)));
    for route in system() {
        let prefix = route.prefix;
        let beaten = match route.next_hop {
            NextHop::None if default_learned || default_user || by_user(prefix) || has(learned, prefix) => continue,
            NextHop::Internet if default_learned => continue,
            NextHop::Peering { .. } | NextHop::ConnectedGroup(_) | NextHop::HubSpace { .. } => by_user(prefix),
            NextHop::PrivateEndpoint(_) => by_user(prefix) || private_endpoint_overridden(design, route, &user.routes),
            _ => by_user(prefix) || has(learned, prefix),
        };
        given.push(Route { state: if beaten { RouteState::Invalid } else { RouteState::Active }, ..*route });
    }
    for route in learned {
        let near = find(&network.system, route.prefix).filter(|space| is_near(space) && !(without_peerings && is_peering(space)));
        let beaten = by_user(route.prefix) || near.is_some();
        given.push(Route { state: if beaten { RouteState::Invalid } else { RouteState::Active }, ..*route });
    }
    let mut map = deciding(&given, &user);
    let services = if endpoints == 0 { Vec::new() } else { services(design, network.vnet, endpoints, &user.routes) };
    if !services.is_empty() || user.tags.iter().any(|route| route.possible.is_some()) {
        lay_over(&mut map, &user.tags, &user.hosts, &services);
    }
    EffectiveRoutes { vnet: network.vnet, table, given, user, services, filtered, map }
}

/// Whether a user-defined default route with this next hop removes the None set; the sources leave room (specification 2.4).
fn removes_none_routes<A: Address>(design: &Design, next_hop: NextHop<A>) -> bool {
    match design.options.none_routes_removed_by {
        NoneRoutesRemovedBy::AnyDefaultRoute => true,
        NoneRoutesRemovedBy::NotToNone => next_hop != NextHop::None,
        NoneRoutesRemovedBy::NotToNoneOrInternet => !matches!(next_hop, NextHop::None | NextHop::Internet),
    }
}

/// Step 6.
fn private_endpoint_overridden<A: Address>(design: &Design, route: &Route<A>, user: &[Route<A>]) -> bool {
    let NextHop::PrivateEndpoint(endpoint) = route.next_hop else { return false };
    let Some(subnet) = design[endpoint].subnet.subnet() else { return false };
    if !design[subnet].private_endpoint_network_policies.is_some_and(|policies| policies.route_tables()) {
        return false;
    }
    let holding = design[subnet.vnet].prefixes().filter(|space| space.covers(route.prefix));
    let Some(shortest) = holding.map(|space| space.length()).max() else { return false };
    user.iter().any(|user| user.prefix.length() >= shortest && user.prefix.covers(route.prefix))
}

fn has<A: Address>(sorted: &[Route<A>], prefix: Prefix<A>) -> bool {
    find(sorted, prefix).is_some()
}

/// Step 7: the next hop of the longest active prefix, for every address.
fn deciding<A: Address>(given: &[Route<A>], user: &UserRoutes<A>) -> PrefixMap<NextHop<A>, A> {
    // Positions of routes in the order of their prefixes; those of the table are counted on from the given ones.
    let mut order = Vec::with_capacity(given.len());
    let route = |position: u32| given.get(position as usize).or_else(|| user.routes.get(position as usize - given.len()));
    let active = || given.iter().zip(0..).filter(|(route, _)| route.state == RouteState::Active);
    order.extend(active().map(|(route, position)| (route.prefix.rank(), position)));
    for index in user.deciding(active().map(|(route, _)| route.prefix)) {
        let position = given.len() as u32 + index;
        order.extend(route(position).map(|route| (route.prefix.rank(), position)));
    }
    sort_by_rank(&mut order, |(rank, _)| *rank);
    order.dedup();
    PrefixMap::of(order.iter().filter_map(|(_, position)| route(*position)).map(|route| (route.prefix, route.next_hop)))
}

#[cfg(test)]
mod tests {
    use crate::design::decode;
    use crate::route::{NextHop, RouteSource, Routes};

    /// `source state prefix nextHop` of each route of the first subnet, None routes left out unless documented.
    fn rows(document: &str) -> Vec<String> {
        let decoded = decode(document.as_bytes());
        assert_eq!(decoded.diagnostics, []);
        let design = decoded.design;
        let subnet = design.subnet_ids().next().unwrap();
        let documented = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];
        let word = |next_hop: NextHop| format!("{next_hop:?}").split('(').next().unwrap().to_owned();
        Routes::of(&design)
            .of_subnet(&design, subnet)
            .routes()
            .filter(|route| {
                route.next_hop != NextHop::None
                    || route.source != RouteSource::Default
                    || documented.contains(&route.prefix.to_string().as_str())
            })
            .map(|route| format!("{:?} {:?} {} {}", route.source, route.state, route.prefix, word(route.next_hop)))
            .collect()
    }

    fn design(routes: &str, more: &str) -> String {
        format!(
            r#"{{ "virtualNetworks": [{{ "name": "v", "addressSpace": ["10.0.0.0/16"], "subnets": [
                 {{ "name": "s", "addressPrefix": "10.0.0.0/24", "routeTable": "rt" }}, {{ "name": "GatewaySubnet", "addressPrefix": "10.0.255.0/27" }} ] }}],
                 "routeTables": [{{ "name": "rt", "routes": [{routes}] }}] {more} }}"#
        )
    }

    const DEFAULTS: [&str; 5] = [
        "Default Active 0.0.0.0/0 Internet",
        "Default Active 10.0.0.0/8 None",
        "Default Active 10.0.0.0/16 VnetLocal",
        "Default Active 100.64.0.0/10 None",
        "Default Active 172.16.0.0/12 None",
    ];

    // Specification 2.1 to 2.3, and 2.5: an address space inside a reserved block leaves the None row.
    #[test]
    fn a_network_alone_has_the_documented_defaults() {
        assert_eq!(rows(&design("", ""))[..5], DEFAULTS);
    }

    // Specification 1.4, exception: a None row of the same prefix disappears (GC-025).
    #[test]
    fn a_none_row_of_the_same_prefix_disappears() {
        let listed = rows(&design(r#"{ "name": "r", "addressPrefix": "10.0.0.0/8", "nextHopType": "VnetLocal" }"#, ""));
        assert!(!listed.contains(&DEFAULTS[1].to_owned()) && listed.contains(&"User Active 10.0.0.0/8 VnetLocal".to_owned()));
    }

    // Specification 2.4: a user-defined default route removes the None set, one to None does not.
    #[test]
    fn the_none_set_goes_with_a_default_route_to_somewhere() {
        let route = |hop: &str| format!(r#"{{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "{hop}" }}"#);
        assert_eq!(
            rows(&design(&route("Internet"), "")),
            ["Default Invalid 0.0.0.0/0 Internet", "Default Active 10.0.0.0/16 VnetLocal", "User Active 0.0.0.0/0 Internet"]
        );
        assert!(rows(&design(&route("None"), "")).contains(&DEFAULTS[1].to_owned()));
    }

    // Specification 2.4 and 16: with None two old recordings, with Internet unproven.
    #[test]
    fn options_say_which_default_routes_remove_the_none_set() {
        let left = |hop: &str, option: &str| {
            let route = format!(r#"{{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "{hop}" }}"#);
            let options = format!(r#", "options": {{ "noneRoutesRemovedBy": "{option}" }}"#);
            rows(&design(&route, &options)).contains(&DEFAULTS[1].to_owned())
        };
        let left = |option: &str| ["None", "Internet", "VirtualNetworkGateway"].map(|hop| left(hop, option));
        assert_eq!(left("AnyDefaultRoute"), [false, false, false]);
        assert_eq!(left("NotToNone"), [true, false, false]);
        assert_eq!(left("NotToNoneOrInternet"), [true, true, false]);
    }

    // Specification 1.5: own address space, equal or inside, is filtered; a superset is accepted. 2.7: a learned default replaces the system one.
    #[test]
    fn learned_routes_inside_the_own_address_space_are_not_programmed() {
        let gateway = |learns: &str| {
            design(
                "",
                &format!(
                    r#", "onPremises": [{{ "name": "dc", "addressPrefixes": [] }}],
                "virtualNetworkGateways": [{{ "name": "g", "type": "Vpn", "virtualNetwork": "v", "connections": [{{ "to": "dc", "learns": [{learns}] }}] }}]"#
                ),
            )
        };
        assert_eq!(rows(&gateway(r#""10.0.0.0/16", "10.0.1.0/24""#)), rows(&design("", "")));
        assert!(rows(&gateway(r#""10.0.0.0/12""#)).contains(&"VirtualNetworkGateway Active 10.0.0.0/12 Learned".to_owned()));
        assert_eq!(
            rows(&gateway(r#""0.0.0.0/0""#)),
            ["Default Active 10.0.0.0/16 VnetLocal", "VirtualNetworkGateway Active 0.0.0.0/0 Learned"]
        );
    }
}
