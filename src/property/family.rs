//! What properties ask of the stages before them, over one family of addresses.
//!
//! For IPv4 they are in the crate that is compiled for speed; see [`crate::ipv4`].

use crate::address::{Address, AddressSet, Ipv4, Ipv6};
use crate::design::{Endpoint, SubnetId};
use crate::flow::{Header, Network, Position, Trace, Walk, trace, walk};
use crate::ipv4;
use crate::verify::senders_of;

/// A family of addresses that properties look at.
pub(super) trait Family: Address {
    /// An address on the Internet that no route is likely to name alone.
    const SOMEWHERE: Self;

    /// Where a packet and its reply go.
    fn trace(network: &Network<'_, Self>, start: Position, header: Header<Self>) -> Trace<Self>;

    /// Where a packet goes.
    fn walk(network: &Network<'_, Self>, start: Position, header: Header<Self>) -> Walk<Self>;

    /// The addresses that machines of a subnet can have.
    fn machines(network: &Network<'_, Self>, subnet: SubnetId) -> AddressSet<Self>;
}

impl Family for Ipv4 {
    const SOMEWHERE: Self = Self::new(8, 8, 8, 8);

    fn trace(network: &Network<'_>, start: Position, header: Header) -> Trace {
        ipv4::trace(network, start, header)
    }

    fn walk(network: &Network<'_>, start: Position, header: Header) -> Walk {
        ipv4::walk(network, start, header)
    }

    fn machines(network: &Network<'_>, subnet: SubnetId) -> AddressSet {
        ipv4::machines(network.design, subnet)
    }
}

impl Family for Ipv6 {
    const SOMEWHERE: Self = Self::new([0x2001, 0x4860, 0x4860, 0, 0, 0, 0, 0x8888]);

    fn trace(network: &Network<'_, Self>, start: Position, header: Header<Self>) -> Trace<Self> {
        trace(network, start, header)
    }

    fn walk(network: &Network<'_, Self>, start: Position, header: Header<Self>) -> Walk<Self> {
        walk(network, start, header, None)
    }

    fn machines(network: &Network<'_, Self>, subnet: SubnetId) -> AddressSet<Self> {
        let senders = senders_of(network.design, &Endpoint::Subnet(subnet), &AddressSet::default());
        senders.into_iter().next().map(|senders| senders.addresses).unwrap_or_default()
    }
}
