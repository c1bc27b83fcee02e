//! One packet, place by place, and its reply.

use super::model::{Block, Estate, Port};
use super::routes::To;
use super::security::Payload;

/// Where a packet is. Pairs are network and subnet, or device and port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Subnet(usize, usize),
    Endpoint(usize),
    Device(usize, usize),
    Gateway(usize),
    Hub(usize),
    Site(usize),
    Internet,
    /// An Azure service, reached by a service endpoint.
    Service,
    /// The host of a machine, at Azure's own addresses.
    Platform,
}

/// How a walk ends: at a place, or for a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    At(Place),
    Dropped(&'static str),
}

/// What packets pass: devices whatever the port, and gateways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passed {
    Device(usize),
    Gateway(usize),
    Hub(usize),
}

/// The way of one packet in one direction.
#[derive(Clone, Debug)]
pub struct Journey {
    pub end: End,
    pub start: Place,
    pub passed: Vec<Passed>,
    /// Every place, and the prefix that decided there where a route was asked.
    pub steps: Vec<(Place, Option<Block>)>,
    /// Translations of the sender: device, port, address before.
    swaps: Vec<(usize, usize, u32)>,
    pub payload: Payload,
    /// The device and port that handed the packet to a private endpoint, which answers to it (W14).
    pub handed: Option<(usize, usize)>,
    /// What load balancers chose: the balancer, and device and port of the backend.
    pub balanced: Vec<(usize, (usize, usize))>,
    /// The private address that took the place of a public one.
    pub landed: Option<u32>,
    /// The firewall that put it there.
    pub entered: Option<usize>,
    /// Where a security group was asked.
    pub asked: Vec<Place>,
}

impl Journey {
    fn new(start: Place, payload: Payload) -> Self {
        Self {
            end: End::Dropped("DroppedLoop"),
            start,
            passed: Vec::new(),
            steps: Vec::new(),
            swaps: Vec::new(),
            payload,
            handed: None,
            balanced: Vec::new(),
            landed: None,
            entered: None,
            asked: Vec::new(),
        }
    }
}

/// A request and its reply.
#[derive(Debug)]
pub struct Both {
    pub out: Journey,
    pub back: Option<Journey>,
    pub answered: bool,
    pub symmetric: bool,
}

/// The request that a reply belongs to, and where it started.
pub type Request<'r> = Option<(&'r Journey, Place)>;

pub struct Packet {
    pub source: u32,
    pub destination: u32,
    pub swaps: Vec<(usize, usize, u32)>,
}

impl Packet {
    /// A firewall puts its address in the place of the sender's.
    pub fn translate(&mut self, device: usize, own: u32) {
        self.swaps.push((device, 0, self.source));
        self.source = own;
    }
}

const PRIVATE: [&str; 4] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];
const SPECIAL: [&str; 4] = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3"];

fn among(blocks: [&str; 4], address: u32) -> bool {
    blocks.iter().any(|block| Block::read(block).holds(address))
}

/// Whether the Internet has the address (W9).
pub fn is_public(address: u32) -> bool {
    !among(PRIVATE, address) && !among(SPECIAL, address)
}

impl Estate {
    /// A packet there and back.
    pub fn trace(&self, start: Place, source: u32, destination: u32, payload: Payload) -> Both {
        let out = self.journey(start, source, destination, payload, None);
        let End::At(place) = out.end else { return Both { out, back: None, answered: false, symmetric: false } };
        // W14, W17
        let place = if matches!(place, Place::Service | Place::Platform) { Place::Internet } else { place };
        let seen_source = out.swaps.last().map_or(source, |(device, port, _)| self.devices[*device].ports[*port].address);
        let back = self.journey(place, out.landed.unwrap_or(destination), seen_source, payload, Some((&out, start)));
        let symmetric = matches!(back.end, End::At(_)) && self.sessions(&out) == self.sessions(&back);
        let home = match (start, back.end) {
            (Place::Device(sender, _), End::At(Place::Device(reached, _))) => sender == reached,
            (sender, End::At(reached)) => sender == reached,
            _ => false,
        };
        Both { answered: symmetric && home, symmetric, back: Some(back), out }
    }

