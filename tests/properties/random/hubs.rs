//! Random virtual hubs.

use serde_json::{Value, json};

use super::design::Plan;
use super::servers::advert;
use super::tape::Tape;
use crate::oracle::dotted;

/// Addresses of hubs; the last ones may be used by networks too.
const BLOCKS: [&str; 5] = ["10.200.0.0/24", "10.201.0.0/23", "192.168.200.0/24", "10.0.3.0/24", "10.1.0.0/24"];

/// Up to three hubs, some with a firewall.
pub(super) fn hubs(plan: &mut Plan, tape: &mut Tape<'_>) -> Vec<Value> {
    let appliances = plan.names("appliance");
    let mut hubs = Vec::new();
    let count = tape.below(6).saturating_sub(2);
    for (i, own) in BLOCKS.iter().enumerate().take(count) {
        let block = if tape.once_in(6) { BLOCKS[3 + tape.below(2)] } else { own };
        let nets = (0..plan.network_count()).filter(|_| tape.below(3) > 0).map(|net| format!("v{net}"));
        let mut hub = json!({ "name": format!("hub{i}"), "addressPrefix": block, "connections": nets.collect::<Vec<_>>() });
        let learned = (0..tape.below(4)).map(|_| {
            let prefix = plan.prefix(tape).to_string();
            if tape.once_in(3) { json!({ "addressPrefix": prefix, "nextHop": "10.99.0.2" }) } else { json!(prefix) }
        });
        hub["learns"] = learned.collect();
        hub["hubRoutingPreference"] = json!(["ExpressRoute", "VpnGateway", "ASPath"][tape.below(3)]);
        if tape.below(2) == 0 {
            hub["routerAddress"] = json!(format!("10.200.{i}.68"));
        }
        if tape.once_in(5) {
            hub["location"] = json!("westus");
        }
        if tape.below(3) > 0 {
            hub["firewall"] = json!(firewall(plan, i, block, tape));
        }
        let firewalls = plan.names("firewall");
        for policy in ["internet", "private"] {
            if tape.below(2) == 0 && !firewalls.is_empty() {
                let other = tape.pick(&firewalls).clone();
                let own = hub["firewall"].as_str().filter(|_| !tape.once_in(6)).map(str::to_owned);
                hub["routingIntent"][policy] = json!(own.unwrap_or(other));
            }
        }
        if !appliances.is_empty() && tape.below(3) == 0 {
            let adverts = |tape: &mut Tape<'_>| -> Vec<Value> { (0..1 + tape.below(2)).map(|_| advert(plan, tape)).collect() };
            let peer = |tape: &mut Tape<'_>| json!({ "appliance": tape.pick(&appliances), "advertises": adverts(tape) });
            hub["bgpPeers"] = (0..1 + tape.below(2)).map(|_| peer(tape)).collect();
        }
        hubs.push(hub);
    }
    hubs
}

/// A firewall that stands in the hub.
fn firewall(plan: &mut Plan, hub: usize, block: &str, tape: &mut Tape<'_>) -> String {
    let name = format!("hubfw{hub}");
    let address = crate::oracle::Block::read(block).first + 132;
    let mut firewall = json!({ "name": name });
    firewall["snat"] = json!(["Public", "Always", "Never"][tape.below(3)]);
    if tape.below(2) == 0 {
        firewall["privateIpAddress"] = json!(dotted(address));
    }
    plan.hops.push(address);
    plan.add_firewall(firewall, tape);
    name
}
