//! Route tables as their subnets see them.

use crate::address::{Address, Ipv4, Ipv6, Prefix};
use crate::design::{Design, Destination, Resource, Route as Written, RouteTable, SubnetId, TableId};
use crate::diagnostic::Diagnostic;
use crate::flow::Network;
use crate::route::{EffectiveRoutes, NextHop, Origin, Route, RouteState};

/// Per route table: the effective routes of each network that uses it.
pub(super) fn uses<'n, A: Address>(network: &Network<'n, A>) -> Vec<Vec<&'n EffectiveRoutes<A>>> {
    uses_by(network, Some)
}

/// Per route table: the effective routes of each network in which its routes are, in a table that a network manager makes of it too.
pub(super) fn uses_of_routes<'n, A: Address>(network: &Network<'n, A>) -> Vec<Vec<&'n EffectiveRoutes<A>>> {
    uses_by(network, |table| network.design.written_part(table))
}

fn uses_by<'n, A: Address>(network: &Network<'n, A>, counted: impl Fn(TableId) -> Option<TableId>) -> Vec<Vec<&'n EffectiveRoutes<A>>> {
    let mut uses: Vec<Vec<_>> = network.design.table_ids().map(|_| Vec::new()).collect();
    for effective in network.routes.all() {
        if let Some(uses) = effective.table.and_then(&counted).and_then(|table| uses.get_mut(table.0 as usize)) {
            uses.push(effective);
        }
    }
    uses
}

/// The first subnet with these routes.
pub(super) fn first_user<A: Address>(design: &Design, effective: &EffectiveRoutes<A>) -> Option<SubnetId> {
    design.subnets_of(effective.vnet).find(|subnet| design.table_of(*subnet) == effective.table)
}

/// The route of the table that an effective route comes from, where it is one for a prefix.
pub(super) fn written<'d, A: Address>(design: &'d Design, table: TableId, route: &Route<A>) -> Option<&'d Written> {
    let Origin::User { index } = route.origin else { return None };
    design[table].routes.get(index as usize).filter(|written| matches!(written.address_prefix, Destination::Prefix(_)))
}

/// The routes for private endpoints that lose to a user-defined one, which may be shorter.
pub(super) fn beaten_endpoints<A: Address>(effective: &EffectiveRoutes<A>) -> impl Iterator<Item = &Route<A>> {
    let beaten = |route: &&Route<A>| route.state == RouteState::Invalid && matches!(route.next_hop, NextHop::PrivateEndpoint(_));
    effective.given().iter().filter(beaten)
}

/// The prefixes of routes.
pub(super) fn prefixes<A: Address>(routes: &[Route<A>]) -> Vec<Prefix<A>> {
    routes.iter().map(|route| route.prefix).collect()
}

/// Adds the change that removes routes from a table; none where somebody else owns the table, where nothing would be left of it, or
/// where two routes have one prefix, of which the other one would then count.
pub(super) fn without(finding: Diagnostic, design: &Design, table: TableId, mut routes: Vec<&Written>) -> Diagnostic {
    let table = &design[table];
    if names_one_twice::<Ipv4>(table)
        || names_one_twice::<Ipv6>(table)
        || table.existing()
        || routes.len() >= table.routes.len() && !table.disable_bgp_route_propagation
    {
        return finding;
    }
    // From the last to the first, so that none changes the place of those that follow.
    crate::address::sort_by_rank(&mut routes, |route| u64::MAX - u64::from(route.at.index()));
    routes.into_iter().fold(finding, |finding, route| finding.removing(route.at.pointer()))
}

/// Whether a table has one prefix of this family twice.
fn names_one_twice<A: Address>(table: &RouteTable) -> bool {
    let mut keys: Vec<A::Rank> = table.routes.iter().filter_map(|route| Some(route.address_prefix.prefix::<A>()?.rank())).collect();
    keys.sort_unstable();
    keys.windows(2).any(|pair| matches!(pair, [one, other] if one == other))
}
