//! Effective routes: what Azure programs into each subnet, winners and losers.
//!
//! Routes come from three sources, one file each ([`system`], [`propagated`], [`user`]); which of them wins is
//! decided in [`precedence`] and nowhere else.

mod effective;
mod entry;
mod hubs;
mod none_routes;
mod precedence;
mod preference;
mod propagated;
mod public;
mod storage;
mod system;
mod tags;
mod user;

pub use effective::{EffectiveRoutes, FilterReason, Filtered};
pub use entry::{NextHop, Origin, Route, RouteSource, RouteState, TaughtBy};
pub use hubs::{HubWay, told_by_hub, ways_of_hub};
pub use none_routes::blocks as none_blocks;
pub use propagated::{Learned, learned};
pub(crate) use propagated::{advertised, carries, exchanged, reached};
pub(crate) use public::is_public;
pub use public::{is_private, private, public};
pub(crate) use storage::{NearStorage, near_storage};

use std::rc::Rc;

use self::precedence::{NetworkRoutes, effective_routes};
use self::user::UserRoutes;
use crate::address::{Address, Ipv4};
use crate::design::{Design, Destination, HubId, PRIVATE_TRAFFIC, ServiceEndpoint, ServiceTag, SubnetId, TableId, VnetId};

/// How many routes [`Routes::of`] would look at, at most: what the subnets of the design have together.
pub fn work<A: Address>(design: &Design) -> u64 {
    let spaces = |vnet: VnetId| design[vnet].address_space.len() + design.private_endpoints_in(vnet).count();
    let mut total = 0;
    let in_hubs = known_to_hubs(design);
    for vnet in design.vnet_ids() {
        let mut given = spaces(vnet);
        for link in design.connected_links(vnet) {
            given += spaces(design[link].to) + design[link].subnets.as_ref().map_or(0, |listed| listed.remote.len());
        }
        given += design.grouped(vnet).iter().map(|to| spaces(*to)).sum::<usize>();
        for gateway in design.gateways_serving(vnet) {
            for connection in &design[gateway].connections {
                given += learned::<A>(design, gateway, connection).len();
            }
        }
        given += design.route_servers_serving(vnet).map(|server| design.announcements_to(server.into()).count()).sum::<usize>();
        given += design.hub_of(vnet).map_or(0, |_| in_hubs);
        let tables = tables_in(design, vnet);
        total += (tables.len() as u64 + 1) * given as u64;
        for (table, endpoints) in tables {
            total += table.map_or(0, |table| table_work::<A>(design, table));
            let services = ServiceEndpoint::of_bits(endpoints).filter_map(ServiceEndpoint::tag);
            total += services.map(|tag| tag_work::<A>(design, tag)).sum::<u64>();
        }
    }
    total
}

/// How many prefixes a hub knows, at most.
fn known_to_hubs(design: &Design) -> usize {
    let networks = |hub| design.connected_to(hub).map(|vnet| design[vnet].address_space.len()).sum::<usize>();
    // Itself, and what its routing intent puts in the place of all.
    let own = 2 + PRIVATE_TRAFFIC.len();
    let told = |hub: HubId| design[hub].learns.len() + design.announcements_to_hub(hub).count() + design.static_routes_of(hub).count();
    design.hub_ids().map(|hub| own + networks(hub) + told(hub)).sum()
}

/// How many routes a table has when its tags are written out.
fn table_work<A: Address>(design: &Design, table: TableId) -> u64 {
    let routes = design[table].routes.iter().map(|route| match route.address_prefix {
        Destination::Prefix(_) => 1,
        Destination::Tag(tag) => tag_work::<A>(design, tag),
    });
    routes.sum()
}

fn tag_work<A: Address>(design: &Design, tag: ServiceTag) -> u64 {
    design.tag_addresses.of::<A>(tag).map_or(1, |known| known.len() as u64)
}

/// What a subnet carries that decides its routes: its table, and its service endpoints as bits.
type Carried = (Option<TableId>, u16);

fn carried(design: &Design, subnet: SubnetId) -> Carried {
    (design.table_of(subnet), design[subnet].endpoints())
}

