//! What firewalls, appliances and private endpoints do with packets beyond routing them.

use routewright::compile::compile;
use routewright::design::{Protocol, TraceQuery};
use serde_json::{Value, json};

use super::{appliance, design, end, to_appliance, trace, with};

// Specification 3.4, the topologies of mddazure/azure-privatelink-routing; more in the cases.
#[test]
fn a_private_endpoint_takes_nothing_untranslated_from_the_appliances_own_network() {
    let over = |policies: &str, snat: &str| {
        let endpoint = json!([{ "name": "pe", "subnet": "vnet1/nva", "privateIpAddress": "10.1.2.9" }]);
        let mut one = with(design(1, json!([to_appliance("10.1.2.9/32", "10.1.2.4")])), "privateEndpoints", endpoint);
        one["virtualNetworks"][0]["subnets"][1]["privateEndpointNetworkPolicies"] = json!(policies);
        with(one, "appliances", json!([appliance(1, json!({ "snat": snat }))]))
    };
    assert_eq!(end(&over("Disabled", "Never"), "vnet1/app", "pe"), "DroppedUntranslatedToPrivateEndpoint");
    assert_eq!(end(&over("NetworkSecurityGroupEnabled", "Never"), "vnet1/app", "pe"), "DroppedUntranslatedToPrivateEndpoint");
    assert_eq!(end(&over("RouteTableEnabled", "Never"), "vnet1/app", "pe"), "UndecidedPrivateEndpoint");
    assert_eq!(end(&over("Enabled", "Never"), "vnet1/app", "pe"), "UndecidedPrivateEndpoint");
    assert_eq!(trace(&over("Disabled", "Always"), "vnet1/app", "pe")["answered"], true);
    let arrives = |design: Value| {
        verdict_on(design, json!({ "name": "i", "from": "vnet1/app", "to": { "privateEndpoint": "pe" }, "delivered": true }))
    };
    assert_eq!(arrives(over("Disabled", "Never")), "violated");
    assert_eq!(arrives(over("Enabled", "Never")), "undecided");
    assert_eq!(arrives(over("Disabled", "Always")), "holds");
}

fn verdict_on(mut design: Value, intent: Value) -> Value {
    design["intents"] = json!([intent]);
    serde_json::to_value(compile(design.to_string().as_bytes()).verdicts()).unwrap()[0]["result"].clone()
}

// Specification 3.4: what comes to the last appliance from another one in the same network was not recorded.
#[test]
fn a_private_endpoint_behind_two_appliances_is_not_decided() {
    let endpoint = json!([{ "name": "pe", "subnet": "vnet1/far", "privateIpAddress": "10.1.3.9" }]);
    let mut chain = with(design(1, json!([to_appliance("10.1.3.9/32", "10.1.2.4")])), "privateEndpoints", endpoint);
    let subnets = chain["virtualNetworks"][0]["subnets"].as_array_mut().unwrap();
    subnets[1]["routeTable"] = json!("rt-next");
    subnets.push(json!({ "name": "far", "addressPrefix": "10.1.3.0/24", "privateEndpointNetworkPolicies": "Disabled" }));
    subnets.push(json!({ "name": "nva2", "addressPrefix": "10.1.4.0/24" }));
    chain["routeTables"].as_array_mut().unwrap().push(json!({ "name": "rt-next", "routes": [to_appliance("10.1.3.9/32", "10.1.4.4")] }));
    let next = json!({ "name": "next", "networkInterfaces": [
        { "subnet": "vnet1/nva2", "privateIpAddress": "10.1.4.4", "enableIPForwarding": true }] });
    assert_eq!(end(&with(chain, "appliances", json!([appliance(1, json!({})), next])), "vnet1/app", "pe"), "UndecidedPrivateEndpoint");
}

