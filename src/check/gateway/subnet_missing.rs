//! `gateway-subnet-missing`: a gateway's network has no GatewaySubnet.
//!
//! # What it checks
//! The network of every virtual network gateway has a subnet named GatewaySubnet.
//!
//! # Why it matters
//! Azure creates a gateway nowhere else.
//!
//! # Fix
//! Add the subnet, /27 or larger. The fix takes the lowest /27 that no other subnet uses.
//!
//! # Source
//! Microsoft Learn, "About VPN Gateway configuration settings", section GatewaySubnet.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::subnet::with_subnet;
use super::super::survey::Survey;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-subnet-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for vnet in design.vnet_ids() {
        // Reported once for a network, at its first gateway.
        let Some(id) = design.gateways_in(vnet).next().filter(|_| design.subnet_named(vnet, reserved::GATEWAY).is_none()) else { continue };
        let message = format!("`{}` has no GatewaySubnet for gateway `{}`", design[vnet].name, design[id].name);
        let finding = rule.report(design[id].at.field("virtualNetwork"), message).related(design[vnet].at.pointer());
        found.push(with_subnet(
            finding.hint("add a subnet of this name, /27 or larger"),
            design,
            vnet,
            reserved::GATEWAY,
            27,
            design[id].bgp_peering_address,
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet, vpn};

    #[test]
    fn a_gateway_without_its_subnet_is_reported_and_given_one() {
        let document = subnet("app", "10.0.0.0/24", "", &vpn("gw", "vnet"));
        assert_eq!(findings(&RULE, &document), ["/virtualNetworkGateways/0/virtualNetwork: `vnet` has no GatewaySubnet for gateway `gw`"]);
        let expected = serde_json::json!({ "name": "GatewaySubnet", "addressPrefix": "10.0.1.0/27" });
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][1], expected);
    }

    #[test]
    fn a_network_without_any_subnet_gets_its_first() {
        let expected = serde_json::json!([{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27" }]);
        let bare = format!(r#"{{ "virtualNetworks": [{{ "name": "vnet", "addressSpace": ["10.0.0.0/16"] }}], {} }}"#, vpn("gw", "vnet"));
        assert_eq!(after_fix(&RULE, &bare)["virtualNetworks"][0]["subnets"], expected);
    }

    #[test]
    fn a_gateway_in_its_subnet_is_silent() {
        assert!(findings(&RULE, &subnet("GatewaySubnet", "10.0.0.0/27", "", &vpn("gw", "vnet"))).is_empty());
    }

    #[test]
    fn a_network_without_a_gateway_needs_none() {
        assert!(findings(&RULE, &subnet("app", "10.0.0.0/24", "", "")).is_empty());
    }
}
