//! The stages for IPv4.
//!
//! They are generic over the address family, and generic code is compiled with the crate that first says for which family. For IPv4
//! that is here, in the crate that is compiled for speed.

use crate::address::AddressSet;
use crate::design::{Design, Direction, Endpoint, SubnetId};
use crate::flow::{Budget, Exhausted, Header, Network, Outcome, Position, Trace, Walk};
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

/// Walks the reply to a packet that went this way, from this start.
#[inline(never)]
pub fn answer(network: &Network<'_>, start: Position, header: Header, request: (&Walk, Position)) -> Walk {
    crate::flow::walk(network, start, header, Some(request))
}

/// The addresses that machines of a subnet can have.
#[inline(never)]
pub fn machines(design: &Design, subnet: SubnetId) -> AddressSet {
    let senders = crate::verify::senders_of(design, &Endpoint::Subnet(subnet), &AddressSet::default());
    senders.into_iter().next().map(|senders| senders.addresses).unwrap_or_default()
}

/// Where each packet of a class goes: of senders, to destinations, with what they carry.
#[inline(never)]
pub fn walk_class<'s>(
    network: &Network<'_>,
    start: Position,
    [senders, destinations, traffic]: [&'s AddressSet; 3],
    budget: &Budget,
) -> Result<Vec<Outcome<'s>>, Exhausted> {
    crate::flow::walk_class(network, start, senders, destinations, traffic, budget)
}

/// Where the replies to delivered requests go.
#[inline(never)]
pub fn replies<'o>(
    network: &Network<'_>,
    start: Position,
    request: &'o Outcome<'o>,
    budget: &Budget,
) -> Result<Vec<Outcome<'o>>, Exhausted> {
    crate::flow::replies(network, start, request, budget)
}

/// What the security groups of a subnet say of a class.
#[inline(never)]
pub fn at_group<'s>(
    network: &Network<'_>,
    subnet: SubnetId,
    direction: Direction,
    class: [&'s AddressSet; 3],
    budget: &Budget,
) -> Result<Vec<Outcome<'s>>, Exhausted> {
    crate::flow::at_group(network, subnet, direction, class, budget)
}

/// What the security rules of a subnet say of one packet.
#[inline(never)]
pub fn asked(network: &Network<'_>, subnet: SubnetId, direction: Direction, header: Header) -> Walk {
    crate::flow::asked(network, subnet, direction, header)
}
