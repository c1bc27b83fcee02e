//! `gateway-bgp-address-outside`: a gateway's BGP address is not in GatewaySubnet.
//!
//! # What it checks
//! `bgpPeeringAddress` of every gateway is an address of the GatewaySubnet of its network.
//!
//! # Why it matters
//! Azure takes the address from GatewaySubnet; a site that is told another one never gets a BGP session.
//!
//! # Fix
//! Leave the address out, and read it from the gateway once that is deployed.
//!
//! # Source
//! Microsoft Learn, "About BGP with Azure VPN Gateway": the Azure BGP peer address comes from GatewaySubnet.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-bgp-address-outside", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.gateway_ids() {
        let (Some(address), Some(subnet)) = (design[id].bgp_peering_address, design.gateway_subnet(id)) else { continue };
        if !design[subnet].contains(address) {
            let path = design[id].at.field("bgpPeeringAddress");
            let message = format!("{address} is not in GatewaySubnet of `{}`", design[subnet.vnet].name);
            found.push(
                rule.report(path.clone(), message)
                    .related(design[subnet].at.pointer())
                    .hint("leave it out: Azure chooses it")
                    .removing(path),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, subnet, vpn};

    fn design(address: &str) -> String {
        let gateway = vpn("gw", "vnet").replace(r#""type""#, &format!(r#""bgpPeeringAddress": "{address}", "type""#));
        subnet("GatewaySubnet", "10.0.0.0/27", "", &gateway)
    }

    #[test]
    fn an_address_elsewhere_is_reported() {
        let document = design("10.0.1.30");
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworkGateways/0/bgpPeeringAddress: 10.0.1.30 is not in GatewaySubnet of `vnet`"]
        );
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn an_address_of_the_subnet_is_silent() {
        assert!(findings(&RULE, &design("10.0.0.30")).is_empty());
    }

    #[test]
    fn the_address_after_the_last_one_is_outside() {
        assert_eq!(findings(&RULE, &design("10.0.0.32")).len(), 1);
    }
}
