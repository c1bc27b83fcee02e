//! Random ways to the Internet: NAT gateways, public IP addresses, private subnets, and versions that make them so.

use serde_json::{Value, json};

use super::tape::Tape;
use crate::oracle::{Block, dotted};

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
                subnet["workloads"] = json!([*tape.pick(&["AzureMachineLearningComputeWithPublicIp", "AksLoadBalancer", "AksNatGateway"])]);
            }
            if tape.once_in(8) {
                subnet["delegation"] = json!("Microsoft.Databricks/workspaces");
            }
        }
    }
    nat_rules(document, tape);
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

/// Gives firewalls a public address, and rules that send on what comes to it.
fn nat_rules(document: &mut Value, tape: &mut Tape<'_>) {
    let mut targets: Vec<Value> = vec![json!("10.0.0.5"), json!("8.8.4.4")];
    let subnets = document["virtualNetworks"].as_array().unwrap().iter().flat_map(|it| it["subnets"].as_array().unwrap());
    let first = subnets.filter_map(|it| it["addressPrefix"].as_str()).map(|prefix| dotted(Block::read(prefix).first + 5));
    targets.extend(first.map(Value::from));
    targets.extend(
        ["networkInterfaces", "loadBalancers", "privateEndpoints"]
            .iter()
            .flat_map(|key| each(document, key).map(|it| it["privateIpAddress"].clone()).collect::<Vec<_>>()),
    );
    for firewall in each(document, "firewalls") {
        if !tape.once_in(3) {
            continue;
        }
        firewall["publicIpAddresses"] = json!(["pip1"]);
        let rules = 0..1 + tape.below(3);
        let rule = |i: usize, tape: &mut Tape<'_>| {
            json!({
                "name": format!("n{i}"),
                "priority": 400 - 100 * i + 150 * tape.below(3) + i,
                "sources": [*tape.pick(&["*", "*", "8.8.0.0/16", "9.0.0.0/8", "Storage"])],
                "publicIpAddress": *tape.pick(&["pip1", "pip1", "pip1", "pip0"]),
                "protocols": *tape.pick(&[&["Tcp"][..], &["Udp"], &["Tcp", "Udp"]]),
                "ports": [*tape.pick(&["*", "443", "22-443", "444-8000"])],
                "translatedAddress": tape.pick(&targets),
                "translatedPort": *tape.pick(&[22, 443, 8000]),
            })
        };
        firewall["natRules"] = rules.map(|i| rule(i, tape)).collect();
    }
}
