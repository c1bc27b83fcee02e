//! What intents mean, one short example for each expectation.
//!
//! The network is a hub with a firewall and a VPN gateway, and a spoke that uses both.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use routewright::compile::compile;
use serde_json::{Value, json};

/// The spoke sends everything to the firewall, and GatewaySubnet sends what is for the spoke there too.
fn hub_and_spoke() -> Value {
    json!({
        "apiVersion": "2024-05-01",
        "virtualNetworks": [
            { "name": "hub", "addressSpace": ["10.0.0.0/16"], "subnets": [
                { "name": "AzureFirewallSubnet", "addressPrefix": "10.0.1.0/26" },
                { "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27", "routeTable": "rt-gateway" } ] },
            { "name": "spoke", "addressSpace": ["10.1.0.0/16"], "subnets": [
                { "name": "app", "addressPrefix": "10.1.1.0/24", "routeTable": "rt-app" },
                { "name": "endpoints", "addressPrefix": "10.1.2.0/24" } ] } ],
        "peerings": [{ "between": ["hub", "spoke"], "gatewayTransit": "hub", "allowForwardedTraffic": true }],
        "routeTables": [
            { "name": "rt-app", "disableBgpRoutePropagation": true, "routes": [
                { "name": "default", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } } ] },
            { "name": "rt-gateway", "routes": [
                { "name": "app", "addressPrefix": "10.1.1.0/24", "nextHop": { "firewall": "fw" } } ] } ],
        "firewalls": [{ "name": "fw", "virtualNetwork": "hub" }],
        "virtualNetworkGateways": [{ "name": "vpn", "type": "Vpn", "virtualNetwork": "hub", "connections": [{ "to": "office" }] }],
        "onPremises": [{ "name": "office", "addressPrefixes": ["192.168.1.0/24"] }],
        "privateEndpoints": [{ "name": "pe", "subnet": "spoke/endpoints", "privateIpAddress": "10.1.2.4" }] })
}

/// The verdict on an intent with one expectation.
fn verdict(mut design: Value, intent: Value) -> Value {
    let mut named = json!({ "name": "intent" });
    named.as_object_mut().unwrap().extend(intent.as_object().unwrap().clone());
    design["intents"] = json!([named]);
    let compiled = compile(design.to_string().as_bytes());
    let verdicts = serde_json::to_value(compiled.verdicts()).unwrap();
    assert_eq!(verdicts.as_array().unwrap().len(), 1, "{verdicts:#}");
    verdicts[0].clone()
}

fn result(design: Value, intent: Value) -> String {
    verdict(design, intent)["result"].as_str().unwrap().to_owned()
}

/// The design after one change.
fn changed(pointer: &str, value: Value) -> Value {
    let mut design = hub_and_spoke();
    *design.pointer_mut(pointer).unwrap() = value;
    design
}

#[test]
fn delivered_is_about_every_packet() {
    let to_office = json!({ "from": "spoke/app", "to": "office", "delivered": true });
    assert_eq!(result(hub_and_spoke(), to_office), "holds");
    // 192.168.0.0/16 is more than the office has, and for the rest the gateway has no route.
    let to_more = verdict(hub_and_spoke(), json!({ "from": "spoke/app", "to": "192.168.0.0/16", "delivered": true }));
    assert_eq!(to_more["result"], "violated");
    assert_eq!(to_more["witness"]["trace"]["forward"]["delivered"], false);
}

#[test]
fn not_delivered_is_broken_by_one_packet_that_arrives() {
    assert_eq!(result(hub_and_spoke(), json!({ "from": "Internet", "to": "spoke/*", "delivered": false })), "holds");
    let closed = verdict(hub_and_spoke(), json!({ "from": "office", "to": "spoke/*", "delivered": false }));
    assert_eq!(closed["result"], "violated");
    assert_eq!(closed["witness"]["trace"]["forward"]["delivered"], true);
}

