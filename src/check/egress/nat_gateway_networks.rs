//! `nat-gateway-networks`: a NAT gateway is used by subnets of two virtual networks.
//!
//! # What it checks
//! The subnets that name a NAT gateway are all in one virtual network.
//!
//! # Why it matters
//! Azure refuses the second one.
//!
//! # Fix
//! Give each virtual network a NAT gateway of its own.
//!
//! # Source
//! Microsoft Learn, "Azure NAT Gateway SKUs": virtual networks of a NAT gateway, 1. The code: microsoft/azure_arc issue 3288.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("nat-gateway-networks", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut first = vec![None; design.nat_gateways.len()];
    for id in design.subnet_ids() {
        let Some(gateway) = design.nat_gateway_of(id) else { continue };
        let Some(place) = first.get_mut(gateway.0 as usize) else { continue };
        let before = *place.get_or_insert(id);
        if before.vnet != id.vnet {
            let message = format!(
                "NAT gateway `{}` is that of subnet `{}` too, which is in another network",
                design[gateway].name,
                design.subnet_path(before)
            );
            let finding = rule.report(design[id].at.field("natGateway"), message).related(design[before].at.field("natGateway"));
            let finding = finding.arm("NatGatewayCannotBeUsedBySubnetsBelongingToDifferentVirtualNetworks");
            found.push(finding.hint("give each virtual network a NAT gateway of its own"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::findings;

    fn design(first: &str, second: &str) -> String {
        let network = |name: &str, block: u8, subnets: &str| {
            format!(
                r#"{{ "name": "{name}", "addressSpace": ["10.{block}.0.0/16"], "subnets": [
                     {{ "name": "a", "addressPrefix": "10.{block}.1.0/24"{subnets} }}, {{ "name": "b", "addressPrefix": "10.{block}.2.0/24"{subnets} }} ] }}"#
            )
        };
        let (one, two) = (network("one", 1, first), network("two", 2, second));
        let rest = r#""publicIpAddresses": [{ "name": "pip" }], "natGateways": [{ "name": "nat", "publicIpAddresses": ["pip"] }]"#;
        format!(r#"{{ "virtualNetworks": [{one}, {two}], {rest} }}"#)
    }

    const NAT: &str = r#", "natGateway": "nat""#;

    #[test]
    fn every_subnet_of_a_second_network_is_reported() {
        let found = findings(&RULE, &design(NAT, NAT));
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0],
            "/virtualNetworks/1/subnets/0/natGateway: NAT gateway `nat` is that of subnet `one/a` too, which is in another network"
        );
    }

    #[test]
    fn several_subnets_of_one_network_may_share_one() {
        assert!(findings(&RULE, &design(NAT, "")).is_empty());
    }

    #[test]
    fn a_gateway_of_nobody_is_silent() {
        assert!(findings(&RULE, &design("", "")).is_empty());
    }
}
