//! Fixes on random designs: each removes its finding, and that of a single mistake brings no other.

// A failed assumption is a failed test.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use routewright::check::RULES;
use routewright::compile::compile;
use routewright::design::decode;
use routewright::diagnostic::Diagnostic;
use serde_json::{Map, Value, json};

/// A stream of choices, so that a design is a function of one number.
struct Choices(u64);

impl Choices {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of.get(self.below(of.len())).copied().unwrap_or_default()
    }

    fn often(&mut self) -> bool {
        self.below(4) > 0
    }

    fn seldom(&mut self) -> bool {
        self.below(4) == 0
    }

    fn up_to(&mut self, most: usize, mut one: impl FnMut(&mut Self, usize) -> Value) -> Value {
        (0..self.below(most + 1)).map(|i| one(self, i)).collect()
    }
}

const NAMES: [&str; 8] = [
    "app",
    "dmz",
    "GatewaySubnet",
    "AzureFirewallSubnet",
    "azureFirewallManagementSubnet",
    "AzureBastionSubnet",
    "RouteServerSubnet",
    "data base",
];
const PREFIXES: [&str; 8] =
    ["10.0.0.0/24", "10.0.0.0/28", "10.0.1.0/26", "10.0.1.64/29", "10.1.0.0/27", "10.1.0.0/30", "10.0.0.0/16", "10.0.2.0/27"];
const ADDRESSES: [&str; 7] = ["10.0.0.4", "10.0.0.5", "10.0.1.4", "10.0.1.1", "10.1.0.4", "10.9.0.4", "10.0.1.9"];
const VNETS: [&str; 3] = ["vnet-0", "vnet-1", "vnet-2"];

fn subnet(c: &mut Choices, name: &str) -> Value {
    let mut it = Map::from_iter([("name".to_owned(), json!(name))]);
    if c.often() {
        it.insert("addressPrefix".to_owned(), c.one(&PREFIXES).into());
    }
    if c.seldom() {
        it.insert("addressPrefixes".to_owned(), json!([c.one(&PREFIXES)]));
    }
    if c.below(2) == 0 {
        it.insert("routeTable".to_owned(), c.one(&["rt-0", "rt-1"]).into());
    }
    if c.seldom() {
        it.insert("networkSecurityGroup".to_owned(), "nsg".into());
    }
    if c.below(50) == 0 {
        it.insert("delegation".to_owned(), c.one(&["Microsoft.Sql/managedInstances", "Microsoft.Sql/managedInstance"]).into());
    }
    Value::Object(it)
}

fn network(c: &mut Choices, i: usize) -> Value {
    let space = ["10.0.0.0/16", "10.1.0.0/16", "10.0.0.0/23", "10.0.0.0/30"];
    let mut it = json!({ "name": VNETS.get(i), "addressSpace": [c.one(&space), c.one(&space)] });
    if c.often() {
        let start = c.below(NAMES.len());
        let count = c.below(5);
        it["subnets"] = NAMES.iter().cycle().skip(start).take(count).map(|name| subnet(c, name)).collect();
    }
    if c.seldom() {
        it["location"] = "westus".into();
    }
    if c.seldom() {
        it["dnsServers"] = c.up_to(3, |c, _| c.one(&ADDRESSES).into());
    }
    it
}

fn route(c: &mut Choices, _: usize) -> Value {
    let prefix = c.one(&["0.0.0.0/0", "10.0.0.0/16", "192.168.0.0/16"]);
    let mut it = json!({ "name": c.one(&["one", "One", "two", "to hub", "internet"]), "addressPrefix": prefix });
    if c.often() {
        it["nextHopType"] = c.one(&["VirtualAppliance", "VirtualAppliance", "VirtualNetworkGateway", "Internet", "None"]).into();
    }
    if c.below(2) == 0 {
        it["nextHopIpAddress"] = c.one(&ADDRESSES).into();
    }
    if c.seldom() {
        it["nextHop"] = [json!({ "firewall": "fw-0" }), json!({ "appliance": "nva", "interface": c.one(&["nic", "nik"]) }), json!({})]
            [c.below(3)]
        .clone();
    }
    it
}

fn table(c: &mut Choices, i: usize) -> Value {
    let mut it = json!({ "name": format!("rt-{i}"), "routes": c.up_to(3, route), "disableBgpRoutePropagation": c.seldom() });
    if c.seldom() {
        it["location"] = "westus".into();
    }
    it
}

