//! What packets leave to the Internet as, and what comes in from there (specification 10).
//!
//! One network, 10.1.0.0/16, whose subnet `app` each test changes.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use routewright::compile::compile;
use routewright::design::{Protocol, TraceQuery};
use serde_json::{Value, json};

/// The network; `app` has these members beside name and prefix, and the design these.
fn design(subnet: Value, more: Value) -> Value {
    let mut design = json!({ "virtualNetworks": [{ "name": "vnet", "addressSpace": ["10.1.0.0/16"], "subnets": [
            { "name": "app", "addressPrefix": "10.1.1.0/24" },
            { "name": "AzureFirewallSubnet", "addressPrefix": "10.1.2.0/26" } ] }],
        "publicIpAddresses": [{ "name": "pip-nat", "ipAddress": "20.0.0.1" }, { "name": "pip-vm", "ipAddress": "20.0.0.2" },
            { "name": "pip-fw", "ipAddress": "20.0.0.3" }],
        "natGateways": [{ "name": "nat", "publicIpAddresses": ["pip-nat"] }] });
    let app = &mut design["virtualNetworks"][0]["subnets"][0];
    app.as_object_mut().unwrap().extend(subnet.as_object().unwrap().clone());
    design.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    design
}

fn trace_of(design: &Value, from: &str, to: &str, protocol: &str) -> Value {
    let query = TraceQuery { from: from.into(), to: to.into(), protocol: Protocol::parse(protocol), ..TraceQuery::default() };
    serde_json::to_value(compile(design.to_string().as_bytes()).trace(&query).unwrap()).unwrap()
}

/// How a packet from `app` to the Internet ends, and as what it leaves.
fn leaves(design: &Value, protocol: &str) -> (String, Value) {
    let trace = trace_of(design, "vnet/app", "8.8.8.8", protocol);
    (trace["forward"]["disposition"].as_str().unwrap().to_owned(), trace["forward"]["egressAs"].clone())
}

fn verdict(design: &Value, intent: Value) -> Value {
    let mut design = design.clone();
    let mut named = json!({ "name": "intent", "from": "vnet/app", "to": "Internet" });
    named.as_object_mut().unwrap().extend(intent.as_object().unwrap().clone());
    design["intents"] = json!([named]);
    serde_json::to_value(compile(design.to_string().as_bytes()).verdicts()).unwrap()[0].clone()
}

fn machine() -> Value {
    json!({ "networkInterfaces": [{ "name": "vm", "subnet": "vnet/app", "privateIpAddress": "10.1.1.4", "publicIpAddress": "pip-vm" }] })
}

#[test]
fn a_private_subnet_has_no_way_out_of_its_own() {
    let stated = design(json!({ "defaultOutboundAccess": false }), json!({ "apiVersion": "2024-05-01" }));
    assert_eq!(leaves(&stated, "Tcp").0, "DroppedNoEgress");
    let by_default = trace_of(&design(json!({}), json!({})), "vnet/app", "8.8.8.8", "Tcp");
    assert_eq!(by_default["forward"]["disposition"], "DroppedNoEgress");
    let because = by_default["forward"]["hops"][0]["because"].as_str().unwrap();
    assert!(because.contains("by default with API version 2025-07-01"), "{because}");
    let open = design(json!({ "defaultOutboundAccess": true }), json!({}));
    assert_eq!(leaves(&open, "Tcp"), ("DeliveredToInternet".to_owned(), json!("default outbound access")));
}

