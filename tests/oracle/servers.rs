//! Route servers: what appliances tell them, and what they pass on.

use serde_json::Value;

use super::model::{Block, Estate, Far, number};
use super::read::{list, text};
use super::walk::{End, Place};

#[derive(Debug)]
pub struct Server {
    pub net: usize,
    /// Whether it passes routes on between gateways and appliances.
    pub branch: bool,
    pub preference: String,
    pub adverts: Vec<Advert>,
}

/// What a peer advertises: prefix, next hop, numbers on the way.
pub type Advert = (Block, u32, Vec<u64>);

/// What appliances say of one prefix over paths of one length.
#[derive(Debug)]
pub struct Said {
    pub block: Block,
    pub path: usize,
    pub next_hops: Vec<u32>,
}

/// Reads a route server; `device` finds the first address of an appliance.
pub fn read(it: &Value, net: usize, device: impl Fn(&str) -> u32) -> Server {
    let preference = it["hubRoutingPreference"].as_str().unwrap_or("ExpressRoute").to_owned();
    Server { net, branch: it["branchToBranch"] == true, preference, adverts: adverts(it, "peers", device) }
}

/// What the peers of a route server or hub advertise.
pub fn adverts(it: &Value, peers: &str, device: impl Fn(&str) -> u32) -> Vec<Advert> {
    let mut adverts = Vec::new();
    for peer in list(it, peers) {
        for route in list(peer, "advertises") {
            let next = route["nextHop"].as_str().map_or_else(|| device(&text(peer, "appliance")), number);
            let path = list(route, "asPath").iter().map(|it| it.as_u64().unwrap()).collect();
            adverts.push((Block::read(&text(route, "addressPrefix")), next, path));
        }
    }
    adverts
}

/// What is said of each prefix, a path with Azure's own number left out; the appliance itself is always on the way (R11).
pub fn said(adverts: &[Advert]) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    for (block, next, path) in adverts.iter().filter(|(.., path)| !path.contains(&65515)) {
        let path = path.len().max(1);
        match said.iter_mut().find(|it| it.block == *block && it.path == path) {
            Some(known) if known.next_hops.contains(next) => {}
            Some(known) => known.next_hops.push(*next),
            None => said.push(Said { block: *block, path, next_hops: vec![*next] }),
        }
    }
    said
}

impl Estate {
    /// The route servers that serve a network: its own, then those of peers whose transit it uses (11.7).
    pub fn servers_serving(&self, net: usize) -> Vec<usize> {
        let standing = |net: usize| (0..self.servers.len()).filter(move |server| self.servers[*server].net == net);
        let hubs = self.connected(net).into_iter().map(|link| link.to).filter(|hub| self.uses_transit(net, *hub));
        standing(net).chain(hubs.flat_map(standing)).collect()
    }

    /// What a route server is told.
    pub fn said(&self, server: usize) -> Vec<Said> {
        said(&self.servers[server].adverts)
    }

    /// The route server that passes routes on to and from a gateway: of its own network, and for a VPN gateway only with two
    /// instances and the number 65515 (11.6).
    pub fn exchange(&self, gateway: usize) -> Option<usize> {
        let it = &self.gateways[gateway];
        let takes_part = it.express_route || it.instances.len() == 2 && it.asn.is_none_or(|asn| asn == 65515);
        (0..self.servers.len()).find(|server| takes_part && self.servers[*server].net == it.net && self.servers[*server].branch)
    }

    /// What a gateway tells besides, with who taught it (R13).
    pub fn exchanged(&self, gateway: usize) -> Vec<(Block, Option<Far>)> {
        let Some(server) = self.exchange(gateway) else { return Vec::new() };
        let mut told: Vec<(Block, Option<Far>)> = self.said(server).into_iter().map(|said| (said.block, None)).collect();
        for other in 0..self.gateways.len() {
            if other == gateway || self.exchange(other) != Some(server) {
                continue;
            }
            for connection in self.gateways[other].connections.iter().filter(|it| self.answered(other, it.to)) {
                let taught = match (&connection.learns, connection.to) {
                    (Some(stated), _) => stated.iter().map(|(block, _)| *block).collect(),
                    (None, Far::Site(site)) => self.sites[site].blocks.clone(),
                    (None, Far::Gateway(far)) => self.advertised(far),
                };
                told.extend(taught.into_iter().map(|block| (block, Some(connection.to))));
            }
        }
        told.retain(|(block, _)| !self.nets[self.gateways[gateway].net].space.iter().any(|space| block.within(*space)));
        told
    }

    /// The device and port that an advertised route leads to, but to none from the device itself (W16).
    pub fn advertiser(&self, place: Place, net: usize, server: usize, index: usize) -> Result<(usize, usize), End> {
        let several = &self.said(server)[index].next_hops;
        let (device, port) = self.next_hop(net, Some(several[self.draw() % several.len()]), None)?;
        let own = matches!(place, Place::Device(here, _) if here == device);
        if own { Err(End::Dropped("UndecidedBeyondAppliance")) } else { Ok((device, port)) }
    }

    /// Whether a packet in one gateway goes on to another (R13).
    pub fn passes_on(&self, place: Place, other: usize) -> bool {
        let Place::Gateway(here) = place else { return false };
        here != other && self.exchange(here).is_some() && self.exchange(here) == self.exchange(other)
    }
}
