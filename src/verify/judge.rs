//! Judging intents: every packet of the class is followed symbolically, and a counterexample is replayed.

use std::borrow::Cow;

use serde::Serialize;

use super::class::{Place, Senders, Target, exceptions, internet, pick, senders, targets};
use super::expectation::{Expectation, Finding};
use super::inbound::targets_from_internet;
use super::reason::{Reason, undecided};
use super::tag::{Worlds, open_tags};
use crate::address::{Address, AddressSet, Ipv4};
use crate::design::{Endpoint, Intent, ServiceTag};
use crate::flow::{
    Budget, Disposition, Exhausted, Header, Network, Outcome, Position, Trace, Traffic, Walk, replies, trace, walk, walk_class,
};

/// The moves of packet classes that all intents of one design may take together.
///
/// A design with 1,000 networks and 3,000 intents takes less than a tenth of it.
const STEPS: u64 = 4_000_000;

/// What is known of an expectation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// Every packet of the class meets it.
    Holds,
    /// A packet of the class breaks it.
    Violated,
    /// Not known.
    Undecided,
}

/// A packet that breaks an expectation, replayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Witness<A: Address = Ipv4> {
    /// Where it starts.
    pub start: Position,
    /// Its addresses, and what it carries.
    pub header: Header<A>,
    /// The service tag that one of the addresses is taken to belong to: it goes this way in the tag's first [`World`].
    pub tag: Option<ServiceTag>,
}

/// The verdict on one expectation of one intent.
#[derive(Clone, Debug)]
pub struct Judgement<A: Address = Ipv4> {
    /// Index of the intent.
    pub intent: usize,
    /// What was expected.
    pub expectation: Expectation,
    /// What is known.
    pub verdict: Verdict,
    /// The packet that breaks it.
    pub witness: Option<Witness<A>>,
    /// Why it is undecided.
    pub reason: Option<Reason>,
    /// How many senders and destinations the class has.
    pub size: (u128, u128),
}

/// Judges every intent of the design.
pub fn verify<A: Address>(network: &Network<'_, A>) -> Vec<Judgement<A>> {
    let internet = internet(network.design);
    let budget = Budget::new(STEPS);
    let mut worlds = Worlds::new(network, &internet);
    let mut judgements = Vec::new();
    for (index, intent) in network.design.intents.iter().enumerate() {
        judgements.append(&mut judge(network, index, intent, &internet, &mut worlds, &budget));
    }
    judgements
}

fn judge<A: Address>(
    network: &Network<'_, A>,
    index: usize,
    intent: &Intent,
    internet: &AddressSet<A>,
    worlds: &mut Worlds<'_, A>,
    budget: &Budget,
) -> Vec<Judgement<A>> {
    let design = network.design;
    let (senders, targets) = (senders(design, intent, internet), targets(design, intent, internet));
    let count = |sum: u128, addresses: &AddressSet<A>| sum.saturating_add(addresses.size());
    let size = (senders.iter().fold(0, |sum, it| count(sum, &it.addresses)), targets.iter().fold(0, |sum, it| count(sum, &it.addresses)));
    let mut sheet = Vec::new();
    for expectation in Expectation::of(intent) {
        sheet.push(Judgement { intent: index, expectation, verdict: Verdict::Holds, witness: None, reason: None, size });
    }
    let (from, to) = (open_tags(design, &intent.from.resolved), open_tags(design, &intent.to.resolved));
    let reason = if senders.is_empty() && from.is_empty() || targets.is_empty() && to.is_empty() {
        Some(Reason::NoPacket)
    } else if judge_classes(network, intent, &senders, &targets, &mut sheet, budget).is_err() {
        Some(Reason::TooLarge)
    } else {
        None
    };
    if reason.is_none() {
        let exceptions = exceptions(design, intent, internet);
        for tag in to.iter().filter(|_| !senders.is_empty()) {
            let ends = |address| (!exceptions.contains(address)).then(|| (senders.clone(), vec![Target::internet(address)]));
            judge_tag(worlds, intent, *tag, &ends, &mut sheet, budget);
        }
        for tag in from.iter().filter(|_| !targets.is_empty()) {
            judge_tag(worlds, intent, *tag, &|address| Some((vec![Senders::internet(address)], targets.clone())), &mut sheet, budget);
        }
        let outside = if from.is_empty() { None } else { to.first() };
        outside.into_iter().for_each(|tag| sheet.iter_mut().for_each(|judgement| judgement.open(Reason::ServiceTag(*tag))));
    }
    // What becomes of packets for a hub's own addresses is not documented (specification 11.8), and such an end is nobody's target.
    let in_hub = |end: &Endpoint| matches!(end, Endpoint::Firewall(id) if design.firewall_hub(*id).is_some());
    let hub = intent.from.resolved.iter().chain(&intent.to.resolved).any(in_hub).then_some(Reason::Hub);
    for judgement in &mut sheet {
        reason.or(hub).into_iter().for_each(|reason| judgement.open(reason));
        for tag in open_tags(design, &intent.except.resolved) {
            judgement.doubt(tag, internet);
        }
    }
    sheet
}

