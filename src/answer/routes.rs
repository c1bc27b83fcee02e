//! Effective routes in the shape of `az network nic show-effective-route-table`.

use serde::Serialize;

use crate::address::{Address, AnyAddress};
use crate::design::{Design, GatewayId, HubId, ServiceTag, SubnetId};
use crate::route::{EffectiveRoutes, FilterReason, NextHop, Origin, Route, RouteSource, RouteState, TaughtBy, learned};

/// The effective routes of one subnet as the host sees them.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubnetRoutes {
    /// `vnet/subnet`.
    pub subnet: String,
    /// Name of the route table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route_table: Option<String>,
    /// What Azure lists.
    pub routes: Vec<EffectiveRouteRow>,
    /// What Azure does not program, with the reason.
    pub filtered: Vec<FilteredRow>,
}

/// One row of Azure's listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EffectiveRouteRow {
    /// Default, VirtualNetworkGateway or User.
    pub source: RouteSource,
    /// Active or Invalid.
    pub state: RouteState,
    /// The destinations.
    pub address_prefix: String,
    /// Azure's word for the next hop.
    pub next_hop_type: &'static str,
    /// The next hop's addresses, where it has any that are known.
    pub next_hop_ip_address: Vec<String>,
    /// Name of the user-defined route.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Route table of the user-defined route.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route_table: Option<String>,
    /// The next hop as the design names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_hop_name: Option<String>,
    /// The route that won, for an Invalid one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beaten_by: Option<String>,
    /// Why it won.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<&'static str>,
}

/// A route that Azure does not program.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FilteredRow {
    /// Where it would come from.
    pub source: RouteSource,
    /// The destinations.
    pub address_prefix: String,
    /// Azure's word for the next hop.
    pub next_hop_type: &'static str,
    /// The next hop as the design names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_hop_name: Option<String>,
    /// Why Azure does not program it.
    pub because: &'static str,
}

/// Lists the effective routes of a subnet.
pub fn list<A: Address>(design: &Design, subnet: SubnetId, effective: &EffectiveRoutes<A>) -> SubnetRoutes {
    let filtered = effective.filtered.iter().map(|filtered| FilteredRow {
        source: filtered.route.source,
        address_prefix: filtered.route.prefix.to_string(),
        next_hop_type: next_hop_type(filtered.route.next_hop),
        next_hop_name: next_hop_name(design, filtered.route.next_hop),
        because: filter_reason(filtered.reason),
    });
    // A tag is one row, however many prefixes it has.
    let plain = effective.routes().filter(|route| tag(design, effective, route).is_none()).copied();
    let listed = plain.chain(effective.tagged());
    SubnetRoutes {
        subnet: design.subnet_path(subnet),
        route_table: effective.table.map(|table| design[table].name.to_string()),
        routes: listed.flat_map(|route| rows(design, effective, &route)).collect(),
        filtered: filtered.collect(),
    }
}

/// The rows of one route: one, or one for each instance of the gateway that learned it.
fn rows<A: Address>(design: &Design, effective: &EffectiveRoutes<A>, route: &Route<A>) -> Vec<EffectiveRouteRow> {
    let whole = row(design, effective, route);
    match route.origin {
        Origin::Learned { gateway, connection, item } => instance_addresses::<A>(design, gateway, connection, item)
            .into_iter()
            .map(|address| EffectiveRouteRow { next_hop_ip_address: address.iter().map(AnyAddress::to_string).collect(), ..whole.clone() })
            .collect(),
        // One row for each appliance, as recorded: several rows with one prefix and different next hops (1.9).
        Origin::Advertised(id) => design[id]
            .next_hops
            .iter()
            .map(|address| EffectiveRouteRow { next_hop_ip_address: vec![address.to_string()], ..whole.clone() })
            .collect(),
        _ => vec![whole],
    }
}

