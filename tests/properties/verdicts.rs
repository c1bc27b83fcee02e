//! Verdicts: what holds is attacked with packets, what is violated is replayed, and the oracle is the judge of both.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use routewright::design::Waypoint;
use routewright::verify::{Expectation, Judgement, Reason, Verdict, verify};

use crate::intended::{Class, Goal, each};
use crate::oracle::{Both, End, Estate, Journey, Passed, Payload, Place, dotted};
use crate::random::{Tape, addresses, hosts};
use crate::words::{passed, payload, place};
use crate::{Case, Tried, try_designs};

/// Packets against each verdict.
const ATTACKS: usize = 40;

/// In so many worlds is a verdict attacked where it speaks of a service tag whose addresses were not told.
const WORLDS: usize = 4;

#[test]
fn verdicts_withstand_packets() {
    try_designs("verdicts", 300, |case, tape, tried| {
        let judgements = verify(case.network);
        for judgement in &judgements {
            let intent = &case.document["intents"][judgement.intent];
            let class = Class { case, intent };
            let checked = match judgement.verdict {
                Verdict::Holds => attacked(&class, judgement, tape, tried),
                Verdict::Violated => replayed(&class, judgement),
                Verdict::Undecided => explained(judgement),
            };
            checked.map_err(|fault| {
                let expectation = judgement.expectation.written(case.network.design);
                TestCaseError::fail(format!("{fault}: {expectation} of {intent} in {}", case.shown()))
            })?;
        }
        Ok(())
    });
}

/// `holds`: no packet that can be found breaks it.
fn attacked(class: &Class<'_>, judgement: &Judgement, tape: &mut Tape<'_>, tried: &Tried) -> TestCaseResult {
    for tag in class.open_tags() {
        for _ in 0..WORLDS {
            let address = tape.pick(&addresses(class.case.estate)).wrapping_add(tape.below(2) as u32 * tape.address());
            if class.may_have(&tag, address) {
                let estate = class.world(&tag, address, [32, 32, 24, 25, 16, 8][tape.below(6)]);
                let case = Case { estate: &estate, ..*class.case };
                attacked_in(&Class { case: &case, intent: class.intent }, judgement, tape, tried)
                    .map_err(|fault| TestCaseError::fail(format!("{tag} has {}: {fault}", dotted(address))))?;
            }
        }
    }
    attacked_in(class, judgement, tape, tried)
}

/// The same in a design of which all is known that matters.
fn attacked_in(class: &Class<'_>, judgement: &Judgement, tape: &mut Tape<'_>, tried: &Tried) -> TestCaseResult {
    let mut edges = hosts(class.case.estate);
    edges.extend(addresses(class.case.estate));
    let senders: Vec<(Place, u32)> =
        edges.iter().flat_map(|address| class.senders(*address).into_iter().map(|place| (place, *address))).collect();
    edges.extend(class.case.estate.public_ips());
    edges.extend((0..10).map(|_| tape.address()));
    let reached_from = |place: Place| -> Vec<(Goal, u32)> {
        edges.iter().flat_map(|address| class.goals(place, *address, None).into_iter().map(|goal| (goal, *address))).collect()
    };
    let (inside, outside) = (reached_from(Place::Gateway(0)), reached_from(Place::Internet));
    if senders.is_empty() {
        return Ok(());
    }
    // Whichever of several equal next hops each packet takes.
    class.case.estate.drawn.set(Some(u64::from(tape.address())));
    for _ in 0..ATTACKS {
        let (place, source) = *tape.pick(&senders);
        let targets = if place == Place::Internet { &outside } else { &inside };
        if targets.is_empty() {
            continue;
        }
        let (goal, destination) = *tape.pick(targets);
        let Some(payload) = class.payload(tape) else { continue };
        if !class.goals(place, destination, Some(payload)).contains(&goal) {
            continue;
        }
        tried.packet();
        let trace = class.case.estate.trace(place, source, destination, payload);
        prop_assert!(
            class.met(judgement.expectation, goal, &trace),
            "said to hold, but {} -> {} {:?} from {:?} breaks it: {:?}",
            dotted(source),
            dotted(destination),
            payload,
            place,
            trace
        );
    }
    class.case.estate.drawn.set(None);
    Ok(())
}

/// `violated`: the witness is a packet of the class and breaks the expectation.
fn replayed(class: &Class<'_>, judgement: &Judgement) -> TestCaseResult {
    let witness = judgement.witness.expect("a violated expectation has a witness");
    let (source, destination) = (witness.header.source.0, witness.header.destination.0);
    // The address is taken for one of the tag.
    let tag = witness.tag.map(|tag| tag.to_string());
    let open = class.open_tags().into_iter().find(|open| tag.as_ref().is_some_and(|tag| tag.eq_ignore_ascii_case(open)));
    let to_tag = each(&class.intent["to"]).any(|end| end.as_str() == open.as_deref()) && class.on_the_internet(destination);
    let start = place(class.case.network.design, witness.start);
    // Which end is taken for one of the tag, where it stands at both: that without which nothing sends the packet or takes it.
    let ends = if to_tag { [destination, source] } else { [source, source] };
    let mut worlds = open.iter().flat_map(|tag| ends.map(|address| class.world(tag, address, 32)));
    let sent = |estate: &Estate| {
        let case = Case { estate, ..*class.case };
        Class { case: &case, intent: class.intent }.senders(source).contains(&start)
    };
    let world = worlds.find(sent);
    let case = world.as_ref().map(|estate| Case { estate, ..*class.case });
    let class = case.as_ref().map_or(Class { case: class.case, intent: class.intent }, |case| Class { case, intent: class.intent });
    prop_assert!(class.senders(source).contains(&start), "nothing sends {} from {:?}", dotted(source), start);
    let goals = class.goals(start, destination, Some(payload(witness.header.traffic)));
    let trace = class.case.estate.trace(start, source, destination, payload(witness.header.traffic));
    prop_assert!(
        goals.iter().any(|goal| !class.met(judgement.expectation, *goal, &trace)),
        "the witness {} -> {} breaks nothing: {:?}",
        dotted(source),
        dotted(destination),
        trace
    );
    Ok(())
}

