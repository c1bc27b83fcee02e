//! All packets of a class at once.
//!
//! A class is a set of senders times a set of destinations. It moves like one packet and is split wherever
//! its packets part; an [`Outcome`] is a class whose packets all ended the same way.

mod balance;
mod class;
mod egress;
mod explorer;
mod guard;
mod hub;
mod inbound;
mod peering;
mod platform;
mod private_endpoint;
mod several;

use std::borrow::Cow;
use std::cell::Cell;

use self::class::{Class, Packets, Side};
use self::explorer::Explorer;
use super::disposition::Disposition;
use super::network::Network;
use super::position::{Instance, Position};
use crate::address::{Address, AddressSet, Ipv4};
use crate::design::{Direction, SubnetId};

/// A bound on work, so that no design can make an answer take forever.
#[derive(Debug)]
pub struct Budget {
    steps: Cell<u64>,
}

/// The budget is used up; nothing is known about the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exhausted;

impl Budget {
    /// A budget of `steps` moves of a class of few intervals.
    pub fn new(steps: u64) -> Self {
        Self { steps: Cell::new(steps) }
    }

    /// Takes steps from it.
    pub fn spend(&self, steps: u64) -> Result<(), Exhausted> {
        self.steps.set(self.steps.get().checked_sub(steps).ok_or(Exhausted)?);
        Ok(())
    }
}

/// Packets that all ended the same way: requests, or the replies to requests that all went one way.
#[derive(Clone, Debug)]
pub struct Outcome<'s, A: Address = Ipv4> {
    /// The senders of the requests, as they were at the start.
    pub senders: Cow<'s, AddressSet<A>>,
    /// The destinations of the requests, as they were at the start.
    pub destinations: Cow<'s, AddressSet<A>>,
    /// What they carry, as [`Traffic`](super::Traffic) numbers it.
    pub traffic: Cow<'s, AddressSet<A>>,
    /// How the packets ended.
    pub disposition: Disposition,
    /// What they passed.
    pub passes: Vec<Instance>,
    /// The class as it ended.
    class: Packets<'s, A>,
}

impl<A: Address> Outcome<'_, A> {
    /// Whether the packets perhaps ended before: at a security group, where another outcome has them too.
    pub fn is_doubtful(&self) -> bool {
        self.class.doubtful
    }

    /// Whether the packets went to one of several equal next hops: those of another outcome may be the same ones.
    pub fn is_one_of_several(&self) -> bool {
        self.class.chosen
    }
}

/// Where each packet from `senders` to `destinations` that carries some of `traffic` goes.
pub fn walk_class<'s, A: Address>(
    network: &Network<'_, A>,
    start: Position,
    senders: &'s AddressSet<A>,
    destinations: &'s AddressSet<A>,
    traffic: &'s AddressSet<A>,
    budget: &Budget,
) -> Result<Vec<Outcome<'s, A>>, Exhausted> {
    let side = |addresses| Side::Class(Cow::Borrowed(addresses));
    let class = Class::new(side(senders), side(destinations), side(traffic), Vec::new());
    Explorer::new(network, None, budget).run(start, class)
}

/// What the security groups of a subnet say of packets that arrive there or leave it, wherever they come from or go to.
///
/// Those that they let pass end as delivered to the subnet.
pub fn at_group<'s, A: Address>(
    network: &Network<'_, A>,
    subnet: SubnetId,
    direction: Direction,
    [senders, destinations, traffic]: [&'s AddressSet<A>; 3],
    budget: &Budget,
) -> Result<Vec<Outcome<'s, A>>, Exhausted> {
    let side = |addresses| Side::Class(Cow::Borrowed(addresses));
    let class = Class::new(side(senders), side(destinations), side(traffic), Vec::new());
    Explorer::new(network, None, budget).at_group(subnet, direction, class)
}

/// Where the replies to delivered requests go; `start` is where the requests came from.
pub fn replies<'o, A: Address>(
    network: &Network<'_, A>,
    start: Position,
    request: &'o Outcome<'o, A>,
    budget: &Budget,
) -> Result<Vec<Outcome<'o, A>>, Exhausted> {
    let Some(at) = request.disposition.position() else { return Ok(Vec::new()) };
    let replaced = request.class.replaced.iter().map(|(at, side)| (*at, side.borrowed())).collect();
    let answered = match request.class.published {
        // What a machine answers with; Azure puts the public address back.
        Some(_) => request.class.target.borrowed(),
        None => Side::Class(Cow::Borrowed(&*request.destinations)),
    };
    let mut class = Class::new(answered, request.class.source.borrowed(), request.class.traffic.borrowed(), replaced);
    class.doubtful = request.class.doubtful;
    class.chosen = request.class.chosen;
    class.published = request.class.published;
    class.carried = request.class.carried.as_deref().map(Cow::Borrowed);
    class.translated_by = request.class.translated_by;
    Explorer::new(network, Some((request, start)), budget).run(at, class)
}