fn peering(c: &mut Choices, _: usize) -> Value {
    let (a, b) = (c.one(&VNETS), c.one(&VNETS));
    match c.below(3) {
        0 => json!({ "between": [a, b] }),
        1 => json!({ "between": [a, b], "gatewayTransit": a }),
        _ => json!({ "from": a, "to": b, "useRemoteGateways": c.below(2) == 0, "allowGatewayTransit": c.below(2) == 0 }),
    }
}

fn security_rule(c: &mut Choices, _: usize) -> Value {
    json!({ "name": c.one(&["a", "A", "b c", "-"]), "priority": ([99, 100, 101, 4096][c.below(4)]), "direction": c.one(&["Inbound", "Inbound", "Outbound"]),
            "access": c.one(&["Deny", "Allow"]), "protocol": c.one(&["*", "Tcp", "Udp"]), "sourceAddressPrefix": c.one(&["*", "Internet", "10.0.0.0/8"]),
            "sourceAddressPrefixes": if c.seldom() { json!(["10.0.0.0/8"]) } else { json!([]) }, "sourcePortRange": "*",
            "destinationAddressPrefix": "*", "destinationPortRange": c.one(&["22", "*", "80-443"]) })
}

fn design(seed: u64) -> Value {
    let mut c = Choices(seed);
    let c = &mut c;
    let firewall = |c: &mut Choices, i: usize| {
        let mut it = json!({ "name": format!("fw-{i}"), "virtualNetwork": c.one(&VNETS), "managementSubnet": c.seldom() });
        if c.seldom() {
            it["privateIpAddress"] = c.one(&ADDRESSES).into();
        }
        it
    };
    let gateway = |c: &mut Choices, i: usize| {
        let mut it = json!({ "name": format!("gw-{i}"), "type": c.one(&["Vpn", "ExpressRoute"]), "vpnType": c.one(&["RouteBased", "PolicyBased"]),
                "virtualNetwork": c.one(&VNETS), "bgpPeeringAddress": c.one(&ADDRESSES), "connections": [{ "to": c.one(&["site", "gw-0"]), "bgp": c.seldom() }] });
        if c.seldom() {
            it["sku"] = c.one(&["Basic", "VpnGw1", "VpnGw2A", "ErGw1AZ", "Standard"]).into();
        }
        if c.seldom() {
            it["asn"] = [8074, 65515, 65001][c.below(3)].into();
        }
        it
    };
    let mut it = json!({
        "location": "eastus", "apiVersion": c.one(&["2024-05-01", "latest"]),
        "virtualNetworks": (0..3).map(|i| network(c, i)).collect::<Value>(),
        "routeTables": (0..2).map(|i| table(c, i)).collect::<Value>(),
        "peerings": c.up_to(4, peering),
        "networkSecurityGroups": [{ "name": "nsg", "securityRules": c.up_to(3, security_rule) }],
        "firewalls": [firewall(c, 0), firewall(c, 1)],
        "virtualNetworkGateways": [gateway(c, 0), gateway(c, 1)],
        "onPremises": [{ "name": "site", "addressPrefixes": [c.one(&["0.0.0.0/0", "192.168.0.0/16"])] }],
        "appliances": [{ "name": "nva", "networkInterfaces": [] }],
        "intents": [{ "name": "i", "from": "Internet", "to": "OnPremises", "protocol": c.one(&["Tcp", "Icmp"]), "ports": [443], "delivered": true }]
    });
    // Appliances and private endpoints stand in a subnet that there is.
    let subnets: Vec<String> = it["virtualNetworks"].as_array().into_iter().flatten().flat_map(paths).collect();
    let place = |c: &mut Choices| subnets.get(c.below(subnets.len().max(1))).cloned();
    if let (Some(one), Some(two)) = (place(c), place(c)) {
        it["appliances"][0]["networkInterfaces"] =
            json!([{ "name": "nic", "subnet": one, "privateIpAddress": c.one(&ADDRESSES), "enableIPForwarding": c.seldom() }]);
        it["privateEndpoints"] = json!([{ "name": "pe", "subnet": two, "privateIpAddress": c.one(&ADDRESSES) }]);
    }
    it
}

