//! Virtual hubs (H1 to H7); their static routes are in the file beside this one.

use serde_json::Value;

use super::model::{Block, Estate, NOWHERE, number};
use super::read::{list, text};
use super::servers::{Advert, Said, adverts, said};
use super::static_routes::{self, Connection, Hop};
use super::walk::{End, Journey, Packet, Passed, Place, Request, is_public};

#[derive(Debug)]
pub struct Hub {
    pub block: Block,
    pub router: Option<u32>,
    pub connections: Vec<Connection>,
    region: Option<String>,
    firewall: Option<usize>,
    internet: Option<usize>,
    private: Option<usize>,
    pub learns: Vec<(Block, Option<u32>)>,
    by_path: bool,
    pub adverts: Vec<Advert>,
}

/// Where the router of a hub sends a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Net(usize),
    Branch,
    Said {
        hub: usize,
        index: usize,
    },
    /// A static route, by its position among those of all hubs.
    Fixed(usize),
    Hub(usize),
    Contested,
}

/// What a hub knows from one source, with the addresses that are listed for it.
pub struct Fact {
    pub block: Block,
    pub way: Way,
    pub addresses: Vec<Option<u32>>,
    pub rank: usize,
    /// The static route that it is of.
    pub fixed: Option<usize>,
}

/// What a policy for private traffic speaks of (H5).
pub const BLOCKS: [&str; 3] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/// Reads a hub; `net` and `firewall` find positions by name, `device` the first address of an appliance.
pub fn read(
    it: &Value,
    region: Option<String>,
    net: impl Fn(&str) -> usize,
    firewall: impl Fn(&str) -> usize,
    device: impl Fn(&str) -> u32,
    hop: impl Fn(&Value) -> Hop,
) -> Hub {
    let learned = |it: &Value| match it.as_str() {
        Some(prefix) => (Block::read(prefix), None),
        None => (Block::read(&text(it, "addressPrefix")), it["nextHop"].as_str().map(number)),
    };
    let intent = &it["routingIntent"];
    Hub {
        block: Block::read(&text(it, "addressPrefix")),
        router: it["routerAddress"].as_str().map(number),
        region,
        connections: list(it, "connections").iter().map(|it| static_routes::read(it, &net, &hop)).collect(),
        firewall: it["firewall"].as_str().map(&firewall),
        internet: intent["internet"].as_str().map(&firewall),
        private: intent["private"].as_str().map(&firewall),
        learns: list(it, "learns").iter().map(learned).collect(),
        by_path: it["hubRoutingPreference"] == "ASPath",
        adverts: adverts(it, "bgpPeers", device),
    }
}

/// The address of a firewall that a hub names, by the hub's own addresses.
pub fn derived_address(hub: &Value) -> u32 {
    Block::read(&text(hub, "addressPrefix")).first + 132
}

impl Estate {
    /// H1
    pub fn hub_of(&self, net: usize) -> Option<usize> {
        let served = !self.serving(net).is_empty() || !self.servers_serving(net).is_empty();
        (0..self.hubs.len()).find(|hub| !served && self.hubs[*hub].connections.iter().any(|it| it.net == net))
    }

