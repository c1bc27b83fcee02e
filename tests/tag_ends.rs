//! Service tags as ends of intents and traces, when nobody told their addresses (specification 4.6, 12).
//!
//! The design of Azure Machine Learning with a public address: everything goes to the firewall, but for the routes of two tags
//! (Microsoft Learn, "Configure required network traffic", user-defined routes).

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use routewright::compile::{compile, compile_with};
use routewright::design::TraceQuery;
use serde_json::{Value, json};

fn training() -> Value {
    json!({
        "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.0.0.0/16"], "subnets": [
            { "name": "AzureFirewallSubnet", "addressPrefix": "10.0.1.0/26" },
            { "name": "gpu", "addressPrefix": "10.0.2.0/24", "routeTable": "rt", "networkSecurityGroup": "nsg",
              "defaultOutboundAccess": true } ] }],
        "firewalls": [{ "name": "fw", "virtualNetwork": "vnet" }],
        "networkSecurityGroups": [{ "name": "nsg", "securityRules": [] }],
        "routeTables": [{ "name": "rt", "routes": [
            { "name": "default", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } },
            { "name": "aml", "addressPrefix": "AzureMachineLearning", "nextHopType": "Internet" },
            { "name": "batch", "addressPrefix": "BatchNodeManagement.EastUS", "nextHopType": "Internet" } ] }] })
}

fn with_route(prefix: &str, next_hop: &str) -> Value {
    let mut design = training();
    let route = json!({ "name": "more", "addressPrefix": prefix, "nextHopType": next_hop });
    design["routeTables"][0]["routes"].as_array_mut().unwrap().push(route);
    design
}

fn with_rule(tag: &str) -> Value {
    let mut design = training();
    design["networkSecurityGroups"][0]["securityRules"] = json!([{ "name": "no", "priority": 100, "direction": "Outbound", "access": "Deny",
        "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": tag, "destinationPortRange": "*" }]);
    design
}

fn verdict(mut design: Value, tags: &str, intent: Value) -> Value {
    let mut named = json!({ "name": "intent", "from": "vnet/gpu" });
    named.as_object_mut().unwrap().extend(intent.as_object().unwrap().clone());
    design["intents"] = json!([named]);
    let compiled = compile_with(design.to_string().as_bytes(), tags);
    serde_json::to_value(compiled.verdicts()).unwrap()[0].clone()
}

fn result(design: Value, intent: Value) -> String {
    verdict(design, "", intent)["result"].as_str().unwrap_or("refused").to_owned()
}

#[test]
fn the_route_of_a_tag_is_the_way_to_its_addresses() {
    assert_eq!(result(training(), json!({ "to": "AzureMachineLearning", "avoid": "fw" })), "holds");
    assert_eq!(result(training(), json!({ "to": "AzureMachineLearning", "through": "fw" })), "violated");
    assert_eq!(result(training(), json!({ "to": ["AzureMachineLearning", "BatchNodeManagement.EastUS"], "avoid": "fw" })), "holds");
}

#[test]
fn what_a_region_has_its_service_has() {
    // A route for the service is one for each of its regions; one for a region says nothing about the service.
    assert_eq!(result(training(), json!({ "to": "AzureMachineLearning.EastUS", "avoid": "fw" })), "holds");
    assert_eq!(result(training(), json!({ "to": "BatchNodeManagement", "avoid": "fw" })), "undecided");
    assert_eq!(result(training(), json!({ "to": "BatchNodeManagement.WestUS", "avoid": "fw" })), "undecided");
    // Two services may share addresses.
    assert_eq!(result(training(), json!({ "to": "Storage", "through": "fw" })), "undecided");
}

#[test]
fn a_prefix_may_be_longer_or_shorter_than_those_of_the_tag() {
    assert_eq!(result(with_route("20.0.0.0/16", "None"), json!({ "to": "AzureMachineLearning", "delivered": false })), "undecided");
    assert_eq!(result(with_route("20.0.0.0/16", "None"), json!({ "to": "AzureMachineLearning", "delivered": true })), "undecided");
    assert_eq!(result(with_route("10.9.0.0/16", "None"), json!({ "to": "AzureMachineLearning", "avoid": "fw" })), "holds");
}

#[test]
fn security_rules_speak_of_tags_too() {
    let arrives = json!({ "to": "AzureMachineLearning", "delivered": true });
    assert_eq!(result(with_rule("AzureMachineLearning"), arrives.clone()), "violated");
    // Whether the tag Internet has the addresses of a tag that the subnet routes is open (9.4).
    assert_eq!(result(with_rule("Internet"), arrives), "undecided");
    assert_eq!(result(with_rule("AzureCloud"), json!({ "to": "Storage", "delivered": false })), "holds");
}

#[test]
fn a_counterexample_is_replayed_where_the_tag_has_its_address() {
    let broken = verdict(training(), "", json!({ "to": "AzureMachineLearning", "through": "fw" }));
    assert_eq!(
        broken["because"],
        "10.0.2.4 to 8.8.8.8, taken as an address of AzureMachineLearning, ends as DeliveredToInternet without passing fw on its way"
    );
    assert_eq!(broken["witness"]["trace"]["forward"]["disposition"], "DeliveredToInternet");
}

