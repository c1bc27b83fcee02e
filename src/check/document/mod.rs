//! Rules about the members at the top of a design.

pub(super) mod api_version;
