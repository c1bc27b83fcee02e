//! Rules about the address spaces of virtual networks.

pub(super) mod prefix_length;
pub(super) mod prefix_reserved;
pub(super) mod prefixes_overlap;
pub(super) mod space_empty;
