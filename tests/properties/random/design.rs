//! A random design document.

use serde_json::{Value, json};

use super::admin::network_manager;
use super::egress::add_ways_out;
use super::groups::{APPLICATION_GROUPS, PORTS, firewall_rules, group};
use super::hubs::hubs;
use super::intents::intents;
use super::interfaces::interfaces;
use super::options::options;
use super::servers::servers;
use super::tags::{service_endpoints, tag};
use super::tape::Tape;
use crate::oracle::{Block, dotted};

/// Blocks that address spaces, sites and routes are made of: nested, adjacent, equal to dropped blocks and inside them, public.
const POOL: [&str; 19] = [
    "10.0.0.0/24",
    "10.0.1.0/24",
    "10.0.2.0/24",
    "10.0.3.0/24",
    "10.1.0.0/24",
    "10.1.1.0/25",
    "10.1.1.128/25",
    "172.16.0.0/24",
    "192.168.0.0/24",
    "192.168.1.0/24",
    "100.64.0.0/26",
    "52.0.0.0/24",
    "20.35.252.0/24",
    "10.0.0.0/22",
    "10.0.0.0/16",
    "172.16.0.0/12",
    "172.0.0.0/8",
    "192.168.0.0/16",
    "10.0.0.0/8",
];

/// Further prefixes for routes.
const WIDE: [&str; 7] = ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/8", "100.64.0.0/10", "20.35.252.0/22", "8.0.0.0/8"];

const SNAT: [&str; 3] = ["Never", "Public", "Always"];

/// What has been built so far.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) networks: Vec<Value>,
    /// Network, name and block of each subnet.
    pub(super) subnets: Vec<(usize, String, Block)>,
    /// Whether a subnet has the label `some`.
    pub(super) labelled: bool,
    tables: usize,
    pub(super) groups: usize,
    firewalls: Vec<Value>,
    appliances: Vec<Value>,
    balancers: Vec<Value>,
    endpoints: Vec<Value>,
    pub(super) gateways: Vec<Value>,
    pub(super) sites: Vec<Value>,
    /// Addresses that are given out, by network.
    taken: Vec<(usize, u32)>,
    /// Prefixes that routes and gateways are likely to name.
    blocks: Vec<Block>,
    /// Addresses of firewalls and appliances.
    pub(super) hops: Vec<u32>,
    interfaces: Vec<Value>,
    /// The private endpoints, each as the one prefix that is as long as the route that Azure adds for it.
    hosts: Vec<Block>,
}

/// A random design with a few intents.
pub fn document(tape: &mut Tape<'_>) -> Value {
    let mut plan = Plan { tables: tape.below(5), groups: tape.below(6).saturating_sub(3), ..Plan::default() };
    plan.blocks = WIDE.map(Block::read).to_vec();
    for _ in 0..2 + tape.below(4) {
        plan.network(tape);
    }
    for _ in 0..tape.below(4) {
        plan.appliance(tape);
    }
    for _ in 0..tape.below(4).saturating_sub(1) {
        plan.balancer(tape);
    }
    for _ in 0..tape.below(4) {
        plan.endpoint(tape);
    }
    plan.interfaces = interfaces(&mut plan, tape);
    for i in 0..tape.below(4) {
        let prefixes: Vec<&str> = (0..1 + tape.below(2)).map(|_| POOL[(tape.below(POOL.len()) + 8) % POOL.len()]).collect();
        plan.blocks.extend(prefixes.iter().map(|prefix| Block::read(prefix)));
        plan.sites.push(json!({ "name": format!("site{i}"), "addressPrefixes": prefixes }));
    }
    plan.connect(tape);
    let peerings = plan.peerings(tape);
    let servers = servers(&plan, tape);
    let hubs = hubs(&mut plan, tape);
    let tables: Vec<Value> = (0..plan.tables).map(|i| plan.table(i, tape)).collect();
    let groups: Vec<Value> = (0..plan.groups).map(|i| group(&plan, i, tape)).collect();
    let intents = intents(&plan, tape);
    let manager = network_manager(&plan, tape);
    let mut document = json!({
        "location": "eastus",
        "options": options(tape),
        "virtualNetworks": plan.networks,
        "peerings": peerings,
        "routeTables": tables,
        "networkSecurityGroups": groups,
        "networkInterfaces": plan.interfaces,
        "applicationSecurityGroups": (0..APPLICATION_GROUPS).map(|i| json!({ "name": format!("asg{i}") })).collect::<Vec<_>>(),
        "networkManager": manager,
        "publicIpAddresses": [{ "name": "pip0", "ipAddress": "20.0.0.1" }, { "name": "pip1", "ipAddress": "52.0.0.200" }, { "name": "pip2" }],
        "firewalls": plan.firewalls,
        "appliances": plan.appliances,
        "loadBalancers": plan.balancers,
        "privateEndpoints": plan.endpoints,
        "virtualNetworkGateways": plan.gateways,
        "onPremises": plan.sites,
        "routeServers": servers,
        "virtualHubs": hubs,
        "intents": intents,
    });
    add_ways_out(&mut document, tape);
    document
}