#[test]
fn a_private_endpoint_answers_through_the_appliance_of_another_network() {
    let from_peer = |gateway_kind: &str| {
        let endpoint = json!([{ "name": "pe", "subnet": "vnet1/nva", "privateIpAddress": "10.1.2.9" }]);
        let mut hub = with(design(1, json!([to_appliance("10.1.2.9/32", "10.1.2.4")])), "privateEndpoints", endpoint);
        hub["virtualNetworks"][0]["subnets"][2]["routeTable"] = json!("rt");
        let gateway = json!({ "name": "gw", "type": gateway_kind, "virtualNetwork": "vnet1", "connections": [{ "to": "site" }] });
        trace(
            &with(with(hub, "appliances", json!([appliance(1, json!({}))])), "virtualNetworkGateways", json!([gateway])),
            "site",
            "10.1.2.9",
        )
    };
    let circuit = from_peer("ExpressRoute");
    assert_eq!((&circuit["answered"], &circuit["reply"]["passes"]), (&json!(true), &json!(["nva1", "gw"])));
    assert_eq!(from_peer("Vpn")["forward"]["disposition"], "DroppedUntranslatedToPrivateEndpoint");
}

/// A network whose subnet `app` sends everything to a firewall with these members.
fn over(more: Value) -> Value {
    let mut one = design(1, json!([{ "name": "all", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }]));
    let subnets = one["virtualNetworks"][0]["subnets"].as_array_mut().unwrap();
    subnets.push(json!({ "name": "AzureFirewallSubnet", "addressPrefix": "10.1.254.0/26" }));
    let mut firewall = json!({ "name": "fw", "virtualNetwork": "vnet1" });
    firewall.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    with(one, "firewalls", json!([firewall]))
}

// Source: Microsoft Learn, "Azure Firewall rule processing logic"; specification 11.9.
#[test]
fn a_firewall_with_rules_drops_what_none_allows() {
    let rule = |priority: u32, action: &str, to: &str| {
        json!({ "name": format!("r{priority}"), "priority": priority, "action": action, "sources": ["10.1.1.0/24"], "destinations": [to],
            "protocols": ["Any"], "ports": ["*"] })
    };
    let web = json!([{ "name": "web", "priority": 100, "action": "Allow", "sources": ["*"], "targetFqdns": ["example.com"] }]);
    assert_eq!(end(&over(json!({})), "vnet1/app", "8.8.8.8"), "DeliveredToInternet");
    assert_eq!(end(&over(json!({ "networkRules": [] })), "vnet1/app", "8.8.8.8"), "DroppedByFirewallRule");
    // The lowest number decides, wherever it is written.
    let rules = json!([rule(300, "Allow", "*"), rule(200, "Deny", "8.8.8.0/24")]);
    let both = over(json!({ "networkRules": rules }));
    assert_eq!(end(&both, "vnet1/app", "8.8.8.8"), "DroppedByFirewallRule");
    assert_eq!(trace(&both, "vnet1/app", "9.9.9.9")["answered"], true);
    let hop = &trace(&both, "vnet1/app", "8.8.8.8")["forward"]["hops"][1];
    assert_eq!(hop["securityRules"][0], json!({ "group": "fw", "rule": "r200", "direction": "Inbound", "access": "Deny" }));
    // Which addresses a name has is not known, and network rules come first.
    assert_eq!(end(&over(json!({ "applicationRules": web })), "vnet1/app", "8.8.8.8"), "UndecidedFirewallRule");
    let first = over(json!({ "applicationRules": web, "networkRules": [rule(60000, "Allow", "*")] }));
    assert_eq!(end(&first, "vnet1/app", "8.8.8.8"), "DeliveredToInternet");
}

// Specification 11.9: of VirtualNetwork and Internet is not said what they mean to a firewall; an address of the other family is none of IPv4.
#[test]
fn a_firewall_rule_matches_nothing_of_the_other_family_and_a_tag_perhaps() {
    let rule = |name: &str, priority: u32, action: &str, from: &str, to: &str| json!({ "name": name, "priority": priority, "action": action, "sources": [from], "destinations": [to], "protocols": ["Any"], "ports": ["*"] });
    for other in ["fd00::/8", "2001:db8::/32"] {
        let six = over(json!({ "networkRules": [rule("six", 100, "Deny", "*", other), rule("rest", 200, "Allow", "*", "*")] }));
        assert_eq!(end(&six, "vnet1/app", "8.8.8.8"), "DeliveredToInternet", "{other}");
    }
    for tag in ["VirtualNetwork", "Internet"] {
        let tagged = over(json!({ "networkRules": [rule("tag", 100, "Allow", tag, "*")] }));
        assert_eq!(end(&tagged, "vnet1/app", "8.8.8.8"), "UndecidedFirewallRule", "{tag}");
    }
}

