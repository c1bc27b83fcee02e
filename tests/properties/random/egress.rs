//! Random ways to the Internet: NAT gateways, public IP addresses, private subnets, and versions that make them so.

use serde_json::{Value, json};

use super::tape::Tape;

/// Gives a design ways out, and takes some.
pub(super) fn add_ways_out(document: &mut Value, tape: &mut Tape<'_>) {
    match tape.below(3) {
        0 => document["apiVersion"] = json!("2024-05-01"),
        1 => document["apiVersion"] = json!("2025-07-01"),
        _ => {}
    }
    let gateways = tape.below(4).saturating_sub(1);
    document["natGateways"] = (0..gateways)
        .map(|i| {
            let addresses: &[&str] = if tape.once_in(6) { &[] } else { &["pip2"] };
            json!({ "name": format!("nat{i}"), "publicIpAddresses": addresses, "existing": tape.once_in(8) })
        })
        .collect();
    for network in each(document, "virtualNetworks") {
        if tape.once_in(10) {
            network["existing"] = json!(true);
        }
        for subnet in each(network, "subnets") {
            if gateways > 0 && tape.once_in(3) {
                subnet["natGateway"] = json!(format!("nat{}", tape.below(gateways)));
            }
            match tape.below(6) {
                0 => subnet["defaultOutboundAccess"] = json!(true),
                1 => subnet["defaultOutboundAccess"] = json!(false),
                _ => {}
            }
            if tape.once_in(8) {
                subnet["delegation"] = json!("Microsoft.Databricks/workspaces");
            }
        }
    }
    for interface in each(document, "networkInterfaces") {
        if tape.once_in(2) {
            interface["publicIpAddress"] = json!(["pip0", "pip2"][tape.below(2)]);
        }
    }
    for appliance in each(document, "appliances") {
        for interface in each(appliance, "networkInterfaces") {
            if tape.once_in(3) {
                interface["publicIpAddress"] = json!(["pip0", "pip1", "pip2"][tape.below(3)]);
            }
        }
    }
}

fn each<'v>(value: &'v mut Value, key: &str) -> impl Iterator<Item = &'v mut Value> {
    value.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten()
}
