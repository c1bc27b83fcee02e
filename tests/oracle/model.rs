//! The design as plain lists.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::admin::AdminRule;
use super::balance::Balancer;
use super::egress::Ways;
use super::firewall::FirewallRule;
use super::hubs::Hub;
use super::interfaces::Interface;
use super::options::Options;
use super::security::Rule;
use super::servers::Server;
use super::translation::NatRule;

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

    /// What two blocks share.
    pub fn shared(self, other: Self) -> Option<Self> {
        let (outer, inner) = if self.length <= other.length { (self, other) } else { (other, self) };
        outer.holds(inner.first).then_some(inner)
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
    pub options: Options,
    pub groups: Vec<Vec<Rule>>,
    pub nets: Vec<Net>,
    pub tables: Vec<RouteTable>,
    pub links: Vec<Link>,
    pub gateways: Vec<Gateway>,
    pub servers: Vec<Server>,
    pub hubs: Vec<Hub>,
    pub sites: Vec<Site>,
    /// Firewalls, then appliances, then load balancers.
    pub devices: Vec<Device>,
    pub endpoints: Vec<Endpoint>,
    pub interfaces: Vec<Interface>,
    pub admin: Vec<AdminRule>,
    /// The networks of each connected group.
    pub connected_groups: Vec<Vec<usize>>,
    pub public_addresses: Vec<u32>,
    pub ways: Ways,
    /// The known blocks of service tags, whose names are in lower case.
    pub tags: BTreeMap<String, Vec<Block>>,
    /// Which of several equal next hops a flow's hash picks: the first, or drawn anew at every hop from this seed (4.7).
    pub drawn: Cell<Option<u64>>,
}

#[derive(Debug)]
pub struct Net {
    pub name: String,
    pub region: Option<String>,
    pub space: Vec<Block>,
    /// What its gateways advertise in its place.
    pub summary: Vec<Block>,
    pub subnets: Vec<Subnet>,
}

#[derive(Debug)]
pub struct Subnet {
    pub name: String,
    pub blocks: Vec<Block>,
    pub table: Option<usize>,
    pub service_endpoints: Vec<String>,
    /// Whether route tables apply to private endpoints here.
    pub policies: bool,
    /// Whether security groups do.
    pub guarded: bool,
    pub group: Option<usize>,
    pub delegation: String,
    pub labels: Vec<String>,
}

#[derive(Debug)]
pub struct RouteTable {
    pub propagation: bool,
    /// Whether it keeps the routes of peerings away.
    pub without_peerings: bool,
    pub routes: Vec<UserRoute>,
}

#[derive(Clone, Debug)]
pub struct UserRoute {
    pub name: String,
    pub block: Block,
    /// The service tag that stands in the place of the block.
    pub tag: Option<String>,
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
    pub asn: Option<u64>,
    pub connections: Vec<Connection>,
}

#[derive(Debug)]
pub struct Connection {
    pub to: Far,
    pub bgp: bool,
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
    /// The address that the design states for a firewall.
    pub stated: Option<u32>,
    /// For a load balancer: what it carries, and where to.
    pub balances: Option<Balancer>,
    /// What it lets in from the Internet.
    pub nat: Vec<NatRule>,
    /// What it lets pass; everything without rules.
    pub rules: Option<Vec<FirewallRule>>,
}

/// The network and subnet of a firewall that stands in a virtual hub.
pub const NOWHERE: usize = usize::MAX;

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

impl Estate {
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
