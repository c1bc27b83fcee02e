//! What appliances tell Azure over BGP: of each speaker, the routes of one prefix and one length of path together.

use super::id::Speaker;
use crate::address::{Address, AnyPrefix, Ipv4, Prefix};

/// A prefix that appliances advertise, with the equal next hops that lead there.
#[derive(Clone, Debug)]
pub struct Announcement {
    /// Who was told.
    pub server: Speaker,
    /// The destinations.
    pub address_prefix: Prefix,
    /// How many autonomous systems are on the way.
    pub path_length: u32,
    /// Where packets may go, in the order of the document.
    pub next_hops: Vec<Ipv4>,
}

impl Announcement {
    /// The destinations, if they are of this family.
    pub fn prefix<A: Address>(&self) -> Option<Prefix<A>> {
        AnyPrefix::from(self.address_prefix).of()
    }

    /// The next hops of this family.
    pub fn next_hops<A: Address>(&self) -> impl Iterator<Item = A> + '_ {
        self.next_hops.iter().filter_map(|address| A::from_v4(*address))
    }
}
