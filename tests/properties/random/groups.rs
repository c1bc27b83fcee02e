//! Random security groups.

use serde_json::{Value, json};

use super::design::Plan;
use super::tape::Tape;

/// Ports at which rules begin and end.
pub const PORTS: [u16; 6] = [0, 22, 443, 444, 8000, u16::MAX];

/// How many application security groups there are; some stay empty.
pub(super) const APPLICATION_GROUPS: usize = 3;

/// A group with a few rules.
pub(super) fn group(plan: &Plan, index: usize, tape: &mut Tape<'_>) -> Value {
    let rules: Vec<Value> = (0..tape.below(5)).map(|i| rule(plan, i, tape)).collect();
    json!({ "name": format!("nsg{index}"), "securityRules": rules })
}

fn rule(plan: &Plan, index: usize, tape: &mut Tape<'_>) -> Value {
    let protocol = ["*", "*", "*", "Tcp", "Udp", "Icmp", "Esp"][tape.below(7)];
    let ports = ["*", "*", "*", "443", "22-443", "444-8000"][tape.below(6)];
    let mut rule = json!({
        "name": format!("r{index}"),
        // Some are asked in another order than they are written in.
        "priority": 1000 - 100 * index + 150 * tape.below(4) + index,
        "direction": if tape.below(2) == 0 { "Inbound" } else { "Outbound" },
        "access": if tape.below(2) == 0 { "Allow" } else { "Deny" },
        "protocol": protocol,
        "sourceAddressPrefix": address(plan, tape),
        "sourcePortRange": if tape.once_in(12) { "5000" } else { "*" },
        "destinationAddressPrefix": address(plan, tape),
        "destinationPortRange": ports,
    });
    for side in ["source", "destination"] {
        if tape.once_in(6) {
            let groups: Vec<String> = (0..1 + tape.below(2)).map(|_| format!("asg{}", tape.below(APPLICATION_GROUPS))).collect();
            rule.as_object_mut().unwrap().remove(&format!("{side}AddressPrefix"));
            rule[format!("{side}ApplicationSecurityGroups")] = json!(groups);
        }
    }
    rule
}

/// The network rules of a firewall, and sometimes an application rule.
pub(super) fn firewall_rules(plan: &Plan, firewall: &mut Value, tape: &mut Tape<'_>) {
    let action = |tape: &mut Tape<'_>| if tape.below(3) == 0 { "Deny" } else { "Allow" };
    let some = |tape: &mut Tape<'_>| -> Vec<String> {
        let one = |tape: &mut Tape<'_>| match tape.below(8) {
            0..4 => "*".to_owned(),
            4 => ["Storage", "Sql"][tape.below(2)].to_owned(),
            _ => plan.prefix(tape).to_string(),
        };
        (0..1 + tape.below(2)).map(|_| one(tape)).collect()
    };
    let rules: Vec<Value> = (0..1 + tape.below(4))
        .map(|i| {
            json!({
                "name": format!("r{i}"),
                "priority": 1000 - 100 * i + 150 * tape.below(4) + i,
                "action": action(tape),
                "sources": some(tape),
                "destinations": some(tape),
                "protocols": vec![["Any", "Any", "Tcp", "Udp", "Icmp"][tape.below(5)]],
                "ports": vec![["*", "*", "443", "22-443", "444-8000"][tape.below(5)]],
            })
        })
        .collect();
    firewall["networkRules"] = json!(rules);
    if tape.once_in(6) {
        firewall["applicationRules"] =
            json!([{ "name": "web", "priority": 100, "action": action(tape), "sources": some(tape), "targetFqdns": ["*.example.com"] }]);
    }
}

/// What a rule may name.
pub(super) fn address(plan: &Plan, tape: &mut Tape<'_>) -> String {
    match tape.below(10) {
        0..4 => "*".to_owned(),
        4 => "VirtualNetwork".to_owned(),
        5 => "Internet".to_owned(),
        6 => ["Storage", "AzureLoadBalancer", "Storage.EastUS", "Sql"][tape.below(4)].to_owned(),
        _ => plan.prefix(tape).to_string(),
    }
}