#[test]
fn with_addresses_it_is_exact() {
    let known = "AzureMachineLearning 20.0.0.0/24\nBatchNodeManagement.EastUS 20.0.9.0/24\nStorage 52.0.0.0/16";
    let result = |intent| verdict(training(), known, intent)["result"].clone();
    assert_eq!(result(json!({ "to": "Storage", "through": "fw" })), "holds");
    assert_eq!(result(json!({ "to": "AzureMachineLearning", "avoid": "fw" })), "holds");
    assert_eq!(
        result(json!({ "to": "Internet", "except": ["AzureMachineLearning", "BatchNodeManagement.EastUS"], "through": "fw" })),
        "holds"
    );
    assert_eq!(result(json!({ "to": "Internet", "except": ["AzureMachineLearning"], "through": "fw" })), "violated");
}

// Storage is inside AzureCloud (4.6): where that was told, Storage has none but its addresses.
#[test]
fn what_is_around_a_tag_has_its_addresses() {
    let mut design = training();
    design["routeTables"][0]["routes"][1]["addressPrefix"] = json!("AzureCloud");
    let result = |tags| verdict(design.clone(), tags, json!({ "to": "Storage", "avoid": "fw" }))["result"].clone();
    assert_eq!(result("AzureCloud 52.0.0.0/16"), "holds");
    assert_eq!(result("Storage 20.0.0.0/16"), "undecided");
    assert_eq!(result("AzureMachineLearning 52.0.0.0/16"), "holds");
    let mut longer = design.clone();
    longer["routeTables"][0]["routes"][0] = json!({ "name": "some", "addressPrefix": "20.0.0.0/16", "nextHop": { "firewall": "fw" } });
    assert_eq!(verdict(longer.clone(), "", json!({ "to": "Storage", "avoid": "fw" }))["result"], "undecided");
    assert_eq!(verdict(longer, "AzureCloud 52.0.0.0/16", json!({ "to": "Storage", "avoid": "fw" }))["result"], "holds");
}

// 11.8: what a hub's branches have is in the routes of no network where policies send all to the firewall of the hub.
#[test]
fn a_branch_of_a_hub_may_have_some_of_a_tag() {
    let hub = |learns: &str| {
        json!({ "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.0.0.0/16"], "subnets": [{ "name": "gpu", "addressPrefix": "10.0.2.0/24" }] }],
                "firewalls": [{ "name": "fw", "privateIpAddress": "10.100.0.132", "snat": "Never" }], "onPremises": [{ "name": "dc", "addressPrefixes": ["192.168.0.0/16"] }],
                "virtualHubs": [{ "name": "hub", "addressPrefix": "10.100.0.0/23", "connections": ["vnet"], "routerAddress": "10.100.0.68", "firewall": "fw",
                                  "routingIntent": { "private": "fw", "internet": "fw" }, "learns": [{ "addressPrefix": learns, "nextHop": "10.100.0.12" }] }] })
    };
    let leaves = json!({ "to": "Storage", "delivered": false });
    assert_ne!(result(hub("20.0.0.0/16"), leaves.clone()), result(hub("192.168.0.0/16"), leaves));
}

#[test]
fn a_trace_takes_an_address_of_the_tag() {
    let compiled = compile(training().to_string().as_bytes());
    let end = |to: &str| {
        let query = TraceQuery { from: "vnet/gpu".into(), to: to.into(), ..TraceQuery::default() };
        serde_json::to_value(compiled.trace(&query).unwrap()).unwrap()["forward"]["disposition"].as_str().unwrap().to_owned()
    };
    assert_eq!(end("AzureMachineLearning"), "DeliveredToInternet");
    assert_eq!(end("Storage"), "UndecidedServiceTag");
}

#[test]
fn an_unknown_tag_is_reported_with_the_nearest_one() {
    let mut design = training();
    design["intents"] = json!([{ "name": "i", "from": "vnet/gpu", "to": "Storag", "delivered": true }]);
    let compiled = compile(design.to_string().as_bytes());
    let found = compiled.diagnostics().iter().find(|it| it.code == "endpoint-unknown").unwrap();
    assert!(found.message.ends_with("did you mean `Storage`?"), "{}", found.message);
}

#[test]
fn a_prefix_of_a_security_admin_rule_may_hold_some_addresses_of_the_tag() {
    let with = |destination: &str| {
        let mut design = training();
        design["networkManager"] = json!({ "securityAdminRules": [{ "name": "no", "priority": 1, "direction": "Outbound", "access": "Deny",
            "protocol": "*", "destinations": [destination], "appliesTo": ["vnet"] }] });
        result(design, json!({ "to": "AzureMachineLearning", "delivered": true }))
    };
    assert_eq!(with("20.0.0.0/8"), "undecided");
    assert_eq!(with("0.0.0.0/0"), "violated");
    assert_eq!(with("10.0.0.0/8"), "holds");
}

