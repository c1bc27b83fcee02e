//! `gateway-basic-bgp`: a gateway of the SKU Basic is to speak BGP.
//!
//! # What it checks
//! No VPN gateway of the SKU Basic has a connection with `bgp`, an `asn`, a BGP address, or two active instances.
//!
//! # Why it matters
//! Azure refuses it: the SKU has static routes and one active instance only.
//!
//! # Fix
//! Choose another SKU. The fix writes VpnGw1AZ.
//!
//! # Source
//! Microsoft Learn, "About VPN gateway SKUs", feature table: BGP and active-active are not supported on Basic.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::sku::stated;
use crate::design::{GatewayType, VirtualNetworkGateway};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-basic-bgp", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for gateway in &design.virtual_network_gateways {
        let Some((sku, successor)) = stated(gateway).filter(|_| gateway.gateway_type == GatewayType::Vpn) else { continue };
        let Some(what) = wanted(gateway).filter(|_| sku == "Basic") else { continue };
        let path = gateway.at.field("sku");
        let message = format!("VPN gateway `{}` has the SKU Basic, which has no {what}", gateway.name);
        found.push(rule.report(path.clone(), message).hint("choose another SKU").replacing_some(path, successor));
    }
}

/// What a gateway wants and Basic does not have.
fn wanted(gateway: &VirtualNetworkGateway) -> Option<&'static str> {
    let bgp = gateway.asn.is_some() || gateway.bgp_peering_address.is_some() || gateway.connections.iter().any(|it| it.bgp);
    if bgp { Some("BGP") } else { gateway.active_active.then_some("second active instance") }
}

#[cfg(test)]
mod tests {
    use super::super::sku::testing::gateway;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn bgp_with_basic_is_reported_and_the_sku_replaced() {
        let document = gateway("Vpn", r#""sku": "Basic", "connections": [{ "to": "dc", "bgp": true }]"#);
        assert_eq!(findings(&RULE, &document), ["/virtualNetworkGateways/0/sku: VPN gateway `gw` has the SKU Basic, which has no BGP"]);
        assert_eq!(after_fix(&RULE, &document)["virtualNetworkGateways"][0]["sku"], "VpnGw1AZ");
        assert_eq!(findings(&RULE, &gateway("Vpn", r#""sku": "Basic", "activeActive": true"#)).len(), 1);
    }

    #[test]
    fn bgp_with_another_sku_is_silent() {
        assert!(findings(&RULE, &gateway("Vpn", r#""sku": "VpnGw1AZ", "connections": [{ "to": "dc", "bgp": true }]"#)).is_empty());
    }

    #[test]
    fn static_routes_with_basic_are_silent() {
        assert!(findings(&RULE, &gateway("Vpn", r#""sku": "Basic", "connections": [{ "to": "dc" }]"#)).is_empty());
    }
}