/// The subnets of a network, as `vnet/subnet`.
fn paths(network: &Value) -> Vec<String> {
    let subnets = network["subnets"].as_array().into_iter().flatten();
    subnets.map(|subnet| format!("{}/{}", network["name"].as_str().unwrap(), subnet["name"].as_str().unwrap())).collect()
}

fn findings(document: &Value) -> Vec<Diagnostic> {
    let text = document.to_string();
    assert_eq!(decode(text.as_bytes()).diagnostics, [], "{document}");
    compile(text.as_bytes()).diagnostics().to_vec()
}

/// The document after a fix, and what is found in it.
fn fixed(document: &Value, finding: &Diagnostic) -> (Value, Vec<Diagnostic>) {
    let mut fixed = document.clone();
    let patch: json_patch::Patch = serde_json::from_value(serde_json::to_value(&finding.fix).unwrap()).unwrap();
    json_patch::patch(&mut fixed, &patch).unwrap();
    let found = findings(&fixed);
    (fixed, found)
}

fn counts(found: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    found.iter().fold(BTreeMap::new(), |mut counts, finding| {
        *counts.entry(finding.code).or_default() += 1;
        counts
    })
}

/// One change somewhere in a document: a member or element goes, or comes twice, or a value becomes another one of its kind.
fn change(c: &mut Choices, value: &mut Value) {
    let deeper = c.below(8) > 0;
    match value {
        Value::Object(members) if !members.is_empty() => {
            let key = members.keys().nth(c.below(members.len())).cloned().unwrap();
            if deeper {
                change(c, members.get_mut(&key).unwrap());
            } else {
                members.remove(&key);
            }
        }
        Value::Array(elements) if !elements.is_empty() => {
            let at = c.below(elements.len());
            match (deeper, c.below(2)) {
                (true, _) => change(c, &mut elements[at]),
                (false, 0) => elements.push(elements[at].clone()),
                (false, _) => drop(elements.remove(at)),
            }
        }
        Value::Bool(flag) => *flag = !*flag,
        Value::Number(_) => *value = [99, 100, 200, 70_000][c.below(4)].into(),
        Value::String(text) => {
            let kinds: [&[&str]; 4] = [&PREFIXES, &ADDRESSES, &NAMES, &["Internet", "None", "VirtualAppliance", "VirtualNetworkGateway"]];
            let words = kinds[c.below(4)];
            *text = c.one(words).to_owned();
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Among many mistakes, a fix may bring another one to light: a route that says at last where it leads can lead nowhere.
    #[test]
    fn every_fix_among_many_mistakes_removes_a_finding(seed in any::<u64>()) {
        let document = design(seed);
        let before = findings(&document);
        for finding in before.iter().filter(|finding| !finding.fix.is_empty()) {
            let (_, after) = fixed(&document, finding);
            let count = |found: &[Diagnostic]| found.iter().filter(|it| it.code == finding.code).count();
            // Of two equal rules before a third that says the same, the second is covered; without the first, it is repeated.
            let gone = after.len() < before.len() && after.iter().all(|it| it.message != finding.message);
            prop_assert!(count(&after) < count(&before) || gone, "{finding:#?}\nof {document}\nleaves {after:#?}");
        }
    }

    #[test]
    fn every_fix_of_one_mistake_brings_no_other_finding(seed in any::<u64>()) {
        let good = include_str!("../examples/secure-training/design.json");
        let mut document: Value = serde_json::from_str(good).unwrap();
        change(&mut Choices(seed), &mut document);
        prop_assume!(decode(document.to_string().as_bytes()).diagnostics.is_empty());
        let before = findings(&document);
        for finding in before.iter().filter(|finding| !finding.fix.is_empty()) {
            let (_, after) = fixed(&document, finding);
            let old = counts(&before);
            // What routes and flows are like is known only when no rule speaks: it can come to light by a fix.
            let is_rule = |code: &str| RULES.iter().any(|rule| rule.code == code);
            for (code, count) in counts(&after).into_iter().filter(|(code, _)| is_rule(code) || !is_rule(finding.code)) {
                let most = old.get(code).copied().unwrap_or_default() - usize::from(code == finding.code);
                prop_assert!(count <= most, "{finding:#?}\nof {document}\nleaves {after:#?}");
            }
        }
    }
}
