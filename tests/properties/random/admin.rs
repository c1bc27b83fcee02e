//! Random network managers: security admin rules, connected groups, routing rules.

use serde_json::{Value, json};

use super::design::Plan;
use super::groups::address;
use super::tags::tag;
use super::tape::Tape;
use crate::oracle::{Block, dotted};

/// No network manager mostly, else one with a few rules.
pub(super) fn network_manager(plan: &Plan, tape: &mut Tape<'_>) -> Value {
    let rules = if tape.once_in(3) { 1 + tape.below(4) } else { 0 };
    let admin: Vec<Value> = (0..rules).map(|i| rule(plan, i, tape)).collect();
    let groups = if tape.once_in(3) { 1 + tape.below(2) } else { 0 };
    let groups: Vec<Vec<String>> = (0..groups).map(|_| networks(plan, tape)).collect();
    let routing = if tape.once_in(3) { 1 + tape.below(4) } else { 0 };
    let routing: Vec<Value> = (0..routing).map(|i| routing_rule(plan, i, tape)).collect();
    let mode = ["ManagedOnly", "UseExisting"][tape.below(2)];
    json!({ "securityAdminRules": admin, "connectedGroups": groups, "routingRules": routing, "routeTableUsageMode": mode })
}

fn networks(plan: &Plan, tape: &mut Tape<'_>) -> Vec<String> {
    (0..plan.network_count()).filter(|_| tape.below(3) > 0).map(|net| format!("v{net}")).collect()
}

fn routing_rule(plan: &Plan, index: usize, tape: &mut Tape<'_>) -> Value {
    let destination = match tape.below(6) {
        4 => "0.0.0.0/0".to_owned(),
        5 => tag(tape).to_owned(),
        _ => plan.prefix(tape).to_string(),
    };
    let place = |(net, subnet, _): &(usize, String, Block)| format!("v{net}/{subnet}");
    let places = match tape.below(3) {
        0 => networks(plan, tape),
        _ => (0..1 + tape.below(3)).map(|_| place(tape.pick(&plan.subnets))).collect(),
    };
    let hop = ["VirtualAppliance", "VirtualAppliance", "VnetLocal", "Internet", "NoNextHop", "VirtualNetworkGateway"][tape.below(6)];
    let local = ["NotSpecified", "NotSpecified", "DirectRoutingWithinSubnet", "DirectRoutingWithinVNet"][tape.below(4)];
    let mut rule = json!({ "name": format!("u{index}"), "destination": destination, "nextHopType": hop, "localRouteSetting": local,
        "appliesTo": places });
    if hop == "VirtualAppliance" {
        rule["nextHopIpAddress"] = json!(dotted(plan.hop(tape)));
    }
    match tape.below(3) {
        0 => rule["disableBgpRoutePropagation"] = json!(false),
        1 => rule["disableBgpRoutePropagation"] = json!(true),
        _ => {}
    }
    rule
}

fn rule(plan: &Plan, index: usize, tape: &mut Tape<'_>) -> Value {
    let networks = networks(plan, tape);
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
