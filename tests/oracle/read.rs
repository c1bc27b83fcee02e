//! Reads the lists from the JSON document.

use serde_json::Value;

use super::balance::Balancer;
use super::egress::Ways;
use super::model::*;
use super::options::Options;
use super::{admin, firewall, hubs, interfaces, manager, security, servers, translation};

pub fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

pub fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn yes(value: &Value, key: &str, otherwise: bool) -> bool {
    value[key].as_bool().unwrap_or(otherwise)
}

fn blocks(value: &Value, key: &str) -> Vec<Block> {
    list(value, key).iter().map(|it| Block::read(it.as_str().unwrap())).collect()
}

/// Position of the element with this name; Azure compares names without regard to case.
fn named(document: &Value, key: &str, name: &str) -> Option<usize> {
    list(document, key).iter().position(|it| text(it, "name").eq_ignore_ascii_case(name))
}

impl Estate {
    /// Reads a well-formed document.
    pub fn read(document: &Value) -> Self {
        let vnet = |name: &str| named(document, "virtualNetworks", name).unwrap();
        let subnet = |path: &str| {
            let (net, subnet) = path.split_once('/').unwrap();
            let net = vnet(net);
            (net, named(&document["virtualNetworks"][net], "subnets", subnet).unwrap())
        };
        let address_of = |name: &str| {
            let known = &document["publicIpAddresses"][named(document, "publicIpAddresses", name).unwrap()]["ipAddress"];
            known.as_str().map(number)
        };
        let groups = list(document, "networkSecurityGroups").iter().map(security::read).collect();
        let mut estate = Self { options: Options::read(document), groups, ways: Ways::read(document), ..Self::default() };
        for it in list(document, "virtualNetworks") {
            let region = it["location"].as_str().or(document["location"].as_str());
            let subnets = list(it, "subnets").iter().map(|it| Subnet {
                name: text(it, "name"),
                blocks: it["addressPrefix"].as_str().map(Block::read).into_iter().chain(blocks(it, "addressPrefixes")).collect(),
                table: it["routeTable"].as_str().map(|name| named(document, "routeTables", name).unwrap()),
                service_endpoints: list(it, "serviceEndpoints").iter().map(|it| it.as_str().unwrap().to_owned()).collect(),
                policies: ["Enabled", "RouteTableEnabled"].contains(&text(it, "privateEndpointNetworkPolicies").as_str()),
                guarded: ["Enabled", "NetworkSecurityGroupEnabled"].contains(&text(it, "privateEndpointNetworkPolicies").as_str()),
                group: it["networkSecurityGroup"].as_str().map(|name| named(document, "networkSecurityGroups", name).unwrap()),
                delegation: text(it, "delegation"),
                labels: list(it, "labels").iter().map(|label| label.as_str().unwrap().to_owned()).collect(),
            });
            estate.nets.push(Net {
                name: text(it, "name"),
                region: region.map(|region| region.replace(' ', "").to_lowercase()),
                space: blocks(it, "addressSpace"),
                summary: blocks(it, "summarizedGatewayPrefixes"),
                subnets: subnets.collect(),
            });
        }
        for it in list(document, "peerings") {
            let flag = |key| yes(it, key, false);
            let subnets = |net: usize, key: &str| -> Vec<usize> {
                list(it, key)
                    .iter()
                    .map(|name| named(&document["virtualNetworks"][net], "subnets", name.as_str().unwrap()).unwrap())
                    .collect()
            };
            let listed = |from: usize, to: usize| {
                let both = || (subnets(from, "localSubnets"), subnets(to, "remoteSubnets"));
                (!list(it, "localSubnets").is_empty()).then(both)
            };
            let link = |from, to, transit, remote, listed| Link {
                listed,
                from,
                to,
                access: yes(it, "allowVirtualNetworkAccess", true),
                forwarded: flag("allowForwardedTraffic"),
                transit,
                remote,
            };
            match list(it, "between") {
                [a, b] => {
                    let (a, b) = (vnet(a.as_str().unwrap()), vnet(b.as_str().unwrap()));
                    let hub = it["gatewayTransit"].as_str().map(vnet);
                    let there = link(a, b, hub == Some(a), hub == Some(b), listed(a, b));
                    let back = there.listed.clone().map(|(local, remote)| (remote, local));
                    estate.links.push(there);
                    estate.links.push(link(b, a, hub == Some(b), hub == Some(a), back));
                }
                _ => {
                    let (from, to) = (vnet(it["from"].as_str().unwrap()), vnet(it["to"].as_str().unwrap()));
                    estate.links.push(link(from, to, flag("allowGatewayTransit"), flag("useRemoteGateways"), listed(from, to)));
                }
            }
        }
        for it in list(document, "firewalls") {
            let (net, subnet, usable) = match it["virtualNetwork"].as_str() {
                Some(net) => {
                    let net = vnet(net);
                    let subnet =
                        estate.nets[net].subnets.iter().position(|it| it.name.eq_ignore_ascii_case("AzureFirewallSubnet")).unwrap();
                    // R9
                    (net, subnet, estate.nets[net].subnets[subnet].blocks.iter().map(|block| block.first + 4).min().unwrap())
                }
                None => {
                    let names = |hub: &&Value| hub["firewall"].as_str().is_some_and(|name| name.eq_ignore_ascii_case(&text(it, "name")));
                    (NOWHERE, NOWHERE, hubs::derived_address(list(document, "virtualHubs").iter().find(names).unwrap()))
                }
            };
            let address = it["privateIpAddress"].as_str().map_or(usable, number);
            estate.devices.push(Device {
                ports: vec![Port { net, subnet, address, forwards: true }],
                snat: it["snat"].as_str().unwrap_or("Public").to_owned(),
                stateful: true,
                firewall: true,
                stated: it["privateIpAddress"].as_str().map(number),
                balances: None,
                nat: translation::read(document, it),
                rules: firewall::read(it),
            });
        }
        for it in list(document, "appliances") {
            let ports = list(it, "networkInterfaces").iter().map(|it| {
                let (net, subnet) = subnet(&text(it, "subnet"));
                Port { net, subnet, address: number(&text(it, "privateIpAddress")), forwards: yes(it, "enableIPForwarding", false) }
            });
            estate.devices.push(Device {
                ports: ports.collect(),
                snat: it["snat"].as_str().unwrap_or("Never").to_owned(),
                stateful: yes(it, "stateful", true),
                firewall: false,
                stated: None,
                balances: None,
                nat: Vec::new(),
                rules: None,
            });
        }
        let firewalls = list(document, "firewalls").len();
        for it in list(document, "loadBalancers") {
            let (net, subnet) = subnet(&text(it, "subnet"));
            let backends = list(it, "backends").iter().filter_map(|name| {
                let device = firewalls + named(document, "appliances", name.as_str().unwrap()).unwrap();
                let ports = &estate.devices[device].ports;
                // B1
                let beside = ports.iter().position(|port| (port.net, port.subnet) == (net, subnet));
                Some((device, beside.or_else(|| ports.iter().position(|port| port.net == net))?))
            });
            let balances = Some(Balancer::read(it, backends.collect()));
            let port = Port { net, subnet, address: number(&text(it, "privateIpAddress")), forwards: true };
            let (snat, ports) = ("Never".to_owned(), vec![port]);
            estate.devices.push(Device {
                ports,
                snat,
                stateful: false,
                firewall: false,
                stated: None,
                balances,
                nat: Vec::new(),
                rules: None,
            });
        }
        let appliances = list(document, "appliances").len();
        let named_hop = |next: &Value| match (next["firewall"].as_str(), next["appliance"].as_str()) {
            (Some(name), _) => named(document, "firewalls", name).map(|firewall| (firewall, 0)),
            (_, Some(name)) => {
                let appliance = named(document, "appliances", name).unwrap();
                let port = |name| named(&document["appliances"][appliance], "networkInterfaces", name).unwrap();
                Some((firewalls + appliance, next["interface"].as_str().map_or(0, port)))
            }
            _ => {
                let balancer = next["loadBalancer"].as_str().and_then(|name| self::named(document, "loadBalancers", name));
                balancer.map(|balancer| (firewalls + appliances + balancer, 0))
            }
        };
        for it in list(document, "routeTables") {
            let routes = list(it, "routes").iter().map(|it| {
                let named = named_hop(&it["nextHop"]);
                let prefix = text(it, "addressPrefix");
                let tag = (!prefix.contains('/')).then(|| prefix.clone());
                UserRoute {
                    name: text(it, "name"),
                    block: if tag.is_some() { Block { first: 0, length: 32 } } else { Block::read(&prefix) },
                    tag,
                    hop: it["nextHopType"].as_str().unwrap_or("VirtualAppliance").to_owned(),
                    address: match named {
                        Some((device, port)) => Some(estate.devices[device].ports[port].address),
                        None => it["nextHopIpAddress"].as_str().map(number),
                    },
                    several: list(it, "nextHopIpAddresses").iter().map(|it| number(it.as_str().unwrap())).collect(),
                    named,
                }
            });
            let propagation = !yes(it, "disableBgpRoutePropagation", false);
            let without_peerings = text(it, "disablePeeringRoute") == "All";
            estate.tables.push(RouteTable { propagation, without_peerings, routes: routes.collect() });
        }
        for it in list(document, "onPremises") {
            estate.sites.push(Site { blocks: blocks(it, "addressPrefixes") });
        }
        for it in list(document, "virtualNetworkGateways") {
            let addresses = list(it, "publicIpAddresses");
            let instance = |i: usize| addresses.get(i).and_then(|name| address_of(name.as_str().unwrap()));
            let connections = list(it, "connections").iter().map(|it| {
                let to = text(it, "to");
                let site = named(document, "onPremises", &to).map(Far::Site);
                let learned = |it: &Value| match it.as_str() {
                    Some(prefix) => (Block::read(prefix), None),
                    None => (Block::read(&text(it, "addressPrefix")), it["nextHop"].as_str().map(number)),
                };
                Connection {
                    to: site.or_else(|| named(document, "virtualNetworkGateways", &to).map(Far::Gateway)).unwrap(),
                    bgp: yes(it, "bgp", false),
                    learns: it["learns"].as_array().map(|all| all.iter().map(learned).collect()),
                }
            });
            estate.gateways.push(Gateway {
                net: vnet(&text(it, "virtualNetwork")),
                express_route: text(it, "type") == "ExpressRoute",
                instances: (0..if yes(it, "activeActive", false) { 2 } else { 1 }).map(instance).collect(),
                asn: it["asn"].as_u64(),
                bgp: it["bgpPeeringAddress"].as_str().map(number),
                connections: connections.collect(),
            });
        }
        for it in list(document, "routeServers") {
            let address = |name: &str| estate.devices[firewalls + named(document, "appliances", name).unwrap()].ports[0].address;
            let server = servers::read(it, vnet(&text(it, "virtualNetwork")), address);
            estate.servers.push(server);
        }
        for it in list(document, "virtualHubs") {
            let address = |name: &str| estate.devices[firewalls + named(document, "appliances", name).unwrap()].ports[0].address;
            let region = it["location"].as_str().or(document["location"].as_str()).map(|region| region.replace(' ', "").to_lowercase());
            let hop = |it: &Value| (it["nextHopIpAddress"].as_str().map(number), named_hop(&it["nextHop"]));
            let hub = hubs::read(it, region, vnet, |name| named(document, "firewalls", name).unwrap(), address, hop);
            estate.hubs.push(hub);
        }
        for it in list(document, "privateEndpoints") {
            let (net, subnet) = subnet(&text(it, "subnet"));
            estate.endpoints.push(Endpoint { net, subnet, address: number(&text(it, "privateIpAddress")) });
        }
        let group = |it: &Value| it.as_str().and_then(|name| named(document, "networkSecurityGroups", name));
        estate.interfaces = interfaces::read(document, subnet, group);
        estate.admin = admin::read(document);
        estate.connected_groups = manager::groups(document, vnet);
        estate.manage(document);
        let known = list(document, "publicIpAddresses").iter().filter_map(|it| it["ipAddress"].as_str());
        estate.public_addresses = known.map(number).collect();
        estate
    }
}
