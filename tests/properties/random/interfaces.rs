//! Random network interfaces of machines.

use serde_json::{Value, json};

use super::design::Plan;
use super::groups::APPLICATION_GROUPS;
use super::tape::Tape;
use crate::oracle::dotted;

/// A few interfaces at free addresses, some with groups; one in three lies where rules of other subnets end.
pub(super) fn interfaces(plan: &mut Plan, tape: &mut Tape<'_>) -> Vec<Value> {
    let mut interfaces = Vec::new();
    for i in 0..tape.below(7) {
        let (net, subnet, block) = tape.pick(&plan.subnets).clone();
        let address = block.first + 4 + tape.below(3) as u32;
        if !subnet.starts_with('s') || address >= block.last() || !plan.take(net, address) {
            continue;
        }
        if tape.once_in(3) {
            plan.hops.push(address);
        }
        let mut interface = json!({ "name": format!("vm{i}"), "subnet": format!("v{net}/{subnet}"), "privateIpAddress": dotted(address),
            "enableIPForwarding": tape.once_in(3) });
        if plan.groups > 0 && tape.below(2) == 0 {
            interface["networkSecurityGroup"] = json!(format!("nsg{}", tape.below(plan.groups)));
        }
        interface["applicationSecurityGroups"] =
            (0..tape.below(3)).map(|_| json!(format!("asg{}", tape.below(APPLICATION_GROUPS)))).collect();
        interfaces.push(interface);
    }
    interfaces
}
