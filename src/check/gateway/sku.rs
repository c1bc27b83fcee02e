//! The SKUs of gateways, as of 2026-11.
//!
//! Source: Microsoft Learn, "About VPN gateway SKUs" and "About ExpressRoute virtual network gateways"; bicep-types-az,
//! `VirtualNetworkGatewaySku.name`.

use crate::design::{GatewayType, VirtualNetworkGateway};

/// The SKUs of VPN gateways, each with the zone-redundant one that takes its place; that one has none.
const VPN: [(&str, Option<&str>); 13] = [
    ("Basic", Some("VpnGw1AZ")),
    ("Standard", Some("VpnGw1AZ")),
    ("HighPerformance", Some("VpnGw1AZ")),
    ("VpnGw1", Some("VpnGw1AZ")),
    ("VpnGw2", Some("VpnGw2AZ")),
    ("VpnGw3", Some("VpnGw3AZ")),
    ("VpnGw4", Some("VpnGw4AZ")),
    ("VpnGw5", Some("VpnGw5AZ")),
    ("VpnGw1AZ", None),
    ("VpnGw2AZ", None),
    ("VpnGw3AZ", None),
    ("VpnGw4AZ", None),
    ("VpnGw5AZ", None),
];

/// The same for ExpressRoute gateways.
const EXPRESS_ROUTE: [(&str, Option<&str>); 7] = [
    ("Standard", Some("ErGw1AZ")),
    ("HighPerformance", Some("ErGw2AZ")),
    ("UltraPerformance", Some("ErGw3AZ")),
    ("ErGw1AZ", None),
    ("ErGw2AZ", None),
    ("ErGw3AZ", None),
    ("ErGwScale", None),
];

/// The SKUs of a kind of gateway, each with its zone-redundant successor.
pub(super) fn known(kind: GatewayType) -> &'static [(&'static str, Option<&'static str>)] {
    match kind {
        GatewayType::Vpn => &VPN,
        GatewayType::ExpressRoute => &EXPRESS_ROUTE,
    }
}

/// A gateway's SKU with its zone-redundant successor, where the gateway states one that is known.
pub(super) fn stated(gateway: &VirtualNetworkGateway) -> Option<(&'static str, Option<&'static str>)> {
    let sku = gateway.sku.as_deref()?;
    known(gateway.gateway_type).iter().find(|(name, _)| name.eq_ignore_ascii_case(sku)).copied()
}

/// Whether a gateway has one of the first generation's SKUs of VPN gateways, which Azure retires.
pub(super) fn is_legacy(gateway: &VirtualNetworkGateway) -> bool {
    gateway.gateway_type == GatewayType::Vpn && stated(gateway).is_some_and(|(name, _)| !name.starts_with("VpnGw"))
}

#[cfg(test)]
pub(super) mod testing {
    use crate::check::testing::peered;

    /// A gateway `gw` in network `hub` with these further members.
    pub(in crate::check::gateway) fn gateway(kind: &str, members: &str) -> String {
        let gateway = format!(r#"{{ "name": "gw", "type": "{kind}", "virtualNetwork": "hub", {members} }}"#);
        peered(
            "",
            &format!(r#""virtualNetworkGateways": [{gateway}], "onPremises": [{{ "name": "dc", "addressPrefixes": ["192.168.0.0/16"] }}]"#),
        )
    }
}
