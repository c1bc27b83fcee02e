//! The stages that every answer goes through for every route and packet: what the design says, which routes are in effect,
//! where packets go, and whether the intents hold.
//!
//! A crate of its own, because it is compiled for speed and the rest for size; [`routewright`](../routewright) has all stages
//! in order.

pub mod address;
pub mod json;

pub mod diagnostic;

pub mod design;

pub mod workload;

pub mod route;

pub mod flow;

pub mod verify;

pub mod ipv4;
