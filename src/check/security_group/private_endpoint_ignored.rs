//! `private-endpoint-security-rule-ignored`: a security rule denies what a private endpoint gets all the same.
//!
//! # What it checks
//! Where a private endpoint stands in a subnet with a security group, and an inbound rule of the group denies packets to its address, the
//! subnet's network policies let security groups apply to private endpoints.
//!
//! # Why it matters
//! By default no rule is asked about packets to a private endpoint: what the rule is to keep away reaches the service.
//!
//! # Fix
//! The fix lets security groups apply.
//!
//! # Source
//! Microsoft Learn, "Manage network policies for private endpoints"; specification 3.4, 6 and 9.4.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::is_new;
use super::super::survey::Survey;
use super::packets::{Group, Packets};
use crate::address::{AddressSet, Ipv4, Share};
use crate::design::{Access, Direction, NetworkPolicies, Resource};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("private-endpoint-security-rule-ignored", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut seen = Vec::new();
    for endpoint in &design.private_endpoints {
        let Some(id) = endpoint.subnet.subnet() else { continue };
        let subnet = &design[id];
        let policies = subnet.private_endpoint_network_policies;
        let group = subnet.network_security_group.as_ref().and_then(|group| group.security_group());
        let Some(group) = group.filter(|_| !policies.is_some_and(NetworkPolicies::security_groups)) else { continue };
        let address = AddressSet::<Ipv4>::one(endpoint.private_ip_address);
        let inbound = Group::<Ipv4>::of(&design[group], Direction::Inbound);
        let denies = |sure: &Packets<Ipv4>| !sure.is_empty() && address.share(&sure.destinations) == Share::All;
        let denying = inbound.rules.iter().find(|it| it.rule.access == Access::Deny && it.sure.as_ref().is_some_and(denies));
        // One change helps all endpoints of the subnet.
        let Some(denying) = denying.filter(|_| is_new(&mut seen, id)) else { continue };
        let message = format!(
            "rule `{}` of `{}` is not asked about packets to private endpoint `{}` in `{}`",
            denying.rule.name,
            design[group].name,
            endpoint.name,
            design.subnet_path(id)
        );
        let both = policies == Some(NetworkPolicies::RouteTableEnabled);
        let wanted = if both { NetworkPolicies::Enabled } else { NetworkPolicies::NetworkSecurityGroupEnabled };
        let finding = rule
            .report(subnet.at.pointer(), message)
            .related(denying.rule.at.pointer())
            .related(endpoint.at.pointer())
            .hint(format!("set `privateEndpointNetworkPolicies` to `{}`", wanted.as_str()));
        let place = subnet.at.field("privateEndpointNetworkPolicies");
        found.push(if design[id.vnet].existing() { finding } else { finding.adding(place, wanted.as_str()) });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    fn design(policies: &str, access: &str, to: &str) -> String {
        let rule = format!(
            r#"{{ "name": "r", "priority": 100, "direction": "Inbound", "access": "{access}", "protocol": "Tcp", "sourceAddressPrefix": "10.0.9.0/24",
                 "sourcePortRange": "*", "destinationAddressPrefix": "{to}", "destinationPortRange": "443" }}"#
        );
        let rest = format!(
            r#""networkSecurityGroups": [{{ "name": "nsg", "securityRules": [{rule}] }}],
               "privateEndpoints": [{{ "name": "pe", "subnet": "vnet/app", "privateIpAddress": "10.0.1.4" }}]"#
        );
        subnet("app", "10.0.1.0/24", &format!(r#""networkSecurityGroup": "nsg"{policies}"#), &rest)
    }

    #[test]
    fn a_denial_that_is_not_asked_is_reported_and_made_to_apply() {
        let document = design("", "Deny", "10.0.1.0/24");
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworks/0/subnets/0: rule `r` of `nsg` is not asked about packets to private endpoint `pe` in `vnet/app`"]
        );
        let policies =
            |document: &str| after_fix(&RULE, document)["virtualNetworks"][0]["subnets"][0]["privateEndpointNetworkPolicies"].clone();
        assert_eq!(policies(&document), "NetworkSecurityGroupEnabled");
        assert_eq!(policies(&design(r#", "privateEndpointNetworkPolicies": "RouteTableEnabled""#, "Deny", "*")), "Enabled");
    }

    #[test]
    fn policies_that_let_groups_apply_are_silent() {
        assert!(findings(&RULE, &design(r#", "privateEndpointNetworkPolicies": "Enabled""#, "Deny", "*")).is_empty());
    }

    #[test]
    fn a_rule_that_allows_or_is_for_another_address_is_silent() {
        assert!(findings(&RULE, &design("", "Allow", "*")).is_empty());
        assert!(findings(&RULE, &design("", "Deny", "10.0.1.5")).is_empty());
    }
}