// Specification 10.3: services with addresses of their own; 10.4: what is neither TCP nor UDP beside a NAT gateway.
#[test]
fn a_service_that_brings_its_addresses_is_not_known_to_lack_one() {
    let with = |workload: &str, members: Value| {
        let mut design = design(members, json!({}));
        design["virtualNetworks"][0]["subnets"][0]["workloads"] = json!([workload]);
        design
    };
    assert_eq!(leaves(&with("ApiManagement", json!({})), "Tcp").0, "UndecidedEgress");
    assert_eq!(leaves(&with("AksUserDefinedRouting", json!({})), "Tcp").0, "DroppedNoEgress");
    let open = with("ApiManagement", json!({ "defaultOutboundAccess": true }));
    assert_eq!(leaves(&open, "Tcp"), ("DeliveredToInternet".to_owned(), json!("default outbound access")));
    let beside = json!({ "natGateway": "nat", "defaultOutboundAccess": true });
    assert_eq!(leaves(&with("ApiManagement", beside.clone()), "Icmp").0, "UndecidedEgress");
    assert_eq!(leaves(&with("AksNatGateway", beside), "Icmp").0, "DroppedProtocolNotTranslated");
    assert_eq!(verdict(&with("ApiManagement", json!({})), json!({ "delivered": true }))["result"], "undecided");
}

#[test]
fn a_nat_gateway_comes_before_what_the_sender_has() {
    let both = design(json!({ "natGateway": "nat", "defaultOutboundAccess": true }), machine());
    assert_eq!(leaves(&both, "Udp"), ("DeliveredToInternet".to_owned(), json!("nat")));
    let own = design(json!({}), machine());
    assert_eq!(leaves(&own, "Tcp"), ("DeliveredToInternet".to_owned(), json!("pip-vm")));
}

// Specification 10.2.
#[test]
fn a_default_route_to_a_firewall_leaves_the_nat_gateway_aside() {
    let mut routed = design(
        json!({ "natGateway": "nat", "routeTable": "rt" }),
        json!({ "firewalls": [{ "name": "fw", "virtualNetwork": "vnet", "publicIpAddresses": ["pip-fw"] }] }),
    );
    routed["routeTables"] =
        json!([{ "name": "rt", "routes": [{ "name": "default", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }] }]);
    assert_eq!(leaves(&routed, "Tcp"), ("DeliveredToInternet".to_owned(), json!("fw")));
    let hops = trace_of(&routed, "vnet/app", "8.8.8.8", "Tcp")["forward"]["hops"].to_string();
    assert!(hops.contains("delivered to the Internet: firewall fw translates it to 20.0.0.3"), "{hops}");
}

// Specification 10.2: what answers leaves with the address to which the request came, whatever else the subnet has.
#[test]
fn an_answer_to_the_internet_does_not_take_the_nat_gateway() {
    let mut both = design(json!({ "natGateway": "nat", "networkSecurityGroup": "nsg" }), json!({}));
    both["networkInterfaces"] =
        json!([{ "name": "vm", "subnet": "vnet/app", "privateIpAddress": "10.1.1.9", "publicIpAddress": "pip-vm" }]);
    both["networkSecurityGroups"] = json!([{ "name": "nsg", "securityRules": [{ "name": "in", "priority": 100, "direction": "Inbound",
        "access": "Allow", "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*",
        "destinationPortRange": "*" }] }]);
    let trace = trace_of(&both, "Internet", "20.0.0.2", "Tcp");
    assert_eq!((&trace["answered"], trace["reply"].get("egressAs")), (&json!(true), None), "{trace:#}");
    assert_eq!(trace_of(&both, "vm", "8.8.8.8", "Tcp")["forward"]["egressAs"], "nat");
}

#[test]
fn a_nat_gateway_translates_tcp_and_udp_alone() {
    let translated = design(json!({ "natGateway": "nat" }), json!({}));
    assert_eq!(leaves(&translated, "Icmp").0, "DroppedProtocolNotTranslated");
    assert_eq!(leaves(&translated, "Any").0, "DeliveredToInternet");
    // The machine could leave by its own address; Azure does not say.
    assert_eq!(leaves(&design(json!({ "natGateway": "nat" }), machine()), "Icmp").0, "UndecidedEgress");
    let of = |protocol: &str| verdict(&translated, json!({ "protocol": protocol, "delivered": true }))["result"].clone();
    assert_eq!((of("Tcp"), of("Icmp")), (json!("holds"), json!("violated")));
    let any = verdict(&translated, json!({ "delivered": true }));
    assert_eq!((&any["result"], &any["witness"]["packet"]["protocol"]), (&json!("violated"), &json!("Icmp")));
}

