//! Virtual hubs: the routes that they teach, and what they do to packets.
//!
//! Numbers are sections of the specification.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use routewright::answer::{EffectiveRouteRow, TraceQuery};
use routewright::compile::compile;
use serde_json::{Value, json};

fn network(name: &str, block: u8, subnet: Value) -> Value {
    let mut app = json!({ "name": "app", "addressPrefix": format!("10.{block}.1.0/24") });
    app.as_object_mut().unwrap().extend(subnet.as_object().unwrap().clone());
    json!({ "name": name, "addressSpace": [format!("10.{block}.0.0/16")], "subnets": [app] })
}

/// Networks `one` and `two` at `hub-1`, which learns from the branch `dc`, and `three` at `hub-2`.
fn design() -> Value {
    json!({
        "virtualNetworks": [network("one", 1, json!({})), network("two", 2, json!({})), network("three", 3, json!({}))],
        "onPremises": [{ "name": "dc", "addressPrefixes": ["192.168.0.0/16"] }],
        "virtualHubs": [
            { "name": "hub-1", "addressPrefix": "10.100.0.0/23", "connections": ["one", "two"], "routerAddress": "10.100.0.68",
              "learns": [{ "addressPrefix": "192.168.0.0/16", "nextHop": "10.100.0.12" }] },
            { "name": "hub-2", "addressPrefix": "10.101.0.0/23", "connections": ["three"], "routerAddress": "10.101.0.68" }] })
}

/// The same with a firewall in a hub, by its number, and these routing policies.
fn secured(mut design: Value, hub: usize, policies: &[&str]) -> Value {
    let name = format!("fw-{hub}");
    let firewalls = design.as_object_mut().unwrap().entry("firewalls").or_insert_with(|| json!([]));
    firewalls.as_array_mut().unwrap().push(json!({ "name": name, "privateIpAddress": format!("10.{}.0.132", 99 + hub) }));
    let intent: Value = policies.iter().map(|policy| ((*policy).to_owned(), json!(name))).collect::<serde_json::Map<_, _>>().into();
    design["virtualHubs"][hub - 1]["firewall"] = json!(name);
    design["virtualHubs"][hub - 1]["routingIntent"] = intent;
    design
}

/// The rows that are not system routes into the network itself, to the Internet or to nowhere.
fn rows(design: &Value, subnet: &str) -> Vec<String> {
    let compiled = compile(design.to_string().as_bytes());
    let routes = compiled.routes(subnet).unwrap().routes;
    let shown = |row: &EffectiveRouteRow| !["VnetLocal", "None", "Internet"].contains(&row.next_hop_type);
    let word = |row: &EffectiveRouteRow| {
        format!("{:?} {} {} {}", row.state, row.address_prefix, row.next_hop_type, row.next_hop_ip_address.join(","))
    };
    routes.iter().filter(|row| shown(row)).map(|row| word(row).trim_end().to_owned()).collect()
}

fn trace(design: &Value, from: &str, to: &str) -> Value {
    let query = TraceQuery { from: from.to_owned(), to: to.to_owned(), protocol: None, port: None, ip_version: None };
    serde_json::to_value(compile(design.to_string().as_bytes()).trace(&query).unwrap()).unwrap()
}

fn end(design: &Value, from: &str, to: &str) -> String {
    trace(design, from, to)["forward"]["disposition"].as_str().unwrap().to_owned()
}

const LEARNED: &str = "Active 192.168.0.0/16 VirtualNetworkGateway 10.100.0.12";

// 3.7: the hub as a peering, other networks and what other hubs have with the router, branches with what taught them.
#[test]
fn a_connected_network_learns_what_its_hub_knows() {
    let expected = [
        "Active 10.100.0.0/23 VNetPeering",
        "Active 10.2.0.0/16 VirtualNetworkGateway 10.100.0.68",
        "Active 10.3.0.0/16 VirtualNetworkGateway 10.100.0.68",
        LEARNED,
    ];
    assert_eq!(rows(&design(), "one/app"), expected);
    let remote = ["10.1.0.0/16", "10.2.0.0/16", "192.168.0.0/16"].map(|it| format!("Active {it} VirtualNetworkGateway 10.101.0.68"));
    assert_eq!(rows(&design(), "three/app"), [&["Active 10.101.0.0/23 VNetPeering".to_owned()], &remote[..]].concat());
}

// 11.8: a default route stays in its hub.
#[test]
fn a_learned_default_route_is_not_told_to_other_hubs() {
    let mut design = design();
    design["virtualHubs"][0]["learns"][0]["addressPrefix"] = json!("0.0.0.0/0");
    assert!(rows(&design, "one/app").contains(&"Active 0.0.0.0/0 VirtualNetworkGateway 10.100.0.12".to_owned()));
    assert!(!rows(&design, "three/app").iter().any(|row| row.contains("0.0.0.0/0")));
}

// 11.8: the private blocks in the place of what the hub knows, and the default route of this hub alone.
#[test]
fn routing_policies_teach_blocks_and_the_default_route() {
    let both = secured(design(), 1, &["private", "internet"]);
    let blocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(|it| format!("Active {it} VirtualNetworkGateway 10.100.0.132"));
    let expected =
        [&["Active 10.100.0.0/23 VNetPeering".to_owned(), "Active 0.0.0.0/0 VirtualNetworkGateway 10.100.0.132".to_owned()], &blocks[..]];
    assert_eq!(rows(&both, "one/app"), expected.concat());
    assert_eq!(rows(&both, "three/app"), rows(&design(), "three/app"));
    let internet = secured(design(), 1, &["internet"]);
    assert_eq!(rows(&internet, "one/app")[1], "Active 0.0.0.0/0 VirtualNetworkGateway 10.100.0.132");
    assert!(rows(&internet, "one/app").contains(&LEARNED.to_owned()));
}

// 5.1: without propagation a subnet learns nothing from its hub; 1.3: a user-defined route of the same prefix wins.
#[test]
fn tables_keep_the_routes_of_a_hub_away_or_override_them() {
    let tabled = |table: Value| {
        let mut design = design();
        design["virtualNetworks"][0]["subnets"][0]["routeTable"] = json!("rt");
        design["routeTables"] = json!([table]);
        rows(&design, "one/app")
    };
    let closed = tabled(json!({ "name": "rt", "disableBgpRoutePropagation": true, "routes": [] }));
    assert_eq!(closed, ["Active 10.100.0.0/23 VNetPeering"]);
    let route = json!({ "name": "r", "addressPrefix": "192.168.0.0/16", "nextHopType": "None" });
    let overridden = tabled(json!({ "name": "rt", "routes": [route] }));
    assert!(overridden.contains(&LEARNED.replace("Active", "Invalid")));
}

// 11.8: Azure connects a network to one hub, and none with a gateway.
#[test]
fn what_azure_does_not_connect_learns_nothing() {
    let mut twice = design();
    twice["virtualHubs"][1]["connections"] = json!(["three", "one"]);
    assert_eq!(rows(&twice, "one/app"), rows(&design(), "one/app"));
    let mut served = design();
    served["virtualNetworkGateways"] = json!([{ "name": "gw", "type": "Vpn", "virtualNetwork": "one" }]);
    assert_eq!(rows(&served, "one/app"), [""; 0]);
    assert_eq!(rows(&served, "two/app").len(), rows(&design(), "two/app").len() - 1);
}

// The addresses of a hub are Azure's own: what answers there is not documented.
#[test]
fn what_is_for_a_hub_itself_is_not_decided() {
    assert_eq!(end(&design(), "one/app", "10.100.0.9"), "UndecidedHub");
}
