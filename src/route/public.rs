//! Which addresses the Internet routes.

use crate::address::{Address, AddressSet, Ipv4, Prefix};

/// Private addresses: RFC 1918, and the shared space of RFC 6598.
///
/// Azure Firewall does not translate towards these by default (Microsoft Learn, "Azure Firewall SNAT private IP address ranges").
const PRIVATE: [(Ipv4, u8); 4] =
    [(Ipv4::new(10, 0, 0, 0), 8), (Ipv4::new(172, 16, 0, 0), 12), (Ipv4::new(192, 168, 0, 0), 16), (Ipv4::new(100, 64, 0, 0), 10)];

/// Further addresses that nobody can own. Source: IANA IPv4 Special-Purpose Address Registry, RFC 6890; 224.0.0.0/3 is multicast and reserved.
const SPECIAL: [(Ipv4, u8); 4] =
    [(Ipv4::new(0, 0, 0, 0), 8), (Ipv4::new(127, 0, 0, 0), 8), (Ipv4::new(169, 254, 0, 0), 16), (Ipv4::new(224, 0, 0, 0), 3)];

/// Whether `address` is private.
pub fn is_private(address: Ipv4) -> bool {
    PRIVATE.iter().any(|(first, length)| address.network(*length) == *first)
}

/// All private addresses.
pub fn private() -> AddressSet {
    AddressSet::covering(PRIVATE.map(|(first, length)| Prefix::holding(first, length)))
}

/// All addresses that the Internet routes.
pub fn public() -> AddressSet {
    AddressSet::covering(PRIVATE.into_iter().chain(SPECIAL).map(|(first, length)| Prefix::holding(first, length))).complement()
}

/// Whether the Internet routes `address`.
pub(crate) fn is_public(address: Ipv4) -> bool {
    !PRIVATE.iter().chain(&SPECIAL).any(|(first, length)| address.network(*length) == *first)
}
