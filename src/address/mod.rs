//! IP address arithmetic: nothing here knows Azure.
//!
//! Everything is generic over the address family, [`Ipv4`] or [`Ipv6`]. The first is the default, so
//! `Prefix` alone means an IPv4 prefix.

mod any;
mod family;
mod ipv4;
mod ipv6;
mod map;
mod order;
mod prefix;
mod set;

pub use any::{AnyAddress, AnyPrefix};
pub use family::Address;
pub use ipv4::Ipv4;
pub use ipv6::Ipv6;
pub use map::PrefixMap;
pub use order::sort_by_rank;
pub use prefix::{Prefix, PrefixFault};
pub use set::{AddressSet, Interval, Share};
