//! Rules about subnets: their prefixes, their names, and what the names with a meaning demand.

pub(super) mod bastion_route_table;
pub(super) mod bastion_too_small;
pub(super) mod count;
pub(super) mod delegation_form;
pub(super) mod delegation_unknown;
pub(super) mod firewall_management_too_small;
pub(super) mod firewall_security_group;
pub(super) mod firewall_too_small;
pub(super) mod gateway_security_group;
pub(super) mod gateway_small;
pub(super) mod gateway_too_small;
pub(super) mod outside_vnet;
pub(super) mod overlap;
pub(super) mod prefix_length;
pub(super) mod prefix_missing;
pub(super) mod prefix_twice;
pub(super) mod reserved_name_case;
pub(super) mod reserved_occupied;
pub(super) mod route_server_route_table;
pub(super) mod route_server_security_group;
pub(super) mod route_server_too_small;
pub(super) mod route_table_missing;
pub(super) mod security_group_missing;
pub(super) mod service_endpoint_bypass;

mod association;
mod delegations;
mod size;

use super::survey::{Survey, free_block, is_reserved};
use crate::address::Ipv4;
use crate::design::VnetId;
use crate::diagnostic::Diagnostic;
use crate::json::Object;

/// Adds the change that gives a network a subnet of this name and length, where it has the room; `address` is to be in it.
pub(super) fn with_subnet(
    finding: Diagnostic,
    design: &Survey<'_>,
    vnet: VnetId,
    name: &str,
    length: u8,
    address: Option<Ipv4>,
) -> Diagnostic {
    let Some(block) = free_block(design, vnet, length, address) else { return finding };
    if address.is_some_and(|address| is_reserved(block, address)) {
        return finding;
    }
    let subnet = Object::new().with("name", name).with("addressPrefix", block.to_string());
    let network = &design[vnet];
    if network.subnets.is_empty() {
        finding.adding(network.at.field("subnets"), vec![subnet.into()])
    } else {
        finding.adding(network.at.field("subnets/-"), subnet)
    }
}
