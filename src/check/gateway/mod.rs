//! Rules about gateways and the subnet they stand in.

pub(super) mod active_active_addresses;
pub(super) mod asn_equal;
pub(super) mod asn_reserved;
pub(super) mod basic_bgp;
pub(super) mod bgp_address_outside;
pub(super) mod connection_one_sided;
pub(super) mod connection_to_itself;
pub(super) mod connection_types;
pub(super) mod default_route;
pub(super) mod duplicate;
pub(super) mod learned_family;
pub(super) mod own_range_route;
pub(super) mod propagation_disabled;
pub(super) mod sku_legacy;
pub(super) mod sku_one_zone;
pub(super) mod sku_unknown;
pub(super) mod subnet_missing;
pub(super) mod summary_api_version;
pub(super) mod summary_incomplete;
pub(super) mod summary_overlap;
pub(super) mod summary_unused;
pub(super) mod transit_missing;

mod sku;