    /// The stateful devices of a journey.
    fn sessions(&self, journey: &Journey) -> Vec<Passed> {
        let stateful = |passed: &Passed| matches!(passed, Passed::Device(device) if self.devices[*device].stateful);
        let mut devices: Vec<Passed> = journey.passed.iter().copied().filter(stateful).collect();
        devices.sort();
        devices.dedup();
        devices
    }

    /// A packet from the Internet that is in a subnet already, and its reply.
    pub fn arrival(&self, place: Place, source: u32, destination: u32, payload: Payload) -> Both {
        let out = self.asked(place, true, source, destination, payload);
        let back = (out.end == End::At(place)).then(|| self.journey(place, destination, source, payload, Some((&out, Place::Internet))));
        Both { out, back, answered: false, symmetric: false }
    }

    /// What the security rules of a place say of a packet.
    pub fn asked(&self, place: Place, inbound: bool, source: u32, destination: u32, payload: Payload) -> Journey {
        let mut journey = Journey::new(place, payload);
        let said = self.guard(place, inbound, source, destination, &mut journey, None);
        journey.end = said.err().unwrap_or(End::At(place));
        journey
    }

    fn journey(&self, start: Place, source: u32, destination: u32, payload: Payload, request: Request<'_>) -> Journey {
        let swaps = request.map_or(Vec::new(), |(request, _)| request.swaps.clone());
        let mut packet = Packet { source, destination, swaps };
        let mut journey = Journey::new(start, payload);
        let mut been = Vec::new();
        let (mut before, mut place) = (None, start);
        loop {
            let state = (place, packet.source, packet.destination);
            if been.contains(&state) {
                journey.steps.push((place, None));
                break;
            }
            been.push(state);
            match self.step(place, &mut packet, &mut journey, request) {
                Ok(next) => (before, place) = (Some(place), next),
                Err(end) => {
                    let end = if request.is_none() { self.handed_over(before, place, packet.source, end, &mut journey) } else { end };
                    let guard = match end {
                        End::At(place) => self.guard(place, true, packet.source, packet.destination, &mut journey, request),
                        End::Dropped(_) => Ok(()),
                    };
                    journey.end = guard.err().unwrap_or(end);
                    break;
                }
            }
        }
        journey.swaps = packet.swaps;
        journey
    }

