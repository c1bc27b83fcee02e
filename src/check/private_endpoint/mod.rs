//! Rules about private endpoints.

pub(super) mod group_empty;
