//! Random intents over what a design has.

use serde_json::{Value, json};

use super::design::Plan;
use super::groups::PORTS;
use super::tags::tag;
use super::tape::Tape;

/// A few intents, each with one or more expectations.
pub(super) fn intents(plan: &Plan, tape: &mut Tape<'_>) -> Vec<Value> {
    (0..tape.below(6)).map(|i| intent(plan, i, tape)).collect()
}

fn intent(plan: &Plan, index: usize, tape: &mut Tape<'_>) -> Value {
    let mut intent = json!({ "name": format!("i{index}"), "from": endpoints(plan, tape), "to": endpoints(plan, tape) });
    if tape.once_in(4) {
        intent["except"] = endpoints(plan, tape);
    }
    let expectations = 1 + tape.below(31);
    if expectations & 1 != 0 {
        intent["delivered"] = json!(tape.below(2) == 0);
    }
    if expectations & 2 != 0 {
        intent["symmetric"] = json!(tape.below(4) > 0);
    }
    if expectations & 4 != 0 {
        intent["answered"] = json!(tape.below(4) > 0);
    }
    let waypoints: Vec<String> = ["firewall", "appliance", "gateway"].iter().flat_map(|kind| plan.names(kind)).collect();
    if expectations & 8 != 0 && !waypoints.is_empty() {
        intent["through"] = json!(tape.pick(&waypoints));
    }
    if expectations & 16 != 0 {
        let internet = waypoints.is_empty() || tape.below(2) == 0;
        intent["avoid"] = if internet { json!("Internet") } else { json!(tape.pick(&waypoints)) };
    }
    match tape.below(8) {
        0 => intent["protocol"] = json!(["Tcp", "Udp", "Icmp"][tape.below(3)]),
        1 => intent["ports"] = json!([tape.pick(&PORTS), tape.pick(&PORTS)]),
        2 => {
            intent["protocol"] = json!("Tcp");
            intent["ports"] = json!([tape.pick(&PORTS)]);
        }
        _ => {}
    }
    intent["bothWays"] = json!(tape.once_in(3));
    intent
}

fn endpoints(plan: &Plan, tape: &mut Tape<'_>) -> Value {
    if tape.once_in(4) { json!([endpoint(plan, tape), endpoint(plan, tape)]) } else { endpoint(plan, tape) }
}

fn endpoint(plan: &Plan, tape: &mut Tape<'_>) -> Value {
    let kind = ["firewall", "appliance", "privateEndpoint", "networkInterface"][tape.below(4)];
    let names = plan.names(kind);
    match tape.below(10) {
        0 | 1 if !plan.subnets.is_empty() => {
            let (net, subnet, _) = tape.pick(&plan.subnets);
            json!(format!("v{net}/{subnet}"))
        }
        2 => json!(format!("v{}/*", tape.below(plan.network_count()))),
        3 => json!(plan.prefix(tape).to_string()),
        4 if !names.is_empty() => json!({ kind: tape.pick(&names) }),
        5 if plan.site_count() > 0 => json!(format!("site{}", tape.below(plan.site_count()))),
        6 => json!("OnPremises"),
        7 if plan.labelled => json!("#some"),
        8 => json!(tag(tape)),
        _ => json!("Internet"),
    }
}
