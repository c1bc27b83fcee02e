//! The rules about next hops over IPv6: one route for `::/0` of the table that subnet `app` has, and what is wrong with where it leads.
//!
//! The expectations are those of the rules' pages; each mistake stands beside its nearest miss.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use routewright::compile::compile;
use serde_json::{Value, json};

fn design(hop: &Value) -> Value {
    let mut route = json!({ "name": "r", "addressPrefix": "::/0" });
    route.as_object_mut().unwrap().extend(hop.as_object().unwrap().clone());
    json!({
        "virtualNetworks": [
            { "name": "hub", "addressSpace": ["10.0.0.0/16", "fd00::/48"], "subnets": [
                { "name": "nva", "addressPrefixes": ["10.0.1.0/24", "fd00:0:0:1::/64"] } ] },
            { "name": "spoke", "addressSpace": ["10.1.0.0/16", "fd00:0:1::/48"], "subnets": [
                { "name": "app", "addressPrefixes": ["10.1.1.0/24", "fd00:0:1:1::/64"], "routeTable": "rt" } ] },
            { "name": "far", "addressSpace": ["10.2.0.0/16", "fd00:0:2::/48"], "subnets": [
                { "name": "nva", "addressPrefixes": ["10.2.1.0/24", "fd00:0:2:1::/64"] } ] } ],
        "peerings": [{ "between": ["hub", "spoke"], "allowForwardedTraffic": true }],
        "routeTables": [{ "name": "rt", "routes": [route] }],
        "appliances": [appliance("nva", "hub/nva", "10.0.1.4", "fd00:0:0:1::4", true), appliance("idle", "hub/nva", "10.0.1.5", "fd00:0:0:1::5", false),
                       appliance("own", "spoke/app", "10.1.1.4", "fd00:0:1:1::4", true), appliance("far", "far/nva", "10.2.1.4", "fd00:0:2:1::4", true)],
        "networkInterfaces": [{ "name": "vm", "subnet": "hub/nva", "privateIpAddress": "10.0.1.9", "privateIpv6Address": "fd00:0:0:1::9",
                                "enableIPForwarding": true }] })
}

fn appliance(name: &str, subnet: &str, v4: &str, v6: &str, forwards: bool) -> Value {
    json!({ "name": name, "networkInterfaces": [
        { "subnet": subnet, "privateIpAddress": v4, "privateIpv6Address": v6, "enableIPForwarding": forwards } ] })
}

fn at(address: &str) -> Value {
    json!({ "nextHopType": "VirtualAppliance", "nextHopIpAddress": address })
}

/// Whether a rule is told at this place.
fn told(design: &Value, code: &str, path: &str) -> bool {
    let compiled = compile(design.to_string().as_bytes());
    compiled.diagnostics().iter().any(|finding| finding.code == code && finding.path == path)
}

#[test]
fn each_next_hop_that_leads_nowhere_is_told_at_its_place() {
    let route = "/routeTables/0/routes/0/nextHopIpAddress";
    for (address, code, path) in [
        ("fd00:0:0:1::77", "next-hop-unowned", route),
        ("fd00:0:0:1::1", "next-hop-reserved-address", route),
        ("fd00:0:2:1::4", "next-hop-unreachable", route),
        ("fd00:0:7::4", "next-hop-unreachable", route),
        ("fd00:0:0:1::5", "next-hop-ip-forwarding-disabled", "/appliances/1/networkInterfaces/0"),
        ("fd00:0:0:1::9", "next-hop-machine-unknown", "/networkInterfaces/0"),
        ("fd00:0:1:1::4", "next-hop-same-subnet", route),
    ] {
        assert!(told(&design(&at(address)), code, path), "{address}: {code}");
        assert!(!told(&design(&at("fd00:0:0:1::4")), code, path), "an appliance in reach: {code}");
    }
}

#[test]
fn a_peering_that_takes_nothing_forwarded_is_told_for_an_address_of_ipv6() {
    let mut design = design(&at("fd00:0:0:1::4"));
    assert!(!told(&design, "peering-forwarded-traffic", "/peerings/0"));
    design["peerings"][0]["allowForwardedTraffic"] = json!(false);
    assert!(told(&design, "peering-forwarded-traffic", "/peerings/0"));
}

#[test]
fn an_interface_that_a_route_of_ipv6_leads_to_forwards_for_a_reason() {
    let needless = "/networkInterfaces/0/enableIPForwarding";
    assert!(told(&design(&at("fd00:0:0:1::4")), "network-interface-forwarding-needless", needless));
    assert!(!told(&design(&at("fd00:0:0:1::9")), "network-interface-forwarding-needless", needless));
}

#[test]
fn stateful_appliances_side_by_side_are_told() {
    let several = |second: &str| json!({ "nextHopType": "VirtualApplianceEcmp", "nextHopIpAddresses": ["fd00:0:0:1::4", second] });
    let path = "/routeTables/0/routes/0/nextHopIpAddresses";
    let mut two = design(&several("fd00:0:0:1::5"));
    assert!(told(&two, "ecmp-stateful", path));
    for appliance in 0..2 {
        two["appliances"][appliance]["stateful"] = json!(false);
    }
    assert!(!told(&two, "ecmp-stateful", path));
    assert!(told(&design(&several("fd00:0:0:1::77")), "next-hop-unowned", &format!("{path}/1")));
}

#[test]
fn a_default_route_beside_its_halves_is_told() {
    let mut whole = design(&at("fd00:0:0:1::4"));
    let half = |name: &str, prefix: &str| {
        let mut route = at("fd00:0:0:1::4");
        route["name"] = json!(name);
        route["addressPrefix"] = json!(prefix);
        route
    };
    let routes = whole["routeTables"][0]["routes"].as_array_mut().unwrap();
    routes.push(half("low", "::/1"));
    assert!(!told(&whole, "default-route-split", "/routeTables/0/routes/0"));
    whole["routeTables"][0]["routes"].as_array_mut().unwrap().push(half("high", "8000::/1"));
    assert!(told(&whole, "default-route-split", "/routeTables/0/routes/0"));
}

#[test]
fn two_routes_for_one_prefix_are_one_too_many_and_removed_only_where_they_agree() {
    let twice = |second: &str| {
        let mut design = design(&at("fd00:0:0:1::4"));
        let mut route = at(second);
        route["name"] = json!("again");
        route["addressPrefix"] = json!("::/0");
        design["routeTables"][0]["routes"].as_array_mut().unwrap().push(route);
        let compiled = compile(design.to_string().as_bytes());
        let found = compiled.diagnostics().iter().find(|it| it.code == "route-prefix-duplicate").unwrap().clone();
        !found.fix.is_empty()
    };
    assert!(twice("fd00:0:0:1::4"));
    assert!(!twice("fd00:0:0:1::5"));
}

#[test]
fn two_sites_with_one_prefix_are_told() {
    let sites = |second: &str| {
        json!({ "onPremises": [{ "name": "a", "addressPrefixes": ["10.1.0.0/16", "fd00:9::/32"] },
                               { "name": "b", "addressPrefixes": ["fd00:8::/32", second] }] })
    };
    assert!(told(&sites("fd00:9::/32"), "site-prefix-twice", "/onPremises/1/addressPrefixes/1"));
    assert!(!told(&sites("fd00:9::/33"), "site-prefix-twice", "/onPremises/1/addressPrefixes/1"));
}
