//! How packets end, one small network for each way, and what replies do.
//!
//! Addresses speak: networks are 10.1.0.0/16, 10.2.0.0/16 ... by their number, and 192.168.0.0/16 is a site.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "flow/connected_groups.rs"]
mod connected_groups;
#[path = "flow/connections.rs"]
mod connections;
#[path = "flow/devices.rs"]
mod devices;
#[path = "flow/ends.rs"]
mod ends;
#[path = "flow/frontends.rs"]
mod frontends;
use routewright::compile::{compile, compile_with};
use routewright::design::TraceQuery;
use serde_json::{Value, json};

/// Traces a packet and its reply.
fn trace(design: &Value, from: &str, to: &str) -> Value {
    let query = TraceQuery { from: from.into(), to: to.into(), protocol: None, ..TraceQuery::default() };
    serde_json::to_value(compile(design.to_string().as_bytes()).trace(&query).unwrap()).unwrap()
}

/// How a packet ends.
fn end(design: &Value, from: &str, to: &str) -> String {
    trace(design, from, to)["forward"]["disposition"].as_str().unwrap().to_owned()
}

/// How the reply to a packet that arrives ends.
fn reply(design: &Value, from: &str, to: &str) -> String {
    trace(design, from, to)["reply"]["disposition"].as_str().unwrap().to_owned()
}

/// A network with the subnets `app`, which has the route table `rt`, `nva` and GatewaySubnet.
fn network(number: u8) -> Value {
    json!({ "name": format!("vnet{number}"), "addressSpace": [format!("10.{number}.0.0/16")], "subnets": [
        { "name": "app", "addressPrefix": format!("10.{number}.1.0/24"), "routeTable": "rt" },
        { "name": "nva", "addressPrefix": format!("10.{number}.2.0/24") },
        { "name": "GatewaySubnet", "addressPrefix": format!("10.{number}.255.0/27") } ] })
}

/// A design of the first networks, with routes in `rt`, made with an API version that gives subnets default outbound access.
fn design(networks: u8, routes: Value) -> Value {
    json!({ "apiVersion": "2024-05-01", "virtualNetworks": (1..=networks).map(network).collect::<Vec<_>>(), "routeTables": [{ "name": "rt", "routes": routes }],
        "appliances": [], "virtualNetworkGateways": [], "onPremises": [{ "name": "site", "addressPrefixes": ["192.168.0.0/16"] }] })
}

fn route(prefix: &str, next_hop_type: &str) -> Value {
    json!({ "name": prefix.replace(['/', '.'], "-"), "addressPrefix": prefix, "nextHopType": next_hop_type })
}

fn to_appliance(prefix: &str, address: &str) -> Value {
    let mut route = route(prefix, "VirtualAppliance");
    route["nextHopIpAddress"] = json!(address);
    route
}

/// An appliance in the subnet `nva` of a network, at its first usable address.
fn appliance(number: u8, more: Value) -> Value {
    let mut appliance = json!({ "name": format!("nva{number}"), "networkInterfaces": [
        { "subnet": format!("vnet{number}/nva"), "privateIpAddress": format!("10.{number}.2.4"), "enableIPForwarding": true }] });
    appliance.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    appliance
}

fn vpn(number: u8, connections: Value) -> Value {
    json!({ "name": format!("vpn{number}"), "type": "Vpn", "virtualNetwork": format!("vnet{number}"), "connections": connections })
}

/// The design with another member.
fn with(mut design: Value, key: &str, value: Value) -> Value {
    design[key] = value;
    design
}

fn peered(design: Value, more: Value) -> Value {
    let mut peering = json!({ "between": ["vnet1", "vnet2"] });
    peering.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    with(design, "peerings", json!([peering]))
}

#[test]
fn a_usable_address_of_a_subnet_is_reached() {
    assert_eq!(end(&design(1, json!([])), "vnet1/app", "10.1.2.9"), "DeliveredToSubnet");
}

