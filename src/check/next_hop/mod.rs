//! Rules about where routes send packets.

pub(super) mod address_missing;
pub(super) mod address_not_allowed;
pub(super) mod appliance_alone;
pub(super) mod ecmp_address_twice;
pub(super) mod ecmp_addresses;
pub(super) mod ecmp_api_version;
pub(super) mod ecmp_stateful;
pub(super) mod gateway_coexistence;
pub(super) mod gateway_express_route;
pub(super) mod gateway_missing;
pub(super) mod gateway_policy_based;
pub(super) mod interface_unknown;
pub(super) mod ip_forwarding_disabled;
pub(super) mod machine_unknown;
pub(super) mod missing;
pub(super) mod other_region;
pub(super) mod reserved_address;
pub(super) mod same_subnet;
pub(super) mod twice;
pub(super) mod unclear;
pub(super) mod unowned;
pub(super) mod unreachable;

use super::survey::{Misled, Served, Survey, Target, leads_to_gateway};
use crate::design::{NextHopType, Route, TableId, VnetId};

/// Visits each route whose next hop leads nowhere, in the order of the document.
fn each_misled(design: &Survey<'_>, visit: &mut dyn FnMut(&Route, &Misled)) {
    for misled in design.misled().chunk_by(|a, b| a.table == b.table) {
        let Some(table) = misled.first().map(|it| it.table) else { continue };
        for route in &design[table].routes {
            for target in Target::all(design, route) {
                // The targets of a table are ascending.
                if let Some(found) = misled.binary_search_by_key(&target, |it| it.target).ok().and_then(|at| misled.get(at)) {
                    visit(route, found);
                }
            }
        }
    }
}

/// The next hop of a route as a message names it.
fn shown(design: &Survey<'_>, target: Target) -> String {
    match target {
        Target::Address(address) => format!("{address}"),
        Target::AddressV6(address) => format!("{address}"),
        Target::Named(forwarder) => format!("`{}`", design.forwarder_name(forwarder)),
    }
}

/// The routes of the type for several appliances.
fn to_several<'d>(design: &'d Survey<'_>) -> impl Iterator<Item = &'d Route> {
    let tables = design.table_ids().filter(|table| design.reading(*table).several);
    tables.flat_map(|table| &design[table].routes).filter(|route| route.next_hop_type == Some(NextHopType::VirtualApplianceEcmp))
}

/// Visits each route to the virtual network gateway of a table that has a user which `fails`.
fn each_to_gateway(design: &Survey<'_>, fails: fn(Served) -> bool, visit: &mut dyn FnMut(TableId, &Route, VnetId)) {
    for table in design.table_ids().filter(|table| design.reading(*table).gateway) {
        let Some(vnet) = design.user_networks(table).iter().copied().find(|vnet| fails(design.served(*vnet))) else { continue };
        for route in design[table].routes.iter().filter(|route| leads_to_gateway(route)) {
            visit(table, route, vnet);
        }
    }
}
