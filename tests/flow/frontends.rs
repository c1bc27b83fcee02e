//! What is for the frontend of a load balancer: the backend sees its own address and port, and so do the security rules that guard it.
//!
//! Source: specification 11.12, of Microsoft Learn, "Floating IP configuration" and "Azure Load Balancer", limitations.

use routewright::address::{AddressSet, Ipv4};
use routewright::compile::compile;
use routewright::design::{Protocol, TraceQuery, decode};
use routewright::flow::{Budget, Network, Position, Traffic, walk_class};
use routewright::route::Routes;
use serde_json::{Value, json};

use super::{design, with};

/// A load balancer of rules `web` (443 to 8443) and `dns` (53), and two backends in a subnet whose group has these rules alone for what comes in.
fn fronted(rules: Value, balancer: Value) -> Value {
    let mut one = design(1, json!([]));
    one["virtualNetworks"][0]["subnets"][1]["networkSecurityGroup"] = json!("nsg");
    let nva = |name: &str, host: u8| {
        json!({ "name": name, "networkInterfaces": [
            { "subnet": "vnet1/nva", "privateIpAddress": format!("10.1.2.{host}"), "enableIPForwarding": true }] })
    };
    let carried = json!([
        { "name": "web", "protocol": "Tcp", "frontendPort": 443, "backendPort": 8443 },
        { "name": "dns", "protocol": "Udp", "frontendPort": 53 },
    ]);
    let mut ilb = json!({ "name": "ilb", "subnet": "vnet1/nva", "privateIpAddress": "10.1.2.100", "loadBalancingRules": carried, "backends": ["one", "two"] });
    ilb.as_object_mut().unwrap().extend(balancer.as_object().unwrap().clone());
    let mut all = rules.as_array().unwrap().clone();
    all.push(rule(4096, "Deny", "*", "*", "*"));
    let design = with(with(one, "appliances", json!([nva("one", 4), nva("two", 5)])), "loadBalancers", json!([ilb]));
    with(design, "networkSecurityGroups", json!([{ "name": "nsg", "securityRules": all }]))
}

fn rule(priority: u16, access: &str, from: &str, to: &str, port: &str) -> Value {
    json!({ "name": format!("r{priority}"), "priority": priority, "direction": "Inbound", "access": access, "protocol": "*", "sourceAddressPrefix": from,
        "sourcePortRange": "*", "destinationAddressPrefix": to, "destinationPortRange": port })
}

fn traced(design: &Value, from: &str, to: &str, carried: Option<(&str, u16)>) -> Value {
    let query = TraceQuery {
        from: from.into(),
        to: to.into(),
        protocol: carried.and_then(|(protocol, _)| Protocol::parse(protocol)),
        port: carried.map(|(_, port)| port),
        ..TraceQuery::default()
    };
    serde_json::to_value(compile(design.to_string().as_bytes()).trace(&query).unwrap()).unwrap()
}

fn end(design: &Value, from: &str, carried: Option<(&str, u16)>) -> String {
    traced(design, from, "ilb", carried)["forward"]["disposition"].as_str().unwrap().to_owned()
}

fn verdict(design: &Value, from: &str, expectation: Value) -> Value {
    let mut intent = json!({ "name": "i", "from": from, "to": { "loadBalancer": "ilb" } });
    intent.as_object_mut().unwrap().extend(expectation.as_object().unwrap().clone());
    let compiled = compile(with(design.clone(), "intents", json!([intent])).to_string().as_bytes());
    serde_json::to_value(compiled.verdicts()).unwrap()[0]["result"].clone()
}

#[test]
fn security_rules_see_the_port_and_the_address_of_the_backend() {
    let open = fronted(json!([rule(100, "Allow", "10.1.1.0/24", "10.1.2.0/26", "8443")]), json!({}));
    assert_eq!(end(&open, "vnet1/app", Some(("Tcp", 443))), "DeliveredToAppliance");
    assert_eq!(verdict(&open, "vnet1/app", json!({ "protocol": "Tcp", "ports": [443], "delivered": true })), "holds");
    assert_eq!(verdict(&open, "vnet1/app", json!({ "protocol": "Tcp", "ports": [443], "answered": true })), "holds");
    // The port of the backends is not one of the frontend.
    assert_eq!(end(&open, "vnet1/app", Some(("Tcp", 8443))), "DroppedNoLoadBalancingRule");
    assert_eq!(end(&open, "vnet1/app", Some(("Udp", 53))), "DroppedBySecurityRule");
    for wrong in [
        rule(100, "Allow", "*", "*", "443"),
        rule(100, "Allow", "*", "10.1.2.100/32", "8443"),
        rule(100, "Allow", "10.1.2.100/32", "*", "8443"),
    ] {
        let closed = fronted(json!([wrong]), json!({}));
        assert_eq!(end(&closed, "vnet1/app", Some(("Tcp", 443))), "DroppedBySecurityRule");
        assert_eq!(verdict(&closed, "vnet1/app", json!({ "protocol": "Tcp", "ports": [443], "delivered": false })), "holds");
    }
}

