//! `vpn-gateway-ipv6`: IPv6 packets are to go through a VPN gateway.
//!
//! # What it checks
//! No connection of a VPN gateway learns an IPv6 prefix, stated or of its site.
//!
//! # Why it matters
//! VPN gateways carry IPv4 alone, also in networks of both families: no route for the prefix appears, and its packets go elsewhere.
//!
//! # Fix
//! Use an ExpressRoute gateway or an appliance for IPv6.
//!
//! # Source
//! Microsoft Learn, "Overview of IPv6 for Azure Virtual Network", limitations: VPN gateways currently support IPv4 traffic only.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::AnyPrefix;
use crate::design::{GatewayType, Remote};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("vpn-gateway-ipv6", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for gateway in design.virtual_network_gateways.iter().filter(|gateway| gateway.gateway_type == GatewayType::Vpn) {
        for connection in &gateway.connections {
            let site = match connection.to.remote() {
                Some(Remote::Site(site)) => design[site].address_prefixes.iter().find(|prefix| prefix.is_v6()),
                _ => None,
            };
            let first: Option<&AnyPrefix> = match &connection.learns {
                Some(learns) => learns.iter().map(|learned| &learned.address_prefix).find(|prefix| prefix.is_v6()),
                None => site,
            };
            if let Some(prefix) = first {
                let message = format!("gateway `{}` is to learn {prefix}, and VPN gateways carry IPv4 alone", gateway.name);
                found.push(rule.report(connection.at.pointer(), message).hint("use an ExpressRoute gateway or an appliance for IPv6"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::dual;
    use super::RULE;
    use crate::check::testing::findings;

    fn design(kind: &str, site: &str, learns: &str) -> String {
        dual(&format!(
            r#""routeTables": [{{ "name": "rt" }}], "onPremises": [{{ "name": "dc", "addressPrefixes": [{site}] }}],
               "virtualNetworkGateways": [{{ "name": "gw", "type": "{kind}", "virtualNetwork": "vnet",
                 "connections": [{{ "to": "dc" {learns} }}] }}]"#
        ))
    }

    #[test]
    fn a_learned_ipv6_prefix_is_reported() {
        let told = "/virtualNetworkGateways/0/connections/0: gateway `gw` is to learn fd00:99::/48, and VPN gateways carry IPv4 alone";
        assert_eq!(findings(&RULE, &design("Vpn", r#""192.168.0.0/16", "fd00:99::/48""#, "")), [told]);
        assert_eq!(findings(&RULE, &design("Vpn", r#""192.168.0.0/16""#, r#", "learns": ["fd00:99::/48"]"#)), [told]);
    }

    #[test]
    fn a_site_of_both_families_of_which_only_ipv4_is_learned_is_silent() {
        let both = r#""192.168.0.0/16", "fd00:99::/48""#;
        assert!(findings(&RULE, &design("Vpn", both, r#", "learns": ["192.168.0.0/16"]"#)).is_empty());
    }

    #[test]
    fn express_route_and_ipv4_are_silent() {
        assert!(findings(&RULE, &design("ExpressRoute", r#""192.168.0.0/16", "fd00:99::/48""#, "")).is_empty());
        assert!(findings(&RULE, &design("Vpn", r#""192.168.0.0/16""#, "")).is_empty());
    }
}
