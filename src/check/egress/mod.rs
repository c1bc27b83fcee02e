//! Rules about ways to the Internet: NAT gateways, public IP addresses, and subnets that have default outbound access.

pub(super) mod default_outbound_access;
pub(super) mod nat_gateway_address_count;
pub(super) mod nat_gateway_address_missing;
pub(super) mod nat_gateway_networks;
pub(super) mod nat_gateway_on_gateway_subnet;
pub(super) mod nat_gateway_region;
pub(super) mod public_ip_address_private;
pub(super) mod public_ip_address_twice;
pub(super) mod public_ip_address_unused;

use crate::design::{Design, PublicIpId, Reference};

/// Every reference to a public IP address, with its JSON pointer, in the order of the lists.
pub(super) fn public_ip_references(design: &Design) -> Vec<(PublicIpId, String)> {
    let mut all = Vec::new();
    let mut add = |reference: &Reference, pointer: String| all.extend(reference.public_ip().map(|id| (id, pointer)));
    for interface in &design.network_interfaces {
        interface.public_ip_address.iter().for_each(|it| add(it, interface.at.field("publicIpAddress")));
        interface.public_ipv6_address.iter().for_each(|it| add(it, interface.at.field("publicIpv6Address")));
    }
    for interface in design.appliances.iter().flat_map(|appliance| &appliance.network_interfaces) {
        interface.public_ip_address.iter().for_each(|it| add(it, interface.at.field("publicIpAddress")));
        interface.public_ipv6_address.iter().for_each(|it| add(it, interface.at.field("publicIpv6Address")));
    }
    let lists = design.nat_gateways.iter().map(|it| (&it.public_ip_addresses, it.at));
    let lists = lists.chain(design.firewalls.iter().map(|it| (&it.public_ip_addresses, it.at)));
    for (references, at) in lists.chain(design.virtual_network_gateways.iter().map(|it| (&it.public_ip_addresses, it.at))) {
        for (index, reference) in references.placed() {
            add(reference, at.field(&format!("publicIpAddresses/{index}")));
        }
    }
    all
}