#[test]
fn a_private_endpoint_is_reached_by_its_own_route_and_no_further_than_one_peering_away() {
    let endpoint = json!([{ "name": "pe", "subnet": "vnet1/app", "privateIpAddress": "10.1.1.9" }]);
    let far = with(peered(design(3, json!([])), json!({})), "privateEndpoints", endpoint);
    assert_eq!(end(&far, "vnet1/nva", "10.1.1.9"), "DeliveredToPrivateEndpoint");
    assert_eq!(end(&far, "vnet2/app", "10.1.1.9"), "DeliveredToPrivateEndpoint");
    assert_eq!(end(&far, "vnet3/app", "10.1.1.9"), "DroppedByNoneRoute");
}

#[test]
fn an_appliance_is_reached_by_its_own_address() {
    let to = with(design(1, json!([])), "appliances", json!([appliance(1, json!({}))]));
    assert_eq!(end(&to, "vnet1/app", "nva1"), "DeliveredToAppliance");
}

#[test]
fn a_gateway_sends_to_the_site_that_taught_it_the_prefix() {
    let to = with(design(1, json!([])), "virtualNetworkGateways", json!([vpn(1, json!([{ "to": "site" }]))]));
    assert_eq!(end(&to, "vnet1/app", "192.168.1.1"), "DeliveredToOnPremises");
}

// Specification 3.2: a summary stands in place of the network's own prefixes and of the peers that it covers, whatever they are.
#[test]
fn a_summary_is_what_other_ends_are_told() {
    let hub = peered(design(2, json!([])), json!({ "gatewayTransit": "vnet1" }));
    let mut hub = with(hub, "virtualNetworkGateways", json!([vpn(1, json!([{ "to": "site" }]))]));
    assert_eq!(end(&hub, "site", "10.2.1.9"), "DeliveredToSubnet");
    let mut told = |summary: Value| {
        hub["virtualNetworks"][0]["summarizedGatewayPrefixes"] = summary;
        ["10.1.1.9", "10.2.1.9", "10.3.1.9"].map(|to| end(&hub, "site", to))
    };
    assert_eq!(told(json!([])), ["DeliveredToSubnet", "DeliveredToSubnet", "DroppedNotAdvertised"]);
    // Told of everything, the site sends what nobody has, too.
    assert_eq!(told(json!(["10.0.0.0/8"])), ["DeliveredToSubnet", "DeliveredToSubnet", "DroppedByNoneRoute"]);
    assert_eq!(told(json!(["10.2.0.0/16"])), ["DroppedNotAdvertised", "DeliveredToSubnet", "DroppedNotAdvertised"]);
    assert_eq!(told(json!(["10.1.0.0/24"])), ["DroppedNotAdvertised", "DeliveredToSubnet", "DroppedNotAdvertised"]);
}

// Specification 5.2: without propagation a user-defined route to the gateway still reaches the site; 5.5: propagation is on by default.
#[test]
fn without_propagation_a_route_to_the_gateway_reaches_the_site() {
    let with_routes = |routes: Value| with(design(1, routes), "virtualNetworkGateways", json!([vpn(1, json!([{ "to": "site" }]))]));
    assert_eq!(end(&with_routes(json!([])), "vnet1/app", "192.168.1.1"), "DeliveredToOnPremises");
    let off = |routes: Value| {
        let mut design = with_routes(routes);
        design["routeTables"][0]["disableBgpRoutePropagation"] = json!(true);
        end(&design, "vnet1/app", "192.168.1.1")
    };
    assert_eq!(off(json!([])), "DroppedByNoneRoute");
    assert_eq!(off(json!([route("192.168.0.0/16", "VirtualNetworkGateway")])), "DeliveredToOnPremises");
    // 10.6: forced tunnelling.
    assert_eq!(off(json!([route("0.0.0.0/0", "VirtualNetworkGateway")])), "DeliveredToOnPremises");
}

#[test]
fn a_public_address_is_reached_over_the_internet() {
    assert_eq!(end(&design(1, json!([])), "vnet1/app", "8.8.8.8"), "DeliveredToInternet");
}

