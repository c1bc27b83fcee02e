//! `gateway-duplicate`: a virtual network has two gateways of one kind.
//!
//! # What it checks
//! A network has at most one VPN gateway and at most one ExpressRoute gateway.
//!
//! # Why it matters
//! Azure refuses the second one.
//!
//! # Fix
//! Add the connections to the first gateway, or put the second one into another network.
//!
//! # Source
//! Microsoft Learn, "VPN Gateway FAQ" and "About ExpressRoute virtual network gateways": one gateway of each type in a network. Specification 13.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::GatewayType;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-duplicate", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (vnet, kind) in design.vnet_ids().flat_map(|vnet| [GatewayType::Vpn, GatewayType::ExpressRoute].map(|kind| (vnet, kind))) {
        let mut gateways = design.gateways_in(vnet).map(|id| &design[id]).filter(|gateway| gateway.gateway_type == kind);
        let Some(first) = gateways.next() else { continue };
        for second in gateways {
            let message = format!("`{}` has the {} gateway `{}` already", design[vnet].name, kind.as_str(), first.name);
            found.push(
                rule.report(second.at.field("virtualNetwork"), message)
                    .related(first.at.pointer())
                    .hint("add the connections to the first one, or put this one into another network"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    fn design(kind: &str) -> String {
        subnet(
            "GatewaySubnet",
            "10.0.0.0/27",
            "",
            &format!(
                r#""virtualNetworkGateways": [{{ "name": "one", "type": "Vpn", "virtualNetwork": "vnet" }},
                   {{ "name": "two", "type": "{kind}", "virtualNetwork": "vnet" }}]"#
            ),
        )
    }

    #[test]
    fn a_second_gateway_of_one_kind_is_reported() {
        assert_eq!(findings(&RULE, &design("Vpn")), ["/virtualNetworkGateways/1/virtualNetwork: `vnet` has the Vpn gateway `one` already"]);
    }

    #[test]
    fn one_gateway_is_silent() {
        assert!(findings(&RULE, &subnet("GatewaySubnet", "10.0.0.0/27", "", "")).is_empty());
    }

    #[test]
    fn one_of_each_kind_is_silent() {
        assert!(findings(&RULE, &design("ExpressRoute")).is_empty());
    }
}
