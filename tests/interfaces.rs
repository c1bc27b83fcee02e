//! Packets at the security groups of network interfaces, and application security groups in rules (specification 9.1, 9.9).
//!
//! One network, 10.1.0.0/16: `vm1` and `vm2` in `app`, `vm3` in `db`.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use routewright::compile::compile;
use routewright::design::{Protocol, TraceQuery};
use serde_json::{Value, json};

const DENIED: &str = "DroppedBySecurityRule";
const ARRIVED: &str = "DeliveredToSubnet";

/// `subnet` is the group of `app`, `interface` that of `vm1`; each has these rules.
fn design(subnet: Value, interface: Value) -> Value {
    let nic = |name: &str, subnet: &str, address: &str, group: Option<&str>, asg: &str| {
        let mut nic =
            json!({ "name": name, "subnet": format!("vnet/{subnet}"), "privateIpAddress": address, "applicationSecurityGroups": [asg] });
        group.iter().for_each(|group| nic["networkSecurityGroup"] = json!(group));
        nic
    };
    json!({ "apiVersion": "2024-05-01", "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.1.0.0/16"], "subnets": [
            { "name": "app", "addressPrefix": "10.1.1.0/24", "networkSecurityGroup": "subnet" }, { "name": "db", "addressPrefix": "10.1.2.0/24" }] }],
        "applicationSecurityGroups": [{ "name": "web" }, { "name": "batch" }, { "name": "data" }, { "name": "empty" }],
        "networkInterfaces": [nic("vm1", "app", "10.1.1.10", Some("interface"), "web"), nic("vm2", "app", "10.1.1.11", None, "batch"),
            nic("vm3", "db", "10.1.2.10", None, "data")],
        "networkSecurityGroups": [{ "name": "subnet", "securityRules": subnet }, { "name": "interface", "securityRules": interface }] })
}

