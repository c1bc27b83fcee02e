//! Judging intents: every packet of the class is followed symbolically, and a counterexample is replayed.

use serde::Serialize;

use super::class::{Place, Senders, Target, internet, senders, targets};
use super::expectation::{Expectation, Finding};
use super::query::pick;
use crate::address::AddressSet;
use crate::design::Intent;
use crate::flow::{Budget, Exhausted, Header, Network, Outcome, Pair, Position, replies, trace, walk_class};

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
pub struct Witness {
    /// Where it starts.
    pub start: Position,
    /// Its addresses.
    pub header: Header,
}

/// The verdict on one expectation of one intent.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Index of the intent.
    pub intent: usize,
    /// What was expected.
    pub expectation: Expectation,
    /// What is known.
    pub verdict: Verdict,
    /// The packet that breaks it.
    pub witness: Option<Witness>,
    /// Why it is undecided.
    pub reason: Option<&'static str>,
    /// How many senders and destinations the class has.
    pub size: (u128, u128),
}

/// Judges every intent of the design.
pub fn verify(network: &Network<'_>) -> Vec<Judgement> {
    let internet = internet(network.design);
    let budget = Budget::new(STEPS);
    let intents = network.design.intents.iter().enumerate();
    intents.flat_map(|(index, intent)| judge(network, index, intent, &internet, &budget)).collect()
}

fn judge(network: &Network<'_>, index: usize, intent: &Intent, internet: &AddressSet, budget: &Budget) -> Vec<Judgement> {
    let design = network.design;
    let expectations = Expectation::of(intent);
    let (senders, targets) = (senders(design, intent, internet), targets(design, intent, internet));
    let size = (senders.iter().map(|it| it.addresses.size()).sum(), targets.iter().map(|it| it.addresses.size()).sum());
    let mut sheet: Vec<Judgement> = expectations
        .into_iter()
        .map(|expectation| Judgement { intent: index, expectation, verdict: Verdict::Holds, witness: None, reason: None, size })
        .collect();
    if senders.is_empty() || targets.is_empty() {
        sheet.iter_mut().for_each(|judgement| judgement.open("no packet is in this class: nothing sends, or nothing is addressed"));
        return sheet;
    }
    for senders in &senders {
        for target in &targets {
            if judge_class(network, intent, senders, target, &mut sheet, budget).is_err() {
                sheet.iter_mut().for_each(|judgement| judgement.open("the design is larger than the bound on work"));
                return sheet;
            }
        }
    }
    sheet
}

fn judge_class(
    network: &Network<'_>,
    intent: &Intent,
    senders: &Senders,
    target: &Target,
    sheet: &mut [Judgement],
    budget: &Budget,
) -> Result<(), Exhausted> {
    let class = Class { network, place: target.place, start: senders.at, both_ways: intent.both_ways };
    let wants_replies = sheet.iter().any(|judgement| judgement.expectation.asks_for_replies(intent.both_ways));
    for outcome in walk_class(network, senders.at, &senders.addresses, &target.addresses, budget)? {
        sheet.iter_mut().for_each(|judgement| class.request(judgement, &outcome));
        if wants_replies && target.place.arrived(network.design, outcome.disposition) {
            for pair in replies(network, senders.at, &outcome, budget)? {
                sheet.iter_mut().for_each(|judgement| class.pair(judgement, &pair));
            }
        }
    }
    Ok(())
}

/// What the packets of one class have in common.
struct Class<'n, 'd> {
    network: &'n Network<'d>,
    place: Place,
    start: Position,
    both_ways: bool,
}

impl Class<'_, '_> {
    fn request(&self, judgement: &mut Judgement, outcome: &Outcome) {
        let finding = judgement.expectation.of_request(self.network.design, self.place, outcome);
        self.record(judgement, finding, &outcome.senders, &outcome.destinations);
    }

    fn pair(&self, judgement: &mut Judgement, pair: &Pair<'_>) {
        if judgement.expectation.asks_for_replies(self.both_ways) {
            let finding = judgement.expectation.of_pair(self.network, self.start, pair);
            self.record(judgement, finding, &pair.senders, &pair.destinations);
        }
    }

    fn record(&self, judgement: &mut Judgement, finding: Finding, senders: &AddressSet, destinations: &AddressSet) {
        match finding {
            Finding::Met => {}
            Finding::Open => judgement.open("two gateways are equally good for some packets, and the design does not say which is used"),
            Finding::Broken if judgement.verdict == Verdict::Violated => {}
            Finding::Broken => {
                let witness = witness(self.start, senders, destinations);
                let replayed = witness.filter(|witness| {
                    let trace = trace(self.network, witness.start, witness.header);
                    !judgement.expectation.met_by(self.network.design, self.place, self.both_ways, &trace)
                });
                match replayed {
                    Some(witness) => {
                        judgement.verdict = Verdict::Violated;
                        judgement.witness = Some(witness);
                        judgement.reason = None;
                    }
                    None => judgement.open("the proof found a counterexample that the replay does not confirm; please report this defect"),
                }
            }
        }
    }
}

impl Judgement {
    /// Nothing is known any more, unless a counterexample is.
    fn open(&mut self, reason: &'static str) {
        if self.verdict != Verdict::Violated {
            self.verdict = Verdict::Undecided;
            self.reason = Some(reason);
        }
    }
}

/// A packet of a class.
fn witness(start: Position, senders: &AddressSet, destinations: &AddressSet) -> Option<Witness> {
    Some(Witness { start, header: Header { source: pick(senders)?, destination: pick(destinations)? } })
}
