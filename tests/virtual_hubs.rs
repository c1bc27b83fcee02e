//! Virtual hubs: the routes that they teach, and what they do to packets.
//!
//! Numbers are sections of the specification.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use routewright::answer::EffectiveRouteRow;
use routewright::compile::compile;
use routewright::design::TraceQuery;
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
    let query = TraceQuery { from: from.into(), to: to.into(), protocol: None, ..TraceQuery::default() };
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

/// What a packet passes, how it ends, and whether it is answered.
fn way(design: &Value, from: &str, to: &str) -> (Value, String, bool) {
    let trace = trace(design, from, to);
    let end = trace["forward"]["disposition"].as_str().unwrap().to_owned();
    (trace["forward"]["passes"].clone(), end, trace["answered"].as_bool().unwrap())
}

fn passes(design: &Value, from: &str, to: &str) -> Value {
    let (passes, end, answered) = way(design, from, to);
    assert!(answered && end.starts_with("Delivered"), "{from} to {to}: {end}, answered: {answered}");
    passes
}

// 11.8: the router joins networks, branches and other hubs.
#[test]
fn a_hub_joins_what_is_connected_to_it_and_to_other_hubs() {
    let plain = design();
    assert_eq!(passes(&plain, "one/app", "10.2.1.9"), json!(["hub-1"]));
    assert_eq!(passes(&plain, "one/app", "10.3.1.9"), json!(["hub-1", "hub-2"]));
    assert_eq!(passes(&plain, "one/app", "192.168.7.7"), json!(["hub-1"]));
    assert_eq!(passes(&plain, "three/app", "192.168.7.7"), json!(["hub-2", "hub-1"]));
    assert_eq!(passes(&plain, "dc", "10.3.1.9"), json!(["hub-1", "hub-2"]));
    assert_eq!(end(&plain, "dc", "10.9.1.9"), "DroppedNotAdvertised");
}

// 11.8: with the policy for private traffic on every hub, what passes between two hubs passes the firewalls of both, and replies do too.
#[test]
fn the_policy_for_private_traffic_sends_it_through_the_firewall_of_each_hub() {
    let both = secured(secured(design(), 1, &["private", "internet"]), 2, &["private", "internet"]);
    assert_eq!(passes(&both, "one/app", "10.2.1.9"), json!(["hub-1", "fw-1"]));
    assert_eq!(passes(&both, "one/app", "192.168.7.7"), json!(["hub-1", "fw-1"]));
    assert_eq!(passes(&both, "dc", "10.2.1.9"), json!(["hub-1", "fw-1"]));
    assert_eq!(passes(&both, "one/app", "10.3.1.9"), json!(["hub-1", "fw-1", "hub-2", "fw-2"]));
    assert_eq!(passes(&both, "dc", "10.3.1.9"), json!(["hub-1", "fw-1", "hub-2", "fw-2"]));
    assert_eq!(passes(&both, "one/app", "8.8.8.8"), json!(["hub-1", "fw-1"]));
}

// 11.8, the table of the page about routing policies: hub 1 is not secured, hub 2 is.
#[test]
fn a_hub_without_a_firewall_beside_a_secured_one_sends_through_the_other_firewall() {
    let one = secured(design(), 2, &["private", "internet"]);
    assert_eq!(passes(&one, "one/app", "10.2.1.9"), json!(["hub-1"]));
    assert_eq!(passes(&one, "one/app", "10.3.1.9"), json!(["hub-1", "hub-2", "fw-2"]));
    assert_eq!(passes(&one, "three/app", "10.1.1.9"), json!(["hub-2", "fw-2", "hub-1"]));
    assert_eq!(passes(&one, "three/app", "192.168.7.7"), json!(["hub-2", "fw-2", "hub-1"]));
    assert_eq!(passes(&one, "three/app", "8.8.8.8"), json!(["hub-2", "fw-2"]));
}

// 11.8: the policy for the Internet alone leaves private traffic to the router.
#[test]
fn the_policy_for_the_internet_sends_out_what_the_hub_does_not_know() {
    let internet = secured(design(), 1, &["internet"]);
    assert_eq!(passes(&internet, "one/app", "10.2.1.9"), json!(["hub-1"]));
    assert_eq!(passes(&internet, "one/app", "8.8.8.8"), json!(["hub-1", "fw-1"]));
    // 10.5: a firewall translates what goes to public addresses.
    assert_eq!(trace(&internet, "one/app", "8.8.8.8")["forward"]["egressAs"], "fw-1");
    assert_eq!(end(&internet, "one/app", "10.9.1.9"), "DroppedPrivateAddressToInternet");
    assert_eq!(end(&internet, "dc", "8.8.8.8"), "DeliveredToInternet");
}

