//! Addresses and prefixes of either family, as documents have them.

use std::fmt;

use super::{Address, Ipv4, Ipv6, Prefix};

/// An address of either family.
///
/// The longer one stands on the heap, because most designs do not have it and some have very many addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnyAddress {
    /// An IPv4 address.
    V4(Ipv4),
    /// An IPv6 address.
    V6(Box<Ipv6>),
}

/// A prefix of either family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnyPrefix {
    /// An IPv4 prefix.
    V4(Prefix<Ipv4>),
    /// An IPv6 prefix.
    V6(Box<Prefix<Ipv6>>),
}

impl AnyAddress {
    /// Reads the canonical text form of either family.
    pub fn parse(text: &str) -> Option<Self> {
        if text.contains(':') { Ipv6::parse(text).map(Self::from) } else { Ipv4::parse(text).map(Self::from) }
    }

    /// The address, if it is of this family.
    pub fn of<A: Address>(&self) -> Option<A> {
        match self {
            Self::V4(address) => A::from_v4(*address),
            Self::V6(address) => A::from_v6(**address),
        }
    }

    /// Whether it is an IPv6 address.
    pub fn is_v6(&self) -> bool {
        matches!(self, Self::V6(_))
    }
}

impl AnyPrefix {
    /// The prefix, if it is of this family.
    pub fn of<A: Address>(&self) -> Option<Prefix<A>> {
        match self {
            Self::V4(prefix) => A::from_v4(prefix.first()).map(|first| Prefix::holding(first, prefix.length())),
            Self::V6(prefix) => A::from_v6(prefix.first()).map(|first| Prefix::holding(first, prefix.length())),
        }
    }

    /// Whether it is an IPv6 prefix.
    pub fn is_v6(&self) -> bool {
        matches!(self, Self::V6(_))
    }

    /// The number of leading bits that are fixed.
    pub fn length(&self) -> u8 {
        match self {
            Self::V4(prefix) => prefix.length(),
            Self::V6(prefix) => prefix.length(),
        }
    }
}

impl From<Ipv4> for AnyAddress {
    fn from(address: Ipv4) -> Self {
        Self::V4(address)
    }
}

impl From<Ipv6> for AnyAddress {
    fn from(address: Ipv6) -> Self {
        Self::V6(Box::new(address))
    }
}

impl From<Prefix<Ipv4>> for AnyPrefix {
    fn from(prefix: Prefix<Ipv4>) -> Self {
        Self::V4(prefix)
    }
}

impl From<Prefix<Ipv6>> for AnyPrefix {
    fn from(prefix: Prefix<Ipv6>) -> Self {
        Self::V6(Box::new(prefix))
    }
}

impl fmt::Display for AnyAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::V4(address) => address.fmt(f),
            Self::V6(address) => address.fmt(f),
        }
    }
}

impl fmt::Display for AnyPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::V4(prefix) => prefix.fmt(f),
            Self::V6(prefix) => prefix.fmt(f),
        }
    }
}
