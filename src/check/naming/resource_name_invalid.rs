//! `resource-name-invalid`: a resource has a name that Azure does not take.
//!
//! # What it checks
//! Names of resources and subnets have letters, digits, `_`, `.` and `-`, begin with a letter or digit and end with one or with
//! `_`; 2 to 64 of them for a virtual network or a private endpoint, 1 to 80 for everything else. Appliances and the rules of firewalls
//! and network managers are no resources, and Azure says nothing of their names.
//!
//! # Why it matters
//! Azure refuses other names.
//!
//! # Fix
//! Choose another name, also where the design refers to it.
//!
//! # Source
//! Microsoft Learn, "Naming rules and restrictions for Azure resources", Microsoft.Network; error code InvalidResourceName. The page
//! has no row for virtual hubs, which route servers are too, nor for application security groups and load balancing rules: the usual
//! rules are taken for them. Specification 7.6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{rules, well_formed};
use crate::design::shown;
use crate::design::{Name, Place, Resource};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("resource-name-invalid", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut name = |kind: &str, name: &Name, at: Place, least: usize, most: usize| {
        if !well_formed(name.as_str(), least, most) {
            let message = format!("`{}` is not a name for {kind}", shown(name.as_str()));
            found.push(rule.report(at.field("name"), message).hint(rules(least, most)).arm("InvalidResourceName"));
        }
    };
    for network in &design.virtual_networks {
        name("a virtual network", &network.name, network.at, 2, 64);
        network.subnets.iter().for_each(|subnet| name("a subnet", &subnet.name, subnet.at, 1, 80));
    }
    design.private_endpoints.iter().for_each(|it| name("a private endpoint", &it.name, it.at, 2, 64));
    for rule in design.load_balancers.iter().flat_map(|it| it.load_balancing_rules.iter().flatten()) {
        name("a load balancing rule", &rule.name, rule.at, 1, 80);
    }
    let mut resource = |kind: &str, it: &dyn Resource| name(kind, it.name(), it.place(), 1, 80);
    design.route_tables.iter().for_each(|it| resource("a route table", it));
    design.network_security_groups.iter().for_each(|it| resource("a network security group", it));
    design.public_ip_addresses.iter().for_each(|it| resource("a public IP address", it));
    design.nat_gateways.iter().for_each(|it| resource("a NAT gateway", it));
    design.firewalls.iter().for_each(|it| resource("a firewall", it));
    design.virtual_network_gateways.iter().for_each(|it| resource("a gateway", it));
    design.virtual_hubs.iter().for_each(|it| resource("a virtual hub", it));
    design.on_premises.iter().for_each(|it| resource("a site", it));
    design.route_servers.iter().for_each(|it| resource("a route server", it));
    design.load_balancers.iter().for_each(|it| resource("a load balancer", it));
    design.network_interfaces.iter().for_each(|it| resource("a network interface", it));
    design.application_security_groups.iter().for_each(|it| resource("an application security group", it));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    #[test]
    fn every_kind_of_resource_is_looked_at() {
        let document = r#"{
            "virtualNetworks": [{ "name": "my vnet", "addressSpace": ["10.0.0.0/16"], "subnets": [{ "name": "-a", "addressPrefix": "10.0.0.0/24" }] }],
            "routeTables": [{ "name": "", "existing": true }],
            "networkSecurityGroups": [{ "name": "a:b" }], "publicIpAddresses": [{ "name": "<script>" }],
            "firewalls": [{ "name": "a-", "virtualNetwork": "my vnet" }],
            "virtualNetworkGateways": [{ "name": "ü", "type": "Vpn", "virtualNetwork": "my vnet" }],
            "virtualHubs": [{ "name": "h ", "addressPrefix": "10.9.0.0/23" }],
            "onPremises": [{ "name": "a b", "addressPrefixes": [] }],
            "privateEndpoints": [{ "name": ".", "subnet": "my vnet/-a", "privateIpAddress": "10.0.0.4" }],
            "natGateways": [{ "name": "n@" }],
            "routeServers": [{ "name": "r s", "virtualNetwork": "my vnet" }],
            "loadBalancers": [{ "name": "l/b", "subnet": "my vnet/-a", "privateIpAddress": "10.0.0.6", "backends": [],
                "loadBalancingRules": [{ "name": "-443", "protocol": "Tcp", "frontendPort": 443 }] }],
            "networkInterfaces": [{ "name": "_", "subnet": "my vnet/-a", "privateIpAddress": "10.0.0.5" }],
            "applicationSecurityGroups": [{ "name": "web tier" }] }"#;
        let found = findings(&RULE, document);
        assert_eq!(found.len(), 16, "{found:?}");
        assert_eq!(found[0], "/virtualNetworks/0/name: `my vnet` is not a name for a virtual network");
        assert_eq!(found[1], "/virtualNetworks/0/subnets/0/name: `-a` is not a name for a subnet");
    }

    #[test]
    fn ordinary_names_are_silent() {
        assert!(findings(&RULE, r#"{ "routeTables": [{ "name": "rt-training_1.0", "existing": true }] }"#).is_empty());
    }

    #[test]
    fn one_letter_names_a_table_but_not_a_network() {
        let network = r#"{ "virtualNetworks": [{ "name": "v", "addressSpace": ["10.0.0.0/16"] }] }"#;
        assert_eq!(findings(&RULE, network), ["/virtualNetworks/0/name: `v` is not a name for a virtual network"]);
        assert!(findings(&RULE, r#"{ "routeTables": [{ "name": "r", "existing": true }] }"#).is_empty());
    }

    #[test]
    fn a_private_endpoint_has_names_of_2_to_64_characters() {
        let document = |name: &str| {
            subnet(
                "s",
                "10.0.0.0/24",
                "",
                &format!(r#""privateEndpoints": [{{ "name": "{name}", "subnet": "vnet/s", "privateIpAddress": "10.0.0.9" }}]"#),
            )
        };
        let endpoint = |name: &str| findings(&RULE, &document(name)).len();
        assert_eq!([endpoint("p"), endpoint("pe"), endpoint(&"p".repeat(64)), endpoint(&"p".repeat(65))], [1, 0, 0, 1]);
    }
}