#[test]
fn a_tag_whose_addresses_were_told_may_have_some_of_another_tag() {
    let intent = |to: &str| json!({ "to": to, "delivered": true });
    let told = |tag: &str, tags: &str| verdict(with_rule(tag), tags, intent("AzureMachineLearning"))["result"].clone();
    assert_eq!(told("Sql", "Sql 20.0.0.0/8"), "undecided");
    assert_eq!(told("Sql", "Sql 10.9.0.0/16"), "holds");
    // A part of a service that was told has at most what the service has.
    assert_eq!(told("Sql.EastUS", "Sql 20.0.0.0/8"), "undecided");
}

#[test]
fn a_prefix_that_only_route_servers_tell_may_hold_some_addresses_of_the_tag() {
    let design = |advertised: &str| {
        json!({
            "virtualNetworks": [{ "name": "hub", "addressSpace": ["10.0.0.0/16"], "subnets": [
                { "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27" }, { "name": "RouteServerSubnet", "addressPrefix": "10.0.1.0/27" },
                { "name": "nva", "addressPrefix": "10.0.2.0/24", "routeTable": "rt", "defaultOutboundAccess": true } ] }],
            "routeTables": [{ "name": "rt", "disableBgpRoutePropagation": true, "routes": [] }],
            "appliances": [{ "name": "nva", "snat": "Always", "networkInterfaces": [{ "name": "nic", "subnet": "hub/nva",
                "privateIpAddress": "10.0.2.4", "enableIPForwarding": true, "publicIpAddress": "pip" }] }],
            "publicIpAddresses": [{ "name": "pip" }],
            "onPremises": [{ "name": "dc", "addressPrefixes": ["192.168.0.0/16"] }],
            "virtualNetworkGateways": [{ "name": "er", "type": "ExpressRoute", "virtualNetwork": "hub", "sku": "ErGw1AZ",
                "connections": [{ "to": "dc" }] }],
            "routeServers": [{ "name": "rs", "virtualNetwork": "hub", "branchToBranch": true,
                "peers": [{ "appliance": "nva", "advertises": [{ "addressPrefix": advertised }] }] }] })
    };
    let reached = |advertised: &str| {
        let mut design = design(advertised);
        design["intents"] = json!([{ "name": "intent", "from": "dc", "to": "AzureMachineLearning", "delivered": false }]);
        let compiled = compile(design.to_string().as_bytes());
        serde_json::to_value(compiled.verdicts()).unwrap()[0]["result"].clone()
    };
    // Nobody tells the site of the Internet, but for what the appliance advertises.
    assert_eq!(reached("20.0.0.0/8"), "undecided");
    assert_eq!(reached("10.9.0.0/16"), "holds");
}

#[test]
fn an_answer_over_a_service_endpoint_does_not_come_from_the_public_address() {
    // Specification 3.3. The tag's region is the network's own, whose addresses the endpoint covers.
    let tags = "Storage 52.0.0.0/24\nStorage.EastUS 52.0.0.0/24";
    let asked = |endpoints: Value| {
        json!({
            "location": "eastus",
            "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.0.0.0/16"], "subnets": [
                { "name": "gpu", "addressPrefix": "10.0.2.0/24", "networkSecurityGroup": "nsg", "serviceEndpoints": endpoints }] }],
            "networkSecurityGroups": [{ "name": "nsg", "securityRules": [{ "name": "in", "priority": 100, "direction": "Inbound",
                "access": "Allow", "protocol": "*", "sourceAddressPrefix": "Storage", "sourcePortRange": "*",
                "destinationAddressPrefix": "*", "destinationPortRange": "*" }] }],
            "publicIpAddresses": [{ "name": "pip" }],
            "networkInterfaces": [{ "name": "nic", "subnet": "vnet/gpu", "privateIpAddress": "10.0.2.4", "publicIpAddress": "pip" }] })
    };
    let answered = |endpoints: Value, expected: bool| {
        verdict(asked(endpoints), tags, json!({ "from": "Storage", "to": { "networkInterface": "nic" }, "answered": expected }))["result"]
            .clone()
    };
    assert_eq!(answered(json!([]), true), "holds");
    assert_eq!(answered(json!(["Microsoft.Storage"]), false), "holds");
    assert_eq!(answered(json!(["Microsoft.Storage"]), true), "violated");
}

// Specification 4.6: a route for one address is beaten by no tag, whatever addresses it has; one for two may be.
#[test]
fn a_route_for_one_address_decides_beside_tags_that_nobody_told_of() {
    let end = |prefix: &str| {
        let query = TraceQuery { from: "vnet/gpu".into(), to: "20.9.9.8".into(), ..TraceQuery::default() };
        let trace = compile(with_route(prefix, "None").to_string().as_bytes()).trace(&query).unwrap();
        serde_json::to_value(trace).unwrap()["forward"]["disposition"].as_str().unwrap().to_owned()
    };
    assert_eq!(end("20.9.9.8/32"), "DroppedByNoneRoute");
    assert_eq!(end("20.9.9.8/31"), "UndecidedServiceTag");
}