#[test]
fn a_service_endpoint_leads_past_every_route() {
    let mut design = design(1, json!([route("0.0.0.0/0", "None")]));
    design["virtualNetworks"][0]["subnets"][0]["serviceEndpoints"] = json!(["Microsoft.KeyVault"]);
    let query = |to: &str| TraceQuery { from: "vnet1/app".into(), to: to.into(), protocol: None, ..TraceQuery::default() };
    let compiled = compile_with(design.to_string().as_bytes(), "AzureKeyVault 20.21.22.0/24");
    let trace = |to: &str| serde_json::to_value(compiled.trace(&query(to)).unwrap()).unwrap();
    let known = trace("20.21.22.23");
    assert_eq!((&known["forward"]["disposition"], &known["answered"]), (&json!("DeliveredToService"), &json!(true)));
    assert_eq!(trace("20.21.23.23")["forward"]["disposition"], "DroppedByNoneRoute");
    // Specification 1.6: it does not win by its length; and what answers is not on the Internet.
    let words = |hop: &Value| (hop["at"].as_str().unwrap().to_owned(), hop["because"].as_str().unwrap().to_owned());
    let (at, because) = words(&known["forward"]["hops"][0]);
    assert_eq!(at, "vnet1/app");
    assert!(because.starts_with("the service endpoint's route for AzureKeyVault wins over learned and user-defined routes"), "{because}");
    assert_eq!(words(&known["reply"]["hops"][0]).0, "AzureKeyVault");
}

// Specification 1.12: its host answers a machine at these addresses, whatever a route says; nobody sends to them from elsewhere.
#[test]
fn the_platform_is_reached_past_every_route() {
    let away = |prefix: &str, hop: &str| design(1, json!([route(prefix, hop)]));
    for to in ["168.63.129.16", "169.254.169.254"] {
        for document in [away("0.0.0.0/0", "None"), away(&format!("{to}/32"), "None"), away("0.0.0.0/0", "VirtualNetworkGateway")] {
            let compiled = compile(document.to_string().as_bytes());
            let query = TraceQuery { from: "vnet1/app".into(), to: to.into(), ..TraceQuery::default() };
            let trace = serde_json::to_value(compiled.trace(&query).unwrap()).unwrap();
            assert_eq!((&trace["forward"]["disposition"], &trace["answered"]), (&json!("DeliveredToPlatform"), &json!(true)));
            assert_eq!(trace["reply"]["hops"][0]["at"], "Azure platform");
        }
    }
    assert_eq!(end(&away("0.0.0.0/0", "None"), "vnet1/app", "168.63.129.17"), "DroppedByNoneRoute");
}

#[test]
fn a_tag_whose_addresses_are_not_known_leaves_public_addresses_undecided() {
    let tag = design(1, json!([route("0.0.0.0/0", "None"), route("8.8.8.8/32", "None"), route("Storage", "Internet")]));
    assert_eq!(end(&tag, "vnet1/app", "9.9.9.9"), "UndecidedServiceTag");
    // What is private is in no tag, and an explicit route for one address beats every tag.
    assert_eq!(end(&tag, "vnet1/app", "192.168.1.1"), "DroppedByNoneRoute");
    assert_eq!(end(&tag, "vnet1/app", "8.8.8.8"), "DroppedByNoneRoute");
    assert_eq!(end(&design(1, json!([route("Storage", "Internet")])), "vnet1/app", "9.9.9.9"), "DeliveredToInternet");
}

#[test]
fn a_reserved_block_is_dropped_by_its_none_route() {
    assert_eq!(end(&design(1, json!([])), "vnet1/app", "192.168.1.1"), "DroppedByNoneRoute");
}

// Only a design that says too little gets here: every network that exists has a default route.
#[test]
fn a_gateway_that_stands_nowhere_has_no_routes() {
    let nowhere = json!({ "name": "lost", "type": "Vpn", "virtualNetwork": "nowhere", "connections": [{ "to": "vpn1" }] });
    let gateways = json!([vpn(1, json!([{ "to": "lost", "learns": ["192.168.0.0/16"] }])), nowhere]);
    assert_eq!(end(&with(design(1, json!([])), "virtualNetworkGateways", gateways), "vnet1/app", "192.168.1.1"), "DroppedNoRoute");
}

