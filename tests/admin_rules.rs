//! Packets at the security admin rules of Azure Virtual Network Manager (specification 9.7, 9.11).
//!
//! One network, 10.1.0.0/16, with the subnets `app`, which has a group, and `db`; the rules are for the network.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use routewright::compile::compile;
use routewright::design::{Protocol, TraceQuery};
use serde_json::{Value, json};

const DENIED: &str = "DroppedBySecurityRule";
const ARRIVED: &str = "DeliveredToSubnet";

fn admin(priority: u32, access: &str, more: Value) -> Value {
    let mut rule = json!({ "name": format!("a{priority}"), "priority": priority, "direction": "Inbound", "access": access, "protocol": "*",
        "appliesTo": ["vnet"] });
    rule.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    rule
}

/// With these rules, and a group of `app` that has one inbound rule of this access for everything.
fn design(rules: Value, group: &str) -> Value {
    json!({ "apiVersion": "2024-05-01", "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.1.0.0/16"], "subnets": [
            { "name": "app", "addressPrefix": "10.1.1.0/24", "networkSecurityGroup": "nsg" }, { "name": "db", "addressPrefix": "10.1.2.0/24" }] }],
        "networkManager": { "securityAdminRules": rules },
        "networkSecurityGroups": [{ "name": "nsg", "securityRules": [{ "name": "r", "priority": 100, "direction": "Inbound", "access": group,
            "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "*" }] }] })
}

fn trace(design: &Value, from: &str, to: &str) -> Value {
    let query = TraceQuery { from: from.into(), to: to.into(), protocol: Some(Protocol::Tcp), port: Some(22), ..TraceQuery::default() };
    serde_json::to_value(compile(design.to_string().as_bytes()).trace(&query).unwrap()).unwrap()
}

fn end(design: &Value, from: &str, to: &str) -> String {
    trace(design, from, to)["forward"]["disposition"].as_str().unwrap().to_owned()
}

fn verdict(design: &Value, expectation: &str, expected: bool) -> Value {
    let mut design = design.clone();
    design["intents"] =
        json!([{ "name": "i", "from": "vnet/db", "to": "vnet/app", "protocol": "Tcp", "ports": [22], (expectation): expected }]);
    serde_json::to_value(compile(design.to_string().as_bytes()).verdicts()).unwrap()[0]["result"].clone()
}

#[test]
fn allow_leaves_it_to_the_groups_and_the_others_are_final() {
    for (access, with_allow, with_deny) in [("Allow", ARRIVED, DENIED), ("AlwaysAllow", ARRIVED, ARRIVED), ("Deny", DENIED, DENIED)] {
        for (group, expected) in [("Allow", with_allow), ("Deny", with_deny)] {
            let one = design(json!([admin(10, access, json!({}))]), group);
            assert_eq!(end(&one, "vnet/db", "10.1.1.9"), expected, "{access} before {group}");
            assert_eq!(verdict(&one, "delivered", expected == ARRIVED), "holds", "{access} before {group}");
        }
    }
}

#[test]
fn what_no_rule_matches_is_left_to_the_groups() {
    let other = |group: &str| design(json!([admin(10, "Deny", json!({ "destinationPortRanges": ["3389"] }))]), group);
    assert_eq!([end(&other("Allow"), "vnet/db", "10.1.1.9"), end(&other("Deny"), "vnet/db", "10.1.1.9")], [ARRIVED, DENIED]);
    let asked = trace(&other("Allow"), "vnet/db", "10.1.1.9")["forward"]["hops"][1]["securityRules"].clone();
    assert_eq!(asked, json!([{ "group": "nsg", "rule": "r", "direction": "Inbound", "access": "Allow" }]));
}

#[test]
fn the_lowest_number_decides_and_is_named() {
    let rules = json!([admin(20, "Deny", json!({})), admin(10, "AlwaysAllow", json!({ "sources": ["10.1.2.0/25"] }))]);
    let one = design(rules, "Deny");
    let passed = trace(&one, "10.1.2.9", "10.1.1.9");
    assert_eq!((&passed["forward"]["disposition"], &passed["answered"]), (&json!(ARRIVED), &json!(true)));
    let asked = passed["forward"]["hops"][1]["securityRules"].clone();
    assert_eq!(asked, json!([{ "group": "networkManager", "rule": "a10", "direction": "Inbound", "access": "AlwaysAllow" }]));
    assert_eq!(end(&one, "10.1.2.200", "10.1.1.9"), DENIED);
    assert_eq!(verdict(&one, "delivered", true), "violated");
}

#[test]
fn subnets_without_a_group_are_protected_too() {
    let one = design(json!([admin(10, "Deny", json!({}))]), "Allow");
    assert_eq!(end(&one, "vnet/app", "10.1.2.9"), DENIED);
    let out = design(json!([admin(10, "Deny", json!({ "direction": "Outbound", "destinations": ["Internet"] }))]), "Allow");
    assert_eq!([end(&out, "vnet/db", "8.8.8.8"), end(&out, "vnet/db", "10.1.1.9")], [DENIED, ARRIVED]);
}

#[test]
fn a_rule_for_another_network_protects_nothing() {
    let mut one = design(json!([admin(10, "Deny", json!({ "appliesTo": ["other"] }))]), "Allow");
    one["virtualNetworks"].as_array_mut().unwrap().push(json!({ "name": "other", "addressSpace": ["10.2.0.0/16"] }));
    assert_eq!(end(&one, "vnet/db", "10.1.1.9"), ARRIVED);
}

// Microsoft Learn, "Security admin rules in Azure Virtual Network Manager", nonapplication of security admin rules.
#[test]
fn some_services_are_left_out() {
    let delegated = |subnet: usize, service: &str| {
        let mut one = design(json!([admin(10, "Deny", json!({}))]), "Allow");
        one["virtualNetworks"][0]["subnets"][subnet]["delegation"] = json!(service);
        end(&one, "vnet/db", "10.1.1.9")
    };
    assert_eq!(delegated(1, "Microsoft.Databricks/workspaces"), ARRIVED);
    assert_eq!(delegated(1, "Microsoft.Sql/managedInstances"), ARRIVED);
    assert_eq!(delegated(1, "Microsoft.Network/applicationGateways"), DENIED);
    assert_eq!(delegated(0, "Microsoft.Network/applicationGateways"), ARRIVED);
    assert_eq!(delegated(0, "Microsoft.Web/serverFarms"), DENIED);
    let mut one = design(json!([admin(10, "Deny", json!({}))]), "Allow");
    one["privateEndpoints"] = json!([{ "name": "pe", "subnet": "vnet/app", "privateIpAddress": "10.1.1.9" }]);
    one["virtualNetworks"][0]["subnets"][0]["privateEndpointNetworkPolicies"] = json!("Enabled");
    assert_eq!(end(&one, "vnet/db", "10.1.1.9"), "DeliveredToPrivateEndpoint");
}

#[test]
fn a_rule_that_perhaps_matches_leaves_it_open_where_it_decides() {
    let storage =
        |access: &str| design(json!([admin(10, access, json!({ "direction": "Outbound", "destinations": ["Storage"] }))]), "Allow");
    assert_eq!(end(&storage("Deny"), "vnet/db", "8.8.8.8"), "UndecidedSecurityRule");
    assert_eq!(end(&storage("Allow"), "vnet/db", "8.8.8.8"), "DeliveredToInternet");
    let mut open = storage("Deny");
    open["intents"] = json!([{ "name": "i", "from": "vnet/db", "to": "Internet", "delivered": true }]);
    assert_eq!(serde_json::to_value(compile(open.to_string().as_bytes()).verdicts()).unwrap()[0]["result"], "undecided");
}