// 11.8: with the policy for private traffic a network sends every private address to the hub, whether the hub knows it or not.
#[test]
fn what_a_hub_does_not_know_ends_in_its_firewall() {
    let private = secured(design(), 1, &["private"]);
    assert_eq!(end(&private, "one/app", "10.9.1.9"), "DroppedHubHasNoRoute");
    assert_eq!(end(&private, "one/app", "10.2.9.9"), "DroppedNoSuchAddress");
}

// 11.9: the rules of a hub's firewall are asked as those of any other.
#[test]
fn the_firewall_of_a_hub_asks_its_rules() {
    let mut ruled = secured(design(), 1, &["private"]);
    ruled["firewalls"][0]["networkRules"] = json!([{ "name": "web", "priority": 100, "action": "Allow", "sources": ["10.1.0.0/16"],
        "destinations": ["10.2.0.0/16"], "protocols": ["Any"], "ports": ["*"] }]);
    assert_eq!(passes(&ruled, "one/app", "10.2.1.9"), json!(["hub-1", "fw-1"]));
    assert_eq!(end(&ruled, "two/app", "10.1.1.9"), "DroppedByFirewallRule");
}

// A translated reply finds the firewall again; what it is that answers at other addresses of a hub is not documented.
#[test]
fn a_firewall_that_always_translates_is_answered() {
    let mut translating = secured(design(), 1, &["private"]);
    translating["firewalls"][0]["snat"] = json!("Always");
    assert_eq!(passes(&translating, "one/app", "10.2.1.9"), json!(["hub-1", "fw-1"]));
    assert_eq!(passes(&translating, "one/app", "10.100.0.132"), json!(["hub-1"]));
    assert_eq!(end(&translating, "one/app", "10.101.0.132"), "UndecidedHub");
}

// 11.8: whether two branches reach each other over a hub depends on what joins them to it.
#[test]
fn branches_of_one_hub_are_not_decided() {
    let mut two = design();
    two["onPremises"].as_array_mut().unwrap().push(json!({ "name": "store", "addressPrefixes": ["172.20.0.0/16"] }));
    two["virtualHubs"][1]["learns"] = json!(["172.20.0.0/16"]);
    assert_eq!(end(&two, "dc", "172.20.0.4"), "UndecidedHub");
    assert_eq!(passes(&two, "one/app", "172.20.0.4"), json!(["hub-1", "hub-2"]));
}

// A learned default route leads to the only branch; of several, nobody knows which taught it.
#[test]
fn a_default_route_of_the_only_branch_leads_there() {
    let mut tunnelled = design();
    tunnelled["virtualHubs"][0]["learns"] = json!(["0.0.0.0/0"]);
    assert_eq!(end(&tunnelled, "one/app", "8.8.8.8"), "DeliveredToOnPremises");
    tunnelled["onPremises"].as_array_mut().unwrap().push(json!({ "name": "store", "addressPrefixes": ["172.20.0.0/16"] }));
    assert_eq!(end(&tunnelled, "one/app", "8.8.8.8"), "UndecidedHub");
}

/// An appliance in `two` advertises 10.50.0.0/16 to `hub-1`.
fn announced() -> Value {
    let mut design = design();
    design["appliances"] = json!([{ "name": "nva", "networkInterfaces": [
        { "subnet": "two/app", "privateIpAddress": "10.2.1.4", "enableIPForwarding": true }] }]);
    design["virtualHubs"][0]["bgpPeers"] = json!([{ "appliance": "nva", "advertises": [{ "addressPrefix": "10.50.0.0/16" }] }]);
    design
}

// 3.7, 11.8: what an appliance advertises to a hub leads to it, from other hubs too; where it sends it, a design does not say.
#[test]
fn what_an_appliance_advertises_to_a_hub_leads_to_it() {
    let row = "Active 10.50.0.0/16 VirtualNetworkGateway 10.2.1.4".to_owned();
    assert!(rows(&announced(), "one/app").contains(&row));
    assert!(rows(&announced(), "three/app").contains(&row.replace("10.2.1.4", "10.101.0.68")));
    let end = |passes: &[&str]| (json!(passes), "UndecidedBeyondAppliance".to_owned(), false);
    assert_eq!(way(&announced(), "one/app", "10.50.0.9"), end(&["hub-1", "nva"]));
    assert_eq!(way(&announced(), "three/app", "10.50.0.9"), end(&["hub-2", "hub-1", "nva"]));
    assert_eq!(way(&announced(), "nva", "10.50.0.9"), end(&[]));
}

