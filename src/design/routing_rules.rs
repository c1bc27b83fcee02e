//! Route tables as Azure Virtual Network Manager makes them of routing rules (specification 4.12).
//!
//! A subnet that a rule is for gets a table of the manager's own, which has the routes of the subnet's table too; or the routes go into that
//! table, and all its subnets have them. Everything behind the language sees these tables in the place of the written ones.

use super::id::{SubnetId, TableId, VnetId};
use super::managed::Managed;
use super::model::Design;
use super::name::Name;
use super::network_manager::{LocalRouteSetting, RouteTableUsageMode, RoutingRule, RoutingRuleNextHopType};
use super::place::Place;
use super::route_table::{Destination, DisabledPeeringRoutes, NextHopType, Route, RouteTable};
use super::vnet::reserved;
use crate::address::AnyPrefix;

/// More routes than this are not written, over all tables together.
const MOST_ROUTES: usize = 1_000_000;

/// More pairs of a rule and a subnet are not looked at: 1,000 rules for 1,000 subnets are within.
const MOST_PAIRS: usize = 1_000_000;

/// Where Azure takes no route table.
const WITHOUT_TABLE: [&str; 2] = [reserved::BASTION, reserved::ROUTE_SERVER];

/// What the table of some subnets is made of: equal ones share it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Recipe {
    written: Option<TableId>,
    /// The rules by position, each with where its local routes are for.
    rules: Vec<(u32, Option<Local>)>,
}

/// What a local route is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Local {
    Network(VnetId),
    Subnet(SubnetId),
}

impl Design {
    /// The routing rules.
    pub fn routing_rules(&self) -> &[RoutingRule] {
        self.network_manager.as_ref().map_or(&[], |manager| &manager.routing_rules)
    }

    /// Whether the routes of routing rules go into the written tables.
    pub fn uses_existing_tables(&self) -> bool {
        self.network_manager.as_ref().is_some_and(|manager| manager.route_table_usage_mode == RouteTableUsageMode::UseExisting)
    }

    /// The subnets that a routing rule is for, ascending.
    pub fn routing_rule_subnets(&self, rule: &RoutingRule) -> Vec<SubnetId> {
        let mut subnets = Vec::new();
        for place in &rule.applies_to {
            match (place.subnet(), place.index()) {
                (Some(subnet), _) => subnets.push(subnet),
                (None, Some(vnet)) => subnets.extend(self.subnets_of(VnetId(vnet))),
                (None, None) => {}
            }
        }
        subnets.retain(|subnet| !WITHOUT_TABLE.iter().any(|name| self[*subnet].is(name)));
        subnets.sort_unstable();
        subnets.dedup();
        subnets
    }

    /// Whether a rule makes no route of a subnet because its destination is wholly on the direct way.
    pub fn stays_direct(&self, rule: &RoutingRule, subnet: SubnetId) -> bool {
        local(rule, subnet).is_some_and(|local| stays_local(rule, &prefixes(self, local)))
    }

    /// Whether routing rules are left out because they make more routes than are looked at.
    pub fn routing_rules_cut_short(&self) -> bool {
        self.managed.cut_short
    }

    /// The ids of the tables that Azure Virtual Network Manager makes.
    pub fn managed_table_ids(&self) -> impl Iterator<Item = TableId> + use<> {
        let written = self.route_tables.len() as u32;
        (written..written + self.managed.tables.len() as u32).map(TableId)
    }

    /// The written table whose routes a table has, at the same positions and before any of its own: itself, if it is written.
    pub fn written_part(&self, table: TableId) -> Option<TableId> {
        match (table.0 as usize).checked_sub(self.route_tables.len()) {
            None => Some(table),
            Some(managed) => self.managed.made_of.get(managed).copied().flatten(),
        }
    }

    /// Whether a network manager makes tables that have the routes of a written one too.
    pub fn is_part_of_managed(&self, written: TableId) -> bool {
        self.managed.made_of.contains(&Some(written))
    }

    /// Whether a table is one of these.
    pub fn is_managed(&self, table: TableId) -> bool {
        table.0 as usize >= self.route_tables.len()
    }

