//! `gateway-active-active-addresses`: a gateway with two active instances does not have two public IP addresses.
//!
//! # What it checks
//! A VPN gateway with `activeActive` that names `publicIpAddresses` names two.
//!
//! # Why it matters
//! Azure refuses the gateway: each instance has an IP configuration with an address of its own.
//!
//! # Fix
//! Name a second address, or leave the list out: then both are made.
//!
//! # Source
//! Azure's own message in Azure/Azure-Landing-Zones issues 2674 and 2764; error code ActiveActiveGatewayMustHaveExactlyTwoIpConfigurations.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::GatewayType;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-active-active-addresses", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for gateway in design.virtual_network_gateways.iter().filter(|it| it.gateway_type == GatewayType::Vpn && it.active_active) {
        let count = gateway.public_ip_addresses.len();
        if !gateway.existing && count != 0 && count != 2 {
            let message = format!("gateway `{}` has two active instances, and not two public IP addresses", gateway.name);
            let finding = rule.report(gateway.at.field("publicIpAddresses"), message);
            found.push(finding.hint("name two addresses").arm("ActiveActiveGatewayMustHaveExactlyTwoIpConfigurations"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sku::testing::gateway;
    use super::RULE;
    use crate::check::testing::findings;

    fn design(active: bool, addresses: &str) -> String {
        let document = gateway("Vpn", &format!(r#""sku": "VpnGw1AZ", "activeActive": {active}, "publicIpAddresses": [{addresses}]"#));
        document.replacen('{', r#"{ "publicIpAddresses": [{ "name": "a" }, { "name": "b" }],"#, 1)
    }

    #[test]
    fn one_address_for_two_instances_is_reported() {
        assert_eq!(
            findings(&RULE, &design(true, r#""a""#)),
            ["/virtualNetworkGateways/0/publicIpAddresses: gateway `gw` has two active instances, and not two public IP addresses"]
        );
    }

    #[test]
    fn two_addresses_are_silent() {
        assert!(findings(&RULE, &design(true, r#""a", "b""#)).is_empty());
    }

    #[test]
    fn one_address_for_one_instance_and_none_at_all_are_silent() {
        assert!(findings(&RULE, &design(false, r#""a""#)).is_empty());
        assert!(findings(&RULE, &design(true, "")).is_empty());
    }
}
