//! The emission: golden cases, properties of the order, and Microsoft's schemas as the judge of every body.

// What helps a test may fail as the test does.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod facts;
mod golden;
mod order;
mod random;
mod template;

use routewright::emit::{Emission, emit};

/// The emission of a document that is well-formed.
fn emission(document: &str) -> Emission {
    let decoded = routewright::design::decode(document.as_bytes());
    assert_eq!(decoded.diagnostics, [], "the document of a test must be well-formed");
    emit(&decoded.design)
}
