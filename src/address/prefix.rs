//! Address prefixes, always canonical.

use std::cmp::Ordering;
use std::fmt;

use super::{Address, Interval, Ipv4, Ipv6, ipv4, ipv6};

/// A block of addresses written `address/length`.
///
/// # Invariant
/// The host bits are zero, so every block has one spelling and `==` is equality of blocks.
/// The order is by first address, then shortest prefix first: a block sorts before the blocks inside it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Prefix<A = Ipv4> {
    first: A,
    length: u8,
}

/// Why a text is not a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrefixFault<A: Address = Ipv4> {
    /// There is no `/` and the text is not an address either.
    NotAPrefix,
    /// The part before the `/` is not an address.
    Address,
    /// The address is not spelled as it is written canonically.
    Spelling(Prefix<A>),
    /// The part after the `/` is not a length of this family.
    Length,
    /// The address has bits set below the length; the block meant is inside.
    HostBits(Prefix<A>),
}

impl Prefix<Ipv4> {
    /// The block of `length` that holds the address written `a.b.c.d`.
    pub const fn v4([a, b, c, d]: [u8; 4], length: u8) -> Self {
        let address = u32::from_be_bytes([a, b, c, d]);
        Self { first: Ipv4(address & !ipv4::host_bits(length)), length }
    }
}

impl Prefix<Ipv6> {
    /// The block of `length` that holds the address with these groups.
    pub const fn v6(groups: [u16; 8], length: u8) -> Self {
        Self { first: Ipv6(Ipv6::new(groups).0 & !ipv6::host_bits(length)), length }
    }
}

impl<A: Address> Prefix<A> {
    /// Every address.
    pub const ALL: Self = Self { first: A::MIN, length: 0 };

    /// The block of `length` that holds `address`.
    pub fn holding(address: A, length: u8) -> Self {
        let length = length.min(A::BITS);
        Self { first: address.network(length), length }
    }

    /// The block of exactly one address.
    pub fn host(address: A) -> Self {
        Self { first: address, length: A::BITS }
    }

    /// Reads `address/length` strictly: the canonical spelling, no missing parts, no host bits.
    pub fn parse(text: &str) -> Result<Self, PrefixFault<A>> {
        // The length has at most three digits, so the `/` is found from the end.
        let slash = text.bytes().rposition(|byte| byte == b'/').ok_or(PrefixFault::NotAPrefix)?;
        let (address, length) = text.as_bytes().split_at_checked(slash).ok_or(PrefixFault::NotAPrefix)?;
        let canonical = A::parse_bytes(address);
        let address = canonical.or_else(|| A::parse_any_spelling(address)).ok_or(PrefixFault::Address)?;
        let digit = |byte: u8| if byte.is_ascii_digit() { Ok(byte - b'0') } else { Err(PrefixFault::Length) };
        let length = match *length {
            [_, ones] => digit(ones)?,
            [_, tens @ b'1'..=b'9', ones] => digit(tens)? * 10 + digit(ones)?,
            [_, b'1', tens, ones] => {
                u8::try_from(100 + u32::from(digit(tens)?) * 10 + u32::from(digit(ones)?)).map_err(|_| PrefixFault::Length)?
            }
            _ => return Err(PrefixFault::Length),
        };
        if length > A::BITS {
            return Err(PrefixFault::Length);
        }
        let prefix = Self::holding(address, length);
        match canonical {
            _ if prefix.first != address => Err(PrefixFault::HostBits(prefix)),
            None => Err(PrefixFault::Spelling(prefix)),
            Some(_) => Ok(prefix),
        }
    }

    /// The lowest address.
    pub fn first(self) -> A {
        self.first
    }

    /// The highest address.
    pub fn last(self) -> A {
        self.first.broadcast(self.length)
    }

    /// The number of leading bits that are fixed.
    pub fn length(self) -> u8 {
        self.length
    }

    /// The block as an interval.
    pub fn interval(self) -> Interval<A> {
        Interval { first: self.first(), last: self.last() }
    }

