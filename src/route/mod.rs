//! Effective routes: what Azure programs into each subnet, winners and losers.
//!
//! Routes come from three sources, one file each ([`system`], [`propagated`], [`user`]); which of them wins is
//! decided in [`precedence`] and nowhere else.

mod effective;
mod forwarding;
mod listing;
mod none_routes;
mod precedence;
mod propagated;
mod system;
mod user;

pub use effective::{EffectiveRoutes, FilterReason, Filtered, NextHop, Origin, Route, RouteSource, RouteState};
pub use forwarding::ForwardingMap;
pub use listing::{EffectiveRouteRow, FilteredRow, SubnetRoutes, list};
pub use precedence::effective_routes;

use std::collections::HashMap;

use crate::design::{Design, SubnetId, TableId, VnetId};

/// The effective routes of every subnet, computed once for each pair of network and route table.
#[derive(Debug)]
pub struct Routes {
    pairs: Vec<EffectiveRoutes>,
    by_pair: HashMap<(VnetId, Option<TableId>), u32>,
}

impl Routes {
    /// Computes the effective routes of every subnet.
    pub fn of(design: &Design) -> Self {
        let tables: Vec<user::UserRoutes> = design.table_ids().map(|table| user::UserRoutes::of(design, table)).collect();
        let mut routes = Self { pairs: Vec::new(), by_pair: HashMap::new() };
        for vnet in design.vnet_ids() {
            let network = precedence::NetworkRoutes::of(design, vnet);
            // Without a table too: replies of private endpoints may ignore the table of their subnet.
            let pairs = std::iter::once(None).chain(design.subnets_of(vnet).map(|subnet| design.table_of(subnet)));
            for table in pairs {
                routes.by_pair.entry((vnet, table)).or_insert_with(|| {
                    let user = table.and_then(|table| tables.get(table.0 as usize));
                    routes.pairs.push(effective_routes(design, &network, table, user));
                    routes.pairs.len() as u32 - 1
                });
            }
        }
        routes
    }

    /// The effective routes of a subnet.
    pub fn of_subnet(&self, design: &Design, subnet: SubnetId) -> &EffectiveRoutes {
        self.of_pair(subnet.vnet, design.table_of(subnet))
    }

    /// The effective routes of a subnet of `vnet` that carries `table`.
    // Every pair that a design has was computed in `of`.
    #[allow(clippy::indexing_slicing)]
    pub fn of_pair(&self, vnet: VnetId, table: Option<TableId>) -> &EffectiveRoutes {
        &self.pairs[self.by_pair[&(vnet, table)] as usize]
    }
}