// Specification 11.9: application rules come after all network rules, and may match what goes to their ports.
#[test]
fn what_an_application_rule_leaves_open_names_the_rule() {
    let web = |name: &str, from: &str| json!({ "name": name, "priority": 100, "action": "Allow", "sources": [from], "targetFqdns": ["example.com"] });
    let rules = json!({
        "networkRules": [{ "name": "elsewhere", "priority": 100, "action": "Allow", "sources": ["10.9.0.0/16"], "destinations": ["*"],
            "protocols": ["Any"], "ports": ["*"] }],
        "applicationRules": [web("others", "10.9.0.0/16"), web("own", "10.1.1.0/24")] });
    let open = trace(&over(rules), "vnet1/app", "8.8.8.8");
    assert_eq!(open["forward"]["disposition"], "UndecidedFirewallRule");
    assert_eq!(open["forward"]["hops"][1]["securityRules"][0]["rule"], "own");
}

/// Both subnets behind a load balancer with two stateful backends.
fn balanced(balancer: Value) -> Value {
    let mut one = design(1, json!([{ "name": "near", "addressPrefix": "10.1.3.0/24", "nextHop": { "loadBalancer": "ilb" } }]));
    let subnets = one["virtualNetworks"][0]["subnets"].as_array_mut().unwrap();
    subnets.push(json!({ "name": "db", "addressPrefix": "10.1.3.0/24", "routeTable": "back" }));
    let back = json!({ "name": "back", "routes": [to_appliance("10.1.1.0/24", "10.1.2.100")] });
    one["routeTables"].as_array_mut().unwrap().push(back);
    let nva = |name: &str, host: u8| {
        json!({ "name": name, "networkInterfaces": [
            { "subnet": "vnet1/nva", "privateIpAddress": format!("10.1.2.{host}"), "enableIPForwarding": true }] })
    };
    let mut ilb =
        json!({ "name": "ilb", "subnet": "vnet1/nva", "privateIpAddress": "10.1.2.100", "haPorts": true, "backends": ["one", "two"] });
    ilb.as_object_mut().unwrap().extend(balancer.as_object().unwrap().clone());
    with(with(one, "appliances", json!([nva("one", 4), nva("two", 5)])), "loadBalancers", json!([ilb]))
}

// Source: Microsoft Learn, "High availability ports overview", flow symmetry; specification 11.12.
#[test]
fn both_directions_through_one_load_balancer_reach_the_same_backend() {
    let trace = trace(&balanced(json!({})), "vnet1/app", "10.1.3.9");
    assert_eq!((&trace["forward"]["passes"], &trace["reply"]["passes"]), (&json!(["ilb", "one"]), &json!(["ilb", "one"])));
    assert_eq!(trace["answered"], true);
}

#[test]
fn a_load_balancer_needs_backends_and_ha_ports() {
    assert_eq!(end(&balanced(json!({ "backends": [] })), "vnet1/app", "10.1.3.9"), "DroppedNoBackend");
    assert_eq!(end(&balanced(json!({ "haPorts": false })), "vnet1/app", "10.1.3.9"), "UndecidedLoadBalancer");
}

/// How a packet ends that carries this.
fn carrying(design: &Value, to: &str, protocol: &str, port: u16) -> Value {
    let query = TraceQuery {
        from: "vnet1/app".into(),
        to: to.into(),
        protocol: Protocol::parse(protocol),
        port: Some(port),
        ..TraceQuery::default()
    };
    serde_json::to_value(compile(design.to_string().as_bytes()).trace(&query).unwrap()).unwrap()["forward"]["disposition"].clone()
}