/// What the subnets of a network carry, sorted; a subnet without anything counts.
fn tables_in(design: &Design, vnet: VnetId) -> Vec<Carried> {
    let mut tables = Vec::new();
    for subnet in design.subnets_of(vnet) {
        add(&mut tables, carried(design, subnet));
    }
    tables
}

fn add(tables: &mut Vec<Carried>, table: Carried) {
    if let Err(place) = tables.binary_search(&table) {
        tables.insert(place, table);
    }
}

/// The effective routes of every subnet, computed once for each pair of network and what its subnets carry.
#[derive(Debug)]
pub struct Routes<A: Address = Ipv4> {
    pairs: Vec<EffectiveRoutes<A>>,
    /// Per network: what its subnets carry, each with the index of the pair.
    by_vnet: Vec<Vec<(Carried, u32)>>,
}

impl<A: Address> Routes<A> {
    /// Computes the effective routes of every subnet.
    pub fn of(design: &Design) -> Self {
        let ids = design.table_ids().chain(design.managed_table_ids());
        let tables: Vec<Rc<UserRoutes<A>>> = ids.map(|table| Rc::new(UserRoutes::of(design, table))).collect();
        let mut routes = Self { pairs: Vec::new(), by_vnet: Vec::new() };
        for vnet in design.vnet_ids() {
            let network = NetworkRoutes::of(design, vnet);
            let mut tables_here = tables_in(design, vnet);
            // Replies of private endpoints may ignore the table of their subnet, and a gateway may lack its subnet.
            let asked = design.private_endpoints_in(vnet).next().is_some() || design.gateways_in(vnet).next().is_some();
            if asked || tables_here.is_empty() {
                add(&mut tables_here, (None, 0));
            }
            let mut here = Vec::with_capacity(tables_here.len());
            for (table, endpoints) in tables_here {
                let user = table.and_then(|table| tables.get(table.0 as usize)).cloned().unwrap_or_default();
                here.push(((table, endpoints), routes.pairs.len() as u32));
                routes.pairs.push(effective_routes(design, &network, (table, endpoints), user));
            }
            routes.by_vnet.push(here);
        }
        routes
    }

    /// All that there are.
    pub fn all(&self) -> &[EffectiveRoutes<A>] {
        &self.pairs
    }

    /// The effective routes of a subnet.
    pub fn of_subnet(&self, design: &Design, subnet: SubnetId) -> &EffectiveRoutes<A> {
        let (table, endpoints) = carried(design, subnet);
        self.of_pair(subnet.vnet, table, endpoints)
    }

    /// The effective routes of a subnet of `vnet` that carries `table`, and service endpoints as bits.
    // Every pair that is asked for was computed in `of`.
    #[allow(clippy::indexing_slicing)]
    pub fn of_pair(&self, vnet: VnetId, table: Option<TableId>, endpoints: u16) -> &EffectiveRoutes<A> {
        let tables = &self.by_vnet[vnet.0 as usize];
        let found = tables.partition_point(|(known, _)| *known < (table, endpoints));
        &self.pairs[tables[found].1 as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::work;
    use crate::address::Ipv4;

    /// A network with one subnet, and so many peered with it.
    fn with_peers(count: u32) -> u64 {
        let name = |index: u32| format!(r#"{{ "name": "n{index}", "addressSpace": ["10.{index}.0.0/16"], "subnets": [] }}"#);
        let networks: Vec<String> = (0..=count).map(name).collect();
        let peerings: Vec<String> = (1..=count).map(|index| format!(r#"{{ "between": ["n0", "n{index}"] }}"#)).collect();
        let document = format!(r#"{{ "virtualNetworks": [{}], "peerings": [{}] }}"#, networks.join(","), peerings.join(","));
        work::<Ipv4>(&crate::design::decode(document.as_bytes()).design)
    }

    // Specification 1.3, 2.1: each network has a route to itself and one to each of its peers.
    #[test]
    fn a_peer_is_three_routes_more() {
        for count in 0..4 {
            assert_eq!(with_peers(count), u64::from(1 + 3 * count), "{count}");
        }
    }
}
