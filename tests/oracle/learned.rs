//! What gateways and route servers teach a network.

use super::hubs::{BLOCKS, Way};
use super::model::{Block, Estate, Far};
use super::routes::{Row, To};

/// A route that a network is offered.
struct Offer {
    block: Block,
    to: To,
    addresses: Vec<Option<u32>>,
    express: bool,
    /// How many networks are on the way (R11).
    path: usize,
    /// The network whose own prefixes are never told (11.6).
    home: Option<usize>,
}

impl Estate {
    /// The learned routes that are programmed, and the prefixes of those that are not.
    pub fn learned_rows(&self, net: usize, table: Option<usize>) -> (Vec<Row>, Vec<Block>) {
        let propagates = table.is_none_or(|table| self.tables[table].propagation);
        let offers = self.offers(net);
        let (mut rows, mut missing) = (Vec::new(), Vec::new());
        let best = |block: Block| {
            let same = offers.iter().filter(|it| it.block == block && self.may_be_programmed(net, table, it));
            same.map(|it| self.rank(net, it)).min()
        };
        for offer in &offers {
            // 5.1, 1.5, 3.2
            if !propagates || !self.may_be_programmed(net, table, offer) || best(offer.block) != Some(self.rank(net, offer)) {
                missing.push(offer.block);
                continue;
            }
            let beside_gateway = offers.iter().any(|it| {
                let equal = it.block == offer.block && best(it.block) == Some(self.rank(net, it));
                equal && matches!(it.to, To::Learned(_)) && self.may_be_programmed(net, table, it)
            });
            rows.push(Row {
                source: "VirtualNetworkGateway",
                active: true,
                block: offer.block,
                hop: "VirtualNetworkGateway",
                addresses: offer.addresses.clone(),
                beside: Vec::new(),
                name: None,
                tag: None,
                // R12
                to: if matches!(offer.to, To::Advertised { .. }) && beside_gateway { To::Contested } else { offer.to },
            });
        }
        (rows, missing)
    }

    fn offers(&self, net: usize) -> Vec<Offer> {
        let mut offers = Vec::new();
        for gateway in self.serving(net) {
            for connection in 0..self.gateways[gateway].connections.len() {
                for (block, next) in self.learned(gateway, connection) {
                    let addresses = next.map_or_else(|| self.gateways[gateway].instances.clone(), |next| vec![Some(next)]);
                    let express = self.gateways[gateway].express_route;
                    let path = if express { 2 } else { 1 };
                    offers.push(Offer { block, to: To::Learned(gateway), addresses, express, path, home: None });
                }
            }
        }
        for server in self.servers_serving(net) {
            for (index, said) in self.said(server).into_iter().enumerate() {
                let addresses = said.next_hops.iter().copied().map(Some).collect();
                let (home, to) = (Some(self.servers[server].net), To::Advertised { server, index });
                offers.push(Offer { block: said.block, to, addresses, express: false, path: said.path, home });
            }
        }
        if let Some(hub) = self.hub_of(net) {
            let offer = |block, addresses| Offer { block, to: To::Hub(hub), addresses, express: false, path: 1, home: None };
            // H11
            let default = self.hubs[hub].connections.iter().find(|it| it.net == net).is_some_and(|it| it.internet);
            if let Some(firewall) = self.policy(hub, false).filter(|_| default) {
                offers.push(offer(Block { first: 0, length: 0 }, vec![self.devices[firewall].stated]));
            }
            match self.policy(hub, true) {
                // H5
                Some(firewall) => offers.extend(BLOCKS.map(|block| offer(Block::read(block), vec![self.devices[firewall].stated]))),
                None => {
                    let mut routers: Vec<Block> = Vec::new();
                    for fact in self.facts(hub).into_iter().filter(|fact| fact.way != Way::Net(net) && (default || fact.block.length > 0)) {
                        // One row of the router for each prefix.
                        let of_router = matches!(fact.way, Way::Net(_) | Way::Hub(_) | Way::Fixed(_) | Way::Contested);
                        if of_router && routers.contains(&fact.block) {
                            continue;
                        }
                        routers.extend(of_router.then_some(fact.block));
                        offers.push(offer(fact.block, fact.addresses));
                    }
                }
            }
        }
        offers
    }

