//! IP address arithmetic: nothing here knows Azure.
//!
//! Everything is generic over the address family; [`Ipv4`] is the default, so
//! `Prefix` alone means an IPv4 prefix.

mod family;
mod map;
mod order;
mod prefix;
mod set;

pub use family::{Address, Ipv4};
pub use map::PrefixMap;
pub use order::sort_by_rank;
pub use prefix::{Prefix, PrefixFault};
pub use set::{AddressSet, Interval, Share};
