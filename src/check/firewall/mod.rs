//! Rules about Azure Firewall and the subnets it stands in.

pub(super) mod default_route_missing;
pub(super) mod duplicate;
pub(super) mod learned_default_route;
pub(super) mod management_propagation;
pub(super) mod management_route;
pub(super) mod management_subnet_missing;
pub(super) mod nat_rule_address;
pub(super) mod nat_rule_any_source;
pub(super) mod nat_rule_count;
pub(super) mod nat_rule_port;
pub(super) mod nat_rule_shadowed;
pub(super) mod nat_rule_target;
pub(super) mod public_addresses_few;
pub(super) mod rule_empty;
pub(super) mod rule_ipv6;
pub(super) mod rule_name_duplicate;
pub(super) mod rule_port_range;
pub(super) mod rule_priority_conflict;
pub(super) mod rule_priority_range;
pub(super) mod rule_shadowed;
pub(super) mod rule_source_tag;
pub(super) mod subnet_missing;

use crate::design::{Access, Firewall, List, Name, Place, SecurityAddress};

/// What the rules of a firewall have in common, of whichever kind.
struct Written<'d> {
    name: &'d Name,
    at: Place,
    priority: u32,
    action: Access,
    sources: &'d List<SecurityAddress>,
}

/// The rules of a firewall: network rules, rules of destination translation, which allow what they translate, and application rules.
fn written(firewall: &Firewall) -> [Vec<Written<'_>>; 3] {
    let network = firewall.network_rules.iter().flatten();
    let network = network.map(|it| Written { name: &it.name, at: it.at, priority: it.priority, action: it.action, sources: &it.sources });
    let translating = firewall.nat_rules.iter();
    let translating =
        translating.map(|it| Written { name: &it.name, at: it.at, priority: it.priority, action: Access::Allow, sources: &it.sources });
    let application = firewall.application_rules.iter();
    let application =
        application.map(|it| Written { name: &it.name, at: it.at, priority: it.priority, action: it.action, sources: &it.sources });
    [network.collect(), translating.collect(), application.collect()]
}

/// Documents for the tests of the rules about rules.
#[cfg(test)]
mod testing {
    use crate::check::testing::subnet;

    /// A firewall `fw` with network rules, each given by its members but for the name, which is `rule-` and its position.
    pub(super) fn firewall(rules: &[&str]) -> String {
        let rules: Vec<String> = rules.iter().enumerate().map(|(i, rule)| format!(r#"{{ "name": "rule-{i}", {rule} }}"#)).collect();
        let rest = format!(r#""firewalls": [{{ "name": "fw", "virtualNetwork": "vnet", "networkRules": [{}] }}]"#, rules.join(", "));
        subnet("AzureFirewallSubnet", "10.0.0.0/26", "", &rest)
    }

    /// A firewall `fw` with NAT rules from a source and port to an address, for its public IP address `own`.
    pub(super) fn translating(rules: &[(&str, &str, &str)]) -> String {
        let rule = |(index, (source, port, to)): (usize, &(&str, &str, &str))| {
            format!(
                r#"{{ "name": "nat-{index}", "priority": {}, "sources": ["{source}"], "publicIpAddress": "own", "protocols": ["Tcp"],
                   "ports": ["{port}"], "translatedAddress": "{to}", "translatedPort": 8443 }}"#,
                100 + index
            )
        };
        let rules: Vec<String> = rules.iter().enumerate().map(rule).collect();
        let rest = format!(
            r#""publicIpAddresses": [{{ "name": "own" }}, {{ "name": "other" }}],
               "firewalls": [{{ "name": "fw", "virtualNetwork": "vnet", "publicIpAddresses": ["own"], "natRules": [{}] }}]"#,
            rules.join(", ")
        );
        subnet("AzureFirewallSubnet", "10.0.0.0/26", "", &rest)
    }

    /// The members of a rule.
    pub(super) fn rule(priority: u32, action: &str, from: &str, to: &str, ports: &str) -> String {
        format!(
            r#""priority": {priority}, "action": "{action}", "sources": ["{from}"], "destinations": ["{to}"], "protocols": ["Tcp"], "ports": ["{ports}"]"#
        )
    }
}
