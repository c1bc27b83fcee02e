//! Intents to verdicts: each is proven for all its packets, or refuted by a packet that was followed to its end.

mod class;
mod expectation;
mod judge;
pub mod property;
mod query;
mod verdict;

pub use expectation::Expectation;
pub use judge::{Judgement, Verdict, Witness, verify};
pub use query::{TraceQuery, answer};
pub use verdict::{VerdictRow, WitnessRow, present};