fn overlap(a: Block, b: Block) -> bool {
    a.within(b) || b.within(a)
}

impl Plan {
    pub(super) fn site_count(&self) -> usize {
        self.sites.len()
    }

    pub(super) fn network_count(&self) -> usize {
        self.networks.len()
    }

    /// An address of a firewall or appliance, or one that nobody has.
    pub(super) fn hop(&self, tape: &mut Tape<'_>) -> u32 {
        if tape.once_in(4) || self.hops.is_empty() { self.prefix(tape).first + 5 } else { *tape.pick(&self.hops) }
    }

    pub(super) fn names(&self, kind: &str) -> Vec<String> {
        let list = match kind {
            "firewall" => &self.firewalls,
            "appliance" => &self.appliances,
            "privateEndpoint" => &self.endpoints,
            "networkInterface" => &self.interfaces,
            "loadBalancer" => &self.balancers,
            _ => &self.gateways,
        };
        list.iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
    }

    fn network(&mut self, tape: &mut Tape<'_>) {
        let net = self.networks.len();
        let mut space: Vec<Block> = Vec::new();
        for _ in 0..1 + tape.below(3) {
            // The first numbers give every network a block of its own.
            let block = Block::read(POOL[(net + tape.below(POOL.len())) % POOL.len()]);
            if space.iter().all(|other| !overlap(block, *other)) {
                space.push(block);
            }
        }
        self.blocks.extend(space.iter().copied());
        let (firewall, gateway) = (tape.below(2) == 1, tape.below(2) == 1);
        let mut names: Vec<String> = Vec::new();
        names.extend(firewall.then(|| "AzureFirewallSubnet".to_owned()));
        names.extend(gateway.then(|| "GatewaySubnet".to_owned()));
        names.extend((0..1 + tape.below(3)).map(|i| format!("s{i}")));
        let mut subnets = Vec::new();
        let mut used: Vec<Block> = Vec::new();
        for name in names {
            let Some(block) = room(&space, &used, tape) else { continue };
            used.push(block);
            let second = if tape.once_in(8) { room(&space, &used, tape) } else { None };
            used.extend(second);
            self.blocks.extend([block].into_iter().chain(second));
            let mut subnet = match second {
                None => json!({ "name": name, "addressPrefix": block.to_string() }),
                Some(second) => json!({ "name": name, "addressPrefixes": [block.to_string(), second.to_string()] }),
            };
            if self.tables > 0 && tape.below(3) > 0 {
                subnet["routeTable"] = json!(format!("rt{}", tape.below(self.tables)));
            }
            if self.groups > 0 && name.starts_with('s') && tape.below(2) == 0 {
                subnet["networkSecurityGroup"] = json!(format!("nsg{}", tape.below(self.groups)));
            }
            if tape.once_in(10) {
                subnet["serviceEndpoints"] = service_endpoints(tape);
            }
            let policies = tape.below(5);
            if policies > 0 {
                subnet["privateEndpointNetworkPolicies"] =
                    json!(["Disabled", "Enabled", "NetworkSecurityGroupEnabled", "RouteTableEnabled"][policies - 1]);
            }
            if tape.below(2) == 1 {
                subnet["labels"] = json!(["some"]);
                self.labelled = true;
            }
            self.subnets.push((net, name.clone(), block));
            if name == "AzureFirewallSubnet" {
                self.firewall(net, block, tape);
            }
            if name == "GatewaySubnet" {
                self.gateway(net, tape);
            }
            subnets.push(subnet);
        }
        let mut network = json!({ "name": format!("v{net}"), "subnets": subnets });
        network["addressSpace"] = space.iter().map(Block::to_string).collect();
        if tape.once_in(8) {
            network["summarizedGatewayPrefixes"] = json!([tape.pick(&["10.0.0.0/8", "10.0.0.0/15", "10.1.0.0/16"])]);
        }
        if tape.once_in(4) {
            network["location"] = json!(["westus", "East US"][tape.below(2)]);
        }
        self.networks.push(network);
    }