#[test]
fn the_reply_leaves_with_the_frontends_address() {
    let open = fronted(json!([rule(100, "Allow", "*", "10.1.2.4/32", "8443")]), json!({}));
    let trace = traced(&open, "vnet1/app", "ilb", Some(("Tcp", 443)));
    assert_eq!((&trace["answered"], &trace["forward"]["passes"]), (&json!(true), &json!(["ilb"])));
    let because = trace["forward"]["hops"].as_array().unwrap().iter().map(|hop| hop["because"].as_str().unwrap()).collect::<String>();
    assert!(because.contains("to port 8443; its security rules see its own address as the destination"), "{because}");
    assert!(because.contains("a connection may go to any of its backends"), "{because}");
    // The other backend is closed.
    assert_eq!(verdict(&open, "vnet1/app", json!({ "protocol": "Tcp", "ports": [443], "delivered": true })), "undecided");
}

#[test]
fn a_single_backend_is_no_choice() {
    for (backends, several) in [(json!(["one"]), false), (json!(["one", "two"]), true)] {
        let open = fronted(json!([rule(100, "Allow", "*", "*", "8443")]), json!({ "backends": backends }));
        let trace = traced(&open, "vnet1/app", "ilb", Some(("Tcp", 443)));
        let because = trace["forward"]["hops"].as_array().unwrap().iter().map(|hop| hop["because"].as_str().unwrap()).collect::<String>();
        assert_eq!(because.contains("a connection may go to any of its backends"), several, "{because}");
        let design = decode(open.to_string().as_bytes()).design;
        let routes = Routes::of(&design);
        let network = Network::new(&design, &routes);
        let host = |[a, b, c, d]: [u8; 4]| AddressSet::one(Ipv4::new(a, b, c, d));
        let all = [host([10, 1, 1, 4]), host([10, 1, 2, 100]), Traffic::new(Protocol::Tcp, Some(443)).set()];
        let start = Position::Subnet(design.subnet_ids().next().unwrap());
        let outcomes = walk_class(&network, start, &all[0], &all[1], &all[2], &Budget::new(10_000)).unwrap();
        assert!(!outcomes.is_empty() && outcomes.iter().all(|it| it.is_one_of_several() == several), "{outcomes:?}");
    }
}

#[test]
fn each_protocol_has_the_port_of_its_own_rule() {
    let both = json!([
        { "name": "tcp", "protocol": "Tcp", "frontendPort": 53, "backendPort": 5353 },
        { "name": "udp", "protocol": "Udp", "frontendPort": 53, "backendPort": 5353 },
    ]);
    let only = |protocol: &str| {
        let mut allowed = rule(100, "Allow", "*", "*", "5353");
        allowed["protocol"] = json!(protocol);
        fronted(json!([allowed]), json!({ "loadBalancingRules": both }))
    };
    for protocol in ["Tcp", "Udp"] {
        let intent = |carried: &str, delivered: bool| json!({ "protocol": carried, "ports": [53], "delivered": delivered });
        for carried in ["Tcp", "Udp"] {
            assert_eq!(
                verdict(&only(protocol), "vnet1/app", intent(carried, carried == protocol)),
                "holds",
                "{carried} where {protocol} is let in"
            );
        }
    }
}

#[test]
fn with_ha_ports_rules_see_the_packets_own_port() {
    let all = fronted(json!([rule(100, "Allow", "*", "10.1.2.0/29", "22")]), json!({ "haPorts": true, "loadBalancingRules": null }));
    let mut all = all;
    all["loadBalancers"][0].as_object_mut().unwrap().remove("loadBalancingRules");
    assert_eq!(end(&all, "vnet1/app", Some(("Tcp", 22))), "DeliveredToAppliance");
    assert_eq!(end(&all, "vnet1/app", Some(("Tcp", 443))), "DroppedBySecurityRule");
    assert_eq!(verdict(&all, "vnet1/app", json!({ "ports": [22], "delivered": true })), "holds");
    assert_eq!(verdict(&all, "vnet1/app", json!({ "delivered": true })), "violated");
}

#[test]
fn a_question_that_leaves_the_port_of_the_backends_open_is_not_decided_and_an_intent_is() {
    let both = json!([
        { "name": "tcp", "protocol": "Tcp", "frontendPort": 53, "backendPort": 5353 },
        { "name": "udp", "protocol": "Udp", "frontendPort": 53 },
    ]);
    let open =
        fronted(json!([rule(100, "Allow", "*", "*", "5353"), rule(110, "Allow", "*", "*", "53")]), json!({ "loadBalancingRules": both }));
    assert_eq!(end(&open, "vnet1/app", None), "UndecidedLoadBalancer");
    assert_eq!(verdict(&open, "vnet1/app", json!({ "ports": [53], "delivered": true })), "holds");
    let half = fronted(json!([rule(100, "Allow", "*", "*", "5353")]), json!({ "loadBalancingRules": both }));
    assert_eq!(end(&half, "vnet1/app", Some(("Tcp", 53))), "DeliveredToAppliance");
    assert_eq!(verdict(&half, "vnet1/app", json!({ "ports": [53], "delivered": true })), "violated");
}

