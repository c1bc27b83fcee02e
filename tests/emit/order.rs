//! The order of the writes: what must hold for every emission, whatever the design.

use std::collections::HashMap;

use routewright::emit::{Emission, ResourceDefinition};
use serde_json::Value;

use crate::{emission, golden};

/// What is wrong with the order of an emission.
pub fn faults(emission: &Emission) -> Vec<String> {
    let resources = &emission.resources;
    let position: HashMap<&str, usize> = resources.iter().enumerate().map(|(i, it)| (it.key.as_str(), i)).collect();
    let mut found = Vec::new();
    if position.len() < resources.len() {
        found.push("two definitions have the same key".to_owned());
    }
    // before[i][j]: write i waits, directly or not, for write j.
    let mut before = vec![vec![false; resources.len()]; resources.len()];
    for (i, resource) in resources.iter().enumerate() {
        for key in &resource.depends_on {
            match position.get(key.as_str()) {
                Some(j) if *j < i => {
                    let (earlier, this) = before.split_at_mut(i);
                    this[0].iter_mut().zip(&earlier[*j]).for_each(|(this, earlier)| *this |= earlier);
                    this[0][*j] = true;
                }
                Some(_) => found.push(format!("{} depends on {key}, which comes later", resource.key)),
                None => found.push(format!("{} depends on {key}, which is not written", resource.key)),
            }
        }
        let parent = resource.key.rsplitn(3, '/').nth(2).filter(|parent| position.contains_key(parent));
        if parent.is_some_and(|parent| !resource.depends_on.iter().any(|key| key == parent)) {
            found.push(format!("{} does not name what it lies in", resource.key));
        }
        for (j, other) in resources[..i].iter().enumerate().filter(|(j, _)| !before[i][*j]) {
            if let Some(lock) = resource.locks.iter().find(|lock| other.locks.contains(lock)) {
                found.push(format!("{} and {} may run together and both lock {lock}", resource.key, resources[j].key));
            }
        }
        for key in references(&body(resource)) {
            match position.get(key.as_str()) {
                Some(_) if resource.depends_on.contains(&key) => {}
                Some(_) => found.push(format!("{} refers to {key} and does not name it", resource.key)),
                None if emission.existing.iter().any(|existing| existing.key == key) => {}
                None => found.push(format!("{} refers to {key}, which is nowhere", resource.key)),
            }
        }
    }
    found
}

/// Dependencies that another dependency of the same write implies, although nothing but a lock asks for them.
fn repeated(emission: &Emission) -> Vec<String> {
    let mut waits: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut found = Vec::new();
    for resource in &emission.resources {
        let indirect: Vec<&str> = resource.depends_on.iter().flat_map(|key| waits[key.as_str()].clone()).collect();
        let uses_gateway = body(resource)["properties"]["useRemoteGateways"] == true;
        let needed = |key: &str| {
            let transit = uses_gateway && (key.starts_with("virtualNetworkGateways/") || key.contains("/virtualNetworkPeerings/"));
            // A peering of subnets names them without referring to them.
            let listed = key.contains("/subnets/") && body(resource)["properties"]["peerCompleteVnets"] == false;
            transit
                || listed
                || resource.key.starts_with(&format!("{key}/"))
                || references(&body(resource)).iter().any(|reference| reference == key)
        };
        let repeated = resource.depends_on.iter().filter(|key| indirect.contains(&key.as_str()) && !needed(key));
        found.extend(repeated.map(|key| format!("{}: {key}", resource.key)));
        waits.insert(&resource.key, resource.depends_on.iter().map(String::as_str).chain(indirect).collect());
    }
    found
}

fn body(resource: &ResourceDefinition) -> Value {
    serde_json::to_value(&resource.body).unwrap()
}

fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => {
            // What names a part names one of its own body, which waits for nothing.
            let own = members.get("$ref").filter(|_| !members.contains_key("child")).map(|key| key.as_str().unwrap().to_owned());
            own.into_iter().chain(members.values().flat_map(references)).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn the_order_of_every_case_works_and_repeats_no_lock() {
    for (folder, design) in golden::cases() {
        let emission = emission(&design);
        assert_eq!(faults(&emission), Vec::<String>::new(), "{}", folder.display());
        assert_eq!(repeated(&emission), Vec::<String>::new(), "{}", folder.display());
    }
}

#[test]
fn a_broken_order_is_found() {
    let design = &golden::cases().into_iter().find(|(folder, _)| folder.ends_with("shared-route-table")).unwrap().1;
    let mut emission = emission(design);
    let last = emission.resources.last_mut().unwrap();
    last.depends_on.clear();
    assert!(faults(&emission).iter().any(|fault| fault.contains("both lock")));
    emission.resources.reverse();
    assert!(faults(&emission).iter().any(|fault| fault.contains("comes later")));
}

/// The position of the write of a link.
fn link(emission: &Emission, key: &str) -> usize {
    emission.resources.iter().position(|it| it.key == key).unwrap()
}

#[test]
fn the_link_that_uses_a_gateway_follows_the_gateway_and_the_link_that_allows_it() {
    let design = r#"{
        "virtualNetworks": [
            { "name": "spoke", "addressSpace": ["10.1.0.0/16"] },
            { "name": "hub", "addressSpace": ["10.0.0.0/16"], "subnets": [{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27" }] }],
        "peerings": [{ "between": ["spoke", "hub"], "gatewayTransit": "hub" }],
        "virtualNetworkGateways": [{ "name": "vpn", "type": "Vpn", "virtualNetwork": "hub" }] }"#;
    let emission = emission(design);
    let uses = link(&emission, "virtualNetworks/spoke/virtualNetworkPeerings/spoke-to-hub");
    let allows = link(&emission, "virtualNetworks/hub/virtualNetworkPeerings/hub-to-spoke");
    assert!(allows < uses);
    for needed in ["virtualNetworkGateways/vpn", &emission.resources[allows].key] {
        assert!(emission.resources[uses].depends_on.iter().any(|key| key == needed), "{needed}");
    }
}
