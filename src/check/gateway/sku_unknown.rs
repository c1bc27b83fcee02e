//! `gateway-sku-unknown`: a gateway has a SKU that its kind does not have.
//!
//! # What it checks
//! The `sku` of a gateway is one of those that Azure has for its type.
//!
//! # Why it matters
//! Azure refuses the gateway, after everything that it needs has been written.
//!
//! # Fix
//! Name a SKU of the gateway's kind. The fix writes the one that is most likely meant.
//!
//! # Source
//! Microsoft Learn, "About VPN gateway SKUs" and "About ExpressRoute virtual network gateways".
//! Specification 11.11.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::sku::{known, stated};
use crate::design::{GatewayType, nearest, shown};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-sku-unknown", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for gateway in &design.virtual_network_gateways {
        let Some(sku) = gateway.sku.as_deref().filter(|_| stated(gateway).is_none()) else { continue };
        let kind = match gateway.gateway_type {
            GatewayType::Vpn => "VPN",
            GatewayType::ExpressRoute => "ExpressRoute",
        };
        let message = format!("no {kind} gateway has the SKU `{}` that `{}` has", shown(sku), gateway.name);
        let names = known(gateway.gateway_type).iter().map(|(name, _)| *name);
        // A successor is written rather than a name that would be reported as well.
        let modern = names.filter(|name| name.ends_with("AZ") || *name == "ErGwScale");
        let path = gateway.at.field("sku");
        found.push(rule.report(path.clone(), message).hint("name a SKU of the gateway's kind").replacing_some(path, nearest(sku, modern)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::sku::testing::gateway;
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable};

    #[test]
    fn a_misspelt_sku_is_reported_and_corrected() {
        let document = gateway("Vpn", r#""sku": "VpnGw2A""#);
        assert_eq!(findings(&RULE, &document), ["/virtualNetworkGateways/0/sku: no VPN gateway has the SKU `VpnGw2A` that `gw` has"]);
        assert_eq!(after_fix(&RULE, &document)["virtualNetworkGateways"][0]["sku"], "VpnGw2AZ");
    }

    #[test]
    fn a_sku_of_the_kind_is_silent_in_any_case() {
        assert!(findings(&RULE, &gateway("Vpn", r#""sku": "vpngw1az""#)).is_empty());
        assert!(findings(&RULE, &gateway("ExpressRoute", r#""sku": "ErGw1AZ""#)).is_empty());
    }

    #[test]
    fn a_sku_of_the_other_kind_is_reported() {
        let document = gateway("ExpressRoute", r#""sku": "VpnGw1AZ""#);
        assert_eq!(findings(&RULE, &document).len(), 1);
        assert!(!fixable(&RULE, &gateway("Vpn", r#""sku": "the large one""#)));
    }
}
