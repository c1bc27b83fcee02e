//! Rules about the private addresses of firewalls, appliances and private endpoints.

pub(super) mod duplicate;
pub(super) mod outside_subnet;
pub(super) mod reserved;
