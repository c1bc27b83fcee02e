//! `reserved-subnet-occupied`: something else stands in a subnet that Azure keeps for one of its services.
//!
//! # What it checks
//! No interface of an appliance, no network interface and no private endpoint stands in GatewaySubnet, AzureFirewallSubnet,
//! AzureFirewallManagementSubnet, AzureBastionSubnet or RouteServerSubnet.
//!
//! # Why it matters
//! Azure refuses it, or refuses the gateway, firewall, bastion or route server that the subnet is for.
//!
//! # Fix
//! Give the appliance or private endpoint a subnet of its own.
//!
//! # Source
//! Microsoft Learn, "About VPN Gateway configuration settings", section GatewaySubnet: nothing else in it; likewise the pages of
//! Azure Firewall, Azure Bastion and Azure Route Server. Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::{Reference, reserved};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("reserved-subnet-occupied", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut look = |kind: &str, name: &str, subnet: &Reference, path: &dyn Fn() -> String| {
        let reserved = subnet.subnet().filter(|id| reserved::ALL.iter().any(|name| design[*id].is(name)));
        if let Some(id) = reserved {
            let message = format!("{kind} `{name}` stands in {} of `{}`", design[id].name, design[id.vnet].name);
            found.push(rule.report(path(), message).related(design[id].at.pointer()).hint("give it a subnet of its own"));
        }
    };
    for appliance in &design.appliances {
        for interface in &appliance.network_interfaces {
            look("appliance", appliance.name.as_str(), &interface.subnet, &|| interface.at.field("subnet"));
        }
    }
    for interface in &design.network_interfaces {
        look("network interface", interface.name.as_str(), &interface.subnet, &|| interface.at.field("subnet"));
    }
    for endpoint in &design.private_endpoints {
        look("private endpoint", endpoint.name.as_str(), &endpoint.subnet, &|| endpoint.at.field("subnet"));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    fn design(name: &str) -> String {
        subnet(
            name,
            "10.0.0.0/26",
            "",
            &format!(
                r#""appliances": [{{ "name": "nva", "networkInterfaces": [{{ "subnet": "vnet/{name}", "privateIpAddress": "10.0.0.4" }}] }}],
                   "privateEndpoints": [{{ "name": "pe", "subnet": "vnet/{name}", "privateIpAddress": "10.0.0.5" }}]"#
            ),
        )
    }

    #[test]
    fn strangers_in_a_reserved_subnet_are_reported() {
        assert_eq!(
            findings(&RULE, &design("AzureFirewallSubnet")),
            [
                "/appliances/0/networkInterfaces/0/subnet: appliance `nva` stands in AzureFirewallSubnet of `vnet`",
                "/privateEndpoints/0/subnet: private endpoint `pe` stands in AzureFirewallSubnet of `vnet`",
            ],
        );
    }

    #[test]
    fn an_ordinary_subnet_takes_both() {
        assert!(findings(&RULE, &design("dmz")).is_empty());
    }

    #[test]
    fn a_firewall_in_its_own_subnet_is_no_stranger() {
        let firewall = r#""firewalls": [{ "name": "fw", "virtualNetwork": "vnet" }]"#;
        assert!(findings(&RULE, &subnet("AzureFirewallSubnet", "10.0.0.0/26", "", firewall)).is_empty());
    }
}