#[test]
fn a_proof_knows_which_machines_have_an_address() {
    let one = design(json!({}), machine());
    let broken = verdict(&one, json!({ "delivered": true }));
    assert_eq!((&broken["result"], &broken["witness"]["packet"]["source"]), (&json!("violated"), &json!("10.1.1.5")));
    assert_eq!(verdict(&one, json!({ "from": { "networkInterface": "vm" }, "delivered": true }))["result"], "holds");
    assert_eq!(verdict(&one, json!({ "delivered": false }))["result"], "violated");
}

/// A machine that everything may reach from the Internet, in a subnet with these routes.
fn published(routes: Value, more: Value) -> Value {
    let mut design = design(json!({ "routeTable": "rt", "networkSecurityGroup": "open" }), machine());
    let any = json!({ "name": "any", "priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "*", "sourceAddressPrefix": "*",
        "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "*" });
    design["networkSecurityGroups"] = json!([{ "name": "open", "securityRules": [any] }]);
    design["routeTables"] = json!([{ "name": "rt", "routes": routes }]);
    design.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    design
}

// Specification 10.8; 9.6: security rules see the private address.
#[test]
fn what_is_for_a_public_address_arrives_at_the_machine() {
    let open = trace_of(&published(json!([]), json!({})), "Internet", "20.0.0.2", "Tcp");
    assert_eq!((&open["forward"]["disposition"], &open["answered"]), (&json!("DeliveredToSubnet"), &json!(true)));
    let because = open["forward"]["hops"][0]["because"].as_str().unwrap();
    assert_eq!(because, "public IP address pip-vm leads to 10.1.1.4");
    assert_eq!(open["reply"]["packet"]["source"], "10.1.1.4");
    // The private address itself is not on the Internet.
    assert_eq!(trace_of(&published(json!([]), json!({})), "Internet", "10.1.1.4", "Tcp")["forward"]["delivered"], true);
    assert_eq!(
        trace_of(&published(json!([]), json!({})), "Internet", "10.1.1.5", "Tcp")["forward"]["disposition"],
        "DroppedPrivateAddressFromInternet"
    );
}

// Specification 4.10.
#[test]
fn an_answer_that_a_route_sends_to_a_firewall_is_dropped_there() {
    let route = json!([{ "name": "default", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }]);
    let firewall = json!({ "firewalls": [{ "name": "fw", "virtualNetwork": "vnet", "publicIpAddresses": ["pip-fw"] }] });
    let asymmetric = trace_of(&published(route, firewall), "Internet", "vm", "Tcp");
    assert_eq!((&asymmetric["forward"]["delivered"], &asymmetric["answered"]), (&json!(true), &json!(false)));
    assert_eq!(asymmetric["reply"]["disposition"], "DroppedNoSession");
}

#[test]
fn what_lets_in_only_answers_drops_the_rest() {
    let firewall = json!({ "firewalls": [{ "name": "fw", "virtualNetwork": "vnet", "publicIpAddresses": ["pip-fw"] }] });
    for address in ["20.0.0.1", "20.0.0.3"] {
        let dropped = trace_of(&published(json!([]), firewall.clone()), "Internet", address, "Tcp");
        assert_eq!(dropped["forward"]["disposition"], "DroppedUnsolicited", "{address}");
    }
}

#[test]
fn a_machine_with_a_public_address_is_not_closed_to_the_internet() {
    let from = |design: &Value, to: Value, more: Value| {
        let mut intent = json!({ "from": "Internet", "to": to });
        intent.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        verdict(design, intent)
    };
    let mut open = published(json!([]), json!({}));
    let closed = from(&open, json!("vnet/app"), json!({ "delivered": false }));
    assert_eq!((&closed["result"], &closed["witness"]["packet"]["destination"]), (&json!("violated"), &json!("20.0.0.2")));
    assert_eq!(from(&open, json!("vnet/AzureFirewallSubnet"), json!({ "delivered": false }))["result"], "holds");
    assert_eq!(from(&open, json!({ "networkInterface": "vm" }), json!({ "answered": true }))["result"], "holds");
    assert_eq!(from(&open, json!("vnet/app"), json!({ "delivered": false, "except": "10.1.1.4" }))["result"], "holds");
    // An address that the design does not state is proven about too.
    open["publicIpAddresses"][1].as_object_mut().unwrap().remove("ipAddress");
    let unknown = from(&open, json!("vnet/*"), json!({ "delivered": false }));
    assert_eq!((&unknown["result"], &unknown["witness"]["packet"]["destination"]), (&json!("violated"), &json!("pip-vm")));
    let group = json!({ "name": "nsg" });
    open["networkSecurityGroups"].as_array_mut().unwrap().push(group);
    open["networkInterfaces"][0]["networkSecurityGroup"] = json!("nsg");
    assert_eq!(from(&open, json!("vnet/*"), json!({ "delivered": false }))["result"], "holds");
}

// Specification 10.8: addresses of SKU Standard are closed where no group opens them, and what leaves uses them all the same.
#[test]
fn a_public_address_without_a_security_group_is_closed() {
    let mut bare = published(json!([]), json!({}));
    bare["virtualNetworks"][0]["subnets"][0].as_object_mut().unwrap().remove("networkSecurityGroup");
    let dropped = trace_of(&bare, "Internet", "20.0.0.2", "Tcp");
    assert_eq!(dropped["forward"]["disposition"], "DroppedUnsolicited");
    let because = dropped["forward"]["hops"][0]["because"].as_str().unwrap();
    assert!(because.starts_with("no network security group stands before the machine with public IP address pip-vm; dropped"), "{because}");
    let intent =
        |delivered: bool| verdict(&bare, json!({ "from": "Internet", "to": { "networkInterface": "vm" }, "delivered": delivered }));
    assert_eq!([true, false].map(|delivered| intent(delivered)["result"].clone()), [json!("violated"), json!("holds")]);
    assert_eq!(trace_of(&bare, "vm", "8.8.8.8", "Tcp")["forward"]["egressAs"], "pip-vm");
    // The group of the interface is enough.
    bare["networkInterfaces"][0]["networkSecurityGroup"] = json!("open");
    assert_eq!(trace_of(&bare, "Internet", "20.0.0.2", "Tcp")["forward"]["disposition"], "DeliveredToSubnet");
}

#[test]
fn what_a_service_in_the_subnet_leaves_as_is_not_known() {
    let service = design(json!({ "delegation": "Microsoft.Databricks/workspaces" }), json!({}));
    assert_eq!(leaves(&service, "Tcp").0, "UndecidedEgress");
    let open = verdict(&service, json!({ "delivered": true }));
    assert_eq!(open["result"], "undecided");
    assert_eq!(open["because"], "the design does not say what gives some packets a public address on their way out");
}

#[test]
fn a_nat_gateway_on_the_subnet_of_a_firewall_is_what_the_firewall_leaves_as() {
    let table = json!([{ "name": "rt", "routes": [{ "name": "default", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }] }]);
    let firewall =
        json!({ "firewalls": [{ "name": "fw", "virtualNetwork": "vnet", "publicIpAddresses": ["pip-fw"] }], "routeTables": table });
    let mut inspected = design(json!({ "routeTable": "rt", "natGateway": "nat" }), firewall);
    assert_eq!(leaves(&inspected, "Tcp"), ("DeliveredToInternet".to_owned(), json!("fw")));
    inspected["virtualNetworks"][0]["subnets"][1]["natGateway"] = json!("nat");
    assert_eq!(leaves(&inspected, "Tcp"), ("DeliveredToInternet".to_owned(), json!("nat")));
}

// Specification 10.1: which address it has when it comes back in is not documented.
#[test]
fn what_is_for_an_own_public_address_is_not_decided() {
    let out = design(json!({ "natGateway": "nat" }), machine());
    assert_eq!(trace_of(&out, "vnet/app", "20.0.0.2", "Tcp")["forward"]["disposition"], "UndecidedOwnPublicAddress");
    let to = |to: &str, delivered: bool| verdict(&out, json!({ "to": to, "delivered": delivered, "protocol": "Tcp" }));
    assert_eq!((&to("20.0.0.2", true)["result"], &to("20.0.0.2", false)["result"]), (&json!("undecided"), &json!("undecided")));
    assert_eq!(to("20.0.0.9", true)["result"], "holds");
    // What has no way out does not come so far.
    let shut = design(json!({ "defaultOutboundAccess": false }), json!({}));
    assert_eq!(trace_of(&shut, "vnet/app", "20.0.0.2", "Tcp")["forward"]["disposition"], "DroppedNoEgress");
}

// Source: Microsoft Learn, "Azure Load Balancer SKUs", outbound connections; specification 11.12.
#[test]
fn a_backend_of_a_load_balancer_has_no_default_outbound_access() {
    let interface = |address: &str| json!({ "subnet": "vnet/app", "privateIpAddress": address, "enableIPForwarding": true });
    let nva =
        json!({ "name": "nva", "networkInterfaces": [interface("10.1.1.8"), { "subnet": "vnet/far", "privateIpAddress": "10.1.3.8" }] });
    let other = json!({ "name": "other", "networkInterfaces": [interface("10.1.1.9")] });
    let ilb = json!({ "name": "ilb", "subnet": "vnet/app", "privateIpAddress": "10.1.1.100", "haPorts": true, "backends": ["nva"] });
    let open = json!({ "defaultOutboundAccess": true });
    let mut behind = design(open.clone(), json!({ "appliances": [nva, other], "loadBalancers": [ilb] }));
    let far = json!({ "name": "far", "addressPrefix": "10.1.3.0/24", "defaultOutboundAccess": true });
    behind["virtualNetworks"][0]["subnets"].as_array_mut().unwrap().push(far);
    let trace = trace_of(&behind, "nva", "8.8.8.8", "Tcp");
    assert_eq!(trace["forward"]["disposition"], "DroppedNoEgress");
    let because = trace["forward"]["hops"].as_array().unwrap().last().unwrap()["because"].as_str().unwrap().to_owned();
    assert!(because.contains("load balancer"), "{because}");
    assert_eq!(trace_of(&behind, "other", "8.8.8.8", "Tcp")["forward"]["disposition"], "DeliveredToInternet");
    // The other interface of the same machine.
    behind["loadBalancers"][0]["subnet"] = json!("vnet/far");
    behind["loadBalancers"][0]["privateIpAddress"] = json!("10.1.3.100");
    assert_eq!(trace_of(&behind, "nva", "8.8.8.8", "Tcp")["forward"]["disposition"], "UndecidedEgress");
    // A NAT gateway is a way out.
    behind["virtualNetworks"][0]["subnets"][0]["natGateway"] = json!("nat");
    assert_eq!(trace_of(&behind, "nva", "8.8.8.8", "Tcp")["forward"]["egressAs"], "nat");
}

/// Behind a firewall whose NAT rules are these.
fn translating(rules: Value) -> Value {
    let firewall = json!({ "name": "fw", "virtualNetwork": "vnet", "publicIpAddresses": ["pip-fw"], "natRules": rules });
    let vm = json!({ "name": "vm", "subnet": "vnet/app", "privateIpAddress": "10.1.1.4" });
    design(json!({}), json!({ "firewalls": [firewall], "networkInterfaces": [vm] }))
}

fn nat(priority: u32, source: &str, port: &str, to: &str) -> Value {
    json!({ "name": format!("nat-{priority}"), "priority": priority, "sources": [source], "publicIpAddress": "pip-fw", "protocols": ["Tcp"],
        "ports": [port], "translatedAddress": to, "translatedPort": 8443 })
}

fn comes(design: &Value, to: &str, port: u16) -> Value {
    let (from, to, protocol) = ("Internet".into(), to.into(), Some(Protocol::Tcp));
    let query = TraceQuery { from, to, protocol, port: Some(port), ..TraceQuery::default() };
    serde_json::to_value(compile(design.to_string().as_bytes()).trace(&query).unwrap()).unwrap()
}

// Source: Microsoft Learn, "Azure Firewall rule processing logic"; specification 11.13.
#[test]
fn the_first_nat_rule_that_matches_sends_on() {
    let web = translating(json!([
        nat(200, "*", "443", "10.1.1.4"),
        nat(100, "9.9.9.0/24", "443", "10.1.1.9"),
        nat(300, "*", "1-443", "10.1.1.5")
    ]));
    let trace = comes(&web, "20.0.0.3", 443);
    assert_eq!((&trace["forward"]["disposition"], &trace["answered"]), (&json!("DeliveredToSubnet"), &json!(true)));
    assert_eq!((&trace["forward"]["passes"], &trace["reply"]["passes"]), (&json!(["fw"]), &json!(["fw"])));
    let because = trace["forward"]["hops"][0]["because"].as_str().unwrap().to_owned();
    assert!(because.contains("NAT rule nat-200 leads to 10.1.1.4 port 8443"), "{because}");
    assert!(comes(&web, "20.0.0.3", 22)["forward"]["hops"][0]["because"].as_str().unwrap().contains("nat-300"));
    assert_eq!(comes(&web, "20.0.0.3", 444)["forward"]["disposition"], "DroppedUnsolicited");
    // A question that leaves the port open.
    assert_eq!(trace_of(&web, "Internet", "20.0.0.3", "Tcp")["forward"]["disposition"], "UndecidedFirewallRule");
    let tagged = translating(json!([nat(100, "Storage", "443", "10.1.1.4")]));
    assert_eq!(comes(&tagged, "20.0.0.3", 443)["forward"]["disposition"], "UndecidedFirewallRule");
}

#[test]
fn a_machine_that_a_nat_rule_leads_to_is_not_closed() {
    let web = translating(json!([nat(100, "*", "443", "10.1.1.4")]));
    let ask = |expectation: Value| {
        let mut intent = json!({ "from": "Internet", "to": "vnet/app" });
        intent.as_object_mut().unwrap().extend(expectation.as_object().unwrap().clone());
        verdict(&web, intent)
    };
    let open = ask(json!({ "delivered": false }));
    assert_eq!((&open["result"], &open["witness"]["packet"]["destination"]), (&json!("violated"), &json!("20.0.0.3")));
    let to_it = json!({ "networkInterface": "vm" });
    let known = json!({ "to": to_it, "protocol": "Tcp", "ports": [443] });
    for expectation in [
        json!({ "delivered": true }),
        json!({ "answered": true }),
        json!({ "symmetric": true }),
        json!({ "through": "fw", "bothWays": true }),
    ] {
        let mut intent = known.clone();
        intent.as_object_mut().unwrap().extend(expectation.as_object().unwrap().clone());
        assert_eq!(ask(intent.clone())["result"], "holds", "{intent}");
    }
    // The other ports cannot be named but by the private address.
    assert_eq!(ask(json!({ "to": to_it, "delivered": true }))["result"], "violated");
    assert_eq!(ask(json!({ "delivered": false, "protocol": "Tcp", "ports": [22] }))["result"], "holds");
    assert_eq!(ask(json!({ "delivered": false, "protocol": "Udp" }))["result"], "holds");
    // From some it is closed.
    let some = translating(json!([nat(100, "9.9.9.0/24", "443", "10.1.1.4")]));
    let closed = verdict(&some, json!({ "from": "8.8.8.0/24", "to": "vnet/app", "delivered": false }));
    assert_eq!(closed["result"], "holds");
}
