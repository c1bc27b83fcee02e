//! The design as plain lists, read from the JSON document.

use std::cell::Cell;

use serde_json::Value;

use super::egress::Ways;
use super::security::{self, Rule};

/// All addresses that share their first `length` bits with `first`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Block {
    pub first: u32,
    pub length: u8,
}

impl Block {
    pub fn read(text: &str) -> Self {
        let (address, length) = text.split_once('/').unwrap();
        Self { first: number(address), length: length.parse().unwrap() }
    }

    pub fn last(self) -> u32 {
        self.first + ((1u64 << (32 - self.length)) - 1) as u32
    }

    pub fn holds(self, address: u32) -> bool {
        self.first <= address && address <= self.last()
    }

    pub fn within(self, outer: Self) -> bool {
        outer.first <= self.first && self.last() <= outer.last()
    }
}

impl std::fmt::Display for Block {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", dotted(self.first), self.length)
    }
}

/// `10.0.0.4` as a number.
pub fn number(address: &str) -> u32 {
    address.parse::<std::net::Ipv4Addr>().unwrap().into()
}

/// A number as `10.0.0.4`.
pub fn dotted(address: u32) -> String {
    std::net::Ipv4Addr::from(address).to_string()
}

/// Everything that the walks need to know of a design.
#[derive(Debug, Default)]
pub struct Estate {
    pub groups: Vec<Vec<Rule>>,
    pub nets: Vec<Net>,
    pub tables: Vec<RouteTable>,
    pub links: Vec<Link>,
    pub gateways: Vec<Gateway>,
    pub sites: Vec<Site>,
    /// Firewalls, then appliances.
    pub devices: Vec<Device>,
    pub endpoints: Vec<Endpoint>,
    pub public_addresses: Vec<u32>,
    pub ways: Ways,
    /// Which of several equal next hops a flow's hash picks: the first, or drawn anew at every hop from this seed (4.7).
    pub drawn: Cell<Option<u64>>,
}

#[derive(Debug)]
pub struct Net {
    pub name: String,
    pub region: Option<String>,
    pub space: Vec<Block>,
    pub subnets: Vec<Subnet>,
}

#[derive(Debug)]
pub struct Subnet {
    pub name: String,
    pub blocks: Vec<Block>,
    pub table: Option<usize>,
    /// Whether route tables apply to private endpoints here.
    pub policies: bool,
    /// Whether security groups do.
    pub guarded: bool,
    pub group: Option<usize>,
    pub labels: Vec<String>,
}

#[derive(Debug)]
pub struct RouteTable {
    pub propagation: bool,
    pub routes: Vec<UserRoute>,
}

#[derive(Debug)]
pub struct UserRoute {
    pub name: String,
    pub block: Block,
    /// ARM's word; `VirtualAppliance` also for a next hop by name.
    pub hop: String,
    pub address: Option<u32>,
    /// The equal next hops of a route to several appliances.
    pub several: Vec<u32>,
    /// Device and port, for a next hop by name.
    pub named: Option<(usize, usize)>,
}

/// One directed link of a peering.
#[derive(Debug)]
pub struct Link {
    pub from: usize,
    pub to: usize,
    pub access: bool,
    pub forwarded: bool,
    pub transit: bool,
    pub remote: bool,
    /// The listed subnets of both networks, where not the whole networks are peered (3.6).
    pub listed: Option<(Vec<usize>, Vec<usize>)>,
}

#[derive(Debug)]
pub struct Gateway {
    pub net: usize,
    pub express_route: bool,
    /// The public address of each instance, where it is known.
    pub instances: Vec<Option<u32>>,
    pub bgp: Option<u32>,
    pub connections: Vec<Connection>,
}

#[derive(Debug)]
pub struct Connection {
    pub to: Far,
    /// What it is stated to learn, with the next hop where that is stated too.
    pub learns: Option<Vec<(Block, Option<u32>)>>,
}

/// The other end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Far {
    Site(usize),
    Gateway(usize),
}

#[derive(Debug)]
pub struct Site {
    pub blocks: Vec<Block>,
}

/// A firewall or an appliance.
#[derive(Debug)]
pub struct Device {
    pub ports: Vec<Port>,
    pub snat: String,
    pub stateful: bool,
    pub firewall: bool,
}

#[derive(Debug)]
pub struct Port {
    pub net: usize,
    pub subnet: usize,
    pub address: u32,
    pub forwards: bool,
}