    /// 1.5: nothing of the own address space, and nothing inside that of a peer, but with its option what is inside a prefix that a
    /// user-defined route overrides; of the route server's network nothing is even told (11.6).
    fn may_be_programmed(&self, net: usize, table: Option<usize>, offer: &Offer) -> bool {
        let overridden = |space: &Block| {
            let option = self.options.learned_inside_overridden && *space != offer.block;
            // With the told prefixes of tags, which make a system route Invalid as well, and without routes that are not complete.
            option && self.user_rows(table).0.iter().any(|route| route.block == *space)
        };
        let told = offer.home.is_none_or(|home| !self.nets[home].space.iter().any(|space| offer.block.within(*space)));
        let own = self.nets[net].space.iter().any(|space| offer.block.within(*space) && !overridden(space));
        let grouped = self.grouped(net).into_iter().flat_map(|member| self.nets[member].space.clone());
        let hub = self.hub_of(net).map(|hub| self.hubs[hub].block);
        let mut peers = self.connected(net).into_iter().flat_map(|link| self.blocks_over(link)).chain(grouped).chain(hub);
        let inside_peer = peers.any(|space| offer.block.within(space) && offer.block != space && !overridden(&space));
        told && !own && !inside_peer
    }

    /// The order of preference of routes with one prefix (3.2, 11.6).
    fn rank(&self, net: usize, offer: &Offer) -> (usize, usize) {
        let vpn = usize::from(!offer.express);
        let Some(server) = self.servers_serving(net).first().copied() else { return (vpn, 0) };
        let preference = if self.servers[server].branch { self.servers[server].preference.as_str() } else { "ExpressRoute" };
        match preference {
            "ExpressRoute" => (vpn, offer.path),
            "VpnGateway" => (1 - vpn, offer.path),
            "ASPath" => (offer.path, vpn),
            other => panic!("no preference {other}"),
        }
    }

    /// What a gateway learns over a connection: as stated, else the site's prefixes or what the other gateway tells (3.2).
    pub fn learned(&self, gateway: usize, connection: usize) -> Vec<(Block, Option<u32>)> {
        let connection = &self.gateways[gateway].connections[connection];
        if !self.answered(gateway, connection.to) {
            return Vec::new();
        }
        let prefixes = match (&connection.learns, connection.to) {
            (Some(stated), _) => return stated.clone(),
            (None, Far::Site(site)) => self.sites[site].blocks.clone(),
            (None, Far::Gateway(far)) => {
                let bgp = self.gateways[far].bgp.map(|address| Block { first: address, length: 32 });
                let mut told: Vec<Block> = self.advertised(far).into_iter().chain(bgp).collect();
                if connection.bgp {
                    told.extend(self.exchanged(far).into_iter().map(|(block, _)| block));
                }
                told
            }
        };
        prefixes.into_iter().map(|block| (block, None)).collect()
    }

    /// Whether the other end of a connection has one back: a site always, another gateway only where it says so (3.2).
    pub fn answered(&self, gateway: usize, to: Far) -> bool {
        match to {
            Far::Site(_) => true,
            Far::Gateway(far) => far != gateway && self.gateways[far].connections.iter().any(|back| back.to == Far::Gateway(gateway)),
        }
    }

    /// What a gateway advertises: its network and the peers that use its transit; or the summary that its network has instead of
    /// itself and of what it covers of the peers (3.2).
    pub fn advertised(&self, gateway: usize) -> Vec<Block> {
        let home = &self.nets[self.gateways[gateway].net];
        if home.summary.is_empty() {
            return home.space.iter().copied().chain(self.transit(gateway)).collect();
        }
        let hidden = |block: &Block| home.summary.iter().any(|whole| block.within(*whole));
        let peers = self.transit(gateway).into_iter().filter(|block| !hidden(block));
        home.summary.iter().copied().chain(peers).collect()
    }

    /// What a gateway reaches inside Azure.
    pub fn inward(&self, gateway: usize) -> Vec<Block> {
        let home = &self.nets[self.gateways[gateway].net];
        home.space.iter().copied().chain(self.transit(gateway)).collect()
    }

    fn transit(&self, gateway: usize) -> Vec<Block> {
        let home = self.gateways[gateway].net;
        let spokes = self.connected(home).into_iter().filter(|link| self.uses_transit(link.to, home));
        spokes.flat_map(|link| self.blocks_over(link)).collect()
    }
}
