//! What happens to packets.
//!
//! [`trace`] moves one packet hop by hop, there and back: the reference semantics. [`symbolic`] does the same for
//! all packets of a class at once and is believed only because its counterexamples are replayed by `trace`.

mod admin;
mod balance;
mod disposition;
mod egress;
mod exchange;
mod extent;
mod firewall;
mod forwarders;
mod guards;
mod hubs;
mod inbound;
mod network;
mod next_hop;
mod packet;
mod platform;
mod position;
mod private_endpoint;
mod rule;
mod security;
mod steps;
mod symbolic;
mod tags;
mod through_hub;
mod trace;
mod traffic;
mod translation;

pub use disposition::Disposition;
pub use egress::Egress;
pub use firewall::Inspection;
pub use inbound::{Published, stood_in_for};
pub use network::Network;
pub use packet::{Header, Hop, Note, Trace, Translation, Walk};
pub use position::{Instance, Position};
pub use rule::{Decision, RuleName, RuleSource};
pub use symbolic::{Budget, Exhausted, Outcome, at_group, replies, walk_class};
pub use trace::{asked, trace, walk};
pub use traffic::{Traffic, numbers};
pub use translation::Translating;
