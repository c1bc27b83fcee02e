//! `gateway-not-zone-redundant`: a gateway stands in one availability zone.
//!
//! # What it checks
//! The SKU of a gateway, where it is stated, is a zone-redundant one. Retired SKUs are another rule's.
//!
//! # Why it matters
//! When the zone fails, so do all tunnels and circuits. Azure moves VPN gateways to zone-redundant SKUs anyway and makes no others.
//!
//! # Fix
//! The fix writes the zone-redundant SKU of the same size.
//!
//! # Source
//! Microsoft Learn, "About zone-redundant virtual network gateways"; PSRule for Azure, Azure.VNG.VPNAvailabilityZoneSKU and
//! Azure.VNG.ERAvailabilityZoneSKU; Azure Proactive Resiliency Library, bbe668b7 and 5b1933a6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::sku::{is_legacy, stated};
use crate::design::Resource;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-not-zone-redundant", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for gateway in design.virtual_network_gateways.iter().filter(|gateway| !is_legacy(gateway) && !gateway.existing()) {
        let Some((sku, Some(successor))) = stated(gateway) else { continue };
        let path = gateway.at.field("sku");
        let message = format!("gateway `{}` has the SKU {sku}, which is not zone-redundant", gateway.name);
        found.push(rule.report(path.clone(), message).hint(format!("choose {successor}")).replacing(path, successor));
    }
}

#[cfg(test)]
mod tests {
    use super::super::sku::testing::gateway;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn a_gateway_of_one_zone_is_reported_and_gets_the_same_size_in_all() {
        let document = gateway("ExpressRoute", r#""sku": "HighPerformance""#);
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworkGateways/0/sku: gateway `gw` has the SKU HighPerformance, which is not zone-redundant"]
        );
        assert_eq!(after_fix(&RULE, &document)["virtualNetworkGateways"][0]["sku"], "ErGw2AZ");
        assert_eq!(findings(&RULE, &gateway("Vpn", r#""sku": "VpnGw3""#)).len(), 1);
    }

    #[test]
    fn a_zone_redundant_gateway_is_silent() {
        assert!(findings(&RULE, &gateway("Vpn", r#""sku": "VpnGw3AZ""#)).is_empty());
        assert!(findings(&RULE, &gateway("ExpressRoute", r#""sku": "ErGwScale""#)).is_empty());
    }

    #[test]
    fn a_retired_sku_is_reported_once() {
        assert!(findings(&RULE, &gateway("Vpn", r#""sku": "Basic""#)).is_empty());
    }
}