#[test]
fn through_needs_every_packet_that_arrives_to_pass() {
    let inspected = || json!({ "from": "spoke/app", "to": "Internet", "through": "fw" });
    assert_eq!(result(hub_and_spoke(), inspected()), "holds");
    // Half of the Internet past the firewall: the witness lies in that half.
    let half = json!([
        { "name": "default", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } },
        { "name": "half", "addressPrefix": "128.0.0.0/1", "nextHopType": "Internet" } ]);
    let past = verdict(changed("/routeTables/0/routes", half), inspected());
    assert_eq!(past["result"], "violated");
    let destination = past["witness"]["packet"]["destination"].as_str().unwrap().to_owned();
    assert!(destination.split('.').next().unwrap().parse::<u8>().unwrap() >= 128, "{destination}");
}

#[test]
fn avoid_is_about_packets_that_are_dropped_too() {
    assert_eq!(result(hub_and_spoke(), json!({ "from": "spoke/app", "to": { "privateEndpoint": "pe" }, "avoid": "fw" })), "holds");
    // Nothing in 172.16.0.0/12 exists, but the packets for it reach the firewall.
    assert_eq!(result(hub_and_spoke(), json!({ "from": "spoke/app", "to": "172.16.0.0/12", "avoid": "fw" })), "violated");
    assert_eq!(result(hub_and_spoke(), json!({ "from": "spoke/app", "to": "office", "avoid": "Internet" })), "holds");
}

#[test]
fn symmetric_compares_the_stateful_instances_of_both_directions() {
    let both = || json!({ "from": "spoke/app", "to": "office", "symmetric": true });
    assert_eq!(result(hub_and_spoke(), both()), "holds");
    // Without the gateway's table the answers of the office go past the firewall.
    let one_way = verdict(changed("/routeTables/1/routes", json!([])), both());
    assert_eq!(one_way["result"], "violated");
    assert_eq!(one_way["witness"]["trace"]["reply"]["passes"], json!(["vpn"]));
}

#[test]
fn answered_needs_the_reply_at_the_sender() {
    let answered = || json!({ "from": "office", "to": "spoke/app", "answered": true });
    assert_eq!(result(hub_and_spoke(), answered()), "holds");
    // The request goes straight to the spoke, and its answer meets a firewall that has never seen it.
    let dropped = verdict(changed("/routeTables/1/routes", json!([])), answered());
    assert_eq!(dropped["witness"]["trace"]["reply"]["disposition"], "DroppedNoSession");
}

#[test]
fn both_ways_extends_through_and_avoid_to_replies() {
    let request = json!({ "from": "spoke/endpoints", "to": "spoke/app", "avoid": "fw" });
    let both = json!({ "from": "spoke/endpoints", "to": "spoke/app", "avoid": "fw", "bothWays": true });
    let routes = json!([{ "name": "endpoints", "addressPrefix": "10.1.2.0/24", "nextHop": { "firewall": "fw" } }]);
    assert_eq!(result(changed("/routeTables/0/routes", routes.clone()), request), "holds");
    assert_eq!(result(changed("/routeTables/0/routes", routes), both), "violated");
}

#[test]
fn except_takes_destinations_out() {
    let all = json!({ "from": "spoke/app", "to": "10.1.0.0/16", "delivered": true });
    let without = json!({ "from": "spoke/app", "to": ["spoke/app", "spoke/endpoints"], "except": "10.1.1.0/24", "delivered": true });
    assert_eq!(result(hub_and_spoke(), all), "violated");
    assert_eq!(result(hub_and_spoke(), without), "holds");
}

#[test]
fn what_the_design_does_not_decide_is_undecided() {
    let twins = json!([
        { "name": "office", "addressPrefixes": ["192.168.1.0/24"] },
        { "name": "twin", "addressPrefixes": ["192.168.1.0/24"] } ]);
    let mut design = changed("/onPremises", twins);
    design["virtualNetworkGateways"][0]["connections"] = json!([{ "to": "office" }, { "to": "twin" }]);
    let open = verdict(design, json!({ "from": "spoke/app", "to": "office", "delivered": true }));
    assert_eq!((open["result"].as_str(), open["witness"].is_null()), (Some("undecided"), true));
    assert!(open["because"].as_str().unwrap().starts_with("two gateways are equally good"), "{open:#}");
}

#[test]
fn an_intent_about_no_packet_is_undecided() {
    let nothing = verdict(hub_and_spoke(), json!({ "from": { "privateEndpoint": "pe" }, "to": "Internet", "delivered": false }));
    assert_eq!(nothing["result"], "undecided");
}

