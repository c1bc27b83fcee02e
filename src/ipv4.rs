//! The stages for IPv4.
//!
//! They are generic over the address family, and generic code is compiled with the crate that first says for which family. For IPv4
//! that is here, in the crate that is compiled for speed.

use crate::design::Design;
use crate::flow::Network;
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
