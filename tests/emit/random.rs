//! Random designs: their emissions are in order, known to Microsoft's schemas, and always the same.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::emission;
use crate::facts::Facts;
use crate::order::faults;
use crate::template::same_as_definitions;

/// What is random about one network.
#[derive(Clone, Debug)]
struct Network {
    existing: bool,
    group: bool,
    firewall: Option<(bool, u8)>,
    gateway: Option<(bool, bool, u8)>,
    /// Route table and security group of each further subnet.
    subnets: Vec<(Option<u8>, Option<u8>)>,
}

const TABLES: u8 = 3;
const GROUPS: u8 = 2;

fn network() -> impl Strategy<Value = Network> {
    let subnets = prop::collection::vec((prop::option::of(0..TABLES), prop::option::of(0..GROUPS)), 0..4);
    let firewall = prop::option::of((any::<bool>(), 0..3u8));
    let gateway = prop::option::of((any::<bool>(), any::<bool>(), 0..3u8));
    (prop::bool::weighted(0.2), prop::bool::weighted(0.3), firewall, gateway, subnets)
        .prop_map(|(existing, group, firewall, gateway, subnets)| Network { existing, group, firewall, gateway, subnets })
}

/// One or two links between two networks: `None` with `between`, else the direction and the flags.
type Peering = (usize, usize, Option<(bool, bool)>, u8);

fn design() -> impl Strategy<Value = Value> {
    let peerings = prop::collection::vec((0..6usize, 0..6usize, prop::option::of(any::<(bool, bool)>()), 0..3u8), 0..10);
    (prop::collection::vec(network(), 1..6), peerings, any::<bool>())
        .prop_map(|(networks, peerings, old)| document(&networks, &peerings, old))
}

