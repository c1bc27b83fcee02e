//! `gateway-subnet-too-small`: a gateway stands in a GatewaySubnet that is smaller than /27.
//!
//! # What it checks
//! The GatewaySubnet of every network with a gateway is /27 or larger, unless its only gateway is a VPN gateway of SKU Basic.
//!
//! # Why it matters
//! Azure refuses to create the gateway: every SKU but Basic needs the addresses of a /27.
//!
//! # Fix
//! Enlarge the subnet. The fix does so in place where the network has the room.
//!
//! # Source
//! Microsoft Learn, "About VPN Gateway configuration settings", section GatewaySubnet; "About ExpressRoute virtual network
//! gateways". Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::size::report_if_small;
use crate::design::{Design, VnetId, reserved};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-subnet-too-small", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.called(reserved::GATEWAY).iter().filter(|id| needs_room(design, id.vnet)) {
        report_if_small(rule, design, *id, 27, found);
    }
}

/// Whether a gateway stands in `vnet` that a /28 or /29 is too small for.
pub(super) fn needs_room(design: &Design, vnet: VnetId) -> bool {
    let basic = |sku: &Option<String>| sku.as_ref().is_some_and(|sku| sku.eq_ignore_ascii_case("Basic"));
    design.gateways_in(vnet).any(|gateway| !basic(&design[gateway].sku))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet, vpn};

    #[test]
    fn a_gateway_in_a_small_subnet_is_reported() {
        let document = subnet("GatewaySubnet", "10.0.0.0/28", "", &vpn("gw", "vnet"));
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworks/0/subnets/0/addressPrefix: 10.0.0.0/28 is too small for GatewaySubnet of `vnet`"],
        );
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][0]["addressPrefix"], "10.0.0.0/27");
    }

    #[test]
    fn a_slash_27_is_enough() {
        assert!(findings(&RULE, &subnet("GatewaySubnet", "10.0.0.0/27", "", &vpn("gw", "vnet"))).is_empty());
    }

    #[test]
    fn the_basic_gateway_lives_in_a_slash_29() {
        let basic = vpn("gw", "vnet").replace(r#""type""#, r#""sku": "Basic", "type""#);
        assert!(findings(&RULE, &subnet("GatewaySubnet", "10.0.0.0/29", "", &basic)).is_empty());
    }
}
