//! Routewright compiles and validates Azure route-table designs.
//!
//! A **design** is **checked**, gives each subnet its effective **routes**, which decide where each **flow** goes, which
//! **verifies** or refutes the intents, and **emits** resource definitions.
//!
//! The stages are modules in that order; each imports only from those before it. [`address`], [`json`] and [`diagnostic`] are the
//! vocabulary below every stage, [`compile`] alone knows the order, and [`wasm`] alone knows JavaScript.

pub use routewright_core::{address, design, diagnostic, flow, ipv4, json, route, verify, workload};

pub mod check;

pub mod property;

pub mod suppress;

pub mod answer;

pub mod emit;

pub mod compile;

pub mod wasm;
