//! `gateway-subnet-security-group`: GatewaySubnet carries a network security group.
//!
//! # What it checks
//! A subnet named GatewaySubnet has no `networkSecurityGroup`.
//!
//! # Why it matters
//! Azure refuses the association: a gateway behind a security group may stop working.
//!
//! # Fix
//! Take the security group from the subnet.
//!
//! # Source
//! Microsoft Learn, "About VPN Gateway configuration settings", section GatewaySubnet; error code
//! NetworkSecurityGroupCannotBeAttachedToGatewaySubnet. Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::association::without_security_group;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-subnet-security-group", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.called(reserved::GATEWAY).iter().copied() {
        let Some(carried) = &design[id].network_security_group else { continue };
        let message = format!("GatewaySubnet of `{}` carries security group `{}`", design[id.vnet].name, carried.name);
        let finding = rule
            .report(design[id].at.field("networkSecurityGroup"), message)
            .hint("take it from the subnet")
            .arm("NetworkSecurityGroupCannotBeAttachedToGatewaySubnet");
        found.push(without_security_group(finding, design, id));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, subnet};

    const REST: &str = r#""networkSecurityGroups": [{ "name": "x" }]"#;

    #[test]
    fn one_with_security_group_is_reported() {
        let document = subnet("GatewaySubnet", "10.0.0.0/26", r#""networkSecurityGroup": "x""#, REST);
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworks/0/subnets/0/networkSecurityGroup: GatewaySubnet of `vnet` carries security group `x`"],
        );
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn one_without_is_silent() {
        assert!(findings(&RULE, &subnet("GatewaySubnet", "10.0.0.0/26", "", "")).is_empty());
    }

    #[test]
    fn a_subnet_with_a_similar_name_may_carry_one() {
        assert!(findings(&RULE, &subnet("GatewaySubnets", "10.0.0.0/26", r#""networkSecurityGroup": "x""#, REST)).is_empty());
    }
}