    pub(super) fn take(&mut self, net: usize, address: u32) -> bool {
        let free = !self.taken.contains(&(net, address));
        if free {
            self.taken.push((net, address));
            self.blocks.push(Block { first: address, length: 32 });
        }
        free
    }

    fn firewall(&mut self, net: usize, block: Block, tape: &mut Tape<'_>) {
        let derived = tape.below(2) == 0;
        let address = block.first + 4 + if derived { 0 } else { tape.below(2) as u32 };
        self.take(net, address);
        self.hops.push(address);
        let mut firewall = json!({ "name": format!("fw{net}"), "virtualNetwork": format!("v{net}") });
        firewall["snat"] = json!(["Public", "Always", "Never"][tape.below(3)]);
        if !derived {
            firewall["privateIpAddress"] = json!(dotted(address));
        }
        self.add_firewall(firewall, tape);
    }

    /// Adds a firewall, some with rules.
    pub(super) fn add_firewall(&mut self, mut firewall: Value, tape: &mut Tape<'_>) {
        if tape.once_in(3) {
            firewall_rules(self, &mut firewall, tape);
        }
        self.firewalls.push(firewall);
    }

    fn appliance(&mut self, tape: &mut Tape<'_>) {
        let name = format!("nva{}", self.appliances.len());
        let mut interfaces = Vec::new();
        for i in 0..1 + tape.below(3) {
            let (net, subnet, block) = tape.pick(&self.subnets).clone();
            let address = block.first + 4 + tape.below(3) as u32;
            if address < block.last() && self.take(net, address) {
                self.hops.push(address);
                interfaces.push(json!({ "name": format!("nic{i}"), "subnet": format!("v{net}/{subnet}"),
                    "privateIpAddress": dotted(address), "enableIPForwarding": !tape.once_in(5) }));
            }
        }
        if !interfaces.is_empty() {
            self.appliances.push(
                json!({ "name": name, "networkInterfaces": interfaces, "snat": SNAT[tape.below(3)], "stateful": tape.below(2) == 0 }),
            );
        }
    }

    fn balancer(&mut self, tape: &mut Tape<'_>) {
        let (net, subnet, block) = tape.pick(&self.subnets).clone();
        let address = block.first + 4 + tape.below(4) as u32;
        if address < block.last() && self.take(net, address) {
            self.hops.push(address);
            let names = self.names("appliance");
            let backends: Vec<&String> = names.iter().filter(|_| tape.below(3) > 0).collect();
            let mut balancer = json!({ "name": format!("ilb{}", self.balancers.len()), "subnet": format!("v{net}/{subnet}"),
                "privateIpAddress": dotted(address), "haPorts": tape.below(2) == 0, "backends": backends });
            if balancer["haPorts"] == false && !tape.once_in(4) {
                let rules = 0..tape.below(4);
                let mut rule = |i| {
                    let mut rule =
                        json!({ "name": format!("r{i}"), "protocol": *tape.pick(&["Tcp", "Udp"]), "frontendPort": *tape.pick(&PORTS) });
                    if tape.below(2) == 0 {
                        rule["backendPort"] = json!(*tape.pick(&PORTS));
                    }
                    rule
                };
                balancer["loadBalancingRules"] = rules.map(&mut rule).collect();
            }
            self.balancers.push(balancer);
        }
    }

