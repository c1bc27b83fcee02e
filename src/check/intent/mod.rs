//! Rules about intents as they are written; whether they hold is proven elsewhere.

pub(super) mod end_missing;
pub(super) mod nothing_expected;
pub(super) mod port_range;
