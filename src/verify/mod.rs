//! Intents to verdicts: each is proven for all its packets, or refuted by a packet that was followed to its end.

mod class;
mod expectation;
mod families;
mod inbound;
mod judge;
mod reason;
mod tag;

pub use class::{Place, Senders, Target, internet, pick, senders_of, targets_of};
pub use expectation::{Expectation, waypoint_name};
pub use families::{Answering, answering, joint};
pub use inbound::named_from_internet;
pub use judge::{Judgement, Verdict, Witness, verify};
pub use reason::Reason;
pub use tag::{World, open_tag};