    /// 3.1, R8
    pub fn hub_type(&self, net: usize, hub: usize) -> &'static str {
        if self.nets[net].region == self.hubs[hub].region { "VNetPeering" } else { "VNetGlobalPeering" }
    }

    /// H2
    pub fn hub_of_firewall(&self, device: usize) -> Option<usize> {
        let stands_nowhere = self.devices[device].firewall && self.devices[device].ports[0].net == NOWHERE;
        (0..self.hubs.len()).find(|hub| stands_nowhere && self.hubs[*hub].firewall == Some(device))
    }

    /// The firewall of the policy for private traffic, or of that for the Internet (H2).
    pub fn policy(&self, hub: usize, private: bool) -> Option<usize> {
        let named = if private { self.hubs[hub].private } else { self.hubs[hub].internet };
        named.filter(|device| self.hub_of_firewall(*device) == Some(hub))
    }

    /// What the appliances of a hub say: of each prefix the shortest paths.
    pub fn said_to_hub(&self, hub: usize) -> Vec<Said> {
        let all = said(&self.hubs[hub].adverts);
        let shortest = |block: Block| all.iter().filter(|it| it.block == block).map(|it| it.path).min();
        let kept: Vec<bool> = all.iter().map(|it| shortest(it.block) == Some(it.path)).collect();
        all.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(said, _)| said).collect()
    }

    /// What a hub knows; of one prefix what counts (H3, H4).
    pub fn facts(&self, hub: usize) -> Vec<Fact> {
        let mut facts = Vec::new();
        let router = vec![self.hubs[hub].router];
        for other in 0..self.hubs.len() {
            let near = other == hub;
            let mut add = |block: Block, way: Way, addresses: Vec<Option<u32>>, rank: usize| {
                let fixed = if let Way::Fixed(index) = way { Some(index) } else { None };
                let way = if near { way } else { Way::Hub(other) };
                let addresses = if near { addresses } else { router.clone() };
                if near || block.length > 0 {
                    facts.push(Fact { block, way, addresses, rank, fixed });
                }
            };
            for net in (0..self.nets.len()).filter(|net| self.hub_of(*net) == Some(other)) {
                for block in &self.nets[net].space {
                    add(*block, Way::Net(net), router.clone(), if near { 1 } else { 3 });
                }
            }
            let rank = if near || self.hubs[hub].by_path { 2 } else { 3 };
            for (block, next) in &self.hubs[other].learns {
                add(*block, Way::Branch, vec![*next], rank);
            }
            for (index, said) in self.said_to_hub(other).into_iter().enumerate() {
                let addresses = said.next_hops.iter().copied().map(Some).collect();
                add(said.block, Way::Said { hub: other, index }, addresses, rank);
            }
            // H8
            for (index, it) in self.static_routes().iter().enumerate().filter(|(_, it)| it.hub == other && it.propagated) {
                add(it.block, Way::Fixed(index), router.clone(), if near { 0 } else { 3 });
            }
        }
        // H6
        facts.retain(|fact| fact.block.length > 0 || self.policy(hub, false).is_none());
        self.contest(hub, &mut facts);
        let best: Vec<bool> = facts.iter().map(|fact| facts.iter().all(|it| it.block != fact.block || it.rank >= fact.rank)).collect();
        facts.into_iter().zip(best).filter(|(_, best)| *best).map(|(fact, _)| fact).collect()
    }

    fn way(&self, hub: usize, to: u32) -> Option<Way> {
        let facts = self.facts(hub);
        let longest = facts.iter().filter(|fact| fact.block.holds(to)).max_by_key(|fact| fact.block.length)?.block;
        let mut ways = facts.iter().filter(|fact| fact.block == longest).map(|fact| fact.way);
        let first = ways.next()?;
        let way = if ways.all(|way| way == first) { first } else { Way::Contested };
        Some(self.redirected(hub, to, longest, way))
    }

    /// What a hub tells its branches.
    pub fn told_by_hub(&self, hub: usize) -> Vec<Block> {
        let mut told: Vec<Block> = self.facts(hub).into_iter().map(|fact| fact.block).collect();
        told.push(self.hubs[hub].block);
        if self.policy(hub, false).is_some() {
            told.push(Block { first: 0, length: 0 });
        }
        told
    }

    /// The hubs that a site is a branch of: they learn some of its addresses.
    pub fn hubs_of_site(&self, site: usize) -> Vec<usize> {
        let common = |one: Block, other: Block| one.within(other) || other.within(one);
        let learns = |hub: &usize| {
            let mut pairs =
                self.hubs[*hub].learns.iter().flat_map(|(learned, _)| self.sites[site].blocks.iter().map(move |it| (it, learned)));
            pairs.any(|(block, learned)| common(*block, *learned))
        };
        (0..self.hubs.len()).filter(learns).collect()
    }

    /// H7
    fn branch(&self, hub: usize, to: u32) -> End {
        let all = self.sites.iter().enumerate().flat_map(|(site, it)| it.blocks.iter().map(move |block| (site, *block)));
        let holding: Vec<(usize, Block)> = all.filter(|(_, block)| block.holds(to)).collect();
        let longest = holding.iter().map(|(_, block)| block.length).max();
        let mut found: Vec<usize> = holding.iter().filter(|(_, block)| Some(block.length) == longest).map(|(site, _)| *site).collect();
        if found.is_empty() {
            found = (0..self.sites.len()).filter(|site| self.hubs_of_site(*site).contains(&hub)).collect();
        }
        found.dedup();
        match found.as_slice() {
            [one] => End::At(Place::Site(*one)),
            _ => End::Dropped("UndecidedHub"),
        }
    }

    /// The packet goes to the hub of its network.
    pub fn towards_hub(&self, hub: usize, place: Place, to: u32, journey: &mut Journey) -> Result<Place, End> {
        // W16
        if let (Place::Device(here, _), Some(way)) = (place, self.way(hub, to)) {
            let next_hops = match way {
                Way::Said { index, .. } => {
                    self.said_to_hub(hub).swap_remove(index).next_hops.iter().map(|it| self.spoken(hub, *it)).collect()
                }
                Way::Fixed(index) => vec![self.fixed_next_hop(index)],
                _ => Vec::new(),
            };
            let before =
                |device: usize| self.devices[device].balances.as_ref().is_some_and(|it| it.backends.iter().any(|(it, _)| *it == here));
            if next_hops.into_iter().any(|found| found.is_ok_and(|(device, _)| device == here || before(device))) {
                return Err(End::Dropped("UndecidedBeyondAppliance"));
            }
        }
        journey.passed.push(Passed::Hub(hub));
        Ok(Place::Hub(hub))
    }

    /// The packet came into a hub (H5, H6).
    pub fn in_hub(&self, hub: usize, packet: &mut Packet, journey: &mut Journey, request: Request<'_>) -> Result<Place, End> {
        let to = packet.destination;
        journey.steps.push((Place::Hub(hub), None));
        let known = self.way(hub, to).is_some();
        let private = self.policy(hub, true);
        let spoken_of = BLOCKS.iter().any(|block| Block::read(block).holds(to));
        let firewall = match (private, self.policy(hub, false)) {
            _ if self.hubs[hub].block.holds(to) => None,
            (Some(firewall), _) if spoken_of => Some(firewall),
            (Some(_), _) if known => return Err(End::Dropped("UndecidedHub")),
            (_, internet) => internet.filter(|_| !known),
        };
        match firewall {
            Some(firewall) => self.reach(firewall, 0, packet, journey, request),
            None => self.out_of_hub(hub, None, packet, journey, request),
        }
    }

    /// The packet leaves a hub, or the firewall there.
    pub fn out_of_hub(
        &self,
        hub: usize,
        firewall: Option<usize>,
        packet: &mut Packet,
        journey: &mut Journey,
        request: Request<'_>,
    ) -> Result<Place, End> {
        let to = packet.destination;
        if self.hubs.iter().any(|it| it.block.holds(to)) {
            let own =
                self.hubs[hub].firewall.filter(|it| self.hub_of_firewall(*it) == Some(hub) && self.devices[*it].ports[0].address == to);
            let own = own.ok_or(End::Dropped("UndecidedHub"))?;
            let translated = request.is_some() && packet.swaps.last().is_some_and(|(device, ..)| *device == own);
            return if translated { self.reach(own, 0, packet, journey, request) } else { Err(End::At(Place::Device(own, 0))) };
        }
        match self.way(hub, to) {
            Some(Way::Net(net)) => self.arrive(net, packet, journey, request),
            Some(Way::Branch) if matches!(journey.start, Place::Site(_)) => Err(End::Dropped("UndecidedHub")),
            Some(Way::Branch) => Err(self.branch(hub, to)),
            Some(Way::Said { index, .. }) => {
                let several = self.said_to_hub(hub).swap_remove(index).next_hops;
                let (device, port) = self.spoken(hub, several[self.draw() % several.len()])?;
                self.reach(device, port, packet, journey, request)
            }
            Some(Way::Fixed(index)) => {
                let (device, port) = self.fixed_next_hop(index)?;
                self.reach(device, port, packet, journey, request)
            }
            Some(Way::Hub(other)) => {
                journey.passed.push(Passed::Hub(other));
                Ok(Place::Hub(other))
            }
            Some(Way::Contested) => Err(End::Dropped("UndecidedHub")),
            None => match firewall.filter(|it| self.policy(hub, false) == Some(*it)) {
                Some(firewall) => Err(self.out_to_internet(Place::Device(firewall, 0), packet, journey, request)),
                None => Err(End::Dropped("DroppedHubHasNoRoute")),
            },
        }
    }

    /// The device and port at a next hop that an appliance told a hub.
    fn spoken(&self, hub: usize, address: u32) -> Result<(usize, usize), End> {
        let home = (0..self.nets.len()).find(|net| self.hub_of(*net) == Some(hub) && self.in_space(*net, address));
        let home = home.ok_or(End::Dropped("DroppedNextHopUnreachable"))?;
        let found = self.device_at(home, address).ok_or(End::Dropped(self.machine_at(home, address)))?;
        if self.devices[found.0].ports[found.1].forwards { Ok(found) } else { Err(End::Dropped("DroppedNextHopNotForwarding")) }
    }

    /// Whether a next hop stands in the hub of a network: what becomes of the packet is not known (4.3).
    pub fn hop_in_hub(&self, net: usize, address: Option<u32>, named: Option<(usize, usize)>) -> bool {
        let Some(hub) = self.hub_of(net) else { return false };
        let stands = named.is_some_and(|(device, _)| self.hub_of_firewall(device) == Some(hub));
        stands || address.is_some_and(|address| self.hubs[hub].block.holds(address))
    }

    /// How a packet ends that leaves a firewall for the Internet (4.3, E5).
    pub fn out_to_internet(&self, place: Place, packet: &Packet, journey: &Journey, request: Request<'_>) -> End {
        let own = matches!(place, Place::Device(device, port) if self.devices[device].ports[port].address == packet.source);
        match () {
            () if !is_public(packet.destination) => End::Dropped("DroppedPrivateAddressToInternet"),
            () if !own => End::Dropped("DroppedNotTranslated"),
            () if request.is_some_and(|(_, sender)| sender == Place::Internet) => End::At(Place::Internet),
            () => match self.has_way_out(place, packet.source, journey.payload) {
                // E7
                Ok(()) if self.published(packet.destination).is_some() => End::Dropped("UndecidedOwnPublicAddress"),
                Ok(()) => End::At(Place::Internet),
                Err(end) => End::Dropped(end),
            },
        }
    }
}