#[test]
fn outside_the_subnets_and_on_reserved_addresses_there_is_nothing() {
    let alone = design(1, json!([]));
    for address in ["10.1.9.9", "10.1.2.0", "10.1.2.3", "10.1.2.255"] {
        assert_eq!(end(&alone, "vnet1/app", address), "DroppedNoSuchAddress", "{address}");
    }
}

#[test]
fn the_internet_has_no_private_addresses() {
    let out = design(1, json!([route("192.168.0.0/16", "Internet")]));
    assert_eq!(end(&out, "vnet1/app", "192.168.1.1"), "DroppedPrivateAddressToInternet");
}

#[test]
fn a_next_hop_must_be_here_or_one_peering_away() {
    let over = |networks| {
        with(
            design(networks, json!([to_appliance("0.0.0.0/0", "10.2.2.4")])),
            "appliances",
            json!([appliance(2, json!({ "snat": "Public" }))]),
        )
    };
    assert_eq!(end(&over(2), "vnet1/app", "8.8.8.8"), "DroppedNextHopUnreachable");
    assert_eq!(end(&peered(over(2), json!({})), "vnet1/app", "8.8.8.8"), "DeliveredToInternet");
}

#[test]
fn a_next_hop_must_forward() {
    let interface = json!([{ "subnet": "vnet1/nva", "privateIpAddress": "10.1.2.4" }]);
    let nobody = design(1, json!([to_appliance("0.0.0.0/0", "10.1.2.4")]));
    let deaf = with(nobody.clone(), "appliances", json!([appliance(1, json!({ "networkInterfaces": interface }))]));
    assert_eq!(end(&nobody, "vnet1/app", "8.8.8.8"), "DroppedNextHopNotForwarding");
    assert_eq!(end(&deaf, "vnet1/app", "8.8.8.8"), "DroppedNextHopNotForwarding");
}

#[test]
fn what_a_machine_forwards_is_not_known() {
    let machine =
        |forwards: bool| json!([{ "name": "vm", "subnet": "vnet1/nva", "privateIpAddress": "10.1.2.9", "enableIPForwarding": forwards }]);
    let to = design(1, json!([to_appliance("0.0.0.0/0", "10.1.2.9")]));
    assert_eq!(end(&with(to.clone(), "networkInterfaces", machine(true)), "vnet1/app", "8.8.8.8"), "UndecidedMachine");
    assert_eq!(end(&with(to, "networkInterfaces", machine(false)), "vnet1/app", "8.8.8.8"), "DroppedNextHopNotForwarding");
}

#[test]
fn a_network_interface_is_an_end_and_speaks_for_its_subnet() {
    let interfaces = json!([{ "name": "other", "subnet": "vnet1/nva", "privateIpAddress": "10.1.2.9" },
        { "name": "vm1", "subnet": "vnet1/app", "privateIpAddress": "10.1.1.20" }, { "name": "vm0", "subnet": "vnet1/app", "privateIpAddress": "10.1.1.10" }]);
    let design = with(design(1, json!([])), "networkInterfaces", interfaces);
    let source = |from: &str| trace(&design, from, "other")["forward"]["packet"]["source"].as_str().unwrap().to_owned();
    assert_eq!([source("vm0"), source("vnet1/app"), source("vnet1/GatewaySubnet")], ["10.1.1.10", "10.1.1.20", "10.1.255.4"]);
    let there = trace(&design, "vm0", "other");
    assert_eq!(there["forward"]["packet"]["destination"], "10.1.2.9");
    assert_eq!(there["answered"], true);
}

#[test]
fn a_route_to_the_gateway_needs_a_vpn_gateway() {
    let to = design(1, json!([route("192.168.0.0/16", "VirtualNetworkGateway")]));
    let circuit = json!([{ "name": "er", "type": "ExpressRoute", "virtualNetwork": "vnet1", "connections": [{ "to": "site" }] }]);
    assert_eq!(end(&to, "vnet1/app", "192.168.1.1"), "DroppedNoGateway");
    assert_eq!(end(&with(to, "virtualNetworkGateways", circuit), "vnet1/app", "192.168.1.1"), "DroppedNoGateway");
}