#[test]
fn what_a_backend_sends_to_the_frontend_and_gets_itself_is_lost() {
    let alone = fronted(json!([rule(100, "Allow", "*", "*", "*")]), json!({ "backends": ["one"] }));
    assert_eq!(end(&alone, "one", Some(("Tcp", 443))), "DroppedBalancedToSender");
    let web = json!({ "protocol": "Tcp", "ports": [443], "delivered": true });
    assert_eq!(verdict(&alone, "vnet1/app", web.clone()), "holds");
    let from_backend = |design: &Value| {
        let intent = json!({ "name": "i", "from": { "appliance": "one" }, "to": { "loadBalancer": "ilb" }, "protocol": "Tcp", "ports": [443], "delivered": true });
        let compiled = compile(with(design.clone(), "intents", json!([intent])).to_string().as_bytes());
        serde_json::to_value(compiled.verdicts()).unwrap()[0]["result"].clone()
    };
    assert_eq!(from_backend(&alone), "violated");
    assert_eq!(end(&alone, "two", Some(("Tcp", 443))), "DeliveredToAppliance");
    // Where another backend may get it, it is lost whenever the hash says so.
    let all = [rule(100, "Allow", "*", "*", "*")];
    assert_eq!(from_backend(&fronted(json!(all), json!({}))), "violated");
    assert_eq!(from_backend(&fronted(json!(all), json!({ "backends": ["two", "one"] }))), "undecided");
}

#[test]
fn a_frontend_of_ipv6_has_the_backends_that_have_such_an_address() {
    let mut dual =
        fronted(json!([rule(100, "Allow", "*", "fd00:1:0:2::4/128", "8443")]), json!({ "privateIpv6Address": "fd00:1:0:2::100" }));
    dual["virtualNetworks"][0]["addressSpace"].as_array_mut().unwrap().push(json!("fd00:1::/48"));
    for (index, prefixes) in [json!(["10.1.1.0/24", "fd00:1:0:1::/64"]), json!(["10.1.2.0/24", "fd00:1:0:2::/64"])].into_iter().enumerate()
    {
        let subnet = dual["virtualNetworks"][0]["subnets"][index].as_object_mut().unwrap();
        subnet.remove("addressPrefix");
        subnet.insert("addressPrefixes".to_owned(), prefixes);
    }
    let to = |design: &Value| {
        traced(design, "vnet1/app", "fd00:1:0:2::100", Some(("Tcp", 443)))["forward"]["disposition"].as_str().unwrap().to_owned()
    };
    assert_eq!(to(&dual), "DroppedNoBackend");
    dual["appliances"][0]["networkInterfaces"][0]["privateIpv6Address"] = json!("fd00:1:0:2::4");
    assert_eq!(to(&dual), "DeliveredToAppliance");
    dual["appliances"][0]["networkInterfaces"][0]["privateIpv6Address"] = json!("fd00:1:0:2::5");
    assert_eq!(to(&dual), "DroppedBySecurityRule");
}

#[test]
fn a_firewall_may_send_what_comes_from_the_internet_to_a_frontend() {
    let through = |port: &str| {
        let mut one = fronted(json!([rule(100, "Allow", "10.1.254.0/26", "10.1.2.0/29", port)]), json!({}));
        let subnets = one["virtualNetworks"][0]["subnets"].as_array_mut().unwrap();
        subnets.push(json!({ "name": "AzureFirewallSubnet", "addressPrefix": "10.1.254.0/26" }));
        let nat = json!({ "name": "nat", "priority": 100, "sources": ["*"], "publicIpAddress": "pip", "protocols": ["Tcp"], "ports": ["80"],
            "translatedAddress": "10.1.2.100", "translatedPort": 443 });
        let firewall = json!({ "name": "fw", "virtualNetwork": "vnet1", "publicIpAddresses": ["pip"], "natRules": [nat] });
        let one = with(one, "publicIpAddresses", json!([{ "name": "pip", "ipAddress": "20.1.1.1" }]));
        with(one, "firewalls", json!([firewall]))
    };
    let intent = |design: Value| {
        let intent = json!({ "name": "i", "from": "Internet", "to": "20.1.1.1", "protocol": "Tcp", "ports": [80], "answered": true });
        let compiled = compile(with(design, "intents", json!([intent])).to_string().as_bytes());
        serde_json::to_value(compiled.verdicts()).unwrap()[0].clone()
    };
    let open = traced(&through("8443"), "Internet", "20.1.1.1", Some(("Tcp", 80)));
    assert_eq!((&open["forward"]["disposition"], &open["answered"]), (&json!("DeliveredToAppliance"), &json!(true)));
    let closed = traced(&through("443"), "Internet", "20.1.1.1", Some(("Tcp", 80)));
    assert_eq!(closed["forward"]["disposition"], "DroppedBySecurityRule");
    assert_eq!(intent(through("8443"))["result"], "holds");
    assert_eq!(intent(through("443"))["result"], "violated");
}
