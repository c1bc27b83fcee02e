//! IPv4 addresses.

use std::fmt;
use std::net::Ipv4Addr;

use ipnet::Ipv4Subnets;

use super::{Address, AnyAddress, Ipv6, Prefix};

/// An IPv4 address.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ipv4(pub u32);

impl Ipv4 {
    /// The address written `a.b.c.d`.
    pub const fn new(a: u8, b: u8, c: u8, d: u8) -> Self {
        Self(u32::from_be_bytes([a, b, c, d]))
    }
}

/// The bits below a prefix of `length`, set.
pub(super) const fn host_bits(length: u8) -> u32 {
    if length >= 32 { 0 } else { u32::MAX >> length }
}

impl Address for Ipv4 {
    const BITS: u8 = 32;
    const MIN: Self = Self(0);
    const MAX: Self = Self(u32::MAX);
    type Rank = u64;

    fn from_v4(address: Self) -> Option<Self> {
        Some(address)
    }

    fn from_v6(_: Ipv6) -> Option<Self> {
        None
    }

    fn any(self) -> AnyAddress {
        AnyAddress::V4(self)
    }

    fn choose<'l>(v4: &'l [Prefix<Self>], _: &'l [Prefix<Ipv6>]) -> &'l [Prefix<Self>] {
        v4
    }

    fn parse_bytes(text: &[u8]) -> Option<Self> {
        // Written out because 80,000 of these stand in one large document.
        let (mut value, mut octet, mut digits, mut dots) = (0u32, 0u32, 0u32, 0u32);
        for byte in text.iter().copied() {
            match byte {
                b'0'..=b'9' => {
                    if digits > 0 && octet == 0 {
                        return None;
                    }
                    octet = octet * 10 + u32::from(byte - b'0');
                    digits += 1;
                    if octet > 255 {
                        return None;
                    }
                }
                b'.' if digits > 0 && dots < 3 => {
                    value = value << 8 | octet;
                    (octet, digits, dots) = (0, 0, dots + 1);
                }
                _ => return None,
            }
        }
        (dots == 3 && digits > 0).then_some(Self(value << 8 | octet))
    }

    fn network(self, length: u8) -> Self {
        Self(self.0 & !host_bits(length))
    }

    fn broadcast(self, length: u8) -> Self {
        Self(self.0 | host_bits(length))
    }

    fn next(self) -> Option<Self> {
        self.0.checked_add(1).map(Self)
    }

    fn previous(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }

    fn offset(self, count: u32) -> Option<Self> {
        self.0.checked_add(count).map(Self)
    }

    fn count_to(self, last: Self) -> u128 {
        u128::from(last.0.saturating_sub(self.0)) + u128::from(self <= last)
    }

    fn rank(self, length: u8) -> u64 {
        u64::from(self.0) << 8 | u64::from(length)
    }

    fn blocks_to(self, last: Self) -> impl Iterator<Item = (Self, u8)> {
        Ipv4Subnets::new(self.0.into(), last.0.into(), 0).map(|net| (Self(net.network().into()), net.prefix_len()))
    }
}

impl fmt::Display for Ipv4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ipv4Addr::from(self.0).fmt(f)
    }
}

impl fmt::Debug for Ipv4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use crate::address::{Address, Ipv4};

    #[test]
    fn only_the_canonical_spelling_is_read() {
        assert_eq!(Ipv4::parse("10.0.1.4"), Some(Ipv4::new(10, 0, 1, 4)));
        for text in ["", "10", "10.0.1", "10.0.1.4.5", "010.0.0.0", "10.0.0.00", "256.0.0.0", "1..2.3", "1.2.3.", " 1.2.3.4", "1.2.3.4x"] {
            assert_eq!(Ipv4::parse(text), None, "{text}");
        }
    }

    #[test]
    fn reading_agrees_with_the_standard_library() {
        for text in ["0.0.0.0", "255.255.255.255", "1.20.100.0", "01.2.3.4", "1.2.3.999", "1.2.3.4/8"] {
            assert_eq!(Ipv4::parse(text).map(|a| a.to_string()), text.parse::<std::net::Ipv4Addr>().ok().map(|a| a.to_string()));
        }
    }
}
