//! Static routes of virtual hubs' connections: the routes that they teach, and where packets go.
//!
//! Numbers are sections of the specification.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use routewright::answer::EffectiveRouteRow;
use routewright::compile::compile;
use routewright::design::{Protocol, TraceQuery};
use serde_json::{Value, json};

fn network(name: &str, block: u8) -> Value {
    json!({ "name": name, "addressSpace": [format!("10.{block}.0.0/16")],
        "subnets": [{ "name": "app", "addressPrefix": format!("10.{block}.1.0/24") }] })
}

/// `one` and `dmz` at `hub-1`, `three` at `hub-2`; `behind` is peered with `dmz`, where an appliance stands to which a static route leads.
fn design() -> Value {
    let mut behind = network("behind", 50);
    behind["subnets"][0]["routeTable"] = json!("rt");
    json!({
        "virtualNetworks": [network("one", 1), network("dmz", 2), network("three", 3), behind],
        "peerings": [{ "between": ["dmz", "behind"], "allowForwardedTraffic": true }],
        "routeTables": [{ "name": "rt", "routes": [{ "name": "all", "addressPrefix": "10.0.0.0/8", "nextHop": { "appliance": "nva" } },
            { "name": "site", "addressPrefix": "192.168.0.0/16", "nextHop": { "appliance": "nva" } }] }],
        "appliances": [{ "name": "nva", "networkInterfaces": [
            { "subnet": "dmz/app", "privateIpAddress": "10.2.1.4", "enableIPForwarding": true }] }],
        "onPremises": [{ "name": "dc", "addressPrefixes": ["192.168.0.0/16"] }],
        "virtualHubs": [
            { "name": "hub-1", "addressPrefix": "10.100.0.0/23", "routerAddress": "10.100.0.68", "learns": ["192.168.0.0/16"],
              "connections": ["one", { "remoteVirtualNetwork": "dmz", "enableInternetSecurity": false, "staticRoutes": [
                { "name": "behind", "addressPrefixes": ["10.50.0.0/16"], "nextHop": { "appliance": "nva" } }] }] },
            { "name": "hub-2", "addressPrefix": "10.101.0.0/23", "routerAddress": "10.101.0.68", "connections": ["three"] }] })
}

/// The same with another member in the connection to `dmz`.
fn with(member: &str, value: Value) -> Value {
    let mut design = design();
    design["virtualHubs"][0]["connections"][1][member] = value;
    design
}

/// The same with a static route for these prefixes instead.
fn routed(prefixes: &[&str]) -> Value {
    with("staticRoutes", json!([{ "name": "r", "addressPrefixes": prefixes, "nextHopIpAddress": "10.2.1.4" }]))
}

/// The same with a firewall in the first hub and these routing policies.
fn secured(mut design: Value, policies: &[&str]) -> Value {
    design["firewalls"] = json!([{ "name": "fw", "privateIpAddress": "10.100.0.132" }]);
    design["virtualHubs"][0]["firewall"] = json!("fw");
    for policy in policies {
        design["virtualHubs"][0]["routingIntent"][policy] = json!("fw");
    }
    design
}

/// The learned rows.
fn rows(design: &Value, subnet: &str) -> Vec<String> {
    let compiled = compile(design.to_string().as_bytes());
    let routes = compiled.routes(subnet).unwrap().routes;
    let word = |row: &EffectiveRouteRow| format!("{:?} {} {}", row.state, row.address_prefix, row.next_hop_ip_address.join(","));
    routes.iter().filter(|row| row.next_hop_type == "VirtualNetworkGateway").map(word).collect()
}

fn trace(design: &Value, from: &str, to: &str) -> Value {
    let query = TraceQuery { from: from.into(), to: to.into(), protocol: None, ..TraceQuery::default() };
    serde_json::to_value(compile(design.to_string().as_bytes()).trace(&query).unwrap()).unwrap()
}

fn end(design: &Value, from: &str, to: &str) -> String {
    trace(design, from, to)["forward"]["disposition"].as_str().unwrap().to_owned()
}

/// What a packet passes that arrives and is answered.
fn passes(design: &Value, from: &str, to: &str) -> Value {
    let trace = trace(design, from, to);
    let end = trace["forward"]["disposition"].as_str().unwrap();
    assert!(trace["answered"] == true && end.starts_with("Delivered"), "{from} to {to}: {trace:#}");
    trace["forward"]["passes"].clone()
}