/// One route as one row, with the addresses of all instances of the gateway that learned it.
pub(super) fn row<A: Address>(design: &Design, effective: &EffectiveRoutes<A>, route: &Route<A>) -> EffectiveRouteRow {
    let winner = (route.state == RouteState::Invalid).then(|| winner(effective, route)).flatten();
    let addresses = match (route.next_hop, route.origin) {
        (NextHop::VirtualAppliance { address, .. }, _) => vec![address.map(A::any)],
        (NextHop::VirtualApplianceEcmp { table, index }, _) => {
            design.equal_next_hops::<A>(table, index).map(|address| Some(address.any())).collect()
        }
        (_, Origin::Advertised(id)) => design[id].next_hops.iter().map(|address| Some(AnyAddress::from(*address))).collect(),
        (_, Origin::Learned { gateway, connection, item }) => instance_addresses::<A>(design, gateway, connection, item),
        (_, Origin::Hub { hub, by }) => vec![hub_address(design, hub, by)],
        _ => Vec::new(),
    };
    EffectiveRouteRow {
        source: route.source,
        state: route.state,
        address_prefix: destination(design, effective, route),
        next_hop_type: next_hop_type(route.next_hop),
        next_hop_ip_address: addresses.iter().flatten().map(AnyAddress::to_string).collect(),
        name: route_name(design, effective, route),
        route_table: matches!(route.origin, Origin::User { .. })
            .then(|| effective.table.map(|table| design[table].name.to_string()))
            .flatten(),
        next_hop_name: next_hop_name(design, route.next_hop),
        beaten_by: winner.map(|winner| described(design, effective, winner)),
        because: winner.map(|winner| why(winner, route)),
    }
}

/// The active route that an Invalid one lost to: of the same prefix, else the longest user-defined one that covers it.
fn winner<'r, A: Address>(effective: &'r EffectiveRoutes<A>, loser: &Route<A>) -> Option<&'r Route<A>> {
    let active = || effective.routes().filter(|route| route.state == RouteState::Active);
    let covering = || active().filter(|route| route.source == RouteSource::User && route.prefix.covers(loser.prefix));
    active().find(|route| route.prefix == loser.prefix).or_else(|| covering().max_by_key(|route| route.prefix.length()))
}

/// Why one route wins over another of the same prefix, or a private endpoint's.
pub(super) fn why<A: Address>(winner: &Route<A>, loser: &Route<A>) -> &'static str {
    match (winner.source, loser.next_hop) {
        (_, NextHop::PrivateEndpoint(_)) if winner.prefix != loser.prefix => {
            "the private endpoint's subnet lets route tables apply, and the user-defined route is at least as long as the address space"
        }
        (RouteSource::User, _) => "for the same prefix a user-defined route wins",
        (RouteSource::VirtualNetworkGateway, _) => "for the same prefix a learned route wins over a system route",
        (RouteSource::Default, _) => "system routes of peerings win over learned routes",
    }
}

fn filter_reason(reason: FilterReason) -> &'static str {
    match reason {
        FilterReason::InsideOwnAddressSpace => "learned prefixes equal to or inside the network's own address space are not programmed",
        FilterReason::InsidePeerAddressSpace => "the system route of the peering wins over learned routes inside it",
        FilterReason::PropagationDisabled => "the route table disables gateway route propagation",
        FilterReason::ExpressRoutePreferred => "the same prefix is learned over ExpressRoute, which is preferred to VPN",
        FilterReason::NotTold => "a route server tells nobody of prefixes that are its own network's, or inside",
        FilterReason::NotPreferred => "for the same prefix the route server prefers another source, or a shorter path",
    }
}

/// A route in a few words: `route default of rt-training`, `system route 10.0.0.0/16`.
pub(super) fn described<A: Address>(design: &Design, effective: &EffectiveRoutes<A>, route: &Route<A>) -> String {
    match (route.source, route_name(design, effective, route), effective.table) {
        (RouteSource::User, Some(name), Some(table)) => format!("route {name} of {}", design[table].name),
        (RouteSource::VirtualNetworkGateway, ..) => format!("learned route {}", route.prefix),
        _ => format!("system route {}", destination(design, effective, route)),
    }
}

/// What a route is for, as it is written: a prefix or a service tag.
pub(super) fn destination<A: Address>(design: &Design, effective: &EffectiveRoutes<A>, route: &Route<A>) -> String {
    tag(design, effective, route).map_or_else(|| route.prefix.to_string(), |tag| tag.to_string())
}

