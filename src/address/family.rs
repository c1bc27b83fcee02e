//! Addresses as integers: what the two families have in common.

use std::fmt;
use std::hash::Hash;

use super::{AnyAddress, Ipv4, Ipv6, Prefix};

/// An address of one family, an unsigned integer with a text form.
pub trait Address: 'static + Copy + Ord + Hash + Default + fmt::Debug + fmt::Display {
    /// Width in bits, the longest prefix length.
    const BITS: u8;
    /// The lowest address.
    const MIN: Self;
    /// The highest address.
    const MAX: Self;
    /// A number in the order of prefixes.
    type Rank: Copy + Ord;

    /// The address, if it is of this family.
    fn from_v4(address: Ipv4) -> Option<Self>;
    /// The address, if it is of this family.
    fn from_v6(address: Ipv6) -> Option<Self>;

    /// The address as one of either family.
    fn any(self) -> AnyAddress;
    /// Of two lists, the one of this family.
    fn choose<'l>(v4: &'l [Prefix<Ipv4>], v6: &'l [Prefix<Ipv6>]) -> &'l [Prefix<Self>];

    /// Reads the canonical text form; another spelling of an address is refused.
    fn parse(text: &str) -> Option<Self> {
        Self::parse_bytes(text.as_bytes())
    }
    /// Reads any spelling of an address that has only one meaning.
    fn parse_any_spelling(text: &[u8]) -> Option<Self> {
        Self::parse_bytes(text)
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
    /// The place of the prefix with this first address and length.
    fn rank(self, length: u8) -> Self::Rank;
    /// The fewest aligned blocks that together are `self..=last`, each as first address and prefix length.
    fn blocks_to(self, last: Self) -> impl Iterator<Item = (Self, u8)>;
}
