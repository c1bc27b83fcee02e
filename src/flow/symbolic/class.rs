//! A class of packets, and the ways to part it.

use std::borrow::Cow;

use crate::address::{Address, AddressSet, Ipv4, PrefixMap, Share};
use crate::design::{FirewallId, Forwarder, LoadBalancerId};
use crate::flow::position::{Instance, Position};

/// Intervals of sets that are copied in the time of one step.
const INTERVALS_A_STEP: u64 = 16;

/// One side of a header: addresses of the class, or the address of a forwarder that translates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Side<'s, A: Address = Ipv4> {
    Class(Cow<'s, AddressSet<A>>),
    Forwarder(Forwarder, A),
}

impl<A: Address> Side<'_, A> {
    /// The same side, for as long as this one is there.
    pub(super) fn borrowed(&self) -> Side<'_, A> {
        match self {
            Self::Class(addresses) => Side::Class(Cow::Borrowed(addresses)),
            Self::Forwarder(forwarder, address) => Side::Forwarder(*forwarder, *address),
        }
    }

    /// Whether a packet of the class can have this address here.
    pub(super) fn holds(&self, wanted: A) -> bool {
        match self {
            Self::Class(addresses) => addresses.contains(wanted),
            Self::Forwarder(_, address) => *address == wanted,
        }
    }

    pub(super) fn forwarder(&self) -> Option<Forwarder> {
        match self {
            Self::Class(_) => None,
            Self::Forwarder(forwarder, _) => Some(*forwarder),
        }
    }
}

/// Which side of a header, or its payload.
#[derive(Clone, Copy)]
pub(super) enum End {
    Source,
    Target,
    /// What the packets carry.
    Traffic,
}

/// Packets that have gone the same way so far.
#[derive(Clone, Debug)]
pub(super) struct Class<'s, A: Address = Ipv4> {
    pub(super) source: Side<'s, A>,
    pub(super) target: Side<'s, A>,
    /// Protocols and ports, as numbers.
    pub(super) traffic: Side<'s, A>,
    /// Where security groups let the packets pass.
    pub(super) guards: Vec<Position>,
    /// Whether a security group perhaps stopped them before.
    pub(super) doubtful: bool,
    /// Forward: sides of the sender that were replaced. Reply: those that are still to be put back.
    pub(super) replaced: Vec<(Forwarder, Side<'s, A>)>,
    pub(super) passes: Vec<Instance>,
    /// The backends that load balancers chose.
    pub(super) balanced: Vec<(LoadBalancerId, Forwarder)>,
    /// The forwarder that sent the class on to a private endpoint, which answers through it.
    pub(super) handed_over: Option<Forwarder>,
    /// The public address to which the requests came, where Azure put a private one in its place.
    pub(super) published: Option<A>,
    /// What the requests carried, where a firewall put another port in the place of theirs.
    pub(super) carried: Option<Cow<'s, AddressSet<A>>>,
    /// The firewall that translated the destination of the requests, and its address.
    pub(super) translated_by: Option<(FirewallId, A)>,
    /// Whether the class went to one of several equal next hops, where its packets may go to another.
    pub(super) chosen: bool,
    /// Where the class has been, each with the forwarders whose addresses the header carried.
    seen: Vec<(Position, Option<Forwarder>, Option<Forwarder>)>,
}

/// A class on its way: it changes hands at every step.
pub(super) type Packets<'s, A = Ipv4> = Box<Class<'s, A>>;

impl<'s, A: Address> Class<'s, A> {
    /// A class before its first step.
    pub(super) fn new(source: Side<'s, A>, target: Side<'s, A>, traffic: Side<'s, A>, replaced: Vec<(Forwarder, Side<'s, A>)>) -> Self {
        Self {
            source,
            target,
            traffic,
            guards: Vec::new(),
            doubtful: false,
            chosen: false,
            replaced,
            passes: Vec::new(),
            balanced: Vec::new(),
            handed_over: None,
            published: None,
            carried: None,
            translated_by: None,
            seen: Vec::new(),
        }
    }

    /// Where the class is, and where it came from.
    pub(super) fn last_places(&self) -> (Option<Position>, Option<Position>) {
        let mut places = self.seen.iter().rev().map(|(at, ..)| *at);
        (places.next(), places.next())
    }

    /// Whether the class has been at this position with the same addresses; from now on it has.
    pub(super) fn returns_to(&mut self, at: Position) -> bool {
        let state = (at, self.source.forwarder(), self.target.forwarder());
        let before = self.seen.contains(&state);
        self.seen.push(state);
        before
    }

    /// Each packet of the class goes to one of so many, and nothing says to which.
    pub(super) fn goes_to_one_of(&mut self, count: usize) {
        self.chosen |= count > 1;
    }

    /// What it costs to move the class, in steps: large sets are many small ones.
    pub(super) fn weight(&self) -> u64 {
        let intervals = |side: &Side<'s, A>| match side {
            Side::Class(addresses) => addresses.intervals().len() as u64,
            Side::Forwarder(..) => 0,
        };
        1 + (intervals(&self.source) + intervals(&self.target) + intervals(&self.traffic)) / INTERVALS_A_STEP
    }

    fn side(&mut self, end: End) -> &mut Side<'s, A> {
        match end {
            End::Source => &mut self.source,
            End::Target => &mut self.target,
            End::Traffic => &mut self.traffic,
        }
    }

    /// The packets of a class that have some of its addresses on one side.
    fn with(&self, end: End, addresses: AddressSet<A>) -> Packets<'s, A> {
        let mut part = self.clone();
        *part.side(end) = Side::Class(Cow::Owned(addresses));
        Box::new(part)
    }
}

/// Parts a class by what its destinations map to.
pub(super) fn split<'s, T: Copy + Eq, A: Address>(map: &PrefixMap<T, A>, class: Packets<'s, A>) -> Vec<(Option<T>, Packets<'s, A>)> {
    let uniform = match &class.target {
        Side::Forwarder(_, address) => Some(map.lookup(*address)),
        Side::Class(destinations) => map.uniform(destinations),
    };
    match (uniform, &class.target) {
        (None, Side::Class(destinations)) => {
            map.split(destinations).into_iter().map(|(value, part)| (value, class.with(End::Target, part))).collect()
        }
        (value, _) => vec![(value.flatten(), class)],
    }
}

/// The parts of a class inside and outside `set` with their addresses on one side.
pub(super) fn part<'s, A: Address>(
    mut class: Packets<'s, A>,
    end: End,
    set: &AddressSet<A>,
) -> (Option<Packets<'s, A>>, Option<Packets<'s, A>>) {
    let addresses = match class.side(end) {
        Side::Forwarder(_, address) if set.contains(*address) => return (Some(class), None),
        Side::Forwarder(..) => return (None, Some(class)),
        Side::Class(addresses) => addresses,
    };
    match addresses.share(set) {
        Share::All => (Some(class), None),
        Share::None => (None, Some(class)),
        Share::Some => {
            let (inside, outside) = addresses.part(set);
            (Some(class.with(end, inside)), Some(class.with(end, outside)))
        }
    }
}

/// The part of a class whose sender is `address`, and the rest.
pub(super) fn part_sender<'s, A: Address>(class: Packets<'s, A>, address: A) -> (Option<Packets<'s, A>>, Option<Packets<'s, A>>) {
    // Almost always nobody has it.
    if class.source.holds(address) { part(class, End::Source, &AddressSet::one(address)) } else { (None, Some(class)) }
}