/// `undecided`: for a reason that lies in the design.
fn explained(judgement: &Judgement) -> TestCaseResult {
    let reason = judgement.reason.expect("an undecided expectation has a reason");
    let known = matches!(
        reason,
        Reason::NoPacket
            | Reason::AmbiguousGateway
            | Reason::Egress
            | Reason::Machine
            | Reason::ConnectedGroup
            | Reason::Hub
            | Reason::PrivateEndpoint
            | Reason::FirewallRule
            | Reason::LoadBalancer
            | Reason::OwnPublicAddress
            | Reason::BeyondSite
            | Reason::SeveralNextHops
            | Reason::BeyondAppliance
            | Reason::ServiceTag(_)
            | Reason::SecurityRule
    );
    prop_assert!(known, "{:?}", reason);
    Ok(())
}

impl Class<'_> {
    /// Something that the packets of the intent can carry, mostly.
    fn payload(&self, tape: &mut Tape<'_>) -> Option<Payload> {
        let (protocol, port) = crate::random::payload(tape);
        let wanted = self.intent["protocol"].as_str().unwrap_or("Any");
        let ports = self.intent["ports"].as_array();
        let port = match (port, ports) {
            (Some(_), Some(ports)) => Some(tape.pick(ports).as_u64().unwrap() as u16),
            (port, _) => port,
        };
        ((wanted == "Any" || wanted == protocol) && (ports.is_none() || port.is_some())).then_some((protocol, port))
    }

    /// Whether a traced packet meets an expectation, in the words of the language's reference.
    fn met(&self, expectation: Expectation, goal: Goal, trace: &Both) -> bool {
        let both_ways = self.intent["bothWays"] == true;
        let arrived = self.arrived(goal, trace.out.end);
        // Of what is not decided nothing may be said; the reply to what did not arrive is not asked for.
        // Where a security rule perhaps matches, the packet ends there or goes on, and both are proven.
        let open =
            |journey: &Journey| matches!(journey.end, End::Dropped(end) if end.starts_with("Undecided") && end != "UndecidedSecurityRule");
        let asks = match expectation {
            Expectation::Delivered(_) => false,
            Expectation::Answered(_) | Expectation::Symmetric(_) => arrived,
            Expectation::Through(_) | Expectation::Avoid(_) => arrived && both_ways,
        };
        if open(&trace.out) || asks && trace.back.as_ref().is_some_and(open) {
            return false;
        }
        // Of what is for the Internet and leaves over a site nothing more is said than what it has passed (10.6).
        if goal == Goal::Internet && matches!(trace.out.end, End::At(Place::Site(_))) {
            return match expectation {
                Expectation::Through(waypoint) => self.passes(waypoint, &trace.out) && !both_ways,
                Expectation::Avoid(waypoint) => !self.passes(waypoint, &trace.out) && !both_ways,
                _ => false,
            };
        }
        let reply = trace.back.as_ref().filter(|_| both_ways && arrived);
        match expectation {
            Expectation::Delivered(expected) => arrived == expected,
            Expectation::Answered(expected) => (arrived && trace.answered) == expected,
            Expectation::Symmetric(expected) => !arrived || trace.symmetric == expected,
            Expectation::Through(waypoint) => {
                let delivered = |back: &&Journey| matches!(back.end, End::At(_));
                !arrived || self.passes(waypoint, &trace.out) && reply.filter(delivered).is_none_or(|back| self.passes(waypoint, back))
            }
            Expectation::Avoid(waypoint) => !self.passes(waypoint, &trace.out) && !reply.is_some_and(|back| self.passes(waypoint, back)),
        }
    }

    /// Whether a journey passes a waypoint or ends at it.
    fn passes(&self, waypoint: Waypoint, journey: &Journey) -> bool {
        let design = self.case.network.design;
        let instance = match waypoint {
            Waypoint::Internet => return journey.end == End::At(Place::Internet),
            Waypoint::Firewall(id) => routewright::flow::Instance::Firewall(id),
            Waypoint::Appliance(id) => routewright::flow::Instance::Appliance(id),
            Waypoint::LoadBalancer(id) => routewright::flow::Instance::LoadBalancer(id),
            Waypoint::Gateway(id) => routewright::flow::Instance::Gateway(id),
        };
        let wanted = passed(design, &[instance])[0];
        let ended = matches!(journey.end, End::At(Place::Device(device, _)) if wanted == Passed::Device(device));
        ended || journey.passed.contains(&wanted)
    }
}
