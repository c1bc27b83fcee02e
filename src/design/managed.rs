//! The route tables that Azure Virtual Network Manager makes of routing rules.

use super::id::{SubnetId, TableId};
use super::route_table::RouteTable;

/// What routing rules make of the route tables.
#[derive(Clone, Debug, Default)]
pub(super) struct Managed {
    /// The tables, behind the written ones.
    pub(super) tables: Vec<RouteTable>,
    /// Per table: the written one whose routes it has too.
    pub(super) made_of: Vec<Option<TableId>>,
    /// The subnets with such a table, ascending.
    pub(super) subnets: Vec<(SubnetId, TableId)>,
    /// Whether there are more rules and subnets than are looked at.
    pub(super) cut_short: bool,
}