fn verdict(mut design: Value, intent: Value) -> String {
    design["intents"] = json!([intent]);
    let verdicts = serde_json::to_value(compile(design.to_string().as_bytes()).verdicts()).unwrap();
    verdicts[0]["result"].as_str().unwrap().to_owned()
}

// 3.7, 11.8: a row with the address of the router, in every hub; a peering of the same prefix comes before it.
#[test]
fn every_network_learns_a_static_route() {
    assert!(rows(&design(), "one/app").contains(&"Active 10.50.0.0/16 10.100.0.68".to_owned()));
    assert!(rows(&design(), "three/app").contains(&"Active 10.50.0.0/16 10.101.0.68".to_owned()));
    assert!(rows(&design(), "dmz/app").contains(&"Invalid 10.50.0.0/16 10.100.0.68".to_owned()));
}

// The matrix of the page about indirect spokes: from networks, branches and other hubs over the appliance, and back.
#[test]
fn a_network_behind_the_appliance_is_reached_over_it() {
    let plain = design();
    assert_eq!(passes(&plain, "one/app", "10.50.1.9"), json!(["hub-1", "nva"]));
    assert_eq!(passes(&plain, "three/app", "10.50.1.9"), json!(["hub-2", "hub-1", "nva"]));
    assert_eq!(passes(&plain, "dc", "10.50.1.9"), json!(["hub-1", "nva"]));
    assert_eq!(passes(&plain, "behind/app", "10.3.1.9"), json!(["nva", "hub-1", "hub-2"]));
    assert_eq!(verdict(plain, json!({ "name": "i", "from": "three/*", "to": "behind/*", "through": "nva", "answered": true })), "holds");
}

// 11.8: with a routing intent the firewall of the hub comes first.
#[test]
fn a_routing_intent_sends_through_the_firewall_and_then_to_the_appliance() {
    let secured = secured(design(), &["private"]);
    assert_eq!(passes(&secured, "one/app", "10.50.1.9"), json!(["hub-1", "fw", "nva"]));
    assert_eq!(passes(&secured, "dc", "10.50.1.9"), json!(["hub-1", "fw", "nva"]));
    assert_eq!(verdict(secured, json!({ "name": "i", "from": "one/*", "to": "behind/*", "through": "fw", "bothWays": true })), "holds");
}

// 11.8: a static default route stays in its hub, and the connection of its appliance can be without it.
#[test]
fn a_static_default_route_stays_in_its_hub() {
    let mut design = routed(&["0.0.0.0/0"]);
    assert!(rows(&design, "one/app").contains(&"Active 0.0.0.0/0 10.100.0.68".to_owned()));
    for subnet in ["three/app", "dmz/app"] {
        assert!(!rows(&design, subnet).iter().any(|row| row.contains("0.0.0.0/0")), "{subnet}");
    }
    design["appliances"][0]["snat"] = json!("Public");
    design["appliances"][0]["networkInterfaces"][0]["publicIpAddress"] = json!("pip");
    design["publicIpAddresses"] = json!([{ "name": "pip" }]);
    assert_eq!(passes(&design, "one/app", "8.8.8.8"), json!(["hub-1", "nva"]));
    design["virtualHubs"][0]["connections"][1]["enableInternetSecurity"] = json!(true);
    assert_eq!(end(&design, "one/app", "8.8.8.8"), "UndecidedBeyondAppliance");
}

// 11.8: a policy for the Internet comes before a static default route.
#[test]
fn a_policy_for_the_internet_replaces_a_static_default_route() {
    assert_eq!(passes(&secured(routed(&["0.0.0.0/0"]), &["internet"]), "one/app", "8.8.8.8"), json!(["hub-1", "fw"]));
}

// 11.8: before what the hub learns; not before the route of a longer prefix.
#[test]
fn a_static_route_comes_before_a_learned_one_of_its_prefix() {
    assert_eq!(trace(&routed(&["192.168.0.0/16"]), "one/app", "192.168.7.7")["forward"]["passes"], json!(["hub-1", "nva"]));
    assert_eq!(passes(&routed(&["192.0.0.0/8"]), "one/app", "192.168.7.7"), json!(["hub-1"]));
}

