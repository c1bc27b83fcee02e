//! IPv6 beside IPv4: what is listed, where packets go, and what intents mean over both.
//!
//! A hub with an appliance and an ExpressRoute gateway, and a spoke that sends what is for the Internet to the appliance over IPv4 alone.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use routewright::compile::{Compiled, compile};
use routewright::design::{Protocol, TraceQuery};
use routewright::diagnostic::Severity;
use serde_json::{Value, json};

fn design() -> Value {
    json!({
        "virtualNetworks": [
            { "name": "hub", "addressSpace": ["10.0.0.0/16", "fd00::/48"], "subnets": [
                { "name": "GatewaySubnet", "addressPrefixes": ["10.0.0.0/27", "fd00::/64"] },
                { "name": "nva", "addressPrefixes": ["10.0.1.0/24", "fd00:0:0:1::/64"] } ] },
            { "name": "spoke", "addressSpace": ["10.1.0.0/16", "fd00:0:1::/48"], "subnets": [
                { "name": "app", "addressPrefixes": ["10.1.1.0/24", "fd00:0:1:1::/64"], "routeTable": "rt" },
                { "name": "old", "addressPrefix": "10.1.2.0/24" } ] } ],
        "peerings": [{ "between": ["hub", "spoke"], "gatewayTransit": "hub", "allowForwardedTraffic": true }],
        "routeTables": [{ "name": "rt", "routes": [
            { "name": "default", "addressPrefix": "0.0.0.0/0", "nextHop": { "appliance": "nva" } } ] }],
        "appliances": [{ "name": "nva", "snat": "Public", "networkInterfaces": [
            { "subnet": "hub/nva", "privateIpAddress": "10.0.1.4", "privateIpv6Address": "fd00:0:0:1::4", "enableIPForwarding": true,
              "publicIpAddress": "pip", "publicIpv6Address": "pip6" } ] }],
        "publicIpAddresses": [{ "name": "pip" }, { "name": "pip6", "publicIPAddressVersion": "IPv6" }],
        "virtualNetworkGateways": [{ "name": "gw", "type": "ExpressRoute", "virtualNetwork": "hub", "connections": [{ "to": "dc" }] }],
        "onPremises": [{ "name": "dc", "addressPrefixes": ["192.168.0.0/16", "fd00:99::/48"] }] })
}

fn compiled(design: &Value) -> Compiled {
    compile(design.to_string().as_bytes())
}

/// The design with another route for IPv6 in the table.
fn with_route(hop: Value) -> Value {
    let mut design = design();
    let mut route = json!({ "name": "default-v6", "addressPrefix": "::/0" });
    route.as_object_mut().unwrap().extend(hop.as_object().unwrap().clone());
    design["routeTables"][0]["routes"].as_array_mut().unwrap().push(route);
    design
}

/// The IPv6 rows of a subnet: state, prefix and next hop.
fn rows(design: &Value, subnet: &str) -> Vec<String> {
    let routes = compiled(design).routes(subnet).unwrap().routes;
    let v6 = routes.iter().filter(|row| row.address_prefix.contains(':'));
    v6.map(|row| format!("{:?} {} {} {}", row.state, row.address_prefix, row.next_hop_type, row.next_hop_ip_address.join(","))).collect()
}

fn trace(design: &Value, from: &str, to: &str) -> Value {
    let query = TraceQuery { from: from.into(), to: to.into(), protocol: Some(Protocol::Tcp), port: Some(443), ..TraceQuery::default() };
    serde_json::to_value(compiled(design).trace(&query).unwrap()).unwrap()
}

fn end(design: &Value, from: &str, to: &str) -> String {
    trace(design, from, to)["forward"]["disposition"].as_str().unwrap().to_owned()
}

/// The verdict on an intent with one expectation: its result, and why.
fn verdict(design: &Value, intent: Value) -> (String, String) {
    let mut design = design.clone();
    let mut named = json!({ "name": "intent", "protocol": "Tcp", "ports": [443] });
    named.as_object_mut().unwrap().extend(intent.as_object().unwrap().clone());
    design["intents"] = json!([named]);
    let verdicts = serde_json::to_value(compiled(&design).verdicts()).unwrap();
    assert_eq!(verdicts.as_array().unwrap().len(), 1, "{verdicts:#}");
    let text = |member: &str| verdicts[0][member].as_str().unwrap().to_owned();
    (text("result"), text("because"))
}

#[test]
fn the_design_is_in_order() {
    let compiled = compiled(&design());
    let errors: Vec<_> = compiled.diagnostics().iter().filter(|it| it.severity == Severity::Error).map(|it| it.code).collect();
    // That the site is reached past the appliance is meant here, and has nothing to do with IPv6.
    assert_eq!(errors, ["propagation-bypasses-appliance"]);
}