// An indirect spoke: peered with the network of the appliance, which advertises it to the hub and has its own peering.
#[test]
fn a_network_behind_an_appliance_is_reached_over_the_hub() {
    let mut indirect = announced();
    indirect["virtualNetworks"].as_array_mut().unwrap().push(network("behind", 50, json!({ "routeTable": "rt" })));
    let route = json!({ "name": "r", "addressPrefix": "10.1.0.0/16", "nextHop": { "appliance": "nva" } });
    indirect["routeTables"] = json!([{ "name": "rt", "routes": [route] }]);
    indirect["peerings"] = json!([{ "between": ["two", "behind"], "allowForwardedTraffic": true }]);
    assert_eq!(passes(&indirect, "one/app", "10.50.1.9"), json!(["hub-1", "nva"]));
}

// 4.3: a route to the firewall in a hub is neither documented nor refused.
#[test]
fn a_user_defined_route_into_the_hub_is_not_decided() {
    for hop in
        [json!({ "nextHop": { "firewall": "fw-1" } }), json!({ "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.100.0.132" })]
    {
        let mut routed = secured(design(), 1, &["private"]);
        let mut route = json!({ "name": "r", "addressPrefix": "0.0.0.0/0" });
        route.as_object_mut().unwrap().extend(hop.as_object().unwrap().clone());
        routed["routeTables"] = json!([{ "name": "rt", "routes": [route] }]);
        routed["virtualNetworks"][0]["subnets"][0]["routeTable"] = json!("rt");
        assert_eq!(end(&routed, "one/app", "8.8.8.8"), "UndecidedHub");
    }
}

// 11.8: the router looks at what is for the hub itself, whatever else it has learned; no rule of the firewall is asked.
#[test]
fn a_learned_prefix_inside_the_hub_does_not_lead_to_its_firewall() {
    let mut inside = secured(design(), 1, &["private"]);
    inside["virtualHubs"][0]["learns"][0]["addressPrefix"] = json!("10.100.1.0/24");
    inside["firewalls"][0]["networkRules"] = json!([]);
    let (passes, end, _) = way(&inside, "one/app", "10.100.1.9");
    assert_eq!((passes, end.as_str()), (json!(["hub-1"]), "UndecidedHub"));
    let lost = |to: &str| json!([{ "name": "i", "from": "one/app", "to": to, "delivered": false }]);
    assert_eq!(verdicts(&inside, lost("10.100.1.0/24")), ["undecided"]);
    assert_eq!(verdicts(&inside, lost("10.2.1.0/24")), ["holds"]);
}

// 11.8, 10.6: the firewall has the public addresses.
#[test]
fn the_firewall_of_a_hub_gives_its_public_address() {
    let hops = trace(&secured(design(), 1, &["internet"]), "one/app", "8.8.8.8")["forward"]["hops"].to_string();
    assert!(hops.contains("delivered to the Internet: firewall fw-1 translates it"), "{hops}");
}

// 11.8: which of two sites a hub means that have the same addresses is not known.
#[test]
fn two_branches_with_the_same_addresses_are_not_decided() {
    let mut two = design();
    let intent = json!([{ "name": "i", "from": "one/app", "to": "192.168.7.7/32", "delivered": true }]);
    assert_eq!(
        (end(&two, "one/app", "192.168.7.7").as_str(), verdicts(&two, intent.clone())),
        ("DeliveredToOnPremises", vec!["holds".to_owned()])
    );
    two["onPremises"].as_array_mut().unwrap().push(json!({ "name": "twin", "addressPrefixes": ["192.168.0.0/16"] }));
    assert_eq!((end(&two, "one/app", "192.168.7.7").as_str(), verdicts(&two, intent)), ("UndecidedHub", vec!["undecided".to_owned()]));
}

