//! Packets at network security groups (specification 9).
//!
//! One network, 10.1.0.0/16, with the subnets `app`, which has the group and the route table, `db` and `nva`.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use routewright::compile::compile;
use routewright::design::{Protocol, TraceQuery};
use serde_json::{Value, json};

fn design(rules: Value, routes: Value) -> Value {
    json!({ "apiVersion": "2024-05-01", "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.1.0.0/16"], "subnets": [
            { "name": "app", "addressPrefix": "10.1.1.0/24", "networkSecurityGroup": "nsg", "routeTable": "rt" },
            { "name": "db", "addressPrefix": "10.1.2.0/24" },
            { "name": "nva", "addressPrefix": "10.1.3.0/24" } ] }],
        "routeTables": [{ "name": "rt", "routes": routes }],
        "networkSecurityGroups": [{ "name": "nsg", "securityRules": rules }] })
}

fn rule(priority: u32, direction: &str, access: &str, more: Value) -> Value {
    let mut rule = json!({ "name": format!("r{priority}"), "priority": priority, "direction": direction, "access": access, "protocol": "*",
        "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "*" });
    let members = rule.as_object_mut().unwrap();
    members.extend(more.as_object().unwrap().clone());
    members.retain(|_, value| !value.is_null());
    rule
}

fn trace(design: &Value, from: &str, to: &str, protocol: &str, port: Option<u16>) -> Value {
    let query = TraceQuery { from: from.into(), to: to.into(), protocol: Protocol::parse(protocol), port, ..TraceQuery::default() };
    serde_json::to_value(compile(design.to_string().as_bytes()).trace(&query).unwrap()).unwrap()
}

fn end(design: &Value, from: &str, to: &str, protocol: &str, port: Option<u16>) -> String {
    trace(design, from, to, protocol, port)["forward"]["disposition"].as_str().unwrap().to_owned()
}

const DENIED: &str = "DroppedBySecurityRule";
const OPEN: &str = "UndecidedSecurityRule";

// Specification 9.3; 9.5: the Internet is everything public outside the network.
#[test]
fn the_default_rules_let_the_network_in_and_everything_to_the_internet_out() {
    let plain = design(json!([]), json!([]));
    assert_eq!(end(&plain, "vnet/db", "10.1.1.9", "Any", None), "DeliveredToSubnet");
    assert_eq!(end(&plain, "vnet/app", "8.8.8.8", "Any", None), "DeliveredToInternet");
    let out = trace(&plain, "vnet/app", "8.8.8.8", "Any", None);
    let rule = &out["forward"]["hops"][0]["securityRules"][0];
    assert_eq!(*rule, json!({ "group": "nsg", "rule": "AllowInternetOutBound", "direction": "Outbound", "access": "Allow" }));
}

// Specification 9.8: a rule for TCP does not match ICMP.
#[test]
fn a_rule_of_one_protocol_leaves_the_others_alone() {
    for protocol in ["Tcp", "Udp"] {
        let one = design(json!([rule(100, "Inbound", "Deny", json!({ "protocol": protocol }))]), json!([]));
        assert_eq!(end(&one, "vnet/db", "10.1.1.9", "Icmp", None), "DeliveredToSubnet");
        assert_eq!(end(&one, "vnet/db", "10.1.1.9", protocol, Some(80)), DENIED);
    }
}

// Specification 9.2; 9.8: of protocols, the one that the rule names.
#[test]
fn the_first_rule_that_matches_decides() {
    let rules = json!([
        rule(200, "Inbound", "Deny", json!({})),
        rule(100, "Inbound", "Allow", json!({ "protocol": "Tcp", "destinationPortRange": "443", "sourceAddressPrefix": "10.1.2.0/24" }))
    ]);
    let one = design(rules, json!([]));
    assert_eq!(end(&one, "vnet/db", "10.1.1.9", "Tcp", Some(443)), "DeliveredToSubnet");
    assert_eq!(end(&one, "vnet/db", "10.1.1.9", "Tcp", Some(80)), DENIED);
    assert_eq!(end(&one, "vnet/db", "10.1.1.9", "Udp", Some(443)), DENIED);
    assert_eq!(end(&one, "vnet/nva", "10.1.1.9", "Tcp", Some(443)), DENIED);
    assert_eq!(end(&one, "vnet/db", "10.1.1.9", "Any", None), OPEN);
    let denied = trace(&one, "vnet/db", "10.1.1.9", "Tcp", Some(80));
    let hops = denied["forward"]["hops"].as_array().unwrap();
    let last = &hops[hops.len() - 1];
    assert_eq!(last["at"], "vnet/app");
    assert_eq!(last["securityRules"][0]["rule"], "r200");
    let sentence = last["because"].as_str().unwrap();
    assert!(sentence.contains("security rule r200 of nsg denies it"), "{sentence}");
}

// Specification 9.10: an address of the other family is no address of these packets.
#[test]
fn a_rule_for_addresses_of_the_other_family_matches_nothing() {
    for other in ["fd00::/8", "2001:db8::/32"] {
        let six = design(json!([rule(100, "Outbound", "Deny", json!({ "destinationAddressPrefix": other }))]), json!([]));
        assert_eq!(end(&six, "vnet/app", "8.8.8.8", "Any", None), "DeliveredToInternet", "{other}");
    }
}

// Specification 9.8: ESP and AH are two of the protocols that have no name here, and what is said of them is not said of the others.
#[test]
fn a_rule_for_one_protocol_without_a_name_leaves_the_others_open() {
    let intent = json!({ "name": "all", "from": "vnet/db", "to": "vnet/app", "delivered": true });
    assert_eq!(
        verdict(&design(json!([rule(100, "Inbound", "Deny", json!({ "protocol": "Esp" }))]), json!([])), intent.clone())["result"],
        "undecided"
    );
    assert_eq!(
        verdict(&design(json!([rule(100, "Inbound", "Deny", json!({ "protocol": "*" }))]), json!([])), intent)["result"],
        "violated"
    );
}

#[test]
fn replies_to_what_was_let_through_pass() {
    let closed = design(json!([rule(100, "Inbound", "Deny", json!({}))]), json!([]));
    let out = trace(&closed, "vnet/app", "10.1.2.9", "Tcp", Some(443));
    assert_eq!((&out["answered"], &out["reply"]["disposition"]), (&json!(true), &json!("DeliveredToSubnet")));
    assert_eq!(end(&closed, "vnet/db", "10.1.1.9", "Tcp", Some(443)), DENIED);
}

// Specification 9.4.
#[test]
fn the_tag_of_the_network_has_the_prefixes_of_the_subnets_own_table() {
    let to = |prefix: &str| json!([{ "name": "r", "addressPrefix": prefix, "nextHopType": "VnetLocal" }]);
    let rules = json!([rule(100, "Outbound", "Deny", json!({ "destinationAddressPrefix": "VirtualNetwork" }))]);
    assert_eq!(end(&design(rules.clone(), json!([])), "vnet/app", "8.8.8.8", "Any", None), "DeliveredToInternet");
    assert_eq!(end(&design(rules.clone(), to("8.8.0.0/16")), "vnet/app", "8.8.8.8", "Any", None), DENIED);
    // It "may also contain default routes".
    assert_eq!(end(&design(rules, to("0.0.0.0/0")), "vnet/app", "8.8.8.8", "Any", None), OPEN);
}

// Specification 9.4, and its option.
#[test]
fn a_default_route_to_an_appliance_puts_everything_into_the_tag_of_the_network() {
    let rules = json!([rule(100, "Outbound", "Deny", json!({ "destinationAddressPrefix": "VirtualNetwork" }))]);
    let route = |next_hop: &str| {
        let mut route = json!({ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": next_hop });
        if next_hop == "VirtualAppliance" {
            route["nextHopIpAddress"] = json!("10.1.2.4");
        }
        json!([route])
    };
    let with = |next_hop: &str, option: Option<&str>| {
        let mut one = design(rules.clone(), route(next_hop));
        option.into_iter().for_each(|option| one["options"] = json!({ "virtualNetworkTagHolds": option }));
        end(&one, "vnet/app", "8.8.8.8", "Any", None)
    };
    assert_eq!(with("VirtualAppliance", None), DENIED);
    assert_eq!(with("Internet", None), OPEN);
    assert_eq!(with("Internet", Some("AnyDefaultRoute")), DENIED);
    assert_eq!(with("Internet", Some("NoDefaultRoute")), "DeliveredToInternet");
    assert_ne!(with("VirtualAppliance", Some("NoDefaultRoute")), DENIED);
}

#[test]
fn what_other_tags_hold_is_not_known() {
    let storage = |access| json!([rule(100, "Outbound", access, json!({ "destinationAddressPrefix": "Storage" }))]);
    assert_eq!(end(&design(storage("Deny"), json!([])), "vnet/app", "8.8.8.8", "Any", None), OPEN);
    assert_eq!(end(&design(storage("Allow"), json!([])), "vnet/app", "8.8.8.8", "Any", None), "DeliveredToInternet");
    assert_eq!(end(&design(storage("Deny"), json!([])), "vnet/app", "10.1.2.9", "Any", None), "DeliveredToSubnet");
    let from = json!([rule(100, "Outbound", "Deny", json!({ "sourcePortRange": "5000" }))]);
    assert_eq!(end(&design(from, json!([])), "vnet/app", "8.8.8.8", "Tcp", Some(443)), OPEN);
}

#[test]
fn the_platform_itself_is_always_reached() {
    let closed = json!([rule(100, "Outbound", "Deny", json!({}))]);
    assert_eq!(end(&design(closed, json!([])), "vnet/app", "168.63.129.16", "Udp", Some(53)), "DeliveredToPlatform");
    let named = json!([rule(100, "Outbound", "Deny", json!({ "destinationAddressPrefix": "AzurePlatformDNS" }))]);
    assert_eq!(end(&design(named, json!([])), "vnet/app", "168.63.129.16", "Udp", Some(53)), OPEN);
}

#[test]
fn private_endpoints_follow_a_group_where_the_policies_of_the_subnet_say_so() {
    let mut one = design(json!([rule(100, "Inbound", "Deny", json!({}))]), json!([]));
    one["privateEndpoints"] = json!([{ "name": "pe", "subnet": "vnet/app", "privateIpAddress": "10.1.1.9" }]);
    assert_eq!(end(&one, "vnet/db", "10.1.1.9", "Tcp", Some(443)), "DeliveredToPrivateEndpoint");
    for (policies, expected) in [("NetworkSecurityGroupEnabled", DENIED), ("RouteTableEnabled", "DeliveredToPrivateEndpoint")] {
        one["virtualNetworks"][0]["subnets"][0]["privateEndpointNetworkPolicies"] = json!(policies);
        assert_eq!(end(&one, "vnet/db", "10.1.1.9", "Tcp", Some(443)), expected, "{policies}");
    }
}

// MicrosoftDocs/azure-docs issue 124192: for the subnet of a router the destination is not VirtualNetwork.
#[test]
fn an_appliance_without_the_route_drops_what_passes_it() {
    let mut over = design(json!([]), json!([]));
    let subnets = &mut over["virtualNetworks"][0]["subnets"];
    subnets[0].as_object_mut().unwrap().remove("networkSecurityGroup");
    subnets[2]["networkSecurityGroup"] = json!("nsg");
    over["routeTables"][0]["routes"] =
        json!([{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.1.3.4" }]);
    over["appliances"] = json!([{ "name": "fw", "snat": "Public", "networkInterfaces": [
        { "subnet": "vnet/nva", "privateIpAddress": "10.1.3.4", "enableIPForwarding": true }] }]);
    assert_eq!(end(&over, "vnet/app", "8.8.8.8", "Tcp", Some(443)), DENIED);
    over["networkSecurityGroups"][0]["securityRules"] =
        json!([rule(100, "Inbound", "Allow", json!({ "sourceAddressPrefix": "VirtualNetwork" }))]);
    let passed = trace(&over, "vnet/app", "8.8.8.8", "Tcp", Some(443));
    assert_eq!((&passed["forward"]["disposition"], &passed["answered"]), (&json!("DeliveredToInternet"), &json!(true)));
}

fn verdict(design: &Value, intent: Value) -> Value {
    let mut design = design.clone();
    design["intents"] = json!([intent]);
    serde_json::to_value(compile(design.to_string().as_bytes()).verdicts()).unwrap()[0].clone()
}

#[test]
fn intents_are_judged_for_every_protocol_and_port() {
    let rules = json!([
        rule(
            100,
            "Inbound",
            "Allow",
            json!({ "protocol": "Tcp", "destinationPortRange": null, "destinationPortRanges": ["443", "8000-8999"] })
        ),
        rule(200, "Inbound", "Deny", json!({}))
    ]);
    let one = design(rules, json!([]));
    let intent = |more: Value| {
        let mut intent = json!({ "name": "i", "from": "vnet/db", "to": "vnet/app" });
        intent.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        intent
    };
    let result = |more: Value| verdict(&one, intent(more))["result"].clone();
    assert_eq!(result(json!({ "protocol": "Tcp", "ports": [443, 8500], "answered": true })), "holds");
    assert_eq!(result(json!({ "protocol": "Udp", "delivered": false })), "holds");
    let broken = verdict(&one, intent(json!({ "protocol": "Tcp", "ports": [443, 9000], "delivered": true })));
    assert_eq!(broken["result"], "violated");
    assert_eq!((&broken["witness"]["packet"]["protocol"], &broken["witness"]["packet"]["destinationPort"]), (&json!("Tcp"), &json!(9000)));
    assert_eq!(broken["witness"]["trace"]["forward"]["disposition"], DENIED);
    let broken = verdict(&one, intent(json!({ "delivered": false })));
    assert_eq!(broken["witness"]["packet"]["destinationPort"], 443);
}

#[test]
fn a_service_tag_leaves_a_verdict_undecided_only_where_it_decides() {
    let storage = |access: &str, port: &str| {
        let allowed = json!({ "destinationAddressPrefix": "Storage", "destinationPortRange": port });
        design(json!([rule(100, "Outbound", access, allowed), rule(200, "Outbound", "Deny", json!({}))]), json!([]))
    };
    let intent = json!({ "name": "i", "from": "vnet/app", "to": "Internet", "protocol": "Tcp", "ports": [443], "delivered": false });
    let open = verdict(&storage("Allow", "443"), intent.clone());
    assert_eq!(open["result"], "undecided");
    assert!(open["because"].as_str().unwrap().contains("service tag"));
    assert_eq!(verdict(&storage("Allow", "80"), intent.clone())["result"], "holds");
    assert_eq!(verdict(&storage("Deny", "443"), intent)["result"], "holds");
}

// The answer goes back to the port that the sender chose, and no design says which.
#[test]
fn a_packet_is_shown_with_its_protocol_and_the_port_that_is_known() {
    let plain = design(json!([]), json!([]));
    let shown = |protocol: &str, port: Option<u16>| {
        let trace = trace(&plain, "vnet/db", "10.1.1.9", protocol, port);
        let of = |walk: &str| trace[walk]["packet"].clone();
        let both = |packet: &Value| (packet["protocol"].as_str().unwrap().to_owned(), packet["destinationPort"].clone());
        (both(&of("forward")), both(&of("reply")))
    };
    let packet = |protocol: &str, port: Value| (protocol.to_owned(), port);
    assert_eq!(shown("Tcp", Some(443)), (packet("Tcp", json!(443)), packet("Tcp", Value::Null)));
    assert_eq!(shown("Udp", Some(53)), (packet("Udp", json!(53)), packet("Udp", Value::Null)));
    assert_eq!(shown("Icmp", None), (packet("Icmp", Value::Null), packet("Icmp", Value::Null)));
    assert_eq!(shown("Any", None), (packet("Any", Value::Null), packet("Any", Value::Null)));
}
