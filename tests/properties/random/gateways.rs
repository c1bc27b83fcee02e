//! Random gateways and their connections.

use serde_json::json;

use super::design::Plan;
use super::tape::Tape;
use crate::oracle::dotted;

impl Plan {
    pub(super) fn gateway(&mut self, net: usize, tape: &mut Tape<'_>) {
        // VPN, ExpressRoute or both; never two of one kind.
        let kinds: &[&str] = [&["Vpn"][..], &["ExpressRoute"], &["Vpn", "ExpressRoute"]][tape.below(3)];
        for kind in kinds {
            let mut gateway = json!({ "name": format!("gw{net}{}", &kind[..1]), "type": kind, "virtualNetwork": format!("v{net}") });
            gateway["activeActive"] = json!(tape.once_in(3));
            if tape.once_in(6) {
                gateway["asn"] = json!(65001);
            }
            gateway["publicIpAddresses"] = json!(["pip0", "pip1", "pip2"][..tape.below(4)]);
            if tape.once_in(3) {
                gateway["bgpPeeringAddress"] = json!(dotted(self.subnets.last().unwrap().2.first + 6));
            }
            self.gateways.push(gateway);
        }
    }

    /// Gives the gateways their connections.
    pub(super) fn connect(&mut self, tape: &mut Tape<'_>) {
        for gateway in 0..self.gateways.len() {
            let mut connections = Vec::new();
            for _ in 0..tape.below(4) {
                let other = tape.below(self.gateways.len());
                let to = match self.sites.len() {
                    sites if sites > 0 && tape.below(4) > 0 => format!("site{}", tape.below(sites)),
                    _ if other != gateway => self.gateways[other]["name"].as_str().unwrap().to_owned(),
                    _ => continue,
                };
                let mut connection = json!({ "to": to, "bgp": tape.below(2) == 0 });
                if tape.below(2) == 1 {
                    let learned = (0..tape.below(3)).map(|_| {
                        let prefix = self.prefix(tape).to_string();
                        if tape.once_in(4) { json!({ "addressPrefix": prefix, "nextHop": "10.99.0.1" }) } else { json!(prefix) }
                    });
                    connection["learns"] = learned.collect();
                }
                connections.push(connection);
            }
            self.gateways[gateway]["connections"] = json!(connections);
        }
        self.answer(tape);
    }

    /// Gives most connections between gateways the one back without which they carry nothing.
    fn answer(&mut self, tape: &mut Tape<'_>) {
        let wanted = self.gateways.iter().flat_map(|gateway| {
            let connections = gateway["connections"].as_array().unwrap().iter();
            connections.map(|it| (it["to"].clone(), json!({ "to": gateway["name"], "bgp": it["bgp"] })))
        });
        for (far, back) in wanted.collect::<Vec<_>>() {
            let Some(far) = self.gateways.iter_mut().find(|it| it["name"] == far) else { continue };
            let connections = far["connections"].as_array_mut().unwrap();
            if !connections.iter().any(|it| it["to"] == back["to"]) && !tape.once_in(4) {
                connections.push(back);
            }
        }
    }
}
