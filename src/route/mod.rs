//! Effective routes: what Azure programs into each subnet, winners and losers.
//!
//! Routes come from three sources, one file each ([`system`], [`propagated`], [`user`]); which of them wins is
//! decided in [`precedence`] and nowhere else.

mod effective;
mod none_routes;
mod precedence;
mod propagated;
mod system;
mod user;

pub use effective::{EffectiveRoutes, FilterReason, Filtered, NextHop, Origin, Route, RouteSource, RouteState};
pub use none_routes::blocks as none_blocks;
pub(crate) use propagated::advertised;
pub use propagated::learned;

use std::rc::Rc;

use self::precedence::{NetworkRoutes, effective_routes};
use self::user::UserRoutes;
use crate::design::{Design, SubnetId, TableId, VnetId};

/// How many routes [`Routes::of`] would look at, at most: what the subnets of the design have together.
pub fn work(design: &Design) -> u64 {
    let spaces = |vnet: VnetId| design[vnet].address_space.len() + design.private_endpoints_in(vnet).count();
    let mut total = 0;
    for vnet in design.vnet_ids() {
        let mut given = spaces(vnet);
        for link in design.connected_links(vnet) {
            given += spaces(design[link].to) + design[link].subnets.as_ref().map_or(0, |listed| listed.remote.len());
        }
        for gateway in design.gateways_serving(vnet) {
            for connection in &design[gateway].connections {
                given += learned(design, connection).len();
            }
        }
        let tables = tables_in(design, vnet);
        total += (tables.len() as u64 + 1) * given as u64;
        for table in tables.into_iter().flatten() {
            total += design[table].routes.len() as u64;
        }
    }
    total
}

/// The tables that the subnets of a network carry, sorted; a subnet without one counts.
fn tables_in(design: &Design, vnet: VnetId) -> Vec<Option<TableId>> {
    let mut tables = Vec::new();
    for subnet in design.subnets_of(vnet) {
        add(&mut tables, design.table_of(subnet));
    }
    tables
}

fn add(tables: &mut Vec<Option<TableId>>, table: Option<TableId>) {
    if let Err(place) = tables.binary_search(&table) {
        tables.insert(place, table);
    }
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
        let tables: Vec<Rc<UserRoutes>> = design.table_ids().map(|table| Rc::new(UserRoutes::of(design, table))).collect();
        let mut routes = Self { pairs: Vec::new(), by_vnet: Vec::new() };
        for vnet in design.vnet_ids() {
            let network = NetworkRoutes::of(design, vnet);
            let mut tables_here = tables_in(design, vnet);
            // Replies of private endpoints may ignore the table of their subnet, and a gateway may lack its subnet.
            let asked = design.private_endpoints_in(vnet).next().is_some() || design.gateways_in(vnet).next().is_some();
            if asked || tables_here.is_empty() {
                add(&mut tables_here, None);
            }
            let mut here = Vec::with_capacity(tables_here.len());
            for table in tables_here {
                let user = table.and_then(|table| tables.get(table.0 as usize)).cloned().unwrap_or_default();
                here.push((table, routes.pairs.len() as u32));
                routes.pairs.push(effective_routes(design, &network, table, user));
            }
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
