//! Effective routes: what Azure programs into each subnet, winners and losers.
//!
//! Routes come from three sources, one file each ([`system`], [`propagated`], [`user`]); which of them wins is
//! decided in [`precedence`] and nowhere else.

mod effective;
mod listing;
mod none_routes;
mod precedence;
mod propagated;
mod system;
mod user;

pub use effective::{EffectiveRoutes, FilterReason, Filtered, NextHop, Origin, Route, RouteSource, RouteState};
pub use listing::{EffectiveRouteRow, FilteredRow, SubnetRoutes, list};
pub(crate) use listing::{described, next_hop_type, row};
pub use none_routes::blocks as none_blocks;
pub use precedence::effective_routes;
pub(crate) use propagated::{advertised, learned};

use crate::address::sort_by_rank;
use crate::design::{Design, SubnetId, TableId, VnetId};

/// How many routes [`Routes::of`] would look at, at most: what the subnets of the design have together.
pub fn work(design: &Design) -> u64 {
    let len = |count: usize| count as u64;
    let spaces = |vnet: VnetId| len(design[vnet].address_space.len() + design.private_endpoints_in(vnet).count());
    let learned = |vnet: VnetId| {
        let connections = design.gateways_serving(vnet).flat_map(|gateway| design[gateway].connections.iter());
        connections.map(|connection| len(propagated::learned(design, connection).len())).sum::<u64>()
    };
    let of_vnet = |vnet: VnetId| {
        let given = spaces(vnet) + design.connected_links(vnet).map(|link| spaces(design[link].to)).sum::<u64>() + learned(vnet);
        let tables = tables_in(design, vnet);
        let user = tables.iter().flatten().map(|table| len(design[*table].routes.len())).sum::<u64>();
        (len(tables.len()) + 1) * given + user
    };
    design.vnet_ids().map(of_vnet).sum()
}

/// The tables of the subnets of a network, each once; `None` where a subnet has none.
fn tables_in(design: &Design, vnet: VnetId) -> Vec<Option<TableId>> {
    let mut tables: Vec<_> = design.subnets_of(vnet).map(|subnet| design.table_of(subnet)).collect();
    sort_by_rank(&mut tables, |table| table.map_or(0, |table| u64::from(table.0) + 1));
    tables.dedup();
    tables
}

/// The effective routes of every subnet, computed once for each pair of network and route table.
#[derive(Debug)]
pub struct Routes {
    pairs: Vec<EffectiveRoutes>,
    /// Per network: its tables, each with the index of the pair.
    by_vnet: Vec<Vec<(Option<TableId>, u32)>>,
}

impl Routes {
    /// Computes the effective routes of every subnet.
    pub fn of(design: &Design) -> Self {
        let tables: Vec<user::UserRoutes> = design.table_ids().map(|table| user::UserRoutes::of(design, table)).collect();
        let mut routes = Self { pairs: Vec::new(), by_vnet: Vec::new() };
        for vnet in design.vnet_ids() {
            let network = precedence::NetworkRoutes::of(design, vnet);
            let mut tables_here = tables_in(design, vnet);
            // Replies of private endpoints may ignore the table of their subnet, and a gateway may lack its subnet.
            let asked = design.private_endpoints_in(vnet).next().is_some() || design.gateways_in(vnet).next().is_some();
            if tables_here.is_empty() || asked && tables_here.first() != Some(&None) {
                tables_here.insert(0, None);
            }
            let pair = |table: Option<TableId>| {
                let user = table.and_then(|table| tables.get(table.0 as usize));
                routes.pairs.push(effective_routes(design, &network, table, user));
                (table, routes.pairs.len() as u32 - 1)
            };
            let here = tables_here.into_iter().map(pair).collect();
            routes.by_vnet.push(here);
        }
        routes
    }

    /// The effective routes of a subnet.
    pub fn of_subnet(&self, design: &Design, subnet: SubnetId) -> &EffectiveRoutes {
        self.of_pair(subnet.vnet, design.table_of(subnet))
    }

    /// The effective routes of a subnet of `vnet` that carries `table`.
    // Every pair that is asked for was computed in `of`.
    #[allow(clippy::indexing_slicing)]
    pub fn of_pair(&self, vnet: VnetId, table: Option<TableId>) -> &EffectiveRoutes {
        let tables = &self.by_vnet[vnet.0 as usize];
        let found = tables.partition_point(|(known, _)| *known < table);
        &self.pairs[tables[found].1 as usize]
    }
}