fn document(networks: &[Network], peerings: &[Peering], old: bool) -> Value {
    let mut addresses = Vec::new();
    let mut public_ips = |owner: String, count: u8| -> Vec<String> {
        let names: Vec<String> = (0..count).map(|i| format!("{owner}-pip{i}")).collect();
        addresses.extend(names.iter().map(|name| json!({ "name": name })));
        names
    };
    let mut vnets = Vec::new();
    let mut firewalls = Vec::new();
    let mut interfaces = Vec::new();
    let mut gateways = Vec::new();
    let mut nat_gateways = Vec::new();
    for (i, network) in networks.iter().enumerate() {
        let mut subnets = Vec::new();
        if let Some((management, addresses)) = network.firewall {
            subnets.push(json!({ "name": "AzureFirewallSubnet", "addressPrefix": format!("10.{i}.0.0/26"), "routeTable": "rt0" }));
            subnets.push(json!({ "name": "AzureFirewallManagementSubnet", "addressPrefix": format!("10.{i}.0.64/26") }));
            firewalls.push(json!({ "name": format!("edge{i}"), "virtualNetwork": format!("v{i}"), "managementSubnet": management,
                "publicIpAddresses": public_ips(format!("fw{i}"), addresses) }));
        }
        if let Some((vpn, active_active, addresses)) = network.gateway {
            subnets.push(json!({ "name": "GatewaySubnet", "addressPrefix": format!("10.{i}.0.128/27") }));
            gateways
                .push(json!({ "name": format!("edge{i}"), "type": if vpn { "Vpn" } else { "ExpressRoute" }, "activeActive": active_active,
                "virtualNetwork": format!("V{i}"), "asn": 65010, "publicIpAddresses": public_ips(format!("gw{i}"), addresses) }));
        }
        for (s, (table, group)) in network.subnets.iter().enumerate() {
            let mut subnet = json!({ "name": format!("s{s}"), "addressPrefixes": [format!("10.{i}.{}.0/24", s + 1)] });
            table.iter().for_each(|table| subnet["routeTable"] = format!("RT{table}").into());
            group.iter().for_each(|group| subnet["networkSecurityGroup"] = format!("nsg{group}").into());
            // Every other network has a NAT gateway, which its first two subnets use.
            if s < 2 && i % 2 == 0 {
                subnet["natGateway"] = format!("nat{i}").into();
                subnet["defaultOutboundAccess"] = network.group.into();
            }
            let mut interface = json!({ "name": format!("nic{i}-{s}"), "subnet": format!("v{i}/s{s}"), "existing": (i + s) % 5 == 4,
                "privateIpAddress": format!("10.{i}.{}.4", s + 1), "applicationSecurityGroups": group.iter().map(|it| format!("asg{it}")).collect::<Vec<_>>(),
                "enableIPForwarding": table.is_some() });
            table.iter().for_each(|group| interface["networkSecurityGroup"] = format!("NSG{}", group % GROUPS).into());
            interfaces.push(interface);
            subnets.push(subnet);
        }
        if i % 2 == 0 {
            nat_gateways.push(json!({ "name": format!("nat{i}"), "publicIpAddresses": public_ips(format!("nat{i}"), 1 + i as u8 / 2) }));
        }
        let mut vnet = json!({ "name": format!("v{i}"), "addressSpace": [format!("10.{i}.0.0/16")], "existing": network.existing, "subnets": subnets });
        if network.group {
            vnet["resourceGroup"] = format!("rg-{}", i / 2).into();
            vnet["subscription"] = format!("subscription-{}", i % 2).into();
        }
        vnets.push(vnet);
    }
    let mut design = json!({
        "location": "eastus", "resourceGroup": "rg", "virtualNetworks": vnets, "firewalls": firewalls, "virtualNetworkGateways": gateways,
        "natGateways": nat_gateways,
        "networkInterfaces": interfaces, "applicationSecurityGroups": (0..GROUPS).map(|i| json!({ "name": format!("asg{i}") })).collect::<Vec<_>>(),
        "publicIpAddresses": addresses, "peerings": links(networks, peerings),
        "routeTables": (0..TABLES).map(|i| json!({ "name": format!("rt{i}"), "existing": i == 2, "routes":
            [{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.0.4" }] })).collect::<Vec<_>>(),
        "networkSecurityGroups": (0..GROUPS).map(|i| json!({ "name": format!("nsg{i}"), "securityRules": [{ "name": "r", "priority": 100, "direction": "Inbound",
            "access": "Deny", "protocol": "*", "sourceApplicationSecurityGroups": [format!("ASG{i}")], "sourcePortRange": "*", "destinationAddressPrefix": "*",
            "destinationPortRange": "*" }] })).collect::<Vec<_>>(),
    });
    if old {
        design["apiVersion"] = "2024-05-01".into();
    }
    design
}

/// At most one peering for each pair of networks: a second one is an error of the design.
fn links(networks: &[Network], peerings: &[Peering]) -> Vec<Value> {
    let mut pairs = Vec::new();
    let mut all = Vec::new();
    for (a, b, one_link, transit) in peerings {
        let (a, b) = (a % networks.len(), b % networks.len());
        if a == b || pairs.contains(&(a.min(b), a.max(b))) {
            continue;
        }
        pairs.push((a.min(b), a.max(b)));
        let (from, to) = (format!("v{a}"), format!("v{b}"));
        all.push(match (one_link, transit) {
            (Some((allow, use_remote)), _) => {
                json!({ "from": from, "to": to, "allowGatewayTransit": allow, "useRemoteGateways": use_remote })
            }
            (None, 0) => json!({ "between": [from, to] }),
            (None, 1) => json!({ "between": [from, to], "gatewayTransit": from }),
            (None, _) => json!({ "between": [from, to], "gatewayTransit": to }),
        });
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_design_gives_writes_in_order_that_azure_knows(design in design()) {
        let document = design.to_string();
        let made = emission(&document);
        prop_assert_eq!(faults(&made), Vec::<String>::new());
        prop_assert_eq!(Facts::read().complaints(&made), Vec::<String>::new());
        prop_assert_eq!(&made, &emission(&document));

        let resources = design["virtualNetworks"].as_array().unwrap().iter().filter(|vnet| vnet["existing"] == false);
        let subnets: usize = resources.map(|vnet| vnet["subnets"].as_array().unwrap().len()).sum();
        prop_assert_eq!(made.resources.iter().filter(|it| it.key.contains("/subnets/")).count(), subnets);

        same_as_definitions(&made);
    }
}