// Specification 1.12: no route leads Azure's own address through a firewall, and nobody means it by "the Internet".
#[test]
fn the_address_of_azures_own_services_is_not_the_internet() {
    let routes = json!([
        { "name": "default", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } },
        { "name": "platform", "addressPrefix": "168.63.129.16/32", "nextHopType": "Internet" } ]);
    let inspected = json!({ "from": "spoke/app", "to": "Internet", "through": "fw" });
    assert_eq!(result(changed("/routeTables/0/routes", routes), inspected), "holds");
}

// Specification 1.12: what a machine sends there arrives whatever a route says, so that nothing else is proven of it.
#[test]
fn the_platform_is_reached_whatever_a_route_says() {
    let nowhere = || changed("/routeTables/0/routes", json!([{ "name": "default", "addressPrefix": "0.0.0.0/0", "nextHopType": "None" }]));
    for to in ["168.63.129.16", "169.254.169.254"] {
        let intent = |expected: bool| json!({ "from": "spoke/app", "to": to, "delivered": expected });
        assert_eq!([true, false].map(|expected| result(nowhere(), intent(expected))), ["holds", "violated"]);
        for expected in [json!({ "answered": true }), json!({ "avoid": "Internet" })] {
            let mut intent = expected;
            (intent["from"], intent["to"]) = (json!("spoke/app"), json!(to));
            assert_eq!(result(nowhere(), intent), "holds");
        }
    }
    assert_eq!(result(nowhere(), json!({ "from": "spoke/app", "to": "168.63.129.17", "delivered": false })), "holds");
}

// Specification 10.6: a site that teaches the default route gets what is for the Internet, past the firewall that an intent asks for.
#[test]
fn what_leaves_for_the_internet_over_a_site_has_not_passed_the_firewall() {
    let forced = |intent: Value| {
        result(
            json!({
                "virtualNetworks": [{ "name": "hub", "addressSpace": ["10.0.0.0/16"], "subnets": [
                    { "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27" },
                    { "name": "AzureFirewallSubnet", "addressPrefix": "10.0.1.0/26" },
                    { "name": "app", "addressPrefix": "10.0.2.0/24" }] }],
                "firewalls": [{ "name": "fw", "virtualNetwork": "hub", "managementSubnet": true }],
                "virtualNetworkGateways": [{ "name": "er", "type": "ExpressRoute", "virtualNetwork": "hub",
                    "connections": [{ "to": "site", "learns": ["0.0.0.0/0"] }] }],
                "onPremises": [{ "name": "site", "addressPrefixes": ["192.168.0.0/16"] }]
            }),
            intent,
        )
    };
    let to_internet = |expected: Value| {
        let mut intent = expected;
        (intent["from"], intent["to"]) = (json!("hub/app"), json!("Internet"));
        forced(intent)
    };
    assert_eq!(to_internet(json!({ "through": "fw" })), "violated");
    assert_eq!(to_internet(json!({ "through": "er" })), "holds");
    assert_eq!(to_internet(json!({ "through": "er", "bothWays": true })), "undecided");
    assert_eq!(to_internet(json!({ "avoid": "fw" })), "holds");
    assert_eq!(to_internet(json!({ "avoid": "er" })), "violated");
    for expected in [
        json!({ "delivered": true }),
        json!({ "delivered": false }),
        json!({ "answered": true }),
        json!({ "answered": false }),
        json!({ "symmetric": true }),
    ] {
        assert_eq!(to_internet(expected), "undecided");
    }
    assert_eq!(forced(json!({ "from": "hub/app", "to": "Storage", "through": "fw" })), "violated");
}

