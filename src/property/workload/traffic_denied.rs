//! `workload-traffic-denied`: a security rule denies traffic that a workload needs.
//!
//! # What it checks
//! Every flow that a workload of the subnet needs passes the network security groups on its way, from the first packet to the last machine. The
//! flows are in docs/workloads.md; rules for service tags need no addresses for this.
//!
//! # Why it matters
//! Azure refuses some of these groups (Azure Bastion, SQL Managed Instance) and accepts the others; then health probes fail, or the service loses its
//! control plane, or machines cannot start.
//!
//! # Fix
//! Add a rule that allows the flow before the one that denies it. The fix adds one for each flow, just before it.
//!
//! # Source
//! Specification 6, 12 and the source of each workload in docs/workloads.md.

use super::fix::allowed;
use super::grade::Grade;
use super::{Cause, Workloads};
use crate::diagnostic::{Diagnostic, Severity};
use crate::property::Property;

pub(in crate::property) const PROPERTY: Property = Property::of_workloads("workload-traffic-denied", Severity::Error, run);

fn run(property: &Property, workloads: &Workloads<'_>, found: &mut Vec<Diagnostic>) {
    let design = workloads.network.design;
    for group in workloads.groups.iter().filter(|group| group.is(Grade::Denied)) {
        let denied = match group.cause {
            Cause::Firewall(id) => format!("no rule of `{}` allows it", design[id].name),
            cause => format!("{} denies it", cause.words(design)),
        };
        let message = format!("{} needs {}, but {denied}", group.subject(design), group.flows());
        let finding = group.located(design, |place| property.report(place, message));
        found.push(allowed(design, group, finding.hint("allow it with a rule of lower priority number")));
    }
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::workload::testing::{design, findings, group};

    fn gateway(rules: &str) -> String {
        design(r#""networkSecurityGroup": "nsg", "workloads": ["ApplicationGatewayV2"]"#, &group(rules))
    }

    const MANAGER: &str = r#"{ "name": "manager", "priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
        "sourceAddressPrefix": "GatewayManager", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "65200-65535" }"#;

    // Microsoft Learn, "Application Gateway infrastructure configuration", network security groups.
    #[test]
    fn application_gateway_must_be_managed() {
        assert_eq!(
            findings(&PROPERTY, &gateway("")),
            [
                "/networkSecurityGroups/0: Application Gateway v2 in `spoke/app` needs TCP 65200-65535 from GatewayManager, but the default rule \
              DenyAllInBound of `nsg` denies it"
            ]
        );
    }

    #[test]
    fn the_documented_rule_is_enough() {
        assert!(findings(&PROPERTY, &gateway(MANAGER)).is_empty());
        assert!(findings(&PROPERTY, &gateway(&MANAGER.replace("GatewayManager", "*"))).is_empty());
    }

    #[test]
    fn a_rule_for_another_service_or_fewer_ports_is_not() {
        for rule in [MANAGER.replace("GatewayManager", "ApiManagement"), MANAGER.replace("65200-65535", "65200-65534")] {
            assert_eq!(findings(&PROPERTY, &gateway(&rule)).len(), 1, "{rule}");
        }
    }

    #[test]
    fn a_rule_of_ones_own_can_deny_probes_and_egress() {
        let deny = |direction: &str| {
            format!(
                r#"{{ "name": "deny-{direction}", "priority": 200, "direction": "{direction}", "access": "Deny", "protocol": "*",
                     "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "*" }}"#
            )
        };
        let found = findings(&PROPERTY, &gateway(&format!("{MANAGER}, {}, {}", deny("Inbound"), deny("Outbound"))));
        assert_eq!(
            found,
            [
                "/networkSecurityGroups/0/securityRules/1: Application Gateway v2 in `spoke/app` needs everything from AzureLoadBalancer, but rule \
                 `deny-Inbound` of `nsg` denies it",
                "/networkSecurityGroups/0/securityRules/2: Application Gateway v2 in `spoke/app` needs TCP 80, 443 to Internet, but rule \
                 `deny-Outbound` of `nsg` denies it"
            ]
        );
    }

    // The flows of Databricks pass a firewall whose rules allow their tags, and no other.
    #[test]
    fn a_firewall_lets_pass_what_its_rules_allow() {
        let rule = |tags: &str| {
            format!(
                r#"{{ "name": "databricks", "priority": 100, "action": "Allow", "sources": ["10.0.0.0/8"], "destinations": [{tags}], "protocols": ["Tcp"],
                     "ports": ["443", "3306", "8443-8451", "9093"] }}"#
            )
        };
        let behind = |workload: &str, tags: &str| {
            let spoke = format!(r#""delegation": "Microsoft.Databricks/workspaces", "routeTable": "rt", "workloads": [{workload}]"#);
            let table = r#""routeTables": [{ "name": "rt", "routes": [{ "name": "default", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }] }]"#;
            let document = design(&spoke, table);
            document.replace(r#""virtualNetwork": "hub" }"#, &format!(r#""virtualNetwork": "hub", "networkRules": [{}] }}"#, rule(tags)))
        };
        for (workload, named) in [(r#""DatabricksHost""#, "host"), (r#""DatabricksContainer""#, "container")] {
            assert!(findings(&PROPERTY, &behind(workload, r#""AzureDatabricks", "Sql", "Storage", "EventHub""#)).is_empty());
            assert_eq!(
                findings(&PROPERTY, &behind(workload, r#""AzureDatabricks", "Sql", "Storage""#)),
                [format!(
                    "/firewalls/0: the {named} subnet of Azure Databricks in `spoke/app` needs TCP 9093 to EventHub, but no rule of `fw` allows it"
                )]
            );
        }
    }

    // Microsoft Learn, "Configure NSG rules for Azure Bastion": ingress from the Internet and from GatewayManager. Specification 12.4.
    #[test]
    fn bastion_must_be_reached_by_users_and_managed() {
        let rule = |priority: u32, source: &str| {
            format!(
                r#"{{ "name": "from-{source}", "priority": {priority}, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
                     "sourceAddressPrefix": "{source}", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "443" }}"#
            )
        };
        let found = |rules: &str| findings(&PROPERTY, &design(r#""networkSecurityGroup": "nsg", "workloads": ["Bastion"]"#, &group(rules)));
        let (users, manager) = (rule(100, "Internet"), rule(110, "GatewayManager"));
        assert_eq!(found(&format!("{users}, {manager}")), [""; 0]);
        let without = |peer: &str| {
            [format!(
                "/networkSecurityGroups/0: Azure Bastion in `spoke/app` needs TCP 443 from {peer}, but the default rule DenyAllInBound of `nsg` denies it"
            )]
        };
        assert_eq!(found(&manager), without("Internet"));
        // The platform's public addresses are in the tag Internet, too (specification 9.5).
        assert_eq!(found(&users), [""; 0]);
    }
}