/// Where packets start and where they go.
type Ends<A> = (Vec<Senders<A>>, Vec<Target<A>>);

/// Judges the packets of an intent that have an address of a tag at one end; `ends` says which these are for one address.
fn judge_tag<A: Address>(
    worlds: &mut Worlds<'_, A>,
    intent: &Intent,
    tag: ServiceTag,
    ends: &dyn Fn(A) -> Option<Ends<A>>,
    sheet: &mut [Judgement<A>],
    budget: &Budget,
) {
    let mut answers: Vec<Vec<Judgement<A>>> = Vec::new();
    let mut reason = Reason::ServiceTag(tag);
    for world in worlds.of(tag, budget) {
        let network = world.network();
        for address in &world.addresses {
            let mut answer: Vec<Judgement<A>> = sheet.to_vec();
            for judgement in &mut answer {
                (judgement.verdict, judgement.witness, judgement.reason) = (Verdict::Holds, None, None);
            }
            match ends(*address).map(|(senders, targets)| judge_classes(&network, intent, &senders, &targets, &mut answer, budget)) {
                None => answer.iter_mut().for_each(|judgement| judgement.open(Reason::ServiceTag(tag))),
                Some(Err(Exhausted)) => reason = Reason::TooLarge,
                Some(Ok(())) => {}
            }
            answers.push(answer);
        }
    }
    for (index, judgement) in sheet.iter_mut().enumerate() {
        let all = || answers.iter().filter_map(|answer| answer.get(index));
        let every = |verdict: Verdict| all().next().is_some() && all().all(|it| it.verdict == verdict) && reason != Reason::TooLarge;
        if every(Verdict::Violated) && judgement.verdict != Verdict::Violated {
            judgement.verdict = Verdict::Violated;
            judgement.reason = None;
            judgement.witness = all().find_map(|it| it.witness).map(|witness| Witness { tag: Some(tag), ..witness });
        } else if !every(Verdict::Holds) {
            judgement.open(all().find_map(|it| it.reason).unwrap_or(reason));
        }
    }
}

fn judge_classes<A: Address>(
    network: &Network<'_, A>,
    intent: &Intent,
    senders: &[Senders<A>],
    targets: &[Target<A>],
    sheet: &mut [Judgement<A>],
    budget: &Budget,
) -> Result<(), Exhausted> {
    let both_ways = intent.both_ways;
    let wants_replies = sheet.iter().any(|judgement| judgement.expectation.asks_for_replies(both_ways));
    let carried = Carried::of(intent);
    for senders in senders {
        let named = if senders.at == Position::Internet { targets_from_internet(network, intent, targets) } else { Vec::new() };
        for target in if senders.at == Position::Internet { &named } else { targets } {
            let class = Class { network, place: target.place, start: senders.at, both_ways, carried: carried.first };
            let traffic = match &target.traffic {
                Some(traffic) => Cow::Owned(carried.all.intersection(traffic)),
                None => Cow::Borrowed(&carried.all),
            };
            if traffic.is_empty() {
                continue;
            }
            for request in walk_class(network, senders.at, &senders.addresses, &target.addresses, &traffic, budget)? {
                sheet.iter_mut().for_each(|judgement| class.request(judgement, &request));
                if wants_replies && target.place.arrived(network.design, request.disposition) {
                    for reply in replies(network, senders.at, &request, budget)? {
                        sheet.iter_mut().for_each(|judgement| class.reply(judgement, &request, &reply));
                    }
                }
            }
        }
    }
    Ok(())
}

/// What the packets of one class have in common.
struct Class<'n, 'd, A: Address = Ipv4> {
    network: &'n Network<'d, A>,
    place: Place,
    start: Position,
    both_ways: bool,
    carried: Traffic,
}

/// What the packets of an intent carry.
struct Carried<A: Address = Ipv4> {
    all: AddressSet<A>,
    /// All of it, or what goes to the first port.
    first: Traffic,
}

