//! What route servers do to packets: appliances that advertise, and gateways that exchange routes.
//!
//! Numbers are sections of the specification.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use routewright::compile::compile;
use routewright::design::TraceQuery;
use serde_json::{Value, json};

fn trace(design: &Value, from: &str, to: &str) -> Value {
    let query = TraceQuery { from: from.into(), to: to.into(), protocol: None, ..TraceQuery::default() };
    serde_json::to_value(compile(design.to_string().as_bytes()).trace(&query).unwrap()).unwrap()
}

fn end(design: &Value, from: &str, to: &str) -> String {
    trace(design, from, to)["forward"]["disposition"].as_str().unwrap().to_owned()
}

/// A network with a VPN gateway to 192.168.0.0/16, ExpressRoute to 172.16.0.0/16, and a route server whose peer advertises 172.20.0.0/16.
fn design(branch: bool) -> Value {
    json!({
        "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.1.0.0/16"], "subnets": [
            { "name": "app", "addressPrefix": "10.1.1.0/24" }, { "name": "nva", "addressPrefix": "10.1.2.0/24" },
            { "name": "RouteServerSubnet", "addressPrefix": "10.1.3.0/27" }, { "name": "GatewaySubnet", "addressPrefix": "10.1.255.0/27" }] }],
        "appliances": [{ "name": "nva", "networkInterfaces": [
            { "subnet": "vnet/nva", "privateIpAddress": "10.1.2.4", "enableIPForwarding": true }] }],
        "onPremises": [{ "name": "near", "addressPrefixes": ["192.168.0.0/16"] }, { "name": "far", "addressPrefixes": ["172.16.0.0/16"] }],
        "virtualNetworkGateways": [
            { "name": "vpn", "type": "Vpn", "virtualNetwork": "vnet", "activeActive": true, "connections": [{ "to": "near", "bgp": true }] },
            { "name": "er", "type": "ExpressRoute", "virtualNetwork": "vnet", "connections": [{ "to": "far" }] }],
        "routeServers": [{ "name": "rs", "virtualNetwork": "vnet", "branchToBranch": branch, "peers": [
            { "appliance": "nva", "advertises": [{ "addressPrefix": "172.20.0.0/16", "asPath": [65010] }] }] }] })
}

// 11.6: data goes to the appliance and never through the route server.
#[test]
fn what_an_appliance_advertises_goes_to_it_and_then_the_design_says_no_more() {
    let trace = trace(&design(false), "vnet/app", "172.20.1.1");
    assert_eq!((&trace["forward"]["passes"], &trace["forward"]["disposition"]), (&json!(["nva"]), &json!("UndecidedBeyondAppliance")));
    assert_eq!(end(&design(false), "vnet/app", "172.21.1.1"), "DroppedByNoneRoute");
}

// 11.6: transit between ExpressRoute and VPN, and to what appliances advertise, if the route server passes routes on.
#[test]
fn sites_of_two_gateways_reach_each_other_over_a_route_server_that_passes_routes_on() {
    let through = trace(&design(true), "near", "172.16.0.4");
    assert_eq!((&through["forward"]["passes"], &through["answered"]), (&json!(["vpn", "er"]), &json!(true)));
    assert_eq!(trace(&design(true), "far", "172.20.0.4")["forward"]["passes"], json!(["er", "nva"]));
    assert_eq!(end(&design(false), "near", "172.16.0.4"), "DroppedNotAdvertised");
    assert_eq!(end(&design(false), "far", "172.20.0.4"), "DroppedNotAdvertised");
}

// 11.6: a VPN gateway with one instance takes no part, and a site without BGP is told nothing.
#[test]
fn gateways_and_sites_that_take_no_part_are_told_nothing() {
    let mut single = design(true);
    single["virtualNetworkGateways"][0]["activeActive"] = json!(false);
    assert_eq!(end(&single, "near", "172.16.0.4"), "DroppedNotAdvertised");
    assert_eq!(end(&single, "far", "192.168.0.4"), "DroppedNotAdvertised");
    let mut unspoken = design(true);
    unspoken["virtualNetworkGateways"][0]["connections"][0]["bgp"] = json!(false);
    assert_eq!(end(&unspoken, "near", "172.16.0.4"), "DroppedNotAdvertised");
}

