//! Random peerings: of whole networks from one side or both, and of subnets.

use serde_json::{Value, json};

use super::design::Plan;
use super::tape::Tape;

impl Plan {
    pub(super) fn peerings(&self, tape: &mut Tape<'_>) -> Vec<Value> {
        let mut peerings = Vec::new();
        for a in 0..self.networks.len() {
            for b in 0..a {
                let (from, to) = (format!("v{a}"), format!("v{b}"));
                let link = |from: &str, to: &str, tape: &mut Tape<'_>| {
                    json!({ "from": from, "to": to, "allowVirtualNetworkAccess": !tape.once_in(8), "allowForwardedTraffic": tape.below(3) > 0,
                        "allowGatewayTransit": tape.below(2) == 1, "useRemoteGateways": tape.once_in(3) })
                };
                match tape.below(6) {
                    0 => {}
                    5 => {
                        let some = |net: usize, tape: &mut Tape<'_>| -> Vec<&String> {
                            let all: Vec<&String> = self.subnets.iter().filter(|it| it.0 == net).map(|it| &it.1).collect();
                            all.iter().enumerate().filter(|(i, _)| *i == 0 || tape.below(2) == 0).map(|(_, name)| *name).collect()
                        };
                        let (local, remote) = (some(a, tape), some(b, tape));
                        if !local.is_empty() && !remote.is_empty() {
                            let mut both = json!({ "between": [from, to], "localSubnets": local, "remoteSubnets": remote });
                            both["allowForwardedTraffic"] = json!(tape.below(3) > 0);
                            match tape.below(3) {
                                0 => {}
                                1 => both["gatewayTransit"] = json!(from),
                                _ => both["gatewayTransit"] = json!(to),
                            }
                            peerings.push(both);
                        }
                    }
                    1 => peerings.push(link(&from, &to, tape)),
                    2 => {
                        peerings.push(link(&from, &to, tape));
                        peerings.push(link(&to, &from, tape));
                    }
                    _ => {
                        let mut both = json!({ "between": [from, to], "allowForwardedTraffic": tape.below(3) > 0 });
                        match tape.below(3) {
                            0 => {}
                            1 => both["gatewayTransit"] = json!(from),
                            _ => both["gatewayTransit"] = json!(to),
                        }
                        peerings.push(both);
                    }
                }
            }
        }
        peerings
    }
}
