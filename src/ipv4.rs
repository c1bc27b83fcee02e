//! The stages for IPv4.
//!
//! They are generic over the address family, and generic code is compiled with the crate that first says for which family. For IPv4
//! that is here, in the crate that is compiled for speed.

use crate::address::AddressSet;
use crate::design::{Design, Endpoint, SubnetId};
use crate::flow::{Header, Network, Position, Trace, Walk};
use crate::route::Routes;
use crate::verify::Judgement;

/// How many routes [`routes`] would look at, at most.
#[inline(never)]
pub fn work(design: &Design) -> u64 {
    crate::route::work::<crate::address::Ipv4>(design)
}

/// The effective routes of every subnet.
#[inline(never)]
pub fn routes(design: &Design) -> Routes {
    Routes::of(design)
}

/// A design as packets see it.
#[inline(never)]
pub fn network<'d>(design: &'d Design, routes: &'d Routes) -> Network<'d> {
    Network::new(design, routes)
}

/// Judges every intent of a design.
#[inline(never)]
pub fn verify(network: &Network<'_>) -> Vec<Judgement> {
    crate::verify::verify(network)
}

/// Traces a packet, and its reply.
#[inline(never)]
pub fn trace(network: &Network<'_>, start: Position, header: Header) -> Trace {
    crate::flow::trace(network, start, header)
}

/// Walks one packet.
#[inline(never)]
pub fn walk(network: &Network<'_>, start: Position, header: Header) -> Walk {
    crate::flow::walk(network, start, header, None)
}

/// The addresses that machines of a subnet can have.
#[inline(never)]
pub fn machines(design: &Design, subnet: SubnetId) -> AddressSet {
    let senders = crate::verify::senders_of(design, &Endpoint::Subnet(subnet), &AddressSet::default());
    senders.into_iter().next().map(|senders| senders.addresses).unwrap_or_default()
}