// 11.8: Contains, the default, is for what is in the network of the appliance too; Equal and a routing intent are not.
#[test]
fn what_is_in_the_network_itself_is_redirected_unless_it_is_excepted() {
    let wide = || routed(&["10.0.0.0/8"]);
    let there = |design: &Value, from: &str| trace(design, from, "10.2.1.9")["forward"]["passes"].clone();
    assert_eq!(there(&wide(), "one/app"), json!(["hub-1", "nva"]));
    assert_eq!(there(&wide(), "three/app"), json!(["hub-2", "hub-1", "nva"]));
    assert_eq!(passes(&wide(), "one/app", "10.3.1.9"), json!(["hub-1", "hub-2"]));
    let mut equal = wide();
    equal["virtualHubs"][0]["connections"][1]["vnetLocalRouteOverrideCriteria"] = json!("Equal");
    assert_eq!(passes(&equal, "one/app", "10.2.1.9"), json!(["hub-1"]));
    assert_eq!(passes(&equal, "one/app", "10.50.1.9"), json!(["hub-1", "nva"]));
    assert_eq!(passes(&secured(wide(), &["private"]), "one/app", "10.2.1.9"), json!(["hub-1", "fw"]));
    let mut exact = routed(&["10.2.0.0/16"]);
    exact["virtualHubs"][0]["connections"][1]["vnetLocalRouteOverrideCriteria"] = json!("Equal");
    assert_eq!(there(&exact, "one/app"), json!(["hub-1", "nva"]));
}

// 11.8: of two routes that hold the address space of the network the longest counts, and one for exactly that comes before both.
#[test]
fn the_longest_route_that_holds_the_network_redirects() {
    let two = |first: &str, second: &str| {
        let mut design = with(
            "staticRoutes",
            json!([
            { "name": "a", "addressPrefixes": [first], "nextHopIpAddress": "10.2.1.4" },
            { "name": "b", "addressPrefixes": [second], "nextHopIpAddress": "10.2.1.5" } ]),
        );
        design["appliances"].as_array_mut().unwrap().push(json!({ "name": "other", "networkInterfaces": [
            { "subnet": "dmz/app", "privateIpAddress": "10.2.1.5", "enableIPForwarding": true }] }));
        trace(&design, "one/app", "10.2.1.9")["forward"]["passes"].clone()
    };
    assert_eq!(two("10.0.0.0/8", "10.0.0.0/14"), json!(["hub-1", "other"]));
    assert_eq!(two("10.0.0.0/14", "10.0.0.0/8"), json!(["hub-1", "nva"]));
    assert_eq!(two("10.2.0.0/16", "10.0.0.0/8"), json!(["hub-1", "nva"]));
    assert_eq!(two("10.0.0.0/8", "10.2.0.0/16"), json!(["hub-1", "other"]));
}

// 11.8: each address space of the network by itself; a longer route inside of one goes to its next hop.
#[test]
fn every_address_space_that_a_route_holds_is_redirected() {
    let mut wide = routed(&["10.0.0.0/8"]);
    wide["virtualNetworks"][1]["addressSpace"] = json!(["10.2.0.0/17", "10.2.128.0/17"]);
    for to in ["10.2.1.9", "10.2.200.9"] {
        assert_eq!(trace(&wide, "one/app", to)["forward"]["passes"], json!(["hub-1", "nva"]), "{to}");
    }
    assert_eq!(trace(&routed(&["10.2.128.0/17"]), "one/app", "10.2.200.9")["forward"]["passes"], json!(["hub-1", "nva"]));
}

// 11.8: without propagation no hub knows it; what it does to its own network is not documented then.
#[test]
fn a_route_that_is_not_propagated_is_not_known() {
    let unknown = with("propagateStaticRoutes", json!(false));
    assert!(!rows(&unknown, "one/app").iter().any(|row| row.contains("10.50.0.0/16")));
    let mut own = routed(&["10.2.0.0/16"]);
    own["virtualHubs"][0]["connections"][1]["propagateStaticRoutes"] = json!(false);
    assert_eq!(end(&own, "one/app", "10.2.1.9"), "UndecidedHub");
}

// 11.8: what is for another connected network, or beside another source of another hub, is not documented.
#[test]
fn what_static_routes_are_not_documented_for_is_undecided() {
    assert_eq!(end(&routed(&["10.1.1.0/24"]), "three/app", "10.1.1.9"), "UndecidedHub");
    assert_eq!(end(&routed(&["10.3.0.0/16"]), "one/app", "10.3.1.9"), "UndecidedHub");
    assert_eq!(end(&routed(&["10.50.0.0/16", "10.50.0.0/16"]), "one/app", "10.50.1.9"), "UndecidedHub");
    let mut beside = design();
    beside["virtualHubs"][1]["learns"] = json!(["10.50.0.0/16"]);
    beside["onPremises"].as_array_mut().unwrap().push(json!({ "name": "store", "addressPrefixes": ["10.50.0.0/16"] }));
    assert_eq!(end(&beside, "three/app", "10.50.1.9"), "UndecidedHub");
    assert_eq!(passes(&beside, "one/app", "10.50.1.9"), json!(["hub-1", "nva"]));
}