#[test]
fn a_gateway_drops_what_nobody_taught_it() {
    let all = with(design(1, json!([route("0.0.0.0/0", "VirtualNetworkGateway")])), "virtualNetworkGateways", json!([vpn(1, json!([]))]));
    assert_eq!(end(&all, "vnet1/app", "8.8.8.8"), "DroppedGatewayHasNoRoute");
}

#[test]
fn a_site_knows_what_its_gateway_advertises() {
    let hub = with(design(2, json!([])), "virtualNetworkGateways", json!([vpn(1, json!([{ "to": "site" }]))]));
    assert_eq!(end(&peered(hub.clone(), json!({})), "site", "10.2.1.9"), "DroppedNotAdvertised");
    assert_eq!(end(&peered(hub, json!({ "gatewayTransit": "vnet1" })), "site", "10.2.1.9"), "DeliveredToSubnet");
}

#[test]
fn a_peering_without_access_carries_nothing_not_even_to_the_gateway_behind_it() {
    let closed = peered(design(2, json!([])), json!({ "allowVirtualNetworkAccess": false, "gatewayTransit": "vnet2" }));
    let closed = with(closed, "virtualNetworkGateways", json!([vpn(2, json!([{ "to": "site" }]))]));
    assert_eq!(end(&closed, "vnet1/app", "10.2.1.9"), "DroppedPeeringAccess");
    assert_eq!(end(&closed, "vnet1/app", "192.168.1.1"), "DroppedPeeringAccess");
}

#[test]
fn what_an_appliance_forwards_needs_the_permission_of_the_receiving_side() {
    let spokes = |forwarded: bool| {
        let hub = json!([appliance(2, json!({ "stateful": false }))]);
        let peerings = [1, 3].map(|spoke| json!({ "between": ["vnet2", format!("vnet{spoke}")], "allowForwardedTraffic": forwarded }));
        with(with(design(3, json!([to_appliance("10.0.0.0/8", "10.2.2.4")])), "appliances", hub), "peerings", json!(peerings))
    };
    assert_eq!(end(&spokes(false), "vnet1/app", "10.3.1.9"), "DroppedForwardedTraffic");
    assert_eq!(end(&spokes(true), "vnet1/app", "10.3.1.9"), "DeliveredToSubnet");
}

#[test]
fn nobody_outside_can_send_to_an_address_of_the_design() {
    assert_eq!(end(&design(1, json!([])), "Internet", "10.1.1.9"), "DroppedPrivateAddressFromInternet");
}

#[test]
fn an_appliance_must_translate_what_it_sends_to_the_internet() {
    let over = |snat: &str| {
        with(design(1, json!([to_appliance("0.0.0.0/0", "10.1.2.4")])), "appliances", json!([appliance(1, json!({ "snat": snat }))]))
    };
    assert_eq!(end(&over("Never"), "vnet1/app", "8.8.8.8"), "DroppedNotTranslated");
    let translated = trace(&over("Public"), "vnet1/app", "8.8.8.8");
    assert_eq!((&translated["forward"]["egressAs"], &translated["answered"]), (&json!("default outbound access"), &json!(true)));
}

#[test]
fn a_stateful_appliance_drops_the_reply_of_a_request_that_went_past_it() {
    let one_way = |stateful: bool| {
        let appliances = json!([appliance(1, json!({ "stateful": stateful }))]);
        with(design(1, json!([to_appliance("10.1.2.0/24", "10.1.2.4")])), "appliances", appliances)
    };
    assert_eq!(reply(&one_way(true), "vnet1/nva", "10.1.1.9"), "DroppedNoSession");
    assert_eq!(reply(&one_way(false), "vnet1/nva", "10.1.1.9"), "DeliveredToSubnet");
}

#[test]
fn an_appliance_whose_own_subnet_routes_to_it_gets_everything_back() {
    let mut circle = with(design(1, json!([to_appliance("0.0.0.0/0", "10.1.2.4")])), "appliances", json!([appliance(1, json!({}))]));
    circle["virtualNetworks"][0]["subnets"][1]["routeTable"] = json!("rt");
    assert_eq!(end(&circle, "vnet1/app", "8.8.8.8"), "DroppedLoop");
}