// 4.3: a next hop that a connected network does not reach is not one in its hub.
#[test]
fn a_named_next_hop_outside_the_hub_is_not_reached() {
    let mut apart = design();
    apart["virtualNetworks"].as_array_mut().unwrap().push(network("island", 9, json!({})));
    apart["appliances"] = json!([{ "name": "far", "networkInterfaces": [
        { "subnet": "island/app", "privateIpAddress": "10.9.1.4", "enableIPForwarding": true }] }]);
    apart["routeTables"] =
        json!([{ "name": "rt", "routes": [{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHop": { "appliance": "far" } }] }]);
    apart["virtualNetworks"][0]["subnets"][0]["routeTable"] = json!("rt");
    assert_eq!(end(&apart, "one/app", "8.8.8.8"), "DroppedNextHopUnreachable");
}

/// The result of each intent.
fn verdicts(design: &Value, intents: Value) -> Vec<String> {
    let mut design = design.clone();
    design["intents"] = intents;
    let answer = compile(design.to_string().as_bytes()).verdicts();
    let rows = serde_json::to_value(answer).unwrap();
    rows.as_array().unwrap().iter().map(|row| row["result"].as_str().unwrap().to_owned()).collect()
}

// The whole of it as proofs: over every address, there and back.
#[test]
fn intents_through_the_firewall_of_a_hub_are_proven() {
    let both = secured(secured(design(), 1, &["private", "internet"]), 2, &["private", "internet"]);
    let intents = json!([
        { "name": "a", "from": "one/*", "to": "two/*", "through": "fw-1", "bothWays": true },
        { "name": "b", "from": "one/*", "to": "three/*", "through": "fw-2", "symmetric": true },
        { "name": "c", "from": "one/*", "to": "Internet", "through": "fw-1" },
        { "name": "d", "from": "dc", "to": "three/*", "through": "fw-1", "delivered": true },
        { "name": "e", "from": "three/*", "to": "dc", "answered": true },
        { "name": "f", "from": "one/*", "to": "two/*", "avoid": "fw-1" },
    ]);
    let results = verdicts(&both, intents);
    assert_eq!(results.last().unwrap(), "violated");
    assert!(results.iter().rev().skip(1).all(|result| result == "holds"), "{results:?}");
    let open = verdicts(&design(), json!([{ "name": "a", "from": "one/*", "to": "two/*", "delivered": true, "through": "fw-9" }]));
    assert!(open.iter().all(|result| result == "holds"), "{open:?}");
}

// 11.8: a private endpoint behind the firewall of a hub is decided only where route tables apply to it.
#[test]
fn a_private_endpoint_behind_the_firewall_of_a_hub() {
    let endpoint = |policies: &str| {
        let mut design = secured(design(), 1, &["private"]);
        design["virtualNetworks"][1]["subnets"][0]["privateEndpointNetworkPolicies"] = json!(policies);
        design["privateEndpoints"] = json!([{ "name": "pe", "subnet": "two/app", "privateIpAddress": "10.2.1.9" }]);
        design
    };
    assert_eq!(end(&endpoint("Disabled"), "dc", "10.2.1.9"), "UndecidedPrivateEndpoint");
    assert_eq!(passes(&endpoint("RouteTableEnabled"), "dc", "10.2.1.9"), json!(["hub-1", "fw-1"]));
}

// 11.8: what a hub does with packets for its own addresses is not documented, and another end beside it proves nothing about it.
#[test]
fn an_intent_that_names_a_firewall_of_a_hub_does_not_hold_by_its_other_ends() {
    let mut design = secured(design(), 1, &["private"]);
    let mut result = |to: Value| {
        design["intents"] = json!([{ "name": "i", "from": "one/app", "to": to, "delivered": true }]);
        let verdicts = serde_json::to_value(compile(design.to_string().as_bytes()).verdicts()).unwrap();
        verdicts[0]["result"].as_str().unwrap().to_owned()
    };
    assert_eq!(result(json!("two/app")), "holds");
    assert_eq!(result(json!(["two/app", { "firewall": "fw-1" }])), "undecided");
}

// 11.8: only the address of its firewall is known to answer in a hub; an intent without it speaks of no packet that arrives.
#[test]
fn an_intent_can_leave_out_the_firewall_of_a_hub() {
    let both = secured(design(), 1, &["private", "internet"]);
    let to = |except: Value| json!({ "name": "i", "from": "one/app", "to": "10.100.0.132/32", "delivered": false, "except": except });
    let answers = verdicts(&both, json!([to(json!([])), to(json!({ "firewall": "fw-1" })), to(json!("10.100.0.0/23"))]));
    assert_eq!(answers, ["violated", "undecided", "undecided"]);
}