/// The service tag that a route is for.
fn tag<A: Address>(design: &Design, effective: &EffectiveRoutes<A>, route: &Route<A>) -> Option<ServiceTag> {
    match (route.next_hop, route.origin) {
        (NextHop::ServiceEndpoint(tag), _) => Some(tag),
        (_, Origin::User { index }) => design[effective.table?].routes.get(index as usize)?.address_prefix.tag(),
        _ => None,
    }
}

fn route_name<A: Address>(design: &Design, effective: &EffectiveRoutes<A>, route: &Route<A>) -> Option<String> {
    match route.origin {
        Origin::User { index } => Some(design[effective.table?].routes.get(index as usize)?.name.to_string()),
        _ => None,
    }
}

/// Azure's word for a next hop.
pub(super) fn next_hop_type<A: Address>(next_hop: NextHop<A>) -> &'static str {
    match next_hop {
        NextHop::VnetLocal => "VnetLocal",
        NextHop::Peering { global: false, .. } | NextHop::HubSpace { global: false, .. } => "VNetPeering",
        NextHop::Peering { global: true, .. } | NextHop::HubSpace { global: true, .. } => "VNetGlobalPeering",
        NextHop::ConnectedGroup(_) => "ConnectedGroup",
        NextHop::Learned(_) | NextHop::Hub(_) | NextHop::Advertised(_) | NextHop::Contested(_) | NextHop::VirtualNetworkGateway => {
            "VirtualNetworkGateway"
        }
        NextHop::Internet => "Internet",
        NextHop::VirtualAppliance { .. } | NextHop::VirtualApplianceEcmp { .. } => "VirtualAppliance",
        NextHop::PrivateEndpoint(_) => "InterfaceEndpoint",
        NextHop::ServiceEndpoint(_) => "VirtualNetworkServiceEndpoint",
        NextHop::Undecided(_) => "Unknown",
        NextHop::None => "None",
    }
}

fn next_hop_name<A: Address>(design: &Design, next_hop: NextHop<A>) -> Option<String> {
    match next_hop {
        NextHop::Peering { to, .. } | NextHop::ConnectedGroup(Some(to)) => Some(design[to].name.to_string()),
        NextHop::Learned(gateway) => Some(design[gateway].name.to_string()),
        NextHop::Hub(hub) | NextHop::HubSpace { hub, .. } => Some(design[hub].name.to_string()),
        NextHop::Advertised(id) | NextHop::Contested(id) => Some(design.speaker_name(design[id].server).to_string()),
        NextHop::VirtualAppliance { named: Some(named), .. } => Some(design.forwarder_name(named).to_string()),
        NextHop::PrivateEndpoint(endpoint) => Some(design[endpoint].name.to_string()),
        _ => None,
    }
}

/// The address that Azure lists for a route that a hub teaches, where the design states it (specification 3.7).
fn hub_address(design: &Design, hub: HubId, by: TaughtBy) -> Option<AnyAddress> {
    match by {
        TaughtBy::Router => design[hub].router_address.clone(),
        TaughtBy::Branch(item) => design[hub].learns.get(item as usize)?.next_hop.clone(),
        TaughtBy::Firewall(id) => design[id].private_ip_address.map(AnyAddress::from),
    }
}

/// The addresses that Azure lists for a learned route: the stated one, else one for each instance of the gateway.
///
/// An instance is listed with its public address (erjosito lab); where the design does not know it, without one.
fn instance_addresses<A: Address>(design: &Design, gateway: GatewayId, connection: u32, item: u32) -> Vec<Option<AnyAddress>> {
    let entry = &design[gateway];
    let items = entry.connections.get(connection as usize).map(|connection| learned::<A>(design, gateway, connection)).unwrap_or_default();
    if let Some(next_hop) = items.get(item as usize).and_then(|learned| learned.next_hop) {
        return vec![Some(next_hop.any())];
    }
    let instances = if entry.active_active { 2 } else { 1 };
    let public = |index: usize| design[entry.public_ip_addresses.get(index)?.public_ip()?].ip_address.clone();
    (0..instances).map(public).collect()
}
