//! All packets of a class at once.
//!
//! A class is a set of senders times a set of destinations. It moves like one packet and is split wherever
//! its packets part; an [`Outcome`] is a class whose packets all ended the same way.

mod class;
mod explorer;

use std::cell::Cell;

use self::class::{Class, Side};
use self::explorer::Explorer;
use super::disposition::Disposition;
use super::network::{Instance, Network, Position};
use crate::address::AddressSet;
use crate::design::Forwarder;

/// A bound on work, so that no design can make an answer take forever.
#[derive(Debug)]
pub struct Budget {
    steps: Cell<u64>,
}

/// The budget is used up; nothing is known about the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exhausted;

impl Budget {
    /// A budget of `steps` moves of a class.
    pub fn new(steps: u64) -> Self {
        Self { steps: Cell::new(steps) }
    }

    fn spend(&self, steps: u64) -> Result<(), Exhausted> {
        self.steps.set(self.steps.get().checked_sub(steps).ok_or(Exhausted)?);
        Ok(())
    }
}

/// Packets that all ended the same way.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The senders, as they were at the start.
    pub senders: AddressSet,
    /// The destinations, as they were at the start.
    pub destinations: AddressSet,
    /// How the packets ended.
    pub disposition: Disposition,
    /// What they passed.
    pub passes: Vec<Instance>,
    /// The sides of the sender that forwarders replaced, first to last.
    replaced: Vec<(Forwarder, Side)>,
    /// The sender's side at the end.
    source: Side,
}

/// Requests that all went one way and whose replies all went one way.
#[derive(Clone, Debug)]
pub struct Pair<'o> {
    /// The senders of the requests.
    pub senders: AddressSet,
    /// The destinations of the requests.
    pub destinations: AddressSet,
    /// How the requests went.
    pub request: &'o Outcome,
    /// How the replies ended.
    pub reply: Disposition,
    /// What the replies passed.
    pub reply_passes: Vec<Instance>,
}

/// Where each packet from `senders` to `destinations` goes.
pub fn walk_class(
    network: &Network<'_>,
    start: Position,
    senders: &AddressSet,
    destinations: &AddressSet,
    budget: &Budget,
) -> Result<Vec<Outcome>, Exhausted> {
    let class = Class {
        at: start,
        source: Side::Class(senders.clone()),
        target: Side::Class(destinations.clone()),
        replaced: Vec::new(),
        passes: Vec::new(),
        seen: Vec::new(),
    };
    let mut explorer = Explorer { network, request: None, budget, open: vec![class], ended: Vec::new() };
    explorer.run()?;
    let outcome = |(class, disposition): (Class, Disposition)| {
        let senders = class.replaced.first().map_or(&class.source, |(_, side)| side);
        let (Side::Class(senders), Side::Class(destinations)) = (senders.clone(), class.target.clone()) else { return None };
        Some(Outcome { senders, destinations, disposition, passes: class.passes, replaced: class.replaced, source: class.source })
    };
    Ok(explorer.ended.into_iter().filter_map(outcome).collect())
}

/// Where the replies to delivered requests go; `start` is where the requests came from.
pub fn replies<'o>(network: &Network<'_>, start: Position, request: &'o Outcome, budget: &Budget) -> Result<Vec<Pair<'o>>, Exhausted> {
    let at = match request.disposition {
        Disposition::DeliveredToSubnet(subnet) => Position::Subnet(subnet),
        Disposition::DeliveredToPrivateEndpoint(endpoint) => Position::PrivateEndpoint(endpoint),
        Disposition::DeliveredToAppliance(forwarder) => Position::Forwarder(forwarder),
        Disposition::DeliveredToOnPremises(site) => Position::Site(site),
        Disposition::DeliveredToInternet => Position::Internet,
        _ => return Ok(Vec::new()),
    };
    let class = Class {
        at,
        source: Side::Class(request.destinations.clone()),
        target: request.source.clone(),
        replaced: request.replaced.clone(),
        passes: Vec::new(),
        seen: Vec::new(),
    };
    let mut explorer = Explorer { network, request: Some((request, start)), budget, open: vec![class], ended: Vec::new() };
    explorer.run()?;
    let pair = |(class, reply): (Class, Disposition)| {
        // A reply that was dropped before its translation was undone still stands for all senders of the request.
        let senders = class.replaced.first().map_or(&class.target, |(_, side)| side);
        let (Side::Class(senders), Side::Class(destinations)) = (senders.clone(), class.source.clone()) else { return None };
        Some(Pair { senders, destinations, request, reply, reply_passes: class.passes })
    };
    Ok(explorer.ended.into_iter().filter_map(pair).collect())
}
