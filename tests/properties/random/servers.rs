//! Random route servers.

use serde_json::{Value, json};

use super::design::Plan;
use super::tape::Tape;
use crate::oracle::dotted;

/// A route server in some networks, with appliances as peers.
pub(super) fn servers(plan: &Plan, tape: &mut Tape<'_>) -> Vec<Value> {
    let appliances = plan.names("appliance");
    let mut servers = Vec::new();
    for net in 0..plan.network_count() {
        if appliances.is_empty() || !tape.once_in(3) {
            continue;
        }
        let peers: Vec<Value> = (0..1 + tape.below(2))
            .map(|_| {
                let advertises: Vec<Value> = (0..1 + tape.below(3)).map(|_| advert(plan, tape)).collect();
                json!({ "appliance": tape.pick(&appliances), "advertises": advertises })
            })
            .collect();
        let mut server = json!({ "name": format!("rs{net}"), "virtualNetwork": format!("v{net}"), "peers": peers });
        server["branchToBranch"] = json!(tape.below(2) == 0);
        server["hubRoutingPreference"] = json!(["ExpressRoute", "VpnGateway", "ASPath"][tape.below(3)]);
        servers.push(server);
    }
    servers
}

pub(super) fn advert(plan: &Plan, tape: &mut Tape<'_>) -> Value {
    let mut advert = json!({ "addressPrefix": plan.prefix(tape).to_string() });
    let path: Vec<u64> = (0..tape.below(4)).map(|_| 65001).collect();
    if !path.is_empty() {
        advert["asPath"] = json!(path);
    } else if tape.once_in(6) {
        advert["asPath"] = json!([65001, 65515]);
    }
    if tape.once_in(4) {
        advert["nextHop"] = json!(dotted(plan.hop(tape)));
    }
    advert
}
