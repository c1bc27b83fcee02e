//! What firewalls and gateways cannot be written without.

use crate::design::{Design, FirewallId, GatewayType, SubnetId, VirtualNetworkGateway, VpnType, reserved};

/// The subnet of a firewall, and that of its management interface where it has one; else the one that is missing.
pub(super) fn subnets(design: &Design, id: FirewallId) -> Result<(SubnetId, Option<SubnetId>), &'static str> {
    let subnet = design.firewall_subnet(id).ok_or(reserved::FIREWALL)?;
    if !design[id].management_subnet {
        return Ok((subnet, None));
    }
    let management = design.subnet_named(subnet.vnet, reserved::FIREWALL_MANAGEMENT).ok_or(reserved::FIREWALL_MANAGEMENT)?;
    Ok((subnet, Some(management)))
}

/// The SKU of a gateway.
///
/// Source of the defaults: Microsoft Learn, "About gateway SKUs", read on 2026-11-23: new VPN gateways take an AZ SKU
/// in every region, and a policy-based one takes Basic only; ErGw1AZ is the smallest SKU of ExpressRoute gateways.
pub(super) fn sku(gateway: &VirtualNetworkGateway) -> &str {
    let default = match (gateway.gateway_type, gateway.vpn_type) {
        (GatewayType::ExpressRoute, _) => "ErGw1AZ",
        (GatewayType::Vpn, VpnType::RouteBased) => "VpnGw1AZ",
        (GatewayType::Vpn, VpnType::PolicyBased) => "Basic",
    };
    gateway.sku.as_deref().unwrap_or(default)
}