// Expected values: specification 2.8 and 3.1.
#[test]
fn a_subnet_of_both_families_lists_the_routes_of_both() {
    let expected = [
        "Active ::/0 Internet ",
        "Active fd00::/48 VNetPeering ",
        "Active fd00:0:1::/48 VnetLocal ",
        "Active fd00:99::/48 VirtualNetworkGateway ",
    ];
    assert_eq!(rows(&design(), "spoke/app"), expected);
    assert!(rows(&design(), "spoke/old").is_empty(), "a subnet without IPv6 addresses has no routes for them");
}

#[test]
fn a_route_of_one_family_leaves_the_other_alone() {
    let user = rows(&with_route(json!({ "nextHop": { "appliance": "nva" } })), "spoke/app");
    assert_eq!(user[0], "Invalid ::/0 Internet ");
    assert_eq!(user.last().unwrap(), "Active ::/0 VirtualAppliance fd00:0:0:1::4");
    let v4 = compiled(&design()).routes("spoke/app").unwrap().routes;
    assert!(v4.iter().any(|row| row.address_prefix == "0.0.0.0/0" && row.next_hop_ip_address == ["10.0.1.4"]));
}

// Expected values: specification 2.8, VPN gateways carry IPv4 alone.
#[test]
fn a_vpn_gateway_learns_no_ipv6() {
    let mut vpn = design();
    vpn["virtualNetworkGateways"][0]["type"] = json!("Vpn");
    assert!(!rows(&vpn, "spoke/app").iter().any(|row| row.contains("VirtualNetworkGateway")));
    assert_eq!(end(&vpn, "spoke/app", "fd00:99::4"), "DroppedPrivateAddressToInternet");
    assert_eq!(end(&vpn, "spoke/app", "192.168.0.4"), "DeliveredToOnPremises");
}

#[test]
fn packets_walk_over_peerings_and_express_route() {
    let design = design();
    let walked = trace(&design, "spoke/app", "fd00:0:0:1::9");
    assert_eq!(walked["forward"]["disposition"], "DeliveredToSubnet");
    assert_eq!(walked["forward"]["packet"]["source"], "fd00:0:1:1::4", "the fifth address of the subnet");
    assert_eq!(walked["answered"], true);
    let walked = trace(&design, "spoke/app", "fd00:99::4");
    assert_eq!((&walked["forward"]["disposition"], &walked["answered"]), (&json!("DeliveredToOnPremises"), &json!(true)));
    assert_eq!(walked["forward"]["passes"], json!(["gw"]));
    assert_eq!(end(&design, "dc", "fd00:0:1:1::9"), "DeliveredToSubnet");
    assert_eq!(end(&design, "spoke/app", "fd00:0:1:7::4"), "DroppedNoSuchAddress");
}

// Expected values: specification 7.2, the first four addresses and the last.
#[test]
fn azure_keeps_five_addresses_of_an_ipv6_subnet() {
    for address in ["fd00:0:1:1::", "fd00:0:1:1::3", "fd00:0:1:1:ffff:ffff:ffff:ffff"] {
        assert_eq!(end(&design(), "hub/nva", address), "DroppedNoSuchAddress", "{address}");
    }
}

// Expected values: specification 10.7, nothing of IPv6 reaches the Internet that was not asked for.
#[test]
fn the_internet_takes_a_public_ipv6_address() {
    let google = "2001:4860:4860::8888";
    assert_eq!(end(&design(), "spoke/app", google), "DroppedNoEgress");
    let through = trace(&with_route(json!({ "nextHop": { "appliance": "nva" } })), "spoke/app", google);
    assert_eq!((&through["forward"]["disposition"], &through["answered"]), (&json!("DeliveredToInternet"), &json!(true)));
    assert_eq!(through["forward"]["passes"], json!(["nva"]));
    let mut machine = design();
    machine["networkInterfaces"] = json!([{ "name": "vm", "subnet": "spoke/app", "privateIpAddress": "10.1.1.9",
        "privateIpv6Address": "fd00:0:1:1::9", "publicIpv6Address": "pip7" }]);
    machine["publicIpAddresses"].as_array_mut().unwrap().push(json!({ "name": "pip7", "publicIPAddressVersion": "IPv6" }));
    assert_eq!(end(&machine, "fd00:0:1:1::9", google), "DeliveredToInternet");
    assert_eq!(end(&machine, "fd00:0:1:1::a", google), "DroppedNoEgress");
}