// 11.6: of one prefix ExpressRoute comes first, unless the route server is told otherwise; equally preferred ones are not a decision.
#[test]
fn the_preference_decides_between_a_gateway_and_an_appliance() {
    let passes = |preference: &str, path: Value| {
        let mut design = design(true);
        design["routeServers"][0]["hubRoutingPreference"] = json!(preference);
        design["routeServers"][0]["peers"][0]["advertises"][0] = json!({ "addressPrefix": "172.16.0.0/16", "asPath": path });
        trace(&design, "vnet/app", "172.16.0.4")["forward"]["passes"].clone()
    };
    assert_eq!(passes("ExpressRoute", json!([65010])), json!(["er"]));
    assert_eq!(passes("VpnGateway", json!([65010, 65011, 65012])), json!(["nva"]));
    assert_eq!([passes("ASPath", json!([65010])), passes("ASPath", json!([65010, 65011, 65012]))], [json!(["nva"]), json!(["er"])]);
    let mut contested = design(true);
    contested["routeServers"][0]["peers"][0]["advertises"][0]["addressPrefix"] = json!("192.168.0.0/16");
    assert_eq!(end(&contested, "vnet/app", "192.168.0.4"), "UndecidedGateway");
}

// 3.2 and 11.6: without a route server ExpressRoute is preferred to VPN, with one its preference decides; the listing says which it was.
#[test]
fn what_is_not_preferred_is_listed_with_the_reason() {
    let reason = |servers: bool| {
        let mut design = design(true);
        design["onPremises"][0]["addressPrefixes"] = json!(["172.16.0.0/16"]);
        if !servers {
            design.as_object_mut().unwrap().remove("routeServers");
        }
        let routes = compile(design.to_string().as_bytes()).routes("vnet/app").unwrap();
        let rows = serde_json::to_value(&routes.filtered).unwrap();
        rows.as_array().unwrap().iter().map(|row| row["because"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(reason(false), ["the same prefix is learned over ExpressRoute, which is preferred to VPN"]);
    assert_eq!(reason(true), ["for the same prefix the route server prefers another source, or a shorter path"]);
}

fn verdict(mut design: Value, intent: Value) -> (String, String) {
    design["intents"] = json!([intent]);
    let verdicts = serde_json::to_value(compile(design.to_string().as_bytes()).verdicts()).unwrap();
    (verdicts[0]["result"].as_str().unwrap().to_owned(), verdicts[0]["because"].as_str().unwrap_or_default().to_owned())
}

// 11.6: from one gateway to the other only with a route server; 2.7: what a gateway tells instead of its network need not be reached.
#[test]
fn a_gateway_turns_back_what_no_route_server_joins() {
    let transit = json!({ "name": "i", "from": "near", "to": "172.16.0.0/24", "delivered": true, "through": "er" });
    assert_eq!(verdict(design(true), transit.clone()).0, "holds");
    let mut told = design(false);
    told["virtualNetworks"][0]["summarizedGatewayPrefixes"] = json!(["10.1.0.0/16", "172.16.0.0/12", "168.63.0.0/16"]);
    assert_eq!(end(&told, "near", "172.16.0.4"), "DroppedGatewayHasNoRoute");
    assert_eq!(verdict(told.clone(), transit).0, "violated");
    // 1.12: the host that answers for the platform stands below machines, not below a gateway.
    assert_eq!(end(&told, "near", "168.63.129.16"), "DroppedGatewayHasNoRoute");
    assert_eq!(verdict(told, json!({ "name": "i", "from": "near", "to": "168.63.129.16/32", "delivered": false })).0, "holds");
}

// 1.12: what answers a machine that has such an address itself takes the routes.
#[test]
fn an_answer_is_never_for_the_platform() {
    let mut design = design(false);
    design["onPremises"][1]["addressPrefixes"] = json!(["168.63.129.0/24"]);
    let answered = json!({ "name": "i", "from": "far", "to": "vnet/app", "answered": true });
    assert_eq!(verdict(design, answered).0, "holds");
}

// 11.6: of several next hops any may get a packet, and a proof over one of them proves nothing; of a single one it does.
#[test]
fn an_appliance_that_advertises_one_next_hop_is_no_choice() {
    let behind = |next_hops: &[&str]| {
        let mut design = design(false);
        design["appliances"].as_array_mut().unwrap().push(json!({ "name": "spare", "networkInterfaces": [
            { "subnet": "vnet/nva", "privateIpAddress": "10.1.2.5", "enableIPForwarding": false }] }));
        let advertised: Vec<_> = next_hops.iter().map(|it| json!({ "addressPrefix": "172.20.0.0/16", "nextHop": it })).collect();
        design["routeServers"][0]["peers"][0]["advertises"] = json!(advertised);
        verdict(design, json!({ "name": "i", "from": "vnet/app", "to": "172.20.0.0/16", "avoid": "nva" }))
    };
    let several = |next_hops: &[&str]| behind(next_hops).1.starts_with("several next hops are equally good");
    assert_eq!([several(&["10.1.2.4"]), several(&["10.1.2.4", "10.1.2.5"]), several(&["10.1.2.5", "10.1.2.4"])], [false, true, true]);
}
