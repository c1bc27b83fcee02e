//! Rules about gateways and the subnet they stand in.

pub(super) mod default_route;
