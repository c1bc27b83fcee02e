//! A class of packets, and the ways to part it.

use crate::address::{AddressSet, Ipv4, PrefixMap};
use crate::design::Forwarder;
use crate::flow::network::{Instance, Position};

/// One side of a header: addresses of the class, or the address of a forwarder that translates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Class(AddressSet),
    Forwarder(Forwarder, Ipv4),
}

impl Side {
    /// Whether a packet of the class can have this address here.
    pub(super) fn holds(&self, wanted: Ipv4) -> bool {
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

/// Packets that have gone the same way so far.
#[derive(Clone, Debug)]
pub(super) struct Class {
    pub(super) at: Position,
    pub(super) source: Side,
    pub(super) target: Side,
    /// Forward: sides of the sender that were replaced. Reply: those that are still to be put back.
    pub(super) replaced: Vec<(Forwarder, Side)>,
    pub(super) passes: Vec<Instance>,
    /// Where the class has been, each with the forwarders whose addresses the header carried.
    pub(super) seen: Vec<(Position, Option<Forwarder>, Option<Forwarder>)>,
}

/// Parts a class by what its destinations map to.
pub(super) fn split<T: Copy + Eq>(map: &PrefixMap<T>, class: Class) -> Vec<(Option<T>, Class)> {
    let destinations = match &class.target {
        Side::Forwarder(_, address) => return vec![(map.lookup(*address), class)],
        Side::Class(destinations) => destinations,
    };
    let mut parts = map.split(destinations);
    let last = parts.pop();
    let mut split: Vec<_> = parts.into_iter().map(|(value, part)| (value, Class { target: Side::Class(part), ..class.clone() })).collect();
    split.extend(last.map(|(value, part)| (value, Class { target: Side::Class(part), ..class })));
    split
}

/// The parts of a class whose destinations are inside and outside `set`.
pub(super) fn part_target(class: Class, set: &AddressSet) -> (Option<Class>, Option<Class>) {
    match &class.target {
        Side::Forwarder(_, address) if set.contains(*address) => (Some(class), None),
        Side::Forwarder(..) => (None, Some(class)),
        Side::Class(destinations) => {
            let (inside, outside) = destinations.part(set);
            both(class, inside, outside, |class, part| Class { target: Side::Class(part), ..class })
        }
    }
}

/// The part of a class whose sender is `address`, and the rest.
pub(super) fn part_sender(class: Class, address: Ipv4) -> (Option<Class>, Option<Class>) {
    // Almost always nobody has it.
    if class.source.holds(address) { part_source(class, &AddressSet::one(address)) } else { (None, Some(class)) }
}

/// The parts of a class whose senders are inside and outside `set`.
pub(super) fn part_source(class: Class, set: &AddressSet) -> (Option<Class>, Option<Class>) {
    match &class.source {
        Side::Forwarder(_, address) if set.contains(*address) => (Some(class), None),
        Side::Forwarder(..) => (None, Some(class)),
        Side::Class(senders) => {
            let (inside, outside) = senders.part(set);
            both(class, inside, outside, |class, part| Class { source: Side::Class(part), ..class })
        }
    }
}

/// The two parts of a class; without a copy where one of them is empty.
fn both(
    class: Class,
    inside: AddressSet,
    outside: AddressSet,
    with: impl Fn(Class, AddressSet) -> Class,
) -> (Option<Class>, Option<Class>) {
    match (inside.is_empty(), outside.is_empty()) {
        (true, true) => (None, None),
        (true, false) => (None, Some(with(class, outside))),
        (false, true) => (Some(with(class, inside)), None),
        (false, false) => (Some(with(class.clone(), inside)), Some(with(class, outside))),
    }
}
