//! Open points of the specification (section 16): each option decides what its name says, and its default is the documented reading.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use routewright::compile::compile_with;
use routewright::design::TraceQuery;
use serde_json::{Value, json};

const TAGS: &str = "Storage 20.1.0.0/16\nStorage.EastUS 20.1.2.0/24";

/// A network with an own gateway, peered with another, and one table.
fn design(routes: Value, options: Value) -> Value {
    json!({
        "location": "eastus", "options": options,
        "virtualNetworks": [
            { "name": "vnet", "addressSpace": ["10.1.0.0/16"], "subnets": [
                { "name": "app", "addressPrefix": "10.1.1.0/24", "routeTable": "rt", "serviceEndpoints": ["Microsoft.Storage"] },
                { "name": "GatewaySubnet", "addressPrefix": "10.1.0.0/27" } ] },
            { "name": "peer", "addressSpace": ["10.2.0.0/16"], "subnets": [{ "name": "app", "addressPrefix": "10.2.1.0/24" }] } ],
        "peerings": [{ "between": ["vnet", "peer"] }],
        "onPremises": [{ "name": "site", "addressPrefixes": ["10.2.1.0/24"] }],
        "virtualNetworkGateways": [{ "name": "vpn", "type": "Vpn", "virtualNetwork": "vnet", "connections": [{ "to": "site" }] }],
        "routeTables": [{ "name": "rt", "routes": routes }] })
}

fn end(design: &Value, to: &str) -> String {
    let compiled = compile_with(design.to_string().as_bytes(), TAGS);
    let query = TraceQuery { from: "vnet/app".into(), to: to.into(), ..TraceQuery::default() };
    serde_json::to_value(compiled.trace(&query).unwrap()).unwrap()["forward"]["disposition"].as_str().unwrap().to_owned()
}

// 1.6: Microsoft Learn says that a route table cannot override the routes of a service endpoint, older material says that it can.
#[test]
fn a_service_endpoint_beats_every_route_unless_an_option_says_otherwise() {
    let routes = json!([{ "name": "longer", "addressPrefix": "20.1.2.0/25", "nextHopType": "None" },
        { "name": "shorter", "addressPrefix": "20.1.0.0/16", "nextHopType": "None" }]);
    let documented = design(routes.clone(), json!({}));
    assert_eq!(["20.1.2.9", "20.1.2.200"].map(|to| end(&documented, to)), ["DeliveredToService", "DeliveredToService"]);
    let older = design(routes, json!({ "serviceEndpointsBeat": "ShorterRoutes" }));
    assert_eq!(["20.1.2.9", "20.1.2.200"].map(|to| end(&older, to)), ["DroppedByNoneRoute", "DeliveredToService"]);
}

// 1.5 is silent on a learned prefix inside one whose system route a user-defined one has made Invalid.
#[test]
fn a_learned_prefix_inside_an_overridden_one_stays_filtered_unless_an_option_says_otherwise() {
    let routes = json!([{ "name": "peer", "addressPrefix": "10.2.0.0/16", "nextHopType": "None" }]);
    assert_eq!(end(&design(routes.clone(), json!({})), "10.2.1.9"), "DroppedByNoneRoute");
    let used = json!({ "learnedInsideOverridden": "Used" });
    assert_eq!(end(&design(routes, used.clone()), "10.2.1.9"), "DeliveredToOnPremises");
    assert_eq!(end(&design(json!([]), used), "10.2.1.9"), "DeliveredToSubnet");
}

// 1.5, of the network itself.
#[test]
fn a_learned_prefix_inside_the_networks_own_overridden_one_is_the_same() {
    let own = |options: Value, told: &str| {
        let mut design = design(json!([{ "name": "own", "addressPrefix": "10.1.0.0/16", "nextHopType": "None" }]), options);
        design["onPremises"][0]["addressPrefixes"] = json!([told]);
        end(&design, "10.1.9.9")
    };
    let used = json!({ "learnedInsideOverridden": "Used" });
    assert_eq!([own(json!({}), "10.1.9.0/24"), own(used, "10.1.9.0/24")], ["DroppedByNoneRoute", "DeliveredToOnPremises"]);
}

// 4.8: nothing but the name of the property says what it does.
#[test]
fn a_table_can_keep_the_routes_of_peerings_away() {
    let mut table = design(json!([]), json!({}));
    assert_eq!(end(&table, "10.2.9.9"), "DroppedNoSuchAddress");
    table["routeTables"][0]["disablePeeringRoute"] = json!("All");
    assert_eq!(end(&table, "10.2.9.9"), "DroppedByNoneRoute");
    table["options"] = json!({ "disablePeeringRouteRemoves": "Nothing" });
    assert_eq!(end(&table, "10.2.9.9"), "DroppedNoSuchAddress");
}

/// A private subnet that nothing gives a public address, with and without service tag data for its region.
fn private(options: Value, location: Value) -> Value {
    json!({
        "location": location, "options": options,
        "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.1.0.0/16"], "subnets": [
            { "name": "app", "addressPrefix": "10.1.1.0/24", "defaultOutboundAccess": false } ] }] })
}

// 10.3: Microsoft's page on default outbound access says that Storage of the region stays reachable; a test of the preview found that it does not.
#[test]
fn a_private_subnet_does_not_reach_storage_of_its_region_unless_an_option_says_so() {
    let to = ["20.1.2.9", "20.1.9.9", "8.8.8.8"];
    let ends = |design: &Value| to.map(|to| end(design, to));
    assert_eq!(ends(&private(json!({}), json!("eastus"))), ["DroppedNoEgress"; 3]);
    let reachable = json!({ "storageFromPrivateSubnets": "Reachable" });
    let documented = private(reachable.clone(), json!("East US"));
    assert_eq!(ends(&documented), ["DeliveredToService", "DroppedNoEgress", "DroppedNoEgress"]);
    // Of Storage in another region no addresses were told, so any of Storage may be of it; without a region, too.
    for location in [json!("westus"), Value::Null] {
        assert_eq!(ends(&private(reachable.clone(), location)), ["UndecidedServiceTag", "UndecidedServiceTag", "DroppedNoEgress"]);
    }
    // What has a public address of its own leaves with it, as before.
    let mut open = documented.clone();
    open["virtualNetworks"][0]["subnets"][0]["defaultOutboundAccess"] = json!(true);
    assert_eq!(ends(&open), ["DeliveredToInternet"; 3]);
}

// The same, for all packets.
#[test]
fn a_proof_parts_storage_of_the_region_from_what_cannot_be_reached() {
    let verdict = |option: &str, to: &str, delivered: bool| {
        let mut design = private(json!({ "storageFromPrivateSubnets": option }), json!("eastus"));
        design["intents"] = json!([{ "name": "i", "from": "vnet/app", "to": to, "delivered": delivered }]);
        let verdicts = serde_json::to_value(compile_with(design.to_string().as_bytes(), TAGS).verdicts()).unwrap();
        verdicts[0]["result"].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict("Reachable", "20.1.2.0/24", true), "holds");
    assert_eq!(verdict("Reachable", "20.1.0.0/16", true), "violated");
    assert_eq!(verdict("Reachable", "20.2.0.0/16", false), "holds");
    assert_eq!(verdict("Unreachable", "20.1.2.0/24", false), "holds");
}
