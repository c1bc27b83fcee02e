//! Route tables, each with all its routes: a write replaces the whole table.

use super::kind::Kind;
use super::plan::Plan;
use crate::address::{Address, AnyAddress, Ipv4, Ipv6};
use crate::design::{Design, DisabledPeeringRoutes, NextHop, Route};
use crate::json::{Json, Object};

pub(super) fn emit(plan: &mut Plan) {
    let design = plan.design;
    for table in design.route_tables.iter().filter(|table| !table.existing) {
        let mut routes = Vec::new();
        for route in &table.routes {
            match properties(design, route) {
                Some(properties) => routes.push(Object::new().with("name", route.name.as_str()).with("properties", properties).into()),
                None => {
                    plan.skip(route.at.pointer(), &format!("{}/{}", table.name, route.name), "the address of its next hop is not known")
                }
            }
        }
        let properties = Object::new().with("disableBgpRoutePropagation", table.disable_bgp_route_propagation).with("routes", routes);
        let peerings = (table.disable_peering_route == DisabledPeeringRoutes::All).then_some("All");
        let properties = properties.with_some("disablePeeringRoute", peerings);
        plan.push(plan.resource(Kind::RouteTable, table.name.as_str(), table, properties));
    }
}

/// The type of a next hop, and its address where it has one.
fn next_hop<A: Address>(design: &Design, route: &Route) -> Option<(&'static str, Option<AnyAddress>)> {
    Some(match design.next_hop::<A>(route)? {
        NextHop::VirtualAppliance { address, .. } => ("VirtualAppliance", Some(address?.any())),
        NextHop::VirtualApplianceEcmp => ("VirtualApplianceEcmp", None),
        NextHop::VirtualNetworkGateway => ("VirtualNetworkGateway", None),
        NextHop::VnetLocal => ("VnetLocal", None),
        NextHop::Internet => ("Internet", None),
        NextHop::None => ("None", None),
    })
}

/// A next hop by name becomes an address: ARM knows no other way to say it.
fn properties(design: &Design, route: &Route) -> Option<Object> {
    let (next_hop_type, address) =
        if route.address_prefix.prefix::<Ipv6>().is_some() { next_hop::<Ipv6>(design, route)? } else { next_hop::<Ipv4>(design, route)? };
    let properties = Object::new().with("addressPrefix", route.address_prefix.to_string()).with("nextHopType", next_hop_type);
    let properties = properties.with_some("nextHopIpAddress", address.map(|address| address.to_string()));
    Some(match route.equal_next_hops() {
        [] => properties,
        several => {
            let several: Vec<Json> = several.iter().map(|address| address.to_string().into()).collect();
            properties.with("nextHop", Object::new().with("nextHopIpAddresses", several))
        }
    })
}
