//! The symbolic walk: its classes are all packets, each once, and every packet of a class goes as the class does.

use std::sync::atomic::{AtomicU64, Ordering};

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use routewright::address::{Address, AddressSet, Interval, Ipv4, Prefix, Share};
use routewright::flow::{
    Budget, Disposition, Exhausted, Header, Instance, Outcome, Position, Trace, Traffic, Walk, replies, trace, walk_class,
};

use crate::oracle::{Block, Estate, Place};
use crate::random::{Tape, starts};
use crate::words::position;
use crate::{Case, Tried, try_designs};

/// More than a small design needs, unless choices between equal next hops follow each other.
const STEPS: u64 = 200_000;

/// Packets that start at one place: senders times destinations times what they carry.
struct Rectangle<'c> {
    senders: &'c AddressSet,
    destinations: &'c AddressSet,
    traffic: &'c AddressSet,
}

impl Rectangle<'_> {
    fn size(&self) -> u128 {
        self.senders.size() * self.destinations.size() * self.traffic.size()
    }

    fn meets(&self, other: &Self) -> bool {
        let meet = |one: &AddressSet, other: &AddressSet| !one.intersection(other).is_empty();
        meet(self.senders, other.senders) && meet(self.destinations, other.destinations) && meet(self.traffic, other.traffic)
    }
}

#[test]
fn classes_are_all_packets_and_go_as_each_of_their_packets() {
    let (walks, too_large) = (AtomicU64::new(0), AtomicU64::new(0));
    try_designs("classes of packets", 300, |case, tape, tried| {
        for (place, _) in starts(case.estate) {
            let senders = senders(case.estate, place);
            if !senders.is_empty() {
                let followed = follow(case, tape, tried, position(case.network.design, place), &senders)
                    .map_err(|fault| TestCaseError::fail(format!("{fault}, from {place:?} of {}", case.shown())))?;
                walks.fetch_add(1, Ordering::Relaxed);
                too_large.fetch_add(u64::from(followed.is_err()), Ordering::Relaxed);
            }
        }
        Ok(())
    });
    let (walks, too_large) = (walks.into_inner(), too_large.into_inner());
    assert!(too_large * 100 <= walks, "{too_large} of {walks} walks are too large");
}

/// Everything that could send from a place, whatever else stands on the addresses.
fn senders(estate: &Estate, place: Place) -> AddressSet {
    let covering = |blocks: &[Block]| AddressSet::covering(blocks.iter().map(|block| Prefix::holding(Ipv4(block.first), block.length)));
    match place {
        Place::Subnet(net, subnet) => AddressSet::of(
            estate.nets[net].subnets[subnet]
                .blocks
                .iter()
                .map(|block| Interval { first: Ipv4(block.first + 4), last: Ipv4(block.last() - 1) }),
        ),
        Place::Device(device, port) => AddressSet::one(Ipv4(estate.devices[device].ports[port].address)),
        Place::Site(site) => covering(&estate.sites[site].blocks),
        Place::Internet => covering(&[Block::read("8.8.0.0/16")]),
        Place::Endpoint(_) | Place::Gateway(_) | Place::Hub(_) | Place::Service | Place::Platform => AddressSet::default(),
    }
}

type Followed = Result<Result<(), Exhausted>, TestCaseError>;

fn follow(case: &Case<'_>, tape: &mut Tape<'_>, tried: &Tried, start: Position, senders: &AddressSet) -> Followed {
    let budget = Budget::new(STEPS);
    let (everything, traffic) = (AddressSet::all(), Traffic::ANY.set());
    let Ok(mut outcomes) = walk_class(case.network, start, senders, &everything, &traffic, &budget) else { return Ok(Err(Exhausted)) };
    // They are among those that perhaps ended before.
    outcomes.retain(|outcome| !outcome.is_doubtful());
    if outcomes.iter().any(Outcome::is_one_of_several) {
        return some_class_goes_as(case, tape, tried, start, &outcomes).map(Ok);
    }
    let whole = Rectangle { senders, destinations: &everything, traffic: &traffic };
    partition(
        &whole,
        outcomes.iter().map(|it| Rectangle { senders: &it.senders, destinations: &it.destinations, traffic: &it.traffic }).collect(),
    )?;
    for outcome in &outcomes {
        for trace in samples(case, tape, tried, start, &outcome.senders, &outcome.destinations, &outcome.traffic) {
            prop_assert_eq!(trace.forward.disposition, outcome.disposition, "request {:?}", trace.forward.header);
            let (one, all) = (passed(&trace.forward), compared(outcome.disposition, &outcome.passes));
            prop_assert_eq!(one, all, "passed by request {:?}", trace.forward.header);
        }
        if let Err(Exhausted) = follow_replies(case, tape, tried, start, outcome, &budget)? {
            return Ok(Err(Exhausted));
        }
    }
    Ok(Ok(()))
}