    /// Whether `address` lies inside.
    pub fn contains(self, address: A) -> bool {
        address.network(self.length) == self.first
    }

    /// Whether all of `other` lies inside; every block covers itself.
    pub fn covers(self, other: Self) -> bool {
        self.length <= other.length && self.contains(other.first)
    }

    /// A number in the order of prefixes, for [`sort_by_rank`](super::sort_by_rank).
    pub fn rank(self) -> A::Rank {
        self.first.rank(self.length)
    }

    /// Whether the two blocks share an address.
    pub fn overlaps(self, other: Self) -> bool {
        self.covers(other) || other.covers(self)
    }
}

impl<A: Address> Ord for Prefix<A> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.first.cmp(&other.first).then(self.length.cmp(&other.length))
    }
}

impl<A: Address> PartialOrd for Prefix<A> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<A: Address> fmt::Display for Prefix<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.length)
    }
}

impl<A: Address> fmt::Debug for Prefix<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::{Prefix, PrefixFault};
    use crate::address::{Ipv4, Ipv6};

    fn prefix(text: &str) -> Prefix {
        Prefix::parse(text).unwrap()
    }

    #[test]
    fn each_fault_is_named() {
        assert_eq!(Prefix::<Ipv4>::parse("10.0.0.0"), Err(PrefixFault::NotAPrefix));
        assert_eq!(Prefix::<Ipv4>::parse("010.0.0.0/8"), Err(PrefixFault::Address));
        for length in ["", "08", "33", "-1", "+8", "8 ", "256", "1000"] {
            assert_eq!(Prefix::<Ipv4>::parse(&format!("10.0.0.0/{length}")), Err(PrefixFault::Length), "{length}");
        }
        assert_eq!(Prefix::parse("10.216.52.0/21"), Err(PrefixFault::HostBits(prefix("10.216.48.0/21"))));
    }

    #[test]
    fn both_families_are_read_alike() {
        let prefix = |text: &str| Prefix::<Ipv6>::parse(text);
        assert_eq!(prefix("fd00:20::/48").map(|prefix| prefix.to_string()), Ok("fd00:20::/48".to_owned()));
        assert_eq!(prefix("fd00:20::"), Err(PrefixFault::NotAPrefix));
        assert_eq!(prefix("10.0.0.0/8"), Err(PrefixFault::Address));
        assert_eq!(prefix("::/129"), Err(PrefixFault::Length));
        assert_eq!(prefix("::/128"), Ok(Prefix::host(Ipv6(0))));
        let block = prefix("fd00:20::/64").unwrap();
        assert_eq!(prefix("FD00:20::/64"), Err(PrefixFault::Spelling(block)));
        assert_eq!(prefix("fd00:20::1/64"), Err(PrefixFault::HostBits(block)));
        assert_eq!(prefix("fd00:0020::1/64"), Err(PrefixFault::HostBits(block)));
        assert!(prefix("::/0").is_ok_and(|all| all.covers(block) && all == Prefix::ALL));
        assert!(prefix("fd00:20::/48").is_ok_and(|around| around < block && around.rank() < block.rank()));
    }

    #[test]
    fn the_widest_and_the_narrowest_block() {
        assert!(prefix("0.0.0.0/0").covers(prefix("255.255.255.255/32")));
        assert_eq!(prefix("0.0.0.0/0").last(), Ipv4(u32::MAX));
        assert!(!prefix("10.0.0.1/32").overlaps(prefix("10.0.0.2/32")));
    }

    #[test]
    fn a_block_sorts_before_the_blocks_inside_it() {
        let mut blocks = [prefix("10.0.1.0/24"), prefix("10.0.0.0/24"), prefix("10.0.0.0/16")];
        blocks.sort();
        assert_eq!(blocks, [prefix("10.0.0.0/16"), prefix("10.0.0.0/24"), prefix("10.0.1.0/24")]);
    }
}
