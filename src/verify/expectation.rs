//! What an intent expects of each packet.

use super::class::Place;
use super::reason::undecided;
use crate::address::Address;
use crate::design::{Design, Intent, Waypoint};
use crate::flow::{Disposition, Instance, Network, Outcome, Position, Trace};

/// One expectation of an intent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// Every packet arrives, or none does.
    Delivered(bool),
    /// Every packet is answered, or none is.
    Answered(bool),
    /// Every packet that arrives has passed this.
    Through(Waypoint),
    /// No packet passes this.
    Avoid(Waypoint),
    /// For every packet that arrives both directions pass the same stateful instances, or for none.
    Symmetric(bool),
}

/// What can be said of some packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    Met,
    Broken,
    /// The design does not decide it.
    Open,
}

impl Expectation {
    /// The expectations of an intent, in the order of the language.
    pub fn of(intent: &Intent) -> impl Iterator<Item = Self> {
        let through = intent.through.as_ref().and_then(|reference| reference.waypoint());
        let avoid = intent.avoid.as_ref().and_then(|reference| reference.waypoint());
        let all = [
            intent.delivered.map(Self::Delivered),
            intent.answered.map(Self::Answered),
            through.map(Self::Through),
            avoid.map(Self::Avoid),
            intent.symmetric.map(Self::Symmetric),
        ];
        all.into_iter().flatten()
    }

    /// As the design writes it.
    pub fn written(self, design: &Design) -> String {
        match self {
            Self::Delivered(expected) => format!("delivered: {expected}"),
            Self::Answered(expected) => format!("answered: {expected}"),
            Self::Through(waypoint) => format!("through: {}", waypoint_name(design, waypoint)),
            Self::Avoid(waypoint) => format!("avoid: {}", waypoint_name(design, waypoint)),
            Self::Symmetric(expected) => format!("symmetric: {expected}"),
        }
    }

    /// Whether the way of the replies matters.
    pub(super) fn asks_for_replies(self, both_ways: bool) -> bool {
        match self {
            Self::Delivered(_) => false,
            Self::Answered(_) | Self::Symmetric(_) => true,
            Self::Through(_) | Self::Avoid(_) => both_ways,
        }
    }

    /// What requests alone say; for expectations about replies, what is already decided without them.
    pub(super) fn of_request<A: Address>(self, design: &Design, (place, both_ways): (Place, bool), request: &Outcome<'_, A>) -> Finding {
        if undecided(request.disposition).is_some() {
            return Finding::Open;
        }
        let arrived = place.arrived(design, request.disposition);
        if place.is_left_to_a_site(request.disposition) {
            return match self {
                Self::Through(waypoint) if !passes(waypoint, &request.passes, request.disposition) => Finding::Broken,
                Self::Avoid(waypoint) if passes(waypoint, &request.passes, request.disposition) => Finding::Broken,
                Self::Through(_) | Self::Avoid(_) if !both_ways => Finding::Met,
                _ => Finding::Open,
            };
        }
        met(match self {
            Self::Delivered(expected) => arrived == expected,
            Self::Answered(expected) => arrived || !expected,
            Self::Through(waypoint) => !arrived || passes(waypoint, &request.passes, request.disposition),
            Self::Avoid(waypoint) => !passes(waypoint, &request.passes, request.disposition),
            Self::Symmetric(_) => true,
        })
    }

    /// What requests that arrived and their replies say.
    pub(super) fn of_reply<A: Address>(
        self,
        network: &Network<'_, A>,
        start: Position,
        request: &Outcome<'_, A>,
        reply: &Outcome<'_, A>,
    ) -> Finding {
        let end = reply.disposition;
        if undecided(end).is_some() {
            return Finding::Open;
        }
        let returned = end.is_delivered();
        let symmetric = returned && network.same_sessions(&request.passes, &reply.passes);
        met(match self {
            Self::Delivered(_) => true,
            Self::Answered(expected) => (symmetric && reaches(start, end)) == expected,
            Self::Symmetric(expected) => symmetric == expected,
            Self::Through(waypoint) => !returned || passes(waypoint, &reply.passes, end),
            Self::Avoid(waypoint) => !passes(waypoint, &reply.passes, end),
        })
    }

    /// Whether one traced packet meets the expectation; the replay of a witness.
    pub(super) fn met_by<A: Address>(self, design: &Design, place: Place, both_ways: bool, trace: &Trace<A>) -> bool {
        let forward = &trace.forward;
        let arrived = place.arrived(design, forward.disposition);
        let on_its_way = arrived || place.is_left_to_a_site(forward.disposition);
        let reply = trace.reply.as_ref().filter(|_| both_ways);
        match self {
            Self::Delivered(expected) => arrived == expected,
            Self::Answered(expected) => (arrived && trace.answered) == expected,
            Self::Symmetric(expected) => !arrived || trace.symmetric == expected,
            Self::Through(waypoint) => {
                let back =
                    reply.is_none_or(|reply| !reply.disposition.is_delivered() || passes(waypoint, &reply.passes, reply.disposition));
                !on_its_way || passes(waypoint, &forward.passes, forward.disposition) && back
            }
            Self::Avoid(waypoint) => {
                let back = reply.is_some_and(|reply| arrived && passes(waypoint, &reply.passes, reply.disposition));
                !passes(waypoint, &forward.passes, forward.disposition) && !back
            }
        }
    }
}

fn met(met: bool) -> Finding {
    if met { Finding::Met } else { Finding::Broken }
}

/// The name of a waypoint.
pub fn waypoint_name(design: &Design, waypoint: Waypoint) -> &str {
    match waypoint {
        Waypoint::Firewall(id) => design[id].name.as_str(),
        Waypoint::Appliance(id) => design[id].name.as_str(),
        Waypoint::LoadBalancer(id) => design[id].name.as_str(),
        Waypoint::Gateway(id) => design[id].name.as_str(),
        Waypoint::Internet => "Internet",
    }
}

fn passes(waypoint: Waypoint, passed: &[Instance], end: Disposition) -> bool {
    let instance = match waypoint {
        Waypoint::Internet => return end == Disposition::DeliveredToInternet,
        Waypoint::Firewall(id) => Instance::Firewall(id),
        Waypoint::Appliance(id) => Instance::Appliance(id),
        Waypoint::LoadBalancer(id) => Instance::LoadBalancer(id),
        Waypoint::Gateway(id) => Instance::Gateway(id),
    };
    passed.contains(&instance) || end.instance() == Some(instance)
}

/// Whether replies that ended like this ended where their requests started, from the address that was asked.
fn reaches(start: Position, end: Disposition) -> bool {
    match (start, end.position()) {
        // Over a service endpoint they have the machine's private address (specification 3.3).
        (Position::Internet, _) => end == Disposition::DeliveredToInternet,
        // Whichever interface it is.
        (Position::Forwarder(forwarder), Some(Position::Forwarder(reached))) => Instance::from(forwarder) == reached.into(),
        (start, reached) => Some(start) == reached,
    }
}
