//! The built-in properties over IPv6: a hub and a spoke with both families whose IPv4 routes are right, and one mistake over IPv6.
//!
//! Expected findings follow from the pages of the properties; that the two families are asked alike is what `properties/mirrored.rs`
//! compares on random designs.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use routewright::compile::compile;
use routewright::diagnostic::Severity;
use serde_json::{Value, json};

/// The spoke's IPv4 goes to the appliance and comes back through it; nothing is said of IPv6.
fn design() -> Value {
    json!({
        "virtualNetworks": [
            { "name": "hub", "addressSpace": ["10.0.0.0/16", "fd00::/48"], "subnets": [
                { "name": "GatewaySubnet", "addressPrefixes": ["10.0.0.0/27", "fd00::/64"], "routeTable": "rt-gateway" },
                { "name": "nva", "addressPrefixes": ["10.0.1.0/24", "fd00:0:0:1::/64"], "routeTable": "rt-nva" },
                { "name": "shared", "addressPrefixes": ["10.0.2.0/24", "fd00:0:0:2::/64"], "routeTable": "rt-shared" } ] },
            { "name": "spoke", "addressSpace": ["10.1.0.0/16", "fd00:0:1::/48"], "subnets": [
                { "name": "app", "addressPrefixes": ["10.1.1.0/24", "fd00:0:1:1::/64"], "routeTable": "rt" } ] } ],
        "peerings": [{ "between": ["hub", "spoke"], "gatewayTransit": "hub", "allowForwardedTraffic": true }],
        "routeTables": [
            { "name": "rt", "disableBgpRoutePropagation": true, "routes": [route("0.0.0.0/0"), route("10.0.2.0/24")] },
            { "name": "rt-gateway", "routes": [route("10.1.1.0/24")] },
            { "name": "rt-nva", "routes": [{ "name": "out", "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" }] },
            { "name": "rt-shared", "routes": [route("10.1.1.0/24")] } ],
        "appliances": [{ "name": "nva", "snat": "Public", "networkInterfaces": [
            { "subnet": "hub/nva", "privateIpAddress": "10.0.1.4", "privateIpv6Address": "fd00:0:0:1::4", "enableIPForwarding": true,
              "publicIpAddress": "pip", "publicIpv6Address": "pip6" } ] }],
        "publicIpAddresses": [{ "name": "pip" }, { "name": "pip6", "publicIPAddressVersion": "IPv6" },
                              { "name": "vm6", "publicIPAddressVersion": "IPv6" }],
        "virtualNetworkGateways": [{ "name": "gw", "type": "ExpressRoute", "sku": "ErGw1AZ", "virtualNetwork": "hub", "connections": [{ "to": "dc" }] }],
        "onPremises": [{ "name": "dc", "addressPrefixes": ["192.168.0.0/16", "fd00:99::/48"] }] })
}

fn route(prefix: &str) -> Value {
    json!({ "name": prefix.replace([':', '/'], "-").trim_matches('-'), "addressPrefix": prefix, "nextHop": { "appliance": "nva" } })
}

/// The design with more routes in the tables at these positions.
fn with(routes: &[(usize, Value)]) -> Value {
    let mut design = design();
    for (table, route) in routes {
        design["routeTables"][*table]["routes"].as_array_mut().unwrap().push(route.clone());
    }
    design
}

/// What is said over IPv6: code and place.
fn found(design: &Value) -> Vec<(String, String)> {
    let compiled = compile(design.to_string().as_bytes());
    let over = compiled.diagnostics().iter().filter(|finding| finding.message.starts_with("over IPv6, "));
    over.map(|finding| (finding.code.to_owned(), finding.path.clone())).collect()
}

fn is_found(design: &Value, code: &str, path: &str) -> bool {
    found(design).contains(&(code.to_owned(), path.to_owned()))
}

fn code_is_found(design: &Value, code: &str) -> bool {
    found(design).iter().any(|(known, _)| known == code)
}

