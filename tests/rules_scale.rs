//! How long the rules take: near-linear on large designs and on hostile ones, with a bounded number of findings.

// A failed assumption is a failed test.
#![allow(clippy::indexing_slicing)]

use std::time::Instant;

use routewright::check::check;
use routewright::design::{Design, decode};
use serde_json::{Value, json};

fn design(document: &Value) -> Design {
    decode(document.to_string().as_bytes()).design
}

/// `many(3, |i| ...)` is an array of three.
fn many(count: usize, one: impl Fn(usize) -> Value) -> Value {
    (0..count).map(one).collect()
}

/// The `i`th block of `1 << bits` addresses of 10.0.0.0/8, without its length.
fn block(i: usize, bits: usize) -> String {
    let address = i << bits;
    format!("10.{}.{}.{}", address >> 16 & 255, address >> 8 & 255, address & 255)
}

/// An estate: 10 hubs with firewall and gateway, 990 spokes with three subnets each, 200 tables with 400 routes each; no finding.
fn estate() -> Value {
    let hub = |i: usize| {
        json!({ "name": format!("hub-{i}"), "addressSpace": [format!("10.{i}.0.0/16")], "subnets": [
            { "name": "GatewaySubnet", "addressPrefix": format!("10.{i}.0.0/27") }, { "name": "AzureFirewallSubnet", "addressPrefix": format!("10.{i}.1.0/26") },
            { "name": "shared", "addressPrefix": format!("10.{i}.2.0/24") } ] })
    };
    let spoke = |i: usize| {
        let (hub, at) = (i % 10, 16 * 256 + i * 16);
        let subnet = |j: usize| {
            let table = format!("rt-{}", hub * 20 + (i / 10 + j) % 20);
            json!({ "name": format!("subnet-{j}"), "addressPrefix": format!("{}/24", block(at + j, 8)), "routeTable": table, "networkSecurityGroup": "nsg" })
        };
        json!({ "name": format!("spoke-{i}"), "addressSpace": [format!("{}/20", block(at, 8))], "subnets": many(3, subnet) })
    };
    let networks: Vec<_> = (0..10).map(hub).chain((0..990).map(spoke)).collect();
    let transit = |i: usize| {
        let hub = format!("hub-{}", i % 10);
        json!({ "between": [hub, format!("spoke-{i}")], "gatewayTransit": hub, "allowForwardedTraffic": true })
    };
    let mesh = (0..990usize).flat_map(|i| (1..5).map(move |j| (i, i + j * 10)).filter(|(_, other)| *other < 990));
    let mesh = mesh.map(|(i, other)| json!({ "between": [format!("spoke-{i}"), format!("spoke-{other}")] }));
    let peerings: Vec<_> = (0..990).map(transit).chain(mesh).collect();
    let table = |i: usize| {
        let hop = |j: usize| match j % 4 {
            0 => json!({ "nextHopType": "VirtualAppliance", "nextHopIpAddress": format!("10.{}.1.4", i / 20) }),
            1 => json!({ "nextHop": { "firewall": format!("fw-{}", i / 20) } }),
            2 => json!({ "nextHopType": "Internet" }),
            _ => json!({ "nextHopType": "VirtualNetworkGateway" }),
        };
        let route = |j: usize| {
            let mut route = hop(j);
            route["name"] = format!("route-{j}").into();
            // Not in order, so that nothing is sorted already.
            route["addressPrefix"] = format!("{}/28", block(j * 7919 % 65536, 4).replacen("10.", "172.", 1)).into();
            route
        };
        json!({ "name": format!("rt-{i}"), "disableBgpRoutePropagation": true, "routes": many(400, route) })
    };
    json!({ "location": "eastus", "virtualNetworks": networks, "peerings": peerings, "routeTables": many(200, table),
            "networkSecurityGroups": [{ "name": "nsg" }],
            "firewalls": many(10, |i| json!({ "name": format!("fw-{i}"), "virtualNetwork": format!("hub-{i}") })),
            "virtualNetworkGateways": many(10, |i| json!({ "name": format!("gw-{i}"), "type": "Vpn", "virtualNetwork": format!("hub-{i}") })) })
}

#[test]
fn a_large_design_without_mistakes_has_no_findings() {
    assert_eq!(check(&design(&estate())), []);
}