// Specification 10.4: the NAT gateway that is written is for IPv4; whether somebody else's is for IPv6 too is not known.
#[test]
fn a_nat_gateway_is_no_way_out_over_ipv6() {
    let google = "2001:4860:4860::8888";
    let mut behind = design();
    behind["virtualNetworks"][1]["subnets"][0]["natGateway"] = json!("nat");
    behind["natGateways"] = json!([{ "name": "nat", "publicIpAddresses": ["pip-nat"] }]);
    behind["publicIpAddresses"].as_array_mut().unwrap().push(json!({ "name": "pip-nat" }));
    assert_eq!(end(&behind, "spoke/app", google), "DroppedNoEgress");
    behind["natGateways"] = json!([{ "name": "nat", "existing": true }]);
    assert_eq!(end(&behind, "spoke/app", google), "UndecidedEgress");
}

// Expected values: specification 2.8, a firewall has no IPv6 address.
#[test]
fn a_firewall_passes_no_ipv6_packets() {
    let mut design = with_route(json!({ "nextHop": { "firewall": "fw" } }));
    design["firewalls"] = json!([{ "name": "fw", "virtualNetwork": "hub" }]);
    let firewall = json!({ "name": "AzureFirewallSubnet", "addressPrefix": "10.0.2.0/26" });
    design["virtualNetworks"][0]["subnets"].as_array_mut().unwrap().push(firewall);
    assert_eq!(end(&design, "spoke/app", "2001:4860:4860::8888"), "DroppedNextHopNotForwarding");
    let codes: Vec<&str> = compiled(&design).diagnostics().iter().map(|it| it.code).collect();
    assert!(codes.contains(&"route-next-hop-family"), "{codes:?}");
}

#[test]
fn an_intent_holds_only_if_it_holds_over_both_families() {
    let through = |design: &Value| verdict(design, json!({ "from": "spoke/app", "to": "Internet", "delivered": true }));
    let (result, because) = through(&design());
    assert_eq!(result, "violated");
    assert!(because.starts_with("over IPv6, fd00:0:1:1::4 to 2001:4860:4860::8888 ends as DroppedNoEgress"), "{because}");
    let (result, because) = through(&with_route(json!({ "nextHop": { "appliance": "nva" } })));
    assert_eq!(result, "holds", "{because}");
    assert!(because.starts_with("over IPv4, true for every packet") && because.contains("; over IPv6, true for every packet"), "{because}");
}

#[test]
fn a_family_that_one_end_lacks_is_not_asked_about() {
    let (result, because) = verdict(&design(), json!({ "from": "spoke/old", "to": "hub/nva", "delivered": true }));
    assert_eq!(result, "holds");
    assert!(because.starts_with("true for every packet"), "{because}");
    let (result, because) =
        verdict(&design(), json!({ "from": "spoke/app", "to": "fd00:0:0:1::/64", "avoid": "nva", "except": "fd00:0:0:1::4" }));
    assert_eq!(result, "holds", "{because}");
    assert!(because.starts_with("over IPv6, "), "{because}");
}

#[test]
fn a_way_past_the_appliance_is_found_in_the_other_family() {
    let mut direct = design();
    direct["networkInterfaces"] = json!([{ "name": "vm", "subnet": "spoke/app", "privateIpAddress": "10.1.1.9",
        "privateIpv6Address": "fd00:0:1:1::9", "publicIpv6Address": "pip7" }]);
    direct["publicIpAddresses"].as_array_mut().unwrap().push(json!({ "name": "pip7", "publicIPAddressVersion": "IPv6" }));
    let (result, because) = verdict(&direct, json!({ "from": "spoke/app", "to": "Internet", "through": "nva" }));
    assert_eq!(result, "violated");
    assert!(because.starts_with("over IPv6, fd00:0:1:1::9 to "), "{because}");
}

// Expected values: specification 9.10.
#[test]
fn security_rules_speak_of_the_family_of_their_addresses() {
    let rule = |name: &str, priority: u32, access: &str, to: &str| {
        json!({ "name": name, "priority": priority, "direction": "Inbound", "access": access, "protocol": "*", "sourceAddressPrefix": "*",
            "sourcePortRange": "*", "destinationAddressPrefix": to, "destinationPortRange": "*" })
    };
    let mut guarded = design();
    guarded["networkSecurityGroups"] = json!([{ "name": "nsg", "securityRules": [
        rule("v4", 100, "Deny", "10.0.0.0/8"), rule("v6", 110, "Allow", "fd00::/16"), rule("rest", 120, "Deny", "*") ] }]);
    guarded["virtualNetworks"][1]["subnets"][0]["networkSecurityGroup"] = json!("nsg");
    assert_eq!(end(&guarded, "hub/nva", "fd00:0:1:1::4"), "DeliveredToSubnet");
    assert_eq!(end(&guarded, "hub/nva", "10.1.1.4"), "DroppedBySecurityRule");
    guarded["networkSecurityGroups"][0]["securityRules"][1]["access"] = json!("Deny");
    assert_eq!(end(&guarded, "hub/nva", "fd00:0:1:1::4"), "DroppedBySecurityRule");
    // The default rules let networks and their peers talk over IPv6 too.
    guarded["networkSecurityGroups"][0]["securityRules"] = json!([]);
    assert_eq!(end(&guarded, "hub/nva", "fd00:0:1:1::4"), "DeliveredToSubnet");
}

