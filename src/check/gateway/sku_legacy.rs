//! `gateway-sku-legacy`: a VPN gateway has a SKU that Azure retires.
//!
//! # What it checks
//! No VPN gateway has the SKU Basic, Standard or HighPerformance.
//!
//! # Why it matters
//! Basic has no BGP, no IKEv2 for machines and no guaranteed throughput and is for tests; Standard and HighPerformance are retired,
//! and a gateway cannot be changed to another family of SKUs without being made anew.
//!
//! # Fix
//! The fix writes VpnGw1AZ.
//!
//! # Source
//! Microsoft Learn, "VPN gateway legacy SKUs"; Azure Policy e345b6c3 ("Azure VPN gateways should not use 'basic' SKU"); PSRule for
//! Azure, Azure.VNG.VPNLegacySKU.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::sku::{is_legacy, stated};
use crate::design::Resource;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-sku-legacy", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for gateway in design.virtual_network_gateways.iter().filter(|gateway| is_legacy(gateway) && !gateway.existing()) {
        let Some((sku, successor)) = stated(gateway) else { continue };
        let path = gateway.at.field("sku");
        let message = format!("VPN gateway `{}` has the SKU {sku}, which Azure retires", gateway.name);
        found.push(rule.report(path.clone(), message).hint("choose one of VpnGw1AZ to VpnGw5AZ").replacing_some(path, successor));
    }
}

#[cfg(test)]
mod tests {
    use super::super::sku::testing::gateway;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn the_sku_basic_is_reported_and_replaced() {
        let document = gateway("Vpn", r#""sku": "Basic""#);
        assert_eq!(findings(&RULE, &document), ["/virtualNetworkGateways/0/sku: VPN gateway `gw` has the SKU Basic, which Azure retires"]);
        assert_eq!(after_fix(&RULE, &document)["virtualNetworkGateways"][0]["sku"], "VpnGw1AZ");
    }

    #[test]
    fn a_newer_sku_is_silent() {
        assert!(findings(&RULE, &gateway("Vpn", r#""sku": "VpnGw1AZ""#)).is_empty());
    }

    #[test]
    fn standard_is_not_the_same_for_an_expressroute_gateway() {
        assert!(findings(&RULE, &gateway("ExpressRoute", r#""sku": "Standard""#)).is_empty());
        assert_eq!(findings(&RULE, &gateway("Vpn", r#""sku": "Standard""#)).len(), 1);
    }
}