impl<A: Address> Carried<A> {
    fn of(intent: &Intent) -> Self {
        let mut ports = intent.ports.iter().map(|port| Traffic::new(intent.protocol, u16::try_from(*port).ok()));
        let first = ports.next().unwrap_or(Traffic::new(intent.protocol, None));
        let all = ports.fold(first.set(), |all, port| all.union(&port.set()));
        Self { all, first }
    }
}

impl<A: Address> Class<'_, '_, A> {
    fn request(&self, judgement: &mut Judgement<A>, request: &Outcome<'_, A>) {
        let finding = judgement.expectation.of_request(self.network.design, (self.place, self.both_ways), request);
        self.record(judgement, finding, request, false);
    }

    fn reply(&self, judgement: &mut Judgement<A>, request: &Outcome<'_, A>, reply: &Outcome<'_, A>) {
        if judgement.expectation.asks_for_replies(self.both_ways) {
            let finding = judgement.expectation.of_reply(self.network, self.start, request, reply);
            self.record(judgement, finding, reply, true);
        }
    }

    /// Takes in what packets say; `replied` where their replies say it.
    fn record(&self, judgement: &mut Judgement<A>, finding: Finding, packets: &Outcome<'_, A>, replied: bool) {
        match finding {
            Finding::Met => {}
            Finding::Open if self.place.is_left_to_a_site(packets.disposition) => judgement.open(Reason::BeyondSite),
            Finding::Open => judgement.open(undecided(packets.disposition).unwrap_or(Reason::NotConfirmed)),
            Finding::Broken if judgement.verdict == Verdict::Violated => {}
            // Perhaps the packets do not end like this; what they do otherwise is another outcome.
            Finding::Broken if packets.is_doubtful() || packets.disposition == Disposition::UndecidedSecurityRule => {
                judgement.open(Reason::SecurityRule);
            }
            Finding::Broken => match self.witness(packets).filter(|witness| self.confirms(judgement.expectation, witness, replied)) {
                Some(witness) => {
                    judgement.verdict = Verdict::Violated;
                    judgement.witness = Some(witness);
                    judgement.reason = None;
                }
                None if packets.is_one_of_several() => judgement.open(Reason::SeveralNextHops),
                None => judgement.open(Reason::NotConfirmed),
            },
        }
    }

    /// A packet of a class.
    fn witness(&self, packets: &Outcome<'_, A>) -> Option<Witness<A>> {
        let header = Header {
            source: pick(&packets.senders)?,
            destination: pick(&packets.destinations)?,
            traffic: self.carried.of(&packets.traffic)?,
        };
        Some(Witness { start: self.start, header, tag: None })
    }

    /// Whether the replay of a packet breaks the expectation as well; what the request alone breaks is broken whatever its reply does.
    fn confirms(&self, expectation: Expectation, witness: &Witness<A>, replied: bool) -> bool {
        let trace = if replied {
            trace(self.network, witness.start, witness.header)
        } else {
            Trace::one_way(walk(self.network, witness.start, witness.header, None))
        };
        // Of equal next hops the replay may take one over which the design does not decide.
        let open = |walk: &Walk<A>| walk.disposition == Disposition::UndecidedSecurityRule || undecided(walk.disposition).is_some();
        let left = self.place.is_left_to_a_site(trace.forward.disposition);
        let decided_there = matches!(expectation, Expectation::Through(_) | Expectation::Avoid(_));
        let open = left && !decided_there || open(&trace.forward) || trace.reply.as_ref().is_some_and(open);
        // What a request says of its answer is whether it arrives.
        let expectation = match expectation {
            Expectation::Answered(expected) if !replied => Expectation::Delivered(expected),
            expectation => expectation,
        };
        !open && !expectation.met_by(self.network.design, self.place, self.both_ways, &trace)
    }
}

impl<A: Address> Judgement<A> {
    /// A packet to a public address is perhaps one of a tag that the intent does not speak of.
    fn doubt(&mut self, tag: ServiceTag, internet: &AddressSet<A>) {
        if self.witness.is_some_and(|witness| internet.contains(witness.header.destination)) {
            self.verdict = Verdict::Undecided;
            self.witness = None;
            self.reason = Some(Reason::ServiceTag(tag));
        }
    }

    /// Nothing is known any more, unless a counterexample is.
    fn open(&mut self, reason: Reason) {
        if self.verdict != Verdict::Violated {
            self.verdict = Verdict::Undecided;
            self.reason = Some(reason);
        }
    }
}
