//! What hosts are told, in the field's words: routes, the way of a packet, verdicts.
//!
//! Put into words when it is asked for; the stages before know no words but the design's own.

mod egress;
mod families;
mod query;
mod routes;
mod rows;
mod security;
mod verdict;
mod walk;

pub use families::{list_both, present_both};
pub use query::answer;
pub use routes::{EffectiveRouteRow, FilteredRow, SubnetRoutes, list};
pub use rows::{HopRow, PacketRow, TraceRow, WalkRow};
pub use verdict::{VerdictRow, WitnessRow, present};
pub use walk::explain;
