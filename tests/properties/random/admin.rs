//! Random security admin rules.

use serde_json::{Value, json};

use super::design::Plan;
use super::groups::address;
use super::tape::Tape;

/// No network manager mostly, else one with a few rules.
pub(super) fn network_manager(plan: &Plan, tape: &mut Tape<'_>) -> Value {
    let rules = if tape.once_in(3) { 1 + tape.below(4) } else { 0 };
    json!({ "securityAdminRules": (0..rules).map(|i| rule(plan, i, tape)).collect::<Vec<_>>() })
}

fn rule(plan: &Plan, index: usize, tape: &mut Tape<'_>) -> Value {
    let networks: Vec<String> = (0..plan.network_count()).filter(|_| tape.below(3) > 0).map(|net| format!("v{net}")).collect();
    let mut rule = json!({
        "name": format!("a{index}"),
        "priority": 1 + 100 * tape.below(8) + index,
        "direction": (["Inbound", "Outbound"][tape.below(2)]),
        "access": (["Allow", "AlwaysAllow", "Deny"][tape.below(3)]),
        "protocol": (["*", "*", "Tcp", "Udp", "Icmp"][tape.below(5)]),
        "appliesTo": networks,
    });
    for side in ["sources", "destinations"] {
        if tape.below(2) == 0 {
            rule[side] = (0..1 + tape.below(2)).map(|_| json!(address(plan, tape))).collect();
        }
    }
    if tape.below(2) == 0 {
        rule["destinationPortRanges"] = (0..1 + tape.below(2)).map(|_| json!(["443", "22-443", "444-8000"][tape.below(3)])).collect();
    }
    if tape.once_in(8) {
        rule["sourcePortRanges"] = json!(["5000"]);
    }
    rule
}
