//! Rules about Azure Firewall and the subnets it stands in.

pub(super) mod default_route_missing;
pub(super) mod duplicate;
pub(super) mod learned_default_route;
pub(super) mod management_propagation;
pub(super) mod management_route;
pub(super) mod management_subnet_missing;
pub(super) mod subnet_missing;