// Expected values: specification 9.10, rules for ICMP do not speak of ICMPv6; those for every protocol do.
#[test]
fn a_rule_for_icmp_is_not_known_to_match_icmp_of_ipv6() {
    let mut guarded = design();
    guarded["virtualNetworks"][1]["subnets"][0]["networkSecurityGroup"] = json!("nsg");
    let mut pinged = |protocol: &str| {
        guarded["networkSecurityGroups"] = json!([{ "name": "nsg", "securityRules": [{ "name": "r", "priority": 100, "direction": "Inbound",
            "access": "Deny", "protocol": protocol, "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*",
            "destinationPortRange": "*" }] }]);
        let query =
            TraceQuery { from: "hub/nva".into(), to: "fd00:0:1:1::4".into(), protocol: Some(Protocol::Icmp), ..TraceQuery::default() };
        serde_json::to_value(compiled(&guarded).trace(&query).unwrap()).unwrap()["forward"]["disposition"].as_str().unwrap().to_owned()
    };
    assert_eq!(["*", "Icmp", "Tcp"].map(&mut pinged), ["DroppedBySecurityRule", "UndecidedSecurityRule", "DeliveredToSubnet"]);
}

#[test]
fn what_is_not_spelled_canonically_is_reported_with_the_change() {
    let document =
        r#"{ "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.0.0.0/16", "FD00:20::/48", "fd00:21::1/48", "fd00:g::/48"] }] }"#;
    let compiled = compile(document.as_bytes());
    let found: Vec<_> = compiled.diagnostics().iter().map(|it| (it.code, it.fix.is_empty())).collect();
    let expected = [("address-not-canonical", false), ("address-prefix-host-bits", false), ("address-prefix-invalid", true)];
    assert_eq!(found, expected);
}

// 2.8 assumes ::/0 to the Internet and no None set; 16 leaves both open.
#[test]
fn system_routes_of_ipv6_are_an_open_point() {
    let with = |option: &str| {
        let mut design = design();
        design["options"] = json!({ "ipv6SystemRoutes": option });
        (
            rows(&design, "spoke/app").into_iter().filter(|row| !row.contains("Peering")).collect::<Vec<_>>(),
            end(&design, "spoke/app", "fd99::1"),
        )
    };
    let ends = |option: &str| with(option).1;
    let learned = "Active fd00:99::/48 VirtualNetworkGateway ";
    let local = "Active fd00:0:1::/48 VnetLocal ";
    assert_eq!(with("Internet").0, ["Active ::/0 Internet ", local, learned]);
    assert_eq!(with("InternetAndNone").0, ["Active ::/0 Internet ", "Active fc00::/7 None ", local, learned]);
    assert_eq!(with("Nothing").0, [local, learned]);
    let to_unknown = ["Internet", "InternetAndNone", "Nothing"].map(ends);
    assert_eq!(to_unknown, ["DroppedPrivateAddressToInternet", "DroppedByNoneRoute", "DroppedNoRoute"]);
}

// 2.4, for the None set that 2.8 does not know: a default route of the user's removes it.
#[test]
fn a_default_route_removes_the_none_route_of_ipv6() {
    let mut design = with_route(json!({ "nextHop": { "appliance": "nva" } }));
    design["options"] = json!({ "ipv6SystemRoutes": "InternetAndNone" });
    assert!(rows(&design, "spoke/app").iter().all(|row| !row.contains("None")));
}

#[test]
fn a_trace_is_over_the_family_that_is_asked_for() {
    use routewright::design::IpVersion;
    let source = |from: &str, ip_version| {
        let query = TraceQuery { from: from.into(), to: "hub/nva".into(), ip_version, ..TraceQuery::default() };
        compiled(&design())
            .trace(&query)
            .map(|it| serde_json::to_value(it).unwrap()["forward"]["packet"]["source"].as_str().unwrap().to_owned())
    };
    assert_eq!(source("spoke/app", None).unwrap(), "10.1.1.4");
    assert_eq!(source("spoke/app", Some(IpVersion::V4)).unwrap(), "10.1.1.4");
    assert_eq!(source("spoke/app", Some(IpVersion::V6)).unwrap(), "fd00:0:1:1::4");
    assert!(source("spoke/old", Some(IpVersion::V6)).is_err(), "it has no IPv6 prefix");
}