fn rule(priority: u32, direction: &str, access: &str, more: Value) -> Value {
    let mut rule = json!({ "name": format!("r{priority}"), "priority": priority, "direction": direction, "access": access, "protocol": "*",
        "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "*" });
    let members = rule.as_object_mut().unwrap();
    members.extend(more.as_object().unwrap().clone());
    members.retain(|_, value| !value.is_null());
    rule
}

fn trace(design: &Value, from: &str, to: &str) -> Value {
    let query = TraceQuery { from: from.into(), to: to.into(), protocol: Some(Protocol::Tcp), port: Some(80), ..TraceQuery::default() };
    serde_json::to_value(compile(design.to_string().as_bytes()).trace(&query).unwrap()).unwrap()
}

fn end(design: &Value, from: &str, to: &str) -> String {
    trace(design, from, to)["forward"]["disposition"].as_str().unwrap().to_owned()
}

fn result(design: &Value, from: Value, to: Value, expectation: &str, expected: bool) -> Value {
    let mut design = design.clone();
    design["intents"] = json!([{ "name": "i", "from": from, "to": to, "protocol": "Tcp", "ports": [80], (expectation): expected }]);
    serde_json::to_value(compile(design.to_string().as_bytes()).verdicts()).unwrap()[0]["result"].clone()
}

fn nic(name: &str) -> Value {
    json!({ "networkInterface": name })
}

/// The groups that were asked about a packet, in order.
fn asked(walk: &Value) -> Vec<String> {
    let hops = walk["hops"].as_array().unwrap().iter();
    let rules = hops.flat_map(|hop| hop["securityRules"].as_array().cloned().unwrap_or_default());
    rules.map(|rule| format!("{} {}", rule["group"].as_str().unwrap(), rule["direction"].as_str().unwrap())).collect()
}

#[test]
fn what_arrives_meets_the_subnet_first_and_what_leaves_the_interface() {
    let plain = design(json!([]), json!([]));
    let inwards = trace(&plain, "vm3", "vm1");
    assert_eq!(asked(&inwards["forward"]), ["subnet Inbound", "interface Inbound"]);
    assert_eq!(inwards["answered"], true);
    assert_eq!(asked(&trace(&plain, "vm1", "vm3")["forward"]), ["interface Outbound", "subnet Outbound"]);
    assert_eq!(asked(&trace(&plain, "vm2", "vm3")["forward"]), ["subnet Outbound"]);
    assert_eq!(asked(&trace(&plain, "vm2", "vm1")["forward"]), ["subnet Outbound", "subnet Inbound", "interface Inbound"]);
}

#[test]
fn both_groups_must_allow() {
    let closed = || json!([rule(100, "Inbound", "Deny", json!({}))]);
    for (design, first, second) in [(design(closed(), json!([])), DENIED, DENIED), (design(json!([]), closed()), DENIED, ARRIVED)] {
        assert_eq!([end(&design, "vm3", "vm1"), end(&design, "vm3", "vm2")], [first, second]);
        assert_eq!(result(&design, nic("vm3"), nic("vm1"), "delivered", false), "holds");
        assert_eq!(result(&design, json!("vnet/db"), nic("vm2"), "delivered", second == ARRIVED), "holds");
        assert_eq!(result(&design, json!("vnet/db"), json!("vnet/app"), "delivered", true), "violated");
    }
}

#[test]
fn the_group_of_one_interface_is_not_that_of_its_neighbours() {
    let silent = design(json!([]), json!([rule(100, "Outbound", "Deny", json!({}))]));
    assert_eq!([end(&silent, "vm1", "vm2"), end(&silent, "vm2", "vm1")], [DENIED, ARRIVED]);
    assert_eq!(result(&silent, json!("vnet/app"), nic("vm3"), "delivered", true), "violated");
    assert_eq!(result(&silent, nic("vm2"), nic("vm3"), "answered", true), "holds");
    // The answer of vm1 belongs to what its group let in.
    assert_eq!(result(&silent, nic("vm3"), nic("vm1"), "answered", true), "holds");
}

// Specification 9.1: a group of an interface needs none of the subnet beside it.
#[test]
fn the_group_of_an_interface_guards_without_one_of_the_subnet() {
    let mut alone = design(json!([]), json!([rule(100, "Inbound", "Deny", json!({}))]));
    alone["virtualNetworks"][0]["subnets"][0].as_object_mut().unwrap().remove("networkSecurityGroup");
    assert_eq!([end(&alone, "vm3", "vm1"), end(&alone, "vm3", "vm2")], [DENIED, ARRIVED]);
    assert_eq!(result(&alone, nic("vm3"), nic("vm1"), "delivered", false), "holds");
}

#[test]
fn a_rule_matches_the_interfaces_of_the_groups_that_it_names() {
    let named = json!({ "sourceAddressPrefix": null, "sourceApplicationSecurityGroups": ["data"],
        "destinationAddressPrefix": null, "destinationApplicationSecurityGroups": ["web"] });
    let design = design(json!([rule(100, "Inbound", "Allow", named), rule(200, "Inbound", "Deny", json!({}))]), json!([]));
    assert_eq!([end(&design, "vm3", "vm1"), end(&design, "vm3", "vm2"), end(&design, "vm2", "vm1")], [ARRIVED, DENIED, DENIED]);
    assert_eq!(end(&design, "10.1.2.11", "vm1"), DENIED);
    assert_eq!(result(&design, json!("vnet/db"), nic("vm1"), "delivered", true), "violated");
    assert_eq!(result(&design, nic("vm3"), json!("vnet/app"), "delivered", true), "violated");
    assert_eq!(result(&design, nic("vm3"), nic("vm1"), "answered", true), "holds");
}

// Specification 9.1: a group guards the interfaces that have it, also where their neighbours have another.
#[test]
fn neighbours_with_two_groups_are_guarded_by_their_own() {
    let mut two = design(json!([]), json!([]));
    two["networkInterfaces"][1]["networkSecurityGroup"] = json!("closed");
    let closed = json!({ "name": "closed", "securityRules": [rule(100, "Inbound", "Deny", json!({}))] });
    two["networkSecurityGroups"].as_array_mut().unwrap().push(closed);
    assert_eq!((end(&two, "vm3", "vm1"), end(&two, "vm3", "vm2")), (ARRIVED.to_owned(), DENIED.to_owned()));
    assert_eq!(result(&two, nic("vm3"), nic("vm1"), "delivered", true), "holds");
    assert_eq!(result(&two, nic("vm3"), nic("vm2"), "delivered", false), "holds");
}

// MicrosoftDocs/azure-docs issue 77328.
#[test]
fn a_rule_that_names_an_empty_group_is_not_counted_on() {
    let named = |group: &str| {
        let named = json!({ "sourceAddressPrefix": null, "sourceApplicationSecurityGroups": ["data", group] });
        design(json!([rule(100, "Inbound", "Allow", named), rule(200, "Inbound", "Deny", json!({}))]), json!([]))
    };
    assert_eq!(end(&named("batch"), "vm3", "vm1"), ARRIVED);
    assert_eq!(end(&named("empty"), "vm3", "vm1"), "UndecidedSecurityRule");
    assert_eq!(result(&named("empty"), nic("vm3"), nic("vm1"), "delivered", true), "undecided");
}

#[test]
fn a_route_to_a_machine_proves_nothing() {
    let mut over = design(json!([]), json!([]));
    over["virtualNetworks"][0]["subnets"][1]["routeTable"] = json!("rt");
    over["routeTables"] = json!([{ "name": "rt", "routes": [
        { "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.1.1.11" }] }]);
    over["networkInterfaces"][1]["enableIPForwarding"] = json!(true);
    assert_eq!(result(&over, nic("vm3"), json!("Internet"), "delivered", false), "undecided");
    over["networkInterfaces"][1]["enableIPForwarding"] = json!(false);
    assert_eq!(result(&over, nic("vm3"), json!("Internet"), "delivered", false), "holds");
}

// What stands for an address that the design does not state is of its family: no packet of IPv4 is for a public IP address of IPv6.
#[test]
fn nothing_of_ipv4_stands_for_a_public_address_of_ipv6() {
    let mut six = design(json!([]), json!([]));
    six["publicIpAddresses"] = json!([{ "name": "pip6", "publicIPAddressVersion": "IPv6" }]);
    let query = TraceQuery { from: "vm1".into(), to: "255.0.0.0".into(), protocol: None, ..TraceQuery::default() };
    let answer = serde_json::to_value(compile(six.to_string().as_bytes()).trace(&query).unwrap()).unwrap();
    assert!(!answer.to_string().contains("pip6"), "{answer}");
}