#[test]
fn two_connections_that_teach_one_prefix_are_not_a_decision() {
    let sites =
        json!([{ "name": "site", "addressPrefixes": ["192.168.0.0/16"] }, { "name": "twin", "addressPrefixes": ["192.168.0.0/16"] }]);
    let two = with(design(1, json!([])), "virtualNetworkGateways", json!([vpn(1, json!([{ "to": "site" }, { "to": "twin" }]))]));
    assert_eq!(end(&with(two, "onPremises", sites), "vnet1/app", "192.168.1.1"), "UndecidedGateway");
}

#[test]
fn a_firewall_gets_the_reply_to_its_own_request_though_a_route_names_it_as_next_hop() {
    let own = with(design(1, json!([to_appliance("10.1.0.0/16", "10.1.2.4")])), "appliances", json!([appliance(1, json!({}))]));
    let trace = trace(&own, "nva1", "10.1.1.9");
    assert_eq!((&trace["reply"]["disposition"], &trace["answered"]), (&json!("DeliveredToAppliance"), &json!(true)));
}

#[test]
fn a_reply_that_takes_another_way_than_its_request_is_not_symmetric() {
    let routes = json!([to_appliance("10.1.2.0/24", "10.1.2.4")]);
    let one_way = with(design(1, routes), "appliances", json!([appliance(1, json!({}))]));
    let trace = trace(&one_way, "vnet1/app", "10.1.2.9");
    assert_eq!(trace["forward"]["passes"], json!(["nva1"]));
    assert_eq!((&trace["reply"]["delivered"], &trace["symmetric"], &trace["answered"]), (&json!(true), &json!(false), &json!(false)));
    let last = trace["reply"]["hops"].as_array().unwrap().last().unwrap();
    assert_eq!(last["because"], "delivered, but not through nva1, which keeps track of connections and passed the request");
}

#[test]
fn replies_of_a_private_endpoint_follow_its_subnets_table_only_with_network_policies() {
    let with_policies = |policies: &str| {
        let mut design = with(
            design(1, json!([route("10.1.2.0/24", "None")])),
            "privateEndpoints",
            json!([
            { "name": "pe", "subnet": "vnet1/app", "privateIpAddress": "10.1.1.9" }]),
        );
        design["virtualNetworks"][0]["subnets"][0]["privateEndpointNetworkPolicies"] = json!(policies);
        design
    };
    assert_eq!(reply(&with_policies("Disabled"), "vnet1/nva", "pe"), "DeliveredToSubnet");
    assert_eq!(reply(&with_policies("RouteTableEnabled"), "vnet1/nva", "pe"), "DroppedByNoneRoute");
}

#[test]
fn translating_every_packet_brings_replies_back_without_a_route() {
    let over = |snat: &str| {
        let routes = json!([to_appliance("10.1.2.0/24", "10.1.2.4")]);
        with(design(1, routes), "appliances", json!([appliance(1, json!({ "snat": snat }))]))
    };
    assert_eq!(trace(&over("Never"), "vnet1/app", "10.1.2.9")["answered"], false);
    assert_eq!(trace(&over("Always"), "vnet1/app", "10.1.2.9")["answered"], true);
}

// More in tests/security.rs.
#[test]
fn a_security_group_may_deny_or_leave_it_open() {
    let closed = |tag: &str| {
        let rule = json!({ "name": "r", "priority": 100, "direction": "Outbound", "access": "Deny", "protocol": "*", "sourceAddressPrefix": "*",
            "sourcePortRange": "*", "destinationAddressPrefix": tag, "destinationPortRange": "*" });
        let mut one = with(design(1, json!([])), "networkSecurityGroups", json!([{ "name": "nsg", "securityRules": [rule] }]));
        one["virtualNetworks"][0]["subnets"][0]["networkSecurityGroup"] = json!("nsg");
        one
    };
    assert_eq!(end(&closed("Internet"), "vnet1/app", "8.8.8.8"), "DroppedBySecurityRule");
    assert_eq!(end(&closed("Storage"), "vnet1/app", "8.8.8.8"), "UndecidedSecurityRule");
}