    fn endpoint(&mut self, tape: &mut Tape<'_>) {
        let (net, subnet, block) = tape.pick(&self.subnets).clone();
        let address = block.first + 4 + tape.below(3) as u32;
        if address < block.last() && self.take(net, address) {
            let name = format!("pe{}", self.endpoints.len());
            let host = Block { first: address, length: 32 };
            self.blocks.push(host);
            self.hosts.push(host);
            self.endpoints.push(json!({ "name": name, "subnet": format!("v{net}/{subnet}"), "privateIpAddress": dotted(address) }));
        }
    }

    fn table(&self, index: usize, tape: &mut Tape<'_>) -> Value {
        let routes: Vec<Value> = (0..tape.below(7)).map(|i| self.route(i, tape)).collect();
        let peerings = if tape.once_in(8) { "All" } else { "None" };
        let (name, propagation) = (format!("rt{index}"), tape.once_in(3));
        json!({ "name": name, "disableBgpRoutePropagation": propagation, "disablePeeringRoute": peerings, "routes": routes })
    }

    fn route(&self, index: usize, tape: &mut Tape<'_>) -> Value {
        let prefix = match tape.below(8) {
            6 if !self.hosts.is_empty() => *tape.pick(&self.hosts),
            6 | 7 => Block::read("0.0.0.0/0"),
            _ => self.prefix(tape),
        };
        let mut route = json!({ "name": format!("r{index}"), "addressPrefix": prefix.to_string() });
        if tape.once_in(8) {
            route["addressPrefix"] = json!(tag(tape));
        }
        let (firewalls, appliances) = (self.names("firewall"), self.names("appliance"));
        if !self.balancers.is_empty() && tape.once_in(6) {
            route["nextHop"] = json!({ "loadBalancer": tape.pick(&self.balancers)["name"] });
            return route;
        }
        match tape.below(14) {
            0 => route["nextHopType"] = json!("VnetLocal"),
            1 => route["nextHopType"] = json!("Internet"),
            2 => route["nextHopType"] = json!("None"),
            3 => route["nextHopType"] = json!("VirtualNetworkGateway"),
            4..=7 if !firewalls.is_empty() => route["nextHop"] = json!({ "firewall": tape.pick(&firewalls) }),
            8..=11 if !appliances.is_empty() => {
                let appliance = tape.below(appliances.len());
                route["nextHop"] = json!({ "appliance": appliances[appliance] });
                if tape.once_in(3) {
                    let interfaces = self.appliances[appliance]["networkInterfaces"].as_array().unwrap();
                    route["nextHop"]["interface"] = tape.pick(interfaces)["name"].clone();
                }
            }
            12 if self.hops.len() > 1 => {
                let several: Vec<String> = (0..2 + tape.below(2)).map(|_| dotted(*tape.pick(&self.hops))).collect();
                route["nextHopType"] = json!("VirtualApplianceEcmp");
                route["nextHopIpAddresses"] = json!(several);
            }
            _ => {
                let address = self.hop(tape);
                route["nextHopType"] = json!("VirtualAppliance");
                route["nextHopIpAddress"] = json!(dotted(address));
            }
        }
        route
    }

    /// A prefix that means something here: known, one bit longer or shorter, or around a known one.
    pub(super) fn prefix(&self, tape: &mut Tape<'_>) -> Block {
        let known = *tape.pick(&self.blocks);
        let length = match tape.below(6) {
            4 => (known.length + 1).min(32),
            5 => known.length.saturating_sub(1),
            _ => known.length,
        };
        let host = if length == 0 { u32::MAX } else { ((1u64 << (32 - length)) - 1) as u32 };
        Block { first: known.first & !host, length }
    }
}

/// A block for a subnet that overlaps no other one.
fn room(space: &[Block], used: &[Block], tape: &mut Tape<'_>) -> Option<Block> {
    let around = *tape.pick(space);
    let length = [27, 28, 29, 26][tape.below(4)].max(around.length);
    let slots = 1u64 << (length - around.length);
    let slot = if tape.once_in(6) { slots - 1 } else { tape.below(slots.min(8) as usize) as u64 };
    let block = Block { first: around.first + (slot << (32 - length)) as u32, length };
    used.iter().all(|other| !overlap(block, *other)).then_some(block)
}