    /// The routes of all tables, those that the network manager makes too.
    pub fn all_routes(&self) -> impl Iterator<Item = &Route> {
        self.route_tables.iter().chain(&self.managed.tables).flat_map(|table| &table.routes)
    }
}

/// Makes the tables, in a design whose references are resolved.
pub(super) fn fill_managed(design: &mut Design) {
    let Some(at) = design.network_manager.as_ref().map(|manager| manager.at) else { return };
    let mut managed = Managed::default();
    let mut recipes = recipes(design, &mut managed.cut_short);
    recipes.sort_unstable();
    let mut left = MOST_ROUTES;
    for same in recipes.chunk_by(|one, other| one.0 == other.0) {
        let Some((recipe, _)) = same.first() else { continue };
        let most = recipe.written.map_or(0, |table| design[table].routes.len()) + 8 * recipe.rules.len();
        let Some(rest) = left.checked_sub(most) else {
            managed.cut_short = true;
            break;
        };
        left = rest;
        let id = TableId((design.route_tables.len() + managed.tables.len()) as u32);
        managed.tables.push(table(design, recipe, at, managed.tables.len() + 1));
        managed.made_of.push(recipe.written);
        managed.subnets.extend(same.iter().map(|(_, subnet)| (*subnet, id)));
    }
    managed.subnets.sort_unstable();
    design.managed = managed;
}

/// What each subnet's table is made of.
fn recipes(design: &Design, cut_short: &mut bool) -> Vec<(Recipe, SubnetId)> {
    let mut pairs: Vec<(SubnetId, u32)> = Vec::new();
    for (rule, index) in design.routing_rules().iter().zip(0..) {
        let subnets = design.routing_rule_subnets(rule);
        if pairs.len() + subnets.len() > MOST_PAIRS {
            *cut_short = true;
            break;
        }
        pairs.extend(subnets.into_iter().map(|subnet| (subnet, index)));
    }
    pairs.sort_unstable();
    let mut recipes: Vec<(Recipe, SubnetId)> = Vec::new();
    for own in pairs.chunk_by(|one, other| one.0 == other.0) {
        let Some((subnet, _)) = own.first() else { continue };
        let local = |index: u32| local(design.routing_rules().get(index as usize)?, *subnet);
        let rules = own.iter().map(|(_, rule)| (*rule, local(*rule))).collect();
        recipes.push((Recipe { written: design.written_table_of(*subnet), rules }, *subnet));
    }
    if design.uses_existing_tables() { shared(design, recipes) } else { recipes }
}

/// What the tables are made of if they stay the written ones: all subnets of a table have the routes of each.
fn shared(design: &Design, recipes: Vec<(Recipe, SubnetId)>) -> Vec<(Recipe, SubnetId)> {
    let mut added: Vec<(TableId, (u32, Option<Local>))> = Vec::new();
    let mut all = Vec::new();
    for (recipe, subnet) in recipes {
        match recipe.written {
            Some(table) => added.extend(recipe.rules.into_iter().map(|rule| (table, rule))),
            None => all.push((recipe, subnet)),
        }
    }
    added.sort_unstable();
    added.dedup();
    for subnet in design.subnet_ids() {
        let Some(table) = design.written_table_of(subnet) else { continue };
        let first = added.partition_point(|(known, _)| *known < table);
        let own = added.iter().skip(first).take_while(|(known, _)| *known == table);
        let rules: Vec<_> = own.map(|(_, rule)| *rule).collect();
        if !rules.is_empty() {
            all.push((Recipe { written: Some(table), rules }, subnet));
        }
    }
    all
}

/// What the local routes of a rule's collection are for, seen from a subnet.
fn local(rule: &RoutingRule, subnet: SubnetId) -> Option<Local> {
    match rule.local_route_setting {
        LocalRouteSetting::NotSpecified => None,
        LocalRouteSetting::DirectRoutingWithinSubnet => Some(Local::Subnet(subnet)),
        LocalRouteSetting::DirectRoutingWithinVNet => Some(Local::Network(subnet.vnet)),
    }
}

