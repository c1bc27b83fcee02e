//! `nat-gateway-gateway-subnet`: GatewaySubnet has a NAT gateway.
//!
//! # What it checks
//! No subnet named GatewaySubnet has a `natGateway`.
//!
//! # Why it matters
//! Azure refuses the association.
//!
//! # Fix
//! Leave the NAT gateway out: gateways have public IP addresses of their own. The fix does so.
//!
//! # Source
//! Microsoft Learn, "What is Azure NAT Gateway?", basics: a NAT gateway cannot be deployed in a gateway subnet. Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("nat-gateway-gateway-subnet", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.subnet_ids().filter(|id| design[*id].is(reserved::GATEWAY)) {
        let Some(gateway) = &design[id].nat_gateway else { continue };
        let path = design[id].at.field("natGateway");
        let message = format!("GatewaySubnet of `{}` has NAT gateway `{}`", design[id.vnet].name, gateway.name);
        found.push(rule.report(path.clone(), message).hint("leave it out: gateways have public IP addresses of their own").removing(path));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, subnet};

    fn design(name: &str, member: &str) -> String {
        subnet(
            name,
            "10.0.0.0/27",
            member,
            r#""publicIpAddresses": [{ "name": "pip" }], "natGateways": [{ "name": "nat", "publicIpAddresses": ["pip"] }]"#,
        )
    }

    #[test]
    fn a_nat_gateway_there_is_reported_and_left_out() {
        let document = design("gatewaysubnet", r#""natGateway": "nat""#);
        assert_eq!(findings(&RULE, &document), ["/virtualNetworks/0/subnets/0/natGateway: GatewaySubnet of `vnet` has NAT gateway `nat`"]);
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn a_gateway_subnet_without_one_is_silent() {
        assert!(findings(&RULE, &design("GatewaySubnet", "")).is_empty());
    }

    #[test]
    fn other_subnets_may_have_one() {
        assert!(findings(&RULE, &design("AzureFirewallSubnet", r#""natGateway": "nat""#)).is_empty());
    }
}