// 11.8: what the appliance itself sends to the hub for such a destination would come back: it has a way that the design does not state.
#[test]
fn what_would_come_back_to_the_appliance_is_undecided() {
    let tunnels = || routed(&["172.20.0.0/16"]);
    assert_eq!(end(&tunnels(), "one/app", "172.20.0.4"), "UndecidedBeyondAppliance");
    let mut balanced = tunnels();
    balanced["loadBalancers"] =
        json!([{ "name": "ilb", "subnet": "dmz/app", "privateIpAddress": "10.2.1.100", "haPorts": true, "backends": ["nva"] }]);
    balanced["virtualHubs"][0]["connections"][1]["staticRoutes"][0]["nextHopIpAddress"] = json!("10.2.1.100");
    assert_eq!(end(&balanced, "one/app", "172.20.0.4"), "UndecidedBeyondAppliance");
    let intent = json!({ "name": "i", "from": "one/*", "to": "172.20.0.0/16", "delivered": true });
    assert_eq!(verdict(balanced, intent), "undecided");
}

// 11.8: the next hop stands in the network of the connection.
#[test]
fn a_next_hop_elsewhere_is_not_reached() {
    let elsewhere = |address: &str| {
        let mut design = routed(&["10.50.0.0/16"]);
        design["virtualHubs"][0]["connections"][1]["staticRoutes"][0]["nextHopIpAddress"] = json!(address);
        end(&design, "one/app", "10.50.1.9")
    };
    assert_eq!(elsewhere("10.1.1.4"), "DroppedNextHopUnreachable");
    assert_eq!(elsewhere("10.100.0.68"), "DroppedNextHopUnreachable");
    assert_eq!(elsewhere("10.2.1.5"), "DroppedNextHopNotForwarding");
    let mut named = with("staticRoutes", json!([{ "name": "r", "addressPrefixes": ["10.50.0.0/16"], "nextHop": { "appliance": "far" } }]));
    named["appliances"].as_array_mut().unwrap().push(json!({ "name": "far", "networkInterfaces": [
        { "subnet": "three/app", "privateIpAddress": "10.3.1.4", "enableIPForwarding": true }] }));
    assert_eq!(end(&named, "one/app", "10.50.1.9"), "DroppedNextHopUnreachable");
}

/// What comes from the Internet to the public address of the first hub's firewall, whose NAT rule leads into `one`.
fn let_in(policies: &[&str]) -> Value {
    let mut design = secured(design(), policies);
    design["publicIpAddresses"] = json!([{ "name": "pip", "ipAddress": "20.1.2.3" }]);
    design["firewalls"][0]["publicIpAddresses"] = json!(["pip"]);
    design["firewalls"][0]["natRules"] = json!([{ "name": "web", "priority": 100, "sources": ["*"], "publicIpAddress": "pip",
        "protocols": ["Tcp"], "ports": ["443"], "translatedAddress": "10.1.1.9", "translatedPort": 8443 }]);
    design
}

// 11.13: the firewall of a hub lets in where it sends to the Internet directly; otherwise it is not documented.
#[test]
fn the_firewall_of_a_hub_lets_in_what_its_nat_rules_say() {
    let from_internet = |design: &Value| {
        let query = TraceQuery {
            from: "9.9.9.9".into(),
            to: "20.1.2.3".into(),
            protocol: Some(Protocol::Tcp),
            port: Some(443),
            ..TraceQuery::default()
        };
        serde_json::to_value(compile(design.to_string().as_bytes()).trace(&query).unwrap()).unwrap()
    };
    for policies in [&["internet"][..], &["internet", "private"]] {
        let trace = from_internet(&let_in(policies));
        assert_eq!(trace["forward"]["disposition"], "DeliveredToSubnet", "{trace:#}");
        assert_eq!(trace["forward"]["passes"], json!(["fw"]));
        assert_eq!(trace["answered"], true, "{trace:#}");
    }
    assert_eq!(from_internet(&let_in(&["private"]))["forward"]["disposition"], "UndecidedHub");
    let open = json!({ "name": "i", "from": "Internet", "to": "20.1.2.3", "protocol": "Tcp", "ports": [443], "delivered": true, "answered": true, "through": "fw" });
    assert_eq!(verdict(let_in(&["internet"]), open.clone()), "holds");
    assert_eq!(verdict(let_in(&["private"]), open), "undecided");
}
