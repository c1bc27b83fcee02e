//! Rules about gateways and the subnet they stand in.

pub(super) mod bgp_address_outside;
pub(super) mod connection_to_itself;
pub(super) mod default_route;
pub(super) mod duplicate;
pub(super) mod propagation_disabled;
pub(super) mod subnet_missing;