/// Routes over IPv6 that say the same as those over IPv4.
fn right() -> Vec<(usize, Value)> {
    vec![
        (0, json!({ "name": "default-v6", "addressPrefix": "::/0", "nextHop": { "appliance": "nva" } })),
        (0, route("fd00:0:0:2::/64")),
        (1, route("fd00:0:1:1::/64")),
        (3, route("fd00:0:1:1::/64")),
    ]
}

/// All right routes but one.
fn without(position: usize) -> Value {
    let mut routes = right();
    routes.remove(position);
    with(&routes)
}

#[test]
fn a_design_that_is_right_over_both_is_silent() {
    let design = with(&right());
    let compiled = compile(design.to_string().as_bytes());
    let bad: Vec<_> = compiled.diagnostics().iter().filter(|it| it.severity != Severity::Info).collect();
    assert!(bad.is_empty(), "{bad:#?}");
    assert_eq!(found(&design), []);
}

#[test]
fn a_way_past_the_appliance_over_one_family_is_found() {
    assert!(is_found(&without(1), "peering-bypasses-appliance", "/routeTables/0"));
    assert!(is_found(&without(1), "asymmetric-path", "/routeTables/0"), "{:?}", found(&without(1)));
    assert!(is_found(&without(2), "gateway-return-route-missing", "/routeTables/1"));
    assert!(is_found(&without(3), "asymmetric-path", "/routeTables/3"));
}

#[test]
fn learned_routes_of_one_family_bypass_too() {
    let mut design = with(&right());
    design["routeTables"][0]["disableBgpRoutePropagation"] = json!(false);
    // The site's IPv4 goes to the appliance all the same.
    design["routeTables"][0]["routes"].as_array_mut().unwrap().push(route("192.168.0.0/16"));
    assert!(is_found(&design, "propagation-bypasses-appliance", "/routeTables/0"));
    design["routeTables"][0]["routes"].as_array_mut().unwrap().push(route("fd00:99::/48"));
    assert!(!code_is_found(&design, "propagation-bypasses-appliance"));
}

#[test]
fn one_change_that_mends_both_families_is_offered_once() {
    let mut design = with(&right());
    design["routeTables"][0]["disableBgpRoutePropagation"] = json!(false);
    let compiled = compile(design.to_string().as_bytes());
    let bypassed = compiled.diagnostics().iter().filter(|it| it.code == "propagation-bypasses-appliance");
    assert_eq!(bypassed.count(), 1);
    assert!(!code_is_found(&design, "propagation-bypasses-appliance"));
}

#[test]
fn routes_that_do_nothing_are_found() {
    let shadowed = [right(), vec![(0, route("fd00:5::/32")), (0, route("fd00:5::/33")), (0, route("fd00:5:8000::/33"))]].concat();
    assert!(is_found(&with(&shadowed), "route-shadowed", "/routeTables/0/routes/4"));
    assert!(!code_is_found(&with(&shadowed[..6]), "route-shadowed"));
    let halves = [right(), vec![(3, route("fd00:5::/33")), (3, route("fd00:5:8000::/33"))]].concat();
    assert!(is_found(&with(&halves), "routes-aggregable", "/routeTables/3/routes"));
    assert!(is_found(&with(&shadowed), "route-redundant", "/routeTables/0/routes/4"));
    let dead = json!({ "name": "dead", "addressPrefix": "fd00:77::/48", "nextHopType": "VirtualNetworkGateway" });
    let living = json!({ "name": "dead", "addressPrefix": "fd00:99::/48", "nextHopType": "VirtualNetworkGateway" });
    assert!(is_found(&with(&[right(), vec![(3, dead)]].concat()), "route-dead", "/routeTables/3/routes/2"));
    assert!(!code_is_found(&with(&[right(), vec![(3, living)]].concat()), "route-dead"));
}

#[test]
fn a_subnet_that_meets_itself_at_the_appliance_is_found() {
    let own = [right(), vec![(0, route("fd00:0:1::/48"))]].concat();
    assert!(is_found(&with(&own), "subnet-hairpin", "/routeTables/0"));
    assert!(!code_is_found(&with(&right()), "subnet-hairpin"));
}

