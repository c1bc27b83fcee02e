//! Static routes of virtual hubs' connections (H8 to H11).

use serde_json::Value;

use super::hubs::{Fact, Way};
use super::model::{Block, Estate};
use super::read::{list, text};
use super::walk::End;

/// An address, or a device and port by name.
pub type Hop = (Option<u32>, Option<(usize, usize)>);

/// A connection of a hub.
#[derive(Debug)]
pub struct Connection {
    pub net: usize,
    /// Whether the network learns default routes.
    pub internet: bool,
    propagated: bool,
    contains: bool,
    routes: Vec<(Vec<Block>, Hop)>,
}

/// One prefix of a static route.
#[derive(Clone, Copy, Debug)]
pub struct StaticRoute {
    pub hub: usize,
    net: usize,
    pub block: Block,
    pub propagated: bool,
    contains: bool,
    hop: Hop,
}

/// Reads a connection; `net` finds a network, `hop` what a route names.
pub fn read(it: &Value, net: impl Fn(&str) -> usize, hop: impl Fn(&Value) -> Hop) -> Connection {
    let blocks = |it: &Value| list(it, "addressPrefixes").iter().map(|it| Block::read(it.as_str().unwrap())).collect();
    Connection {
        net: net(it.as_str().unwrap_or(&text(it, "remoteVirtualNetwork"))),
        internet: it["enableInternetSecurity"] != false,
        propagated: it["propagateStaticRoutes"] != false,
        contains: it["vnetLocalRouteOverrideCriteria"] != "Equal",
        routes: list(it, "staticRoutes").iter().map(|it| (blocks(it), hop(it))).collect(),
    }
}

impl Estate {
    /// The static routes of every hub, prefix by prefix; those of a connection that does not come about do nothing (H1).
    pub fn static_routes(&self) -> Vec<StaticRoute> {
        let mut all = Vec::new();
        for hub in 0..self.hubs.len() {
            for it in self.hubs[hub].connections.iter().filter(|it| self.hub_of(it.net) == Some(hub)) {
                let (net, propagated, contains) = (it.net, it.propagated, it.contains);
                for (blocks, hop) in &it.routes {
                    all.extend(blocks.iter().map(|block| StaticRoute { hub, net, block: *block, propagated, contains, hop: *hop }));
                }
            }
        }
        all
    }

    /// Whether a static route is for what another network of a hub has, or for a part of it.
    fn is_taken(&self, route: &StaticRoute) -> bool {
        let mut others = (0..self.nets.len()).filter(|net| *net != route.net && self.hub_of(*net).is_some());
        others.any(|net| self.nets[net].space.iter().any(|space| route.block.within(*space)))
    }

    /// H8
    pub fn contest(&self, hub: usize, facts: &mut [Fact]) {
        let all = self.static_routes();
        let mut open: Vec<Block> = Vec::new();
        for fact in facts.iter() {
            let Some(route) = fact.fixed.map(|index| &all[index]) else { continue };
            let mut same = facts.iter().filter(|it| it.block == fact.block);
            let own = same.clone().any(|it| it.fixed.is_some_and(|index| all[index].hub == hub));
            if self.is_taken(route) || !own && same.any(|it| it.way != fact.way) {
                open.push(fact.block);
            }
        }
        for fact in facts.iter_mut().filter(|fact| open.contains(&fact.block)) {
            (fact.way, fact.addresses, fact.rank) = (Way::Contested, vec![self.hubs[hub].router], 0);
        }
    }

    /// H9: where a hub sends a packet whose longest known prefix is `known`.
    pub fn redirected(&self, hub: usize, to: u32, known: Block, way: Way) -> Way {
        let all = self.static_routes();
        let intent = self.policy(hub, true).is_some() || self.policy(hub, false).is_some();
        let its = || all.iter().enumerate().filter(|(_, it)| it.hub == hub && it.block.holds(to));
        // What is in a part of the network that a route is for which no hub knows.
        let part = |it: &StaticRoute| self.nets[it.net].space.iter().any(|space| it.block.within(*space) && it.block != *space);
        if its().any(|(_, it)| !it.propagated && it.block.length >= known.length && part(it)) {
            return Way::Contested;
        }
        let Way::Net(net) = way else { return way };
        let counts = |it: &StaticRoute| if it.block == known { !it.propagated } else { it.contains && !intent };
        let holding: Vec<_> = its().filter(|(_, it)| it.net == net && known.within(it.block) && counts(it)).collect();
        let longest = holding.iter().map(|(_, it)| it.block.length).max();
        let mut ways = holding
            .iter()
            .filter(|(_, it)| Some(it.block.length) == longest)
            .map(|(index, it)| if it.propagated && !self.is_taken(it) { Way::Fixed(*index) } else { Way::Contested });
        let Some(first) = ways.next() else { return way };
        if ways.all(|other| other == first) { first } else { Way::Contested }
    }

    /// H10: the device and port that a static route leads to.
    pub fn fixed_next_hop(&self, index: usize) -> Result<(usize, usize), End> {
        let route = self.static_routes().swap_remove(index);
        let unreachable = End::Dropped("DroppedNextHopUnreachable");
        let found = match route.hop {
            (_, Some((device, port))) => {
                Some((device, port)).filter(|_| self.devices[device].ports[port].net == route.net).ok_or(unreachable)?
            }
            (Some(address), None) if self.in_space(route.net, address) => {
                self.device_at(route.net, address).ok_or(End::Dropped(self.machine_at(route.net, address)))?
            }
            _ => return Err(unreachable),
        };
        if self.devices[found.0].ports[found.1].forwards { Ok(found) } else { Err(End::Dropped("DroppedNextHopNotForwarding")) }
    }
}
