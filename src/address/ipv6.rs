//! IPv6 addresses.

use std::fmt;
use std::net::Ipv6Addr;

use ipnet::Ipv6Subnets;

use super::{Address, AnyAddress, Ipv4, Prefix};

/// An IPv6 address.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ipv6(pub u128);

impl Ipv6 {
    /// The address whose groups of 16 bits are these.
    pub const fn new(groups: [u16; 8]) -> Self {
        let [a, b, c, d, e, f, g, h] = groups;
        Self(Ipv6Addr::new(a, b, c, d, e, f, g, h).to_bits())
    }
}

/// The bits below a prefix of `length`, set.
pub(super) const fn host_bits(length: u8) -> u128 {
    if length >= 128 { 0 } else { u128::MAX >> length }
}

impl Address for Ipv6 {
    const BITS: u8 = 128;
    const MIN: Self = Self(0);
    const MAX: Self = Self(u128::MAX);
    type Rank = (u128, u8);

    fn from_v4(_: Ipv4) -> Option<Self> {
        None
    }

    fn from_v6(address: Self) -> Option<Self> {
        Some(address)
    }

    fn any(self) -> AnyAddress {
        AnyAddress::V6(Box::new(self))
    }

    fn choose<'l>(_: &'l [Prefix<Ipv4>], v6: &'l [Prefix<Self>]) -> &'l [Prefix<Self>] {
        v6
    }

    /// Reads the one spelling that RFC 5952 recommends: lower case, no leading zeros, the longest run of zeros as `::`.
    fn parse_bytes(text: &[u8]) -> Option<Self> {
        Self::parse_any_spelling(text).filter(|address| address.to_string().as_bytes() == text)
    }

    fn parse_any_spelling(text: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?;
        text.parse().ok().map(|address: Ipv6Addr| Self(address.to_bits()))
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
        self.0.checked_add(u128::from(count)).map(Self)
    }

    fn count_to(self, last: Self) -> u128 {
        last.0.saturating_sub(self.0).saturating_add(u128::from(self <= last))
    }

    fn rank(self, length: u8) -> (u128, u8) {
        (self.0, length)
    }

    fn blocks_to(self, last: Self) -> impl Iterator<Item = (Self, u8)> {
        let blocks = Ipv6Subnets::new(Ipv6Addr::from_bits(self.0), Ipv6Addr::from_bits(last.0), 0);
        blocks.map(|net| (Self(net.network().to_bits()), net.prefix_len()))
    }
}

impl fmt::Display for Ipv6 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ipv6Addr::from_bits(self.0).fmt(f)
    }
}

impl fmt::Debug for Ipv6 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, Ipv6};

    // Expected values: RFC 5952, section 4 and the examples of section 2.
    #[test]
    fn only_the_canonical_spelling_is_read() {
        for text in ["::", "::1", "2001:db8::1", "2001:db8::1:0:0:1", "2001:db8:0:1:1:1:1:1", "fd00:20::", "::ffff:192.0.2.1"] {
            assert_eq!(Ipv6::parse(text).map(|address| address.to_string()), Some(text.to_owned()));
        }
        let spellings = [
            ("2001:0db8::1", "2001:db8::1"),
            ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),
            ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            ("2001:db8:0:0:1::1", "2001:db8::1:0:0:1"),
            ("2001:DB8::1", "2001:db8::1"),
        ];
        for (text, canonical) in spellings {
            assert_eq!(Ipv6::parse(text), None, "{text}");
            assert_eq!(Ipv6::parse_any_spelling(text.as_bytes()).map(|address| address.to_string()), Some(canonical.to_owned()));
        }
    }

    #[test]
    fn what_is_no_address_has_no_spelling() {
        for text in ["", ":", ":::", "1", "10.0.0.1", "2001:db8", "1:2:3:4:5:6:7:8:9", "g::", "::1%eth0", " ::1", "::1 ", "12345::"] {
            assert_eq!(Ipv6::parse_any_spelling(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn groups_are_written_from_the_left() {
        assert_eq!(Ipv6::new([0xfd00, 0x20, 0, 0, 0, 0, 0, 4]).to_string(), "fd00:20::4");
    }

    #[test]
    fn the_whole_space_is_counted_as_far_as_numbers_go() {
        assert_eq!(Ipv6::MIN.count_to(Ipv6::MAX), u128::MAX);
        assert_eq!(Ipv6(3).count_to(Ipv6(5)), 3);
        assert_eq!(Ipv6(5).count_to(Ipv6(3)), 0);
    }
}
