//! Rules about Azure Firewall and the subnets it stands in.

pub(super) mod default_route_missing;
pub(super) mod duplicate;
pub(super) mod learned_default_route;
pub(super) mod management_propagation;
pub(super) mod management_route;
pub(super) mod management_subnet_missing;
pub(super) mod public_addresses_few;
pub(super) mod rule_empty;
pub(super) mod rule_name_duplicate;
pub(super) mod rule_port_range;
pub(super) mod rule_priority_conflict;
pub(super) mod rule_priority_range;
pub(super) mod rule_shadowed;
pub(super) mod subnet_missing;

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

    /// The members of a rule.
    pub(super) fn rule(priority: u32, action: &str, from: &str, to: &str, ports: &str) -> String {
        format!(
            r#""priority": {priority}, "action": "{action}", "sources": ["{from}"], "destinations": ["{to}"], "protocols": ["Tcp"], "ports": ["{ports}"]"#
        )
    }
}