    fn step(&self, place: Place, packet: &mut Packet, journey: &mut Journey, request: Request<'_>) -> Result<Place, End> {
        let to = packet.destination;
        match place {
            Place::Site(site) => {
                journey.steps.push((place, None));
                let chosen = self.chosen_by_site(site, to)?;
                journey.passed.push(if let Place::Hub(hub) = chosen.0 { Passed::Hub(hub) } else { Passed::Gateway(chosen.1) });
                Ok(chosen.0)
            }
            Place::Hub(hub) => self.in_hub(hub, packet, journey, request),
            Place::Internet | Place::Service | Place::Platform => {
                journey.steps.push((place, None));
                match (request, packet.swaps.last().copied()) {
                    (Some(_), Some((device, port, _))) => self.reach(device, port, packet, journey, request),
                    (Some((_, Place::Site(_) | Place::Gateway(_))), None) => Err(End::Dropped("DroppedNotTranslated")),
                    (Some((_, sender)), None) => Err(End::At(sender)),
                    (None, _) if self.published(to).is_some() => {
                        let Some((place, private)) = self.published(to).flatten() else { return self.come_through(packet, journey) };
                        (packet.destination, journey.landed) = (private, Some(private));
                        Err(End::At(place))
                    }
                    (None, _) if is_public(to) && (0..self.nets.len()).all(|net| !self.in_space(net, to)) => Err(End::At(Place::Internet)),
                    (None, _) => Err(End::Dropped("DroppedPrivateAddressFromInternet")),
                }
            }
            Place::Device(device, received) => {
                // W1
                let ports = &self.devices[device].ports;
                let blocks = |port: &Port| self.nets.get(port.net).map_or(&[][..], |net| &net.subnets[port.subnet].blocks);
                let near = ports.iter().position(|port| blocks(port).iter().any(|it| it.holds(to)));
                let port = near.unwrap_or(received);
                // W2
                let address = ports[port].address;
                let translates = match self.devices[device].snat.as_str() {
                    "Always" => true,
                    "Public" => !among(PRIVATE, to),
                    _ => false,
                };
                if request.is_none() && translates && packet.source != address {
                    packet.swaps.push((device, port, packet.source));
                    packet.source = address;
                }
                if let Some(hub) = self.hub_of_firewall(device) {
                    return self.out_of_hub(hub, Some(device), packet, journey, request);
                }
                let (net, subnet) = (ports[port].net, ports[port].subnet);
                self.route(Place::Device(device, port), net, Some(subnet), packet, journey, request)
            }
            Place::Subnet(net, subnet) => self.route(place, net, Some(subnet), packet, journey, request),
            Place::Endpoint(endpoint) => {
                // W13
                let (net, subnet) = (self.endpoints[endpoint].net, self.endpoints[endpoint].subnet);
                let carrying = self.nets[net].subnets[subnet].policies.then_some(subnet);
                if let Some((device, port)) = request.and_then(|(request, _)| request.handed) {
                    self.guard(place, false, packet.source, to, journey, request)?;
                    journey.steps.push((place, None));
                    return self.reach(device, port, packet, journey, request);
                }
                self.route(place, net, carrying, packet, journey, request)
            }
            Place::Gateway(gateway) => {
                let net = self.gateways[gateway].net;
                let subnet = self.nets[net].subnets.iter().position(|it| it.name.eq_ignore_ascii_case("GatewaySubnet"));
                self.route(place, net, subnet, packet, journey, request)
            }
        }
    }

