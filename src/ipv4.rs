//! The stages for IPv4.
//!
//! They are generic over the address family, and generic code is compiled with the crate that first says for which family. For IPv4
//! that is here, in the crate that is compiled for speed.

use crate::address::AddressSet;
use crate::design::{Design, Direction, SubnetId};
use crate::flow::{Budget, Exhausted, Network, Outcome, Position};
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