#[derive(Debug)]
pub struct Endpoint {
    pub net: usize,
    pub subnet: usize,
    pub address: u32,
}

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
        let mut estate = Self { groups, ways: Ways::read(document), ..Self::default() };
        for it in list(document, "virtualNetworks") {
            let region = it["location"].as_str().or(document["location"].as_str());
            let subnets = list(it, "subnets").iter().map(|it| Subnet {
                name: text(it, "name"),
                blocks: it["addressPrefix"].as_str().map(Block::read).into_iter().chain(blocks(it, "addressPrefixes")).collect(),
                table: it["routeTable"].as_str().map(|name| named(document, "routeTables", name).unwrap()),
                policies: ["Enabled", "RouteTableEnabled"].contains(&text(it, "privateEndpointNetworkPolicies").as_str()),
                guarded: ["Enabled", "NetworkSecurityGroupEnabled"].contains(&text(it, "privateEndpointNetworkPolicies").as_str()),
                group: it["networkSecurityGroup"].as_str().map(|name| named(document, "networkSecurityGroups", name).unwrap()),
                labels: list(it, "labels").iter().map(|label| label.as_str().unwrap().to_owned()).collect(),
            });
            estate.nets.push(Net {
                name: text(it, "name"),
                region: region.map(|region| region.replace(' ', "").to_lowercase()),
                space: blocks(it, "addressSpace"),
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
            let net = vnet(&text(it, "virtualNetwork"));
            let subnet = estate.nets[net].subnets.iter().position(|it| it.name.eq_ignore_ascii_case("AzureFirewallSubnet")).unwrap();
            // R9
            let usable = estate.nets[net].subnets[subnet].blocks.iter().map(|block| block.first + 4).min().unwrap();
            let address = it["privateIpAddress"].as_str().map_or(usable, number);
            estate.devices.push(Device {
                ports: vec![Port { net, subnet, address, forwards: true }],
                snat: it["snat"].as_str().unwrap_or("Public").to_owned(),
                stateful: true,
                firewall: true,
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
            });
        }
        let firewalls = list(document, "firewalls").len();
        for it in list(document, "routeTables") {
            let routes = list(it, "routes").iter().map(|it| {
                let next = &it["nextHop"];
                let named = match (next["firewall"].as_str(), next["appliance"].as_str()) {
                    (Some(name), _) => named(document, "firewalls", name).map(|firewall| (firewall, 0)),
                    (_, Some(name)) => {
                        let appliance = named(document, "appliances", name).unwrap();
                        let port = |name| named(&document["appliances"][appliance], "networkInterfaces", name).unwrap();
                        Some((firewalls + appliance, next["interface"].as_str().map_or(0, port)))
                    }
                    _ => None,
                };
                UserRoute {
                    name: text(it, "name"),
                    block: Block::read(&text(it, "addressPrefix")),
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
            estate.tables.push(RouteTable { propagation, routes: routes.collect() });
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
                    learns: it["learns"].as_array().map(|all| all.iter().map(learned).collect()),
                }
            });
            estate.gateways.push(Gateway {
                net: vnet(&text(it, "virtualNetwork")),
                express_route: text(it, "type") == "ExpressRoute",
                instances: (0..if yes(it, "activeActive", false) { 2 } else { 1 }).map(instance).collect(),
                bgp: it["bgpPeeringAddress"].as_str().map(number),
                connections: connections.collect(),
            });
        }
        for it in list(document, "privateEndpoints") {
            let (net, subnet) = subnet(&text(it, "subnet"));
            estate.endpoints.push(Endpoint { net, subnet, address: number(&text(it, "privateIpAddress")) });
        }
        let known = list(document, "publicIpAddresses").iter().filter_map(|it| Some(number(it["ipAddress"].as_str()?)));
        estate.public_addresses = known.collect();
        estate
    }

    /// Whether an address lies in the address space of a network.
    pub fn in_space(&self, net: usize, address: u32) -> bool {
        self.nets[net].space.iter().any(|block| block.holds(address))
    }

    /// Whether no firewall, appliance or private endpoint of a network has the address.
    pub fn is_free(&self, net: usize, address: u32) -> bool {
        let mut ports = self.devices.iter().flat_map(|device| &device.ports);
        let mut endpoints = self.endpoints.iter();
        !ports.any(|port| port.net == net && port.address == address) && !endpoints.any(|it| it.net == net && it.address == address)
    }

    /// The links of a network whose other side has a link too: one side alone stays Initiated and carries nothing (8.2).
    pub fn connected(&self, net: usize) -> Vec<&Link> {
        let back = |link: &Link| self.links.iter().any(|other| other.from == link.to && other.to == link.from);
        self.links.iter().filter(|link| link.from == net && back(link)).collect()
    }

    /// The connected link from one network to another.
    pub fn link(&self, from: usize, to: usize) -> Option<&Link> {
        self.connected(from).into_iter().find(|link| link.to == to)
    }

    /// The blocks that a link leads to: the peer's, or those of its listed subnets (3.6).
    pub fn blocks_over(&self, link: &Link) -> Vec<Block> {
        match &link.listed {
            None => self.nets[link.to].space.clone(),
            Some((_, remote)) => remote.iter().flat_map(|subnet| self.nets[link.to].subnets[*subnet].blocks.clone()).collect(),
        }
    }

    /// Whether a network or its listed subnets are where an address comes from (3.6).
    pub fn comes_from_listed(&self, link: &Link, address: u32) -> bool {
        let local = link.listed.iter().flat_map(|(local, _)| local);
        link.listed.is_none() || local.flat_map(|subnet| &self.nets[link.from].subnets[*subnet].blocks).any(|it| it.holds(address))
    }

    /// Whether `net` uses the gateways of `hub`: `useRemoteGateways` here, `allowGatewayTransit` there (8.4).
    pub fn uses_transit(&self, net: usize, hub: usize) -> bool {
        self.link(net, hub).is_some_and(|link| link.remote) && self.link(hub, net).is_some_and(|link| link.transit)
    }

    /// The gateways that serve a network, own ones first (R7).
    pub fn serving(&self, net: usize) -> Vec<usize> {
        let standing = |net: usize| (0..self.gateways.len()).filter(move |gateway| self.gateways[*gateway].net == net);
        let hubs = self.connected(net).into_iter().map(|link| link.to).filter(|hub| self.uses_transit(net, *hub));
        standing(net).chain(hubs.flat_map(standing)).collect()
    }
}
