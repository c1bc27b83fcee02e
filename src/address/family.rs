//! Addresses as integers, one type a family.

use std::fmt;
use std::hash::Hash;
use std::net::Ipv4Addr;

use ipnet::Ipv4Subnets;

/// An address of one family, an unsigned integer with a text form.
pub trait Address: Copy + Ord + Hash + fmt::Debug + fmt::Display {
    /// Width in bits, the longest prefix length.
    const BITS: u8;
    /// The lowest address.
    const MIN: Self;
    /// The highest address.
    const MAX: Self;

    /// Reads the canonical text form; leading zeros and shorthand are refused.
    fn parse(text: &str) -> Option<Self> {
        Self::parse_bytes(text.as_bytes())
    }
    /// [`parse`](Self::parse) for the bytes of a text.
    fn parse_bytes(text: &[u8]) -> Option<Self>;
    /// The address with the lowest `BITS - length` bits cleared.
    fn network(self, length: u8) -> Self;
    /// The address with the lowest `BITS - length` bits set.
    fn broadcast(self, length: u8) -> Self;
    /// The next higher address.
    fn next(self) -> Option<Self>;
    /// The next lower address.
    fn previous(self) -> Option<Self>;
    /// The address `count` above this one.
    fn offset(self, count: u32) -> Option<Self>;
    /// How many addresses lie between `self` and `last`, both included; saturates.
    fn count_to(self, last: Self) -> u128;
    /// The fewest aligned blocks that together are `self..=last`, each as first address and prefix length.
    fn blocks_to(self, last: Self) -> impl Iterator<Item = (Self, u8)>;
}

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
const fn host_bits(length: u8) -> u32 {
    if length >= 32 { 0 } else { u32::MAX >> length }
}

impl Address for Ipv4 {
    const BITS: u8 = 32;
    const MIN: Self = Self(0);
    const MAX: Self = Self(u32::MAX);

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
    use super::{Address, Ipv4};

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
