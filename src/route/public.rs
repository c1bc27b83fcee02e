//! Which addresses the Internet routes.

use crate::address::{Address, AddressSet, Ipv6, Prefix};

/// Private addresses: RFC 1918, and the shared space of RFC 6598.
///
/// Azure Firewall does not translate towards these by default (Microsoft Learn, "Azure Firewall SNAT private IP address ranges").
const PRIVATE: [Prefix; 4] =
    [Prefix::v4([10, 0, 0, 0], 8), Prefix::v4([172, 16, 0, 0], 12), Prefix::v4([192, 168, 0, 0], 16), Prefix::v4([100, 64, 0, 0], 10)];

/// The unique local addresses of RFC 4193.
const PRIVATE_V6: [Prefix<Ipv6>; 1] = [Prefix::v6([0xfc00, 0, 0, 0, 0, 0, 0, 0], 7)];

/// Further addresses that nobody can own. Source: IANA IPv4 Special-Purpose Address Registry, RFC 6890; 224.0.0.0/3 is multicast and reserved.
const SPECIAL: [Prefix; 4] =
    [Prefix::v4([0, 0, 0, 0], 8), Prefix::v4([127, 0, 0, 0], 8), Prefix::v4([169, 254, 0, 0], 16), Prefix::v4([224, 0, 0, 0], 3)];

/// What is neither unique local nor global unicast, 2000::/3. Source: IANA Internet Protocol Version 6 Address Space.
const SPECIAL_V6: [Prefix<Ipv6>; 8] = [
    Prefix::v6([0, 0, 0, 0, 0, 0, 0, 0], 3),
    Prefix::v6([0x4000, 0, 0, 0, 0, 0, 0, 0], 2),
    Prefix::v6([0x8000, 0, 0, 0, 0, 0, 0, 0], 2),
    Prefix::v6([0xc000, 0, 0, 0, 0, 0, 0, 0], 3),
    Prefix::v6([0xe000, 0, 0, 0, 0, 0, 0, 0], 4),
    Prefix::v6([0xf000, 0, 0, 0, 0, 0, 0, 0], 5),
    Prefix::v6([0xf800, 0, 0, 0, 0, 0, 0, 0], 6),
    Prefix::v6([0xfe00, 0, 0, 0, 0, 0, 0, 0], 7),
];

/// Whether `address` is private.
pub fn is_private<A: Address>(address: A) -> bool {
    A::choose(&PRIVATE, &PRIVATE_V6).iter().any(|block| block.contains(address))
}

/// All private addresses.
pub fn private<A: Address>() -> AddressSet<A> {
    AddressSet::covering(A::choose(&PRIVATE, &PRIVATE_V6).iter().copied())
}

/// All addresses that the Internet routes.
pub fn public<A: Address>() -> AddressSet<A> {
    AddressSet::covering(A::choose(&SPECIAL, &SPECIAL_V6).iter().copied()).union(&private()).complement()
}

/// Whether the Internet routes `address`.
pub(crate) fn is_public<A: Address>(address: A) -> bool {
    !is_private(address) && !A::choose(&SPECIAL, &SPECIAL_V6).iter().any(|block| block.contains(address))
}
