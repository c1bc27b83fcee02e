//! Rules about the address spaces of virtual networks.

pub(super) mod networks_overlap;
pub(super) mod prefix_length;
pub(super) mod prefix_public;
pub(super) mod prefix_reserved;
pub(super) mod prefixes_overlap;
pub(super) mod site_empty;
pub(super) mod site_inside;
pub(super) mod site_prefix_twice;
pub(super) mod space_empty;
