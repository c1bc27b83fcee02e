//! Routewright compiles and validates Azure route-table designs.
//!
//! A **design** is **checked**, gives each subnet its effective **routes**, which decide where each **flow** goes, which
//! **verifies** or refutes the intents, and **emits** resource definitions.

pub mod address;
pub mod diagnostic;

pub mod check;
pub mod design;
pub mod route;