/// The prefixes of local routes.
fn prefixes(design: &Design, local: Local) -> Vec<AnyPrefix> {
    match local {
        Local::Network(vnet) => design[vnet].address_space.to_vec(),
        Local::Subnet(subnet) => design[subnet].all_prefixes().cloned().collect(),
    }
}

/// A table: the written routes, then those of the rules whose destination no route before them has.
fn table(design: &Design, recipe: &Recipe, at: Place, number: usize) -> RouteTable {
    let written = recipe.written.map(|table| &design[table]);
    let mut routes: Vec<Route> = written.map_or_else(Vec::new, |table| table.routes.clone());
    let kept = routes.len();
    let mut disables = written.is_some_and(|table| table.disable_bgp_route_propagation);
    for (rule, local) in &recipe.rules {
        let Some(rule) = design.routing_rules().get(*rule as usize) else { continue };
        disables |= rule.disable_bgp_route_propagation.unwrap_or(true);
        let near = local.map_or_else(Vec::new, |local| prefixes(design, local));
        routes.extend(near.iter().map(|prefix| local_route(rule, prefix)));
        if !stays_local(rule, &near) {
            routes.push(route_of(rule));
        }
    }
    let mut order: Vec<((u8, u128, u8), usize)> = routes.iter().map(|route| route.address_prefix.key()).zip(0..).collect();
    order.sort_unstable();
    let mut positions: Vec<usize> = Vec::with_capacity(order.len());
    for equal in order.chunk_by(|one, other| one.0 == other.0) {
        // Two written routes with one destination are the table's own matter.
        let first = equal.iter().map(|(_, position)| *position);
        positions.extend(first.enumerate().filter(|(nth, position)| *nth == 0 || *position < kept).map(|(_, position)| position));
    }
    positions.sort_unstable();
    let mut position = 0;
    routes.retain(|_| {
        position += 1;
        positions.binary_search(&(position - 1)).is_ok()
    });
    RouteTable {
        at: written.filter(|_| design.uses_existing_tables()).map_or(at, |table| table.at),
        name: match written.filter(|_| design.uses_existing_tables()) {
            Some(table) => table.name.clone(),
            None => Name::from(format!("avnm-managed-{number}").as_str()),
        },
        disable_bgp_route_propagation: disables,
        disable_peering_route: written.map_or(DisabledPeeringRoutes::None, |table| table.disable_peering_route),
        routes,
        location: None,
        resource_group: None,
        subscription: None,
        tags: None,
        // It is not the design's to write.
        existing: true,
        id: None,
    }
}

/// Whether a rule makes no route because its destination is wholly on the direct way.
fn stays_local(rule: &RoutingRule, near: &[AnyPrefix]) -> bool {
    let Destination::Prefix(destination) = &rule.destination else { return false };
    let covered = |prefix: &AnyPrefix| match (prefix, destination) {
        (AnyPrefix::V4(near), AnyPrefix::V4(far)) => near.covers(*far),
        (AnyPrefix::V6(near), AnyPrefix::V6(far)) => near.covers(**far),
        _ => false,
    };
    rule.next_hop_type == RoutingRuleNextHopType::VirtualAppliance && near.iter().any(covered)
}

fn route_of(rule: &RoutingRule) -> Route {
    Route {
        at: rule.at,
        name: rule.name.clone(),
        address_prefix: rule.destination.clone(),
        next_hop_type: Some(rule.next_hop_type.into()),
        next_hop_ip_address: rule.next_hop_ip_address.clone(),
        next_hop_ip_addresses: None,
        next_hop: None,
    }
}

fn local_route(rule: &RoutingRule, prefix: &AnyPrefix) -> Route {
    Route {
        at: rule.at,
        name: Name::from(format!("local {prefix}").as_str()),
        address_prefix: Destination::Prefix(prefix.clone()),
        next_hop_type: Some(NextHopType::VnetLocal),
        next_hop_ip_address: None,
        next_hop_ip_addresses: None,
        next_hop: None,
    }
}
