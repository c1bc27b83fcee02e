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
        let nets: Vec<usize> = (0..plan.network_count()).filter(|_| tape.below(3) > 0).collect();
        let connections: Vec<Value> = nets.into_iter().map(|net| connection(plan, net, tape)).collect();
        let mut hub = json!({ "name": format!("hub{i}"), "addressPrefix": block, "connections": connections });
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

/// A connection to a network, sometimes with static routes.
fn connection(plan: &mut Plan, net: usize, tape: &mut Tape<'_>) -> Value {
    let name = format!("v{net}");
    if tape.below(3) > 0 {
        return json!(name);
    }
    let mut connection = json!({ "remoteVirtualNetwork": name });
    for (key, value) in [
        ("enableInternetSecurity", json!(false)),
        ("propagateStaticRoutes", json!(false)),
        ("vnetLocalRouteOverrideCriteria", json!("Equal")),
    ] {
        if tape.once_in(3) {
            connection[key] = value;
        }
    }
    let route = |index: usize, tape: &mut Tape<'_>| {
        let prefixes: Vec<Value> = (0..1 + tape.below(2)).map(|_| json!(plan.prefix(tape).to_string())).collect();
        let mut route = json!({ "name": format!("s{index}"), "addressPrefixes": prefixes });
        let kind = ["appliance", "loadBalancer", "firewall"][tape.below(3)];
        let names = plan.names(kind);
        if tape.below(2) == 0 && !names.is_empty() {
            route["nextHop"] = json!({ kind: tape.pick(&names) });
        } else {
            route["nextHopIpAddress"] = json!(dotted(plan.hop(tape)));
        }
        route
    };
    connection["staticRoutes"] = (0..tape.below(4)).map(|index| route(index, tape)).collect();
    connection
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