    /// Follows the effective routes of a subnet of `net`, or those that the network has without one.
    fn route(
        &self,
        place: Place,
        net: usize,
        subnet: Option<usize>,
        packet: &mut Packet,
        journey: &mut Journey,
        request: Request<'_>,
    ) -> Result<Place, End> {
        self.guard(place, false, packet.source, packet.destination, journey, request)?;
        // W17
        let own = ["168.63.129.16/32", "169.254.169.254/32"].iter().any(|block| Block::read(block).holds(packet.destination));
        if own && request.is_none() && matches!(place, Place::Subnet(..) | Place::Device(..)) {
            journey.steps.push((place, None));
            return Err(End::At(Place::Platform));
        }
        let subnet = subnet.map(|subnet| &self.nets[net].subnets[subnet]);
        let endpoints = subnet.map_or(&[][..], |subnet| &subnet.service_endpoints);
        let effective = self.effective(net, subnet.and_then(|subnet| subnet.table), endpoints);
        let row = self.decide(&effective, packet.destination);
        journey.steps.push((place, row.as_ref().filter(|row| row.to != To::Unknown).map(|row| row.block)));
        let Some(row) = row else { return Err(End::Dropped("DroppedNoRoute")) };
        let from_gateway = matches!(place, Place::Gateway(_));
        let cross = |to: usize| self.cross(net, to, packet.source, from_gateway);
        match row.to {
            To::Unknown => Err(End::Dropped("UndecidedServiceTag")),
            To::Nowhere => Err(End::Dropped("DroppedByNoneRoute")),
            To::Local => self.arrive(net, packet, journey, request),
            To::Peer(peer) => {
                cross(peer)?;
                self.arrive(peer, packet, journey, request)
            }
            // C1
            To::Group(None) => Err(End::Dropped("UndecidedConnectedGroup")),
            To::Group(Some(member)) => {
                cross(member)?;
                self.arrive(member, packet, journey, request)
            }
            To::Endpoint(endpoint) => {
                cross(self.endpoints[endpoint].net)?;
                Err(End::At(Place::Endpoint(endpoint)))
            }
            To::Appliance { address, named } => {
                let (device, port) = self.next_hop(net, address, named)?;
                cross(self.devices[device].ports[port].net)?;
                self.reach(device, port, packet, journey, request)
            }
            To::Several { table, route } => {
                let several = &self.tables[table].routes[route].several;
                let (device, port) = self.next_hop(net, Some(several[self.draw() % several.len()]), None)?;
                cross(self.devices[device].ports[port].net)?;
                self.reach(device, port, packet, journey, request)
            }
            To::Advertised { server, index } => {
                let (device, port) = self.advertiser(place, net, server, index)?;
                cross(self.devices[device].ports[port].net)?;
                self.reach(device, port, packet, journey, request)
            }
            To::Hub(hub) | To::HubSpace(hub) => self.towards_hub(hub, place, packet.destination, journey),
            To::Contested => Err(End::Dropped("UndecidedGateway")),
            To::Learned(other) if self.passes_on(place, other) => self.reach_gateway(other, packet.destination, journey),
            // W6
            To::Learned(_) | To::Gateway | To::Internet | To::Service if from_gateway => Err(End::Dropped("DroppedGatewayHasNoRoute")),
            To::Internet | To::Service => Err(match place {
                _ if !is_public(packet.destination) => End::Dropped("DroppedPrivateAddressToInternet"),
                // 4.3: an appliance that forwards to public addresses must translate.
                Place::Device(device, port) if self.devices[device].ports[port].address != packet.source => {
                    End::Dropped("DroppedNotTranslated")
                }
                // E5
                _ if row.to == To::Service => End::At(Place::Service),
                _ if request.is_some_and(|(_, sender)| sender == Place::Internet) => End::At(Place::Internet),
                _ => match self.has_way_out(place, packet.source, journey.payload) {
                    // E7
                    Ok(()) if self.published(packet.destination).is_some() => End::Dropped("UndecidedOwnPublicAddress"),
                    Ok(()) => End::At(Place::Internet),
                    // E6
                    Err("DroppedNoEgress") if self.options.storage_from_private_subnets => {
                        match self.storage_near(net, packet.destination) {
                            Some(true) => End::At(Place::Service),
                            Some(false) => End::Dropped("DroppedNoEgress"),
                            None => End::Dropped("UndecidedServiceTag"),
                        }
                    }
                    Err(reason) => End::Dropped(reason),
                },
            }),
            To::Learned(gateway) => {
                cross(self.gateways[gateway].net)?;
                self.reach_gateway(gateway, packet.destination, journey)
            }
            To::Gateway => {
                // W4
                let vpn = self.serving(net).into_iter().find(|gateway| !self.gateways[*gateway].express_route);
                let Some(gateway) = vpn else { return Err(End::Dropped("DroppedNoGateway")) };
                cross(self.gateways[gateway].net)?;
                self.reach_gateway(gateway, packet.destination, journey)
            }
        }
    }

    /// The packet is inside `net` and looks for its destination (W12).
    pub fn arrive(&self, net: usize, packet: &mut Packet, journey: &mut Journey, request: Request<'_>) -> Result<Place, End> {
        let to = packet.destination;
        if let Some((device, port)) = self.device_at(net, to) {
            if self.devices[device].balances.is_some() {
                return self.balance(device, packet, journey, request);
            }
            let translated = request.is_some() && packet.swaps.last().is_some_and(|(translator, ..)| *translator == device);
            return if translated { self.reach(device, port, packet, journey, request) } else { Err(End::At(Place::Device(device, port))) };
        }
        if let Some(endpoint) = self.endpoints.iter().position(|it| it.net == net && it.address == to) {
            return Err(End::At(Place::Endpoint(endpoint)));
        }
        // 7.2: the first four addresses and the last one of each prefix are Azure's.
        let usable = |block: &Block| block.holds(to) && to - block.first >= 4 && to != block.last();
        match self.nets[net].subnets.iter().position(|subnet| subnet.blocks.iter().any(|block| block.holds(to))) {
            Some(subnet) if self.nets[net].subnets[subnet].blocks.iter().any(usable) => Err(End::At(Place::Subnet(net, subnet))),
            _ => Err(End::Dropped("DroppedNoSuchAddress")),
        }
    }
}
