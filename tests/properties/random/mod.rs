//! Random designs over everything that the language expresses now, as JSON documents, and packets for them.
//!
//! A design is built from a tape of numbers, so that a failing one shrinks by itself: a shorter tape and smaller numbers
//! are a simpler design. Addresses come from a few blocks, so that things collide.

mod admin;
mod design;
mod egress;
mod gateways;
mod groups;
mod hubs;
mod intents;
mod interfaces;
mod options;
mod packets;
mod peerings;
mod servers;
mod tags;
mod tape;

pub use design::document;
pub use packets::{addresses, hosts, payload, starts};
pub use tags::service_tags;
pub use tape::{Tape, config, enough, tape};