/// `cargo test --release --test rules_scale -- --ignored --nocapture` prints the time.
#[test]
#[ignore = "a measurement, for a release build"]
fn the_time_for_a_large_design() {
    let design = design(&estate());
    let mut times: Vec<_> = (0..50)
        .map(|_| {
            let start = Instant::now();
            assert!(check(&design).is_empty());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let routes: usize = design.route_tables.iter().map(|table| table.routes.len()).sum();
    let (links, subnets) = (design.links.len(), design.subnet_ids().count());
    println!("check: {subnets} subnets, {links} links, {routes} routes: median {:?}, best {:?}", times[25], times[0]);
}

/// Checks a hostile design: it ends, and soon, and with no more findings than one rule after the other may give.
fn hostile(document: Value) {
    let design = design(&document);
    let start = Instant::now();
    let found = check(&design);
    let time = start.elapsed();
    assert!(found.len() <= 10 * 1_001, "{} findings", found.len());
    // Quadratic work on these takes minutes; the bound leaves room for a slow machine and an unoptimised build.
    assert!(time.as_secs() < 60, "{time:?}");
}

const MANY: usize = 50_000;

#[test]
fn very_many_overlapping_subnets_in_one_network() {
    let subnet = |i: usize| json!({ "name": format!("s{i}"), "addressPrefix": format!("{}/24", block(i % 300, 8)), "routeTable": "rt" });
    hostile(json!({ "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.0.0.0/9"], "subnets": many(MANY, subnet) }],
        "routeTables": [{ "name": "rt", "routes": many(400, |i| json!({ "name": "r", "addressPrefix": format!("{}/24", block(i, 8)),
            "nextHopType": "VirtualAppliance", "nextHopIpAddress": block(i, 4) })) }] }));
}

#[test]
fn very_many_faulty_routes_in_one_table() {
    let route = |i: usize| json!({ "name": "a b", "addressPrefix": "10.0.0.0/8", "nextHopType": "VirtualAppliance", "nextHopIpAddress": block(i, 0) });
    let subnet = |i: usize| json!({ "name": format!("s{i}"), "addressPrefix": format!("{}/29", block(i, 3)), "routeTable": "rt" });
    hostile(json!({ "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.0.0.0/9"], "subnets": many(2_000, subnet) }],
        "routeTables": [{ "name": "rt", "routes": many(MANY, route) }] }));
}

#[test]
fn very_many_networks_with_the_same_addresses_round_one_hub() {
    let network = |i: usize| {
        json!({ "name": format!("v{i}"), "addressSpace": ["10.0.0.0/16"], "subnets": [
        { "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/24", "routeTable": "rt" }] })
    };
    let peering = |i: usize| json!({ "from": format!("v{i}"), "to": "v0", "useRemoteGateways": true });
    hostile(json!({ "virtualNetworks": many(MANY / 4, network), "peerings": many(MANY / 4, peering),
        "routeTables": [{ "name": "rt", "routes": many(400, |i| json!({ "name": format!("r{i}"), "addressPrefix": "0.0.0.0/0",
            "nextHopType": "VirtualAppliance", "nextHopIpAddress": block(i, 8) })) }] }));
}

#[test]
fn very_many_things_at_one_address() {
    let endpoint = |i: usize| json!({ "name": format!("pe{i}"), "subnet": "vnet/s", "privateIpAddress": "10.0.0.9" });
    let firewall = |i: usize| json!({ "name": format!("fw{i}"), "virtualNetwork": "vnet", "managementSubnet": true });
    let gateway = |i: usize| json!({ "name": format!("gw{i}"), "type": "Vpn", "virtualNetwork": "vnet" });
    hostile(
        json!({ "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.0.0.0/16"], "subnets": [{ "name": "s", "addressPrefix": "10.0.0.0/24" }] }],
        "privateEndpoints": many(MANY, endpoint), "firewalls": many(MANY, firewall), "virtualNetworkGateways": many(MANY, gateway) }),
    );
}

#[test]
fn very_many_security_rules_that_are_all_alike() {
    let rule = json!({ "name": "-", "priority": 7, "direction": "Inbound", "access": "Deny", "protocol": "*" });
    hostile(json!({ "networkSecurityGroups": [{ "name": "nsg", "securityRules": many(MANY, |_| rule.clone()) }] }));
}
