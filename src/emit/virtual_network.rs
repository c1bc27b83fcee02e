//! Virtual networks, never with `subnets`: those are written by themselves.
//!
//! Since API version 2023-11-01 a write without `subnets` leaves the subnets alone (Azure/bicep-types-az issue 1687);
//! one with an empty list removes them all.

use super::body::texts;
use super::kind::{Kind, group_key, nat_gateway_key, table_key};
use super::plan::Plan;
use crate::json::Object;

pub(super) fn emit(plan: &mut Plan) {
    let design = plan.design;
    for vnet in design.vnet_ids().filter(|vnet| !design[*vnet].existing) {
        let network = &design[vnet];
        let prefixes = texts(network.address_space.iter().map(ToString::to_string));
        let mut properties = Object::new().with("addressSpace", Object::new().with("addressPrefixes", prefixes));
        if !network.dns_servers.is_empty() {
            let servers = texts(network.dns_servers.iter().map(ToString::to_string));
            properties = properties.with("dhcpOptions", Object::new().with("dnsServers", servers));
        }
        if !network.summarized_gateway_prefixes.is_empty() {
            let summary = texts(network.summarized_gateway_prefixes.iter().map(ToString::to_string));
            properties = properties.with("summarizedGatewayPrefixes", Object::new().with("addressPrefixes", summary));
        }
        let mut write = plan.resource(Kind::VirtualNetwork, network.name.as_str(), network, properties);
        // A network that is written again takes the tables, groups and NAT gateways of its subnets with it.
        for subnet in design.subnets_of(vnet) {
            if let Some(table) = design.written_table_of(subnet) {
                write.locks(table_key(design, table));
            }
            if let Some(group) = design[subnet].network_security_group.as_ref().and_then(|it| it.security_group()) {
                write.locks(group_key(design, group));
            }
            if let Some(gateway) = design.nat_gateway_of(subnet) {
                write.locks(nat_gateway_key(design, gateway));
            }
        }
        plan.push(write);
    }
}
