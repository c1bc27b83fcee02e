//! Rules about network security groups.

pub(super) mod address_count;
pub(super) mod application_group_and_prefix;
pub(super) mod count;
pub(super) mod count_high;
pub(super) mod default_network_rule;
pub(super) mod denies_everything;
pub(super) mod http_from_internet;
pub(super) mod lateral;
pub(super) mod open_egress;
pub(super) mod open_to_internet;
pub(super) mod prefixes_overlap;
pub(super) mod priority_duplicate;
pub(super) mod priority_range;
pub(super) mod private_endpoint_ignored;
pub(super) mod property_missing;
pub(super) mod property_twice;
pub(super) mod rdp_from_internet;
pub(super) mod redundant;
pub(super) mod rule_name_duplicate;
pub(super) mod sensitive_ports;
pub(super) mod shadowed;
pub(super) mod ssh_from_internet;
pub(super) mod tag_in_list;
pub(super) mod udp_from_internet;
pub(super) mod unused;

mod exposed;
mod packets;
mod pairs;

use crate::design::SecurityRule;

/// One of the four things that a rule says in the singular or in the plural.
struct Matching<'r> {
    /// The property for one value.
    singular: &'static str,
    /// The property for several.
    plural: &'static str,
    /// The one value as it is written.
    one: Option<String>,
    /// Whether several are given, and whether the one is among them.
    several: Option<bool>,
    /// The property for application security groups, if they can stand here, and whether some are given.
    groups: Option<(&'static str, bool)>,
    rule: &'r SecurityRule,
}

/// What `rule` says about addresses and ports.
fn matching(rule: &SecurityRule) -> [Matching<'_>; 4] {
    fn of<'r, T: PartialEq>(
        rule: &'r SecurityRule,
        singular: &'static str,
        plural: &'static str,
        one: &Option<T>,
        several: &[T],
        text: impl Fn(&T) -> String,
        groups: Option<(&'static str, bool)>,
    ) -> Matching<'r> {
        let among = (!several.is_empty()).then(|| one.as_ref().is_some_and(|one| several.contains(one)));
        Matching { singular, plural, one: one.as_ref().map(text), several: among, groups, rule }
    }
    let address = |it: &crate::design::SecurityAddress| it.0.clone();
    let ports = |it: &crate::design::PortRange| it.to_string();
    let sources = ("sourceApplicationSecurityGroups", !rule.source_application_security_groups.is_empty());
    let destinations = ("destinationApplicationSecurityGroups", !rule.destination_application_security_groups.is_empty());
    [
        of(
            rule,
            "sourceAddressPrefix",
            "sourceAddressPrefixes",
            &rule.source_address_prefix,
            &rule.source_address_prefixes,
            address,
            Some(sources),
        ),
        of(rule, "sourcePortRange", "sourcePortRanges", &rule.source_port_range, &rule.source_port_ranges, ports, None),
        of(
            rule,
            "destinationAddressPrefix",
            "destinationAddressPrefixes",
            &rule.destination_address_prefix,
            &rule.destination_address_prefixes,
            address,
            Some(destinations),
        ),
        of(rule, "destinationPortRange", "destinationPortRanges", &rule.destination_port_range, &rule.destination_port_ranges, ports, None),
    ]
}

#[cfg(test)]
mod testing {
    /// A group with one rule of this priority for each of `rules`, which are further members.
    pub(super) fn group(rules: &[(u32, &str)]) -> String {
        let rule = |(i, (priority, members)): (usize, &(u32, &str))| {
            let comma = if members.is_empty() { "" } else { "," };
            format!(r#"{{ "name": "rule-{i}", "priority": {priority}, "access": "Deny", "protocol": "*"{comma} {members} }}"#)
        };
        let rules: Vec<_> = rules.iter().enumerate().map(rule).collect();
        format!(r#"{{ "networkSecurityGroups": [{{ "name": "nsg", "securityRules": [{}] }}] }}"#, rules.join(","))
    }

    /// The members of a rule that matches everything inbound.
    pub(super) const ANY: &str = r#""direction": "Inbound", "sourceAddressPrefix": "*", "sourcePortRange": "*",
        "destinationAddressPrefix": "*", "destinationPortRange": "*""#;
}