/// Two appliances share what the subnet sends to the servers; the second one does `second` with it.
fn several_next_hops(second: Value, return_table: &str) -> Value {
    let mut nva2 =
        json!({ "name": "nva2", "networkInterfaces": [{ "subnet": "v/nva", "privateIpAddress": "10.0.0.5", "enableIPForwarding": true }] });
    nva2.as_object_mut().unwrap().extend(second.as_object().unwrap().clone());
    let several = |prefix: &str| json!([{ "name": "all", "addressPrefix": prefix, "nextHopType": "VirtualApplianceEcmp", "nextHopIpAddresses": ["10.0.0.4", "10.0.0.5"] }]);
    let one = json!([{ "name": "all", "addressPrefix": "10.0.1.0/24", "nextHop": { "appliance": "nva1" } }]);
    json!({
        "virtualNetworks": [{ "name": "v", "addressSpace": ["10.0.0.0/16"], "subnets": [
            { "name": "nva", "addressPrefix": "10.0.0.0/24" },
            { "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "rt-there" },
            { "name": "server", "addressPrefix": "10.0.2.0/24", "routeTable": return_table } ] }],
        "appliances": [
            { "name": "nva1", "networkInterfaces": [{ "subnet": "v/nva", "privateIpAddress": "10.0.0.4", "enableIPForwarding": true }] }, nva2],
        "routeTables": [
            { "name": "rt-there", "routes": several("10.0.2.0/24") },
            { "name": "rt-several", "routes": several("10.0.1.0/24") },
            { "name": "rt-one", "routes": one } ] })
}

// Specification 4.7: any of the next hops may get a packet, and its reply may come over another one.
#[test]
fn a_verdict_holds_over_every_one_of_several_next_hops() {
    let intent = |expectation: &str, expected: Value| json!({ "from": "v/app", "to": "v/server", expectation: expected });
    let plain = || several_next_hops(json!({}), "rt-several");
    assert_eq!(result(plain(), intent("delivered", json!(true))), "holds");
    assert_eq!(result(plain(), intent("delivered", json!(false))), "violated");
    // Half of the packets pass the second one.
    assert_eq!(result(plain(), intent("through", json!("nva2"))), "violated");
    assert_eq!(result(plain(), intent("through", json!("nva1"))), "undecided");
    assert_eq!(result(plain(), intent("avoid", json!("nva2"))), "undecided");
    // Both are stateful, and the reply may come over the other one.
    let answered = verdict(plain(), intent("answered", json!(true)));
    assert_eq!(answered["result"], "undecided");
    assert!(answered["because"].as_str().unwrap().starts_with("several next hops are equally good"), "{answered:#}");
    assert_eq!(result(several_next_hops(json!({}), "rt-one"), intent("answered", json!(true))), "undecided");
    // An appliance that translates gets the replies to what it sent.
    let mut translating = several_next_hops(json!({ "snat": "Always" }), "rt-several");
    translating["appliances"][0]["snat"] = json!("Always");
    assert_eq!(result(translating, intent("answered", json!(true))), "holds");
    // One that does not forward is one too few.
    let closed = json!({ "networkInterfaces": [{ "subnet": "v/nva", "privateIpAddress": "10.0.0.5" }] });
    assert_eq!(result(several_next_hops(closed, "rt-several"), intent("delivered", json!(true))), "undecided");
}

/// Sixteen appliances that each send on to any of the others: more ways than can be followed, and a verdict all the same.
#[test]
fn choices_that_multiply_end_at_the_bound_on_work() {
    let addresses: Vec<String> = (4..20).map(|host| format!("10.0.0.{host}")).collect();
    let appliances = addresses.iter().enumerate().map(|(index, address)| {
        json!({ "name": format!("nva{index}"), "snat": "Never", "networkInterfaces": [
            { "subnet": "vnet/nva", "privateIpAddress": address, "enableIPForwarding": true }] })
    });
    let design = json!({
        "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.0.0.0/16"], "subnets": [
            { "name": "nva", "addressPrefix": "10.0.0.0/24", "routeTable": "rt" },
            { "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "rt" }] }],
        "routeTables": [{ "name": "rt", "routes": [
            { "name": "all", "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualApplianceEcmp", "nextHopIpAddresses": addresses }] }],
        "appliances": appliances.collect::<Vec<_>>() });
    let verdict = verdict(design, json!({ "from": "vnet/app", "to": "Internet", "delivered": true }));
    assert_eq!(
        (&verdict["result"], &verdict["because"]),
        (&json!("undecided"), &json!("the design is larger than the bound on work")),
        "{verdict:#}"
    );
}