#[test]
fn appliances_that_send_to_each_other_are_found() {
    let mut design = with(&right());
    let other = json!({ "name": "other", "networkInterfaces": [
        { "subnet": "hub/shared", "privateIpAddress": "10.0.2.4", "privateIpv6Address": "fd00:0:0:2::4", "enableIPForwarding": true } ] });
    design["appliances"].as_array_mut().unwrap().push(other);
    let there = json!({ "name": "there", "addressPrefix": "2001:db8::/32", "nextHop": { "appliance": "other" } });
    let back = json!({ "name": "back", "addressPrefix": "2001:db8::/32", "nextHop": { "appliance": "nva" } });
    design["routeTables"][2]["routes"].as_array_mut().unwrap().push(there);
    assert!(!code_is_found(&design, "forwarding-loop"));
    design["routeTables"][3]["routes"].as_array_mut().unwrap().push(back);
    assert!(is_found(&design, "forwarding-loop", "/routeTables/3/routes/2"), "{:?}", found(&design));
}

#[test]
fn packets_that_nobody_translates_are_found() {
    let mut design = with(&right());
    design["appliances"][0]["snat"] = json!("Never");
    let compiled = compile(design.to_string().as_bytes());
    let untranslated: Vec<_> = compiled.diagnostics().iter().filter(|it| it.code == "internet-not-translated").collect();
    // One `snat` is for both families.
    assert_eq!(untranslated.len(), 1);
    design["routeTables"][0]["routes"][0]["addressPrefix"] = json!("172.16.0.0/12");
    assert!(is_found(&design, "internet-not-translated", "/appliances/0"));
}

#[test]
fn machines_that_walk_past_the_firewall_over_ipv6_are_found() {
    let mut design = without(0);
    design["options"] = json!({ "profile": "landing-zone" });
    design["firewalls"] = json!([{ "name": "fw", "virtualNetwork": "hub" }]);
    design["virtualNetworks"][0]["subnets"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "name": "AzureFirewallSubnet", "addressPrefix": "10.0.3.0/26" }));
    assert!(!code_is_found(&design, "default-route-uninspected"), "nothing lets the machines out");
    design["networkInterfaces"] = json!([{ "name": "vm", "subnet": "spoke/app", "privateIpAddress": "10.1.1.9",
        "privateIpv6Address": "fd00:0:1:1::9", "publicIpv6Address": "vm6" }]);
    assert!(is_found(&design, "default-route-uninspected", "/virtualNetworks/1/subnets/0"));
}

#[test]
fn intents_say_why_they_fail_over_ipv6() {
    let intent = |design: Value, name: &str| {
        let mut design = design;
        design["intents"] =
            json!([{ "name": name, "from": "spoke/app", "to": "hub/shared", "protocol": "Tcp", "ports": [443], "answered": true }]);
        design
    };
    let none = json!({ "name": "none", "addressPrefix": "fd00:0:0:2::/64", "nextHopType": "None" });
    let mut routes = right();
    routes[1] = (0, none);
    assert!(is_found(&intent(with(&routes), "lost"), "intent-black-hole", "/intents/0"));
    let mut denied = intent(with(&right()), "denied");
    assert_eq!(found(&denied), []);
    denied["networkSecurityGroups"] = json!([{ "name": "nsg", "securityRules": [{ "name": "no", "priority": 100, "direction": "Inbound",
        "access": "Deny", "protocol": "*", "sourceAddressPrefix": "fd00:0:1::/48", "sourcePortRange": "*",
        "destinationAddressPrefix": "*", "destinationPortRange": "*" }] }]);
    denied["virtualNetworks"][0]["subnets"][2]["networkSecurityGroup"] = json!("nsg");
    assert!(is_found(&denied, "intent-denied-by-security-rule", "/intents/0"));
    let mut closed = intent(with(&right()), "closed");
    closed["peerings"][0]["allowVirtualNetworkAccess"] = json!(false);
    let compiled = compile(closed.to_string().as_bytes());
    assert_eq!(compiled.diagnostics().iter().filter(|it| it.code == "intent-peering-access").count(), 1, "one change mends both");
}