// Source: Microsoft Learn, "Azure Load Balancer components", load-balancing rules; specification 11.12.
#[test]
fn a_load_balancer_carries_what_its_rules_name() {
    let web = json!({ "name": "web", "protocol": "Tcp", "frontendPort": 443, "backendPort": 8443 });
    let ruled = balanced(json!({ "haPorts": false, "loadBalancingRules": [web] }));
    assert_eq!(carrying(&ruled, "ilb", "Tcp", 443), "DeliveredToAppliance");
    assert_eq!(carrying(&ruled, "ilb", "Tcp", 8443), "DroppedNoLoadBalancingRule");
    assert_eq!(carrying(&ruled, "ilb", "Udp", 443), "DroppedNoLoadBalancingRule");
    assert_eq!(end(&ruled, "vnet1/app", "ilb"), "UndecidedLoadBalancer", "a question that leaves the port open");
    // A route leads there, and the destination is another one.
    assert_eq!(carrying(&ruled, "10.1.3.9", "Tcp", 443), "UndecidedLoadBalancer");
    assert_eq!(carrying(&ruled, "10.1.3.9", "Tcp", 22), "DroppedNoLoadBalancingRule");
    let closed = balanced(json!({ "haPorts": false, "loadBalancingRules": [] }));
    assert_eq!(end(&closed, "vnet1/app", "10.1.3.9"), "DroppedNoLoadBalancingRule");
    assert_eq!(verdict(closed, json!({ "delivered": false })), "holds");
    let web = json!({ "delivered": false, "protocol": "Tcp", "ports": [22] });
    assert_eq!(verdict(ruled.clone(), web), "holds");
    assert_eq!(verdict(ruled, json!({ "delivered": false, "protocol": "Tcp" })), "undecided");
}

#[test]
fn what_is_for_the_frontend_a_backend_gets() {
    let own = balanced(json!({}));
    assert_eq!(end(&own, "vnet1/app", "10.1.2.100"), "DeliveredToAppliance");
    assert_eq!(end(&own, "vnet1/app", "ilb"), "DeliveredToAppliance");
}

/// What is known of an expectation for everything from one subnet to the other.
fn verdict(design: Value, expectation: Value) -> Value {
    let mut intent = json!({ "name": "i", "from": "vnet1/app", "to": "vnet1/db" });
    intent.as_object_mut().unwrap().extend(expectation.as_object().unwrap().clone());
    let compiled = compile(with(design, "intents", json!([intent])).to_string().as_bytes());
    serde_json::to_value(compiled.verdicts()).unwrap()[0]["result"].clone()
}

#[test]
fn intents_are_proven_over_every_backend() {
    for holding in [
        json!({ "delivered": true }),
        json!({ "symmetric": true }),
        json!({ "answered": true }),
        json!({ "through": "ilb", "bothWays": true }),
    ] {
        assert_eq!(verdict(balanced(json!({})), holding.clone()), "holds", "{holding}");
    }
    // Half of the connections take the other backend.
    assert_eq!(verdict(balanced(json!({})), json!({ "through": "one" })), "undecided");
    assert_eq!(verdict(balanced(json!({ "haPorts": false })), json!({ "delivered": true })), "undecided");
}

#[test]
fn two_load_balancers_do_not_agree_on_a_backend() {
    let mut two = balanced(json!({}));
    let mut other = two["loadBalancers"][0].clone();
    other["name"] = json!("back");
    other["privateIpAddress"] = json!("10.1.2.101");
    two["loadBalancers"].as_array_mut().unwrap().push(other);
    two["routeTables"][1]["routes"][0]["nextHopIpAddress"] = json!("10.1.2.101");
    assert_eq!(verdict(two.clone(), json!({ "delivered": true })), "holds");
    assert_eq!(verdict(two, json!({ "symmetric": true })), "undecided");
}

#[test]
fn a_backend_that_does_not_forward_is_reported_by_the_rules_and_breaks_a_proof() {
    let mut one_deaf = balanced(json!({}));
    one_deaf["appliances"][1]["networkInterfaces"][0]["enableIPForwarding"] = json!(false);
    assert_ne!(verdict(one_deaf.clone(), json!({ "delivered": true })), "holds");
    let compiled = compile(one_deaf.to_string().as_bytes());
    assert!(compiled.diagnostics().iter().any(|finding| finding.code == "next-hop-ip-forwarding-disabled"));
}