/// Where packets may go to one of several next hops, they are in a class for each, and one of these goes as the packet does.
fn some_class_goes_as(case: &Case<'_>, tape: &mut Tape<'_>, tried: &Tried, start: Position, outcomes: &[Outcome<'_>]) -> TestCaseResult {
    for outcome in outcomes {
        // Of packets that carry one thing: over another next hop a class may have part of what they could carry.
        let carried = AddressSet::one(outcome.traffic.lowest().unwrap());
        for trace in samples(case, tape, tried, start, &outcome.senders, &outcome.destinations, &carried) {
            let header = trace.forward.header;
            let holds = |it: &&Outcome<'_>| {
                let carried = header.traffic.set().share(&it.traffic) == Share::All;
                carried && it.senders.contains(header.source) && it.destinations.contains(header.destination)
            };
            let alike = |it: &Outcome<'_>| {
                trace.forward.disposition == it.disposition && passed(&trace.forward) == compared(it.disposition, &it.passes)
            };
            prop_assert!(outcomes.iter().filter(holds).any(alike), "request {:?}", header);
        }
    }
    Ok(())
}

fn follow_replies(
    case: &Case<'_>,
    tape: &mut Tape<'_>,
    tried: &Tried,
    start: Position,
    outcome: &Outcome<'_>,
    budget: &Budget,
) -> Followed {
    let Ok(mut pairs) = replies(case.network, start, outcome, budget) else { return Ok(Err(Exhausted)) };
    pairs.retain(|pair| !pair.is_doubtful());
    if !outcome.disposition.is_delivered() {
        prop_assert!(pairs.is_empty(), "replies to what did not arrive");
        return Ok(Ok(()));
    }
    if pairs.iter().any(Outcome::is_one_of_several) {
        return Ok(Ok(()));
    }
    let whole = Rectangle { senders: &outcome.senders, destinations: &outcome.destinations, traffic: &outcome.traffic };
    partition(
        &whole,
        pairs.iter().map(|it| Rectangle { senders: &it.senders, destinations: &it.destinations, traffic: &it.traffic }).collect(),
    )?;
    for pair in &pairs {
        for trace in samples(case, tape, tried, start, &pair.senders, &pair.destinations, &pair.traffic) {
            let reply = trace.reply.as_ref().map(|reply| (reply.disposition, passed(reply)));
            let expected = Some((pair.disposition, compared(pair.disposition, &pair.passes)));
            prop_assert_eq!(reply, expected, "reply to {:?}", trace.forward.header);
        }
    }
    Ok(Ok(()))
}

fn passed(walk: &Walk) -> Vec<Instance> {
    compared(walk.disposition, &walk.passes)
}

/// What a walk passed; for a loop as a set, because a class may notice a round later that it goes in a circle.
fn compared(end: Disposition, passes: &[Instance]) -> Vec<Instance> {
    let mut passes = passes.to_vec();
    if end == Disposition::DroppedLoop {
        passes.sort();
        passes.dedup();
    }
    passes
}

/// That parts are disjoint and together the whole.
fn partition(whole: &Rectangle<'_>, parts: Vec<Rectangle<'_>>) -> TestCaseResult {
    prop_assert_eq!(parts.iter().map(Rectangle::size).sum::<u128>(), whole.size(), "the classes are not all packets, each once");
    for (i, part) in parts.iter().enumerate() {
        prop_assert!(parts[..i].iter().all(|other| !part.meets(other)), "two classes share packets");
        prop_assert!(part.senders.difference(whole.senders).is_empty() && part.destinations.difference(whole.destinations).is_empty());
    }
    Ok(())
}

/// Traces of the lowest, the highest and any packet.
fn samples(
    case: &Case<'_>,
    tape: &mut Tape<'_>,
    tried: &Tried,
    start: Position,
    senders: &AddressSet,
    destinations: &AddressSet,
    carried: &AddressSet,
) -> Vec<Trace> {
    let end = |set: &AddressSet| set.intervals().last().unwrap().last;
    let mut any = |set: &AddressSet| {
        let interval = *tape.pick(set.intervals());
        let above = tape.address() as u128 % interval.first.count_to(interval.last);
        interval.first.offset(above as u32).unwrap()
    };
    let ends = [(senders.lowest().unwrap(), destinations.lowest().unwrap()), (end(senders), end(destinations))];
    // One number is one packet; of more it may be open which rule they meet, where each of them is on its own.
    let number = AddressSet::one(any(carried));
    let packets = ends.into_iter().chain([(any(senders), any(destinations))]);
    packets
        .map(|(source, destination)| {
            tried.packet();
            trace(case.network, start, Header { source, destination, traffic: Traffic::ANY.of(&number).unwrap() })
        })
        .collect()
}
