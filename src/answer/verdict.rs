//! Verdicts as the host sees them.

use serde::Serialize;

use super::rows::{PacketRow, TraceRow};
use super::walk::{explain, missed};
use crate::address::Address;
use crate::design::{Design, Endpoint};
use crate::diagnostic::Severity;
use crate::flow::{Network, Position, Trace, trace};
use crate::verify::{Expectation, Judgement, Reason, Verdict, Witness, World, open_tag, waypoint_name};

/// One verdict, for one intent and expectation.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VerdictRow {
    intent: String,
    expectation: String,
    /// Holds, violated or undecided.
    pub result: Verdict,
    severity: Severity,
    path: String,
    pub(super) because: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<WitnessRow>,
}

/// A packet that breaks an expectation, with its way.
#[derive(Clone, Debug, Serialize)]
pub struct WitnessRow {
    packet: PacketRow,
    trace: TraceRow,
}

/// Puts a judgement into words.
pub fn present<A: Address>(network: &Network<'_, A>, judgement: &Judgement<A>) -> Option<VerdictRow> {
    let design = network.design;
    let intent = design.intents.get(judgement.intent)?;
    let world = judgement.witness.and_then(|witness| World::first(network, witness.tag?));
    let there = world.as_ref().map(World::network);
    let network = there.as_ref().unwrap_or(network);
    let replay = judgement.witness.map(|witness| (witness, trace(network, witness.start, witness.header)));
    let because = match (&replay, judgement.reason) {
        (Some((witness, trace)), _) => broken(network, (judgement.expectation, intent.both_ways), witness, trace),
        (None, Some(reason)) => unknown(reason),
        (None, None) => {
            let senders = everyone(design, &intent.from.resolved, judgement.size.0, "sender");
            format!("true for every packet from {senders} to {}", everyone(design, &intent.to.resolved, judgement.size.1, "destination"))
        }
    };
    Some(VerdictRow {
        intent: intent.name.to_string(),
        expectation: judgement.expectation.written(design),
        result: judgement.verdict,
        severity: intent.severity.into(),
        path: intent.at.pointer(),
        because,
        witness: replay
            .map(|(witness, trace)| WitnessRow { packet: PacketRow::new(design, witness.header), trace: explain(network, &trace) }),
    })
}

fn unknown(reason: Reason) -> String {
    let text = match reason {
        Reason::NoPacket => "no packet is in this class: nothing sends, or nothing is addressed",
        Reason::TooLarge => "the design is larger than the bound on work",
        Reason::AmbiguousGateway => "two gateways are equally good for some packets, and the design does not say which is used",
        Reason::BeyondAppliance => {
            "some packets are in an appliance that advertises their destination itself, and the design does not say where it sends them"
        }
        Reason::BeyondSite => "some packets for the Internet leave over a site, and the design does not say what it passes on",
        Reason::OwnPublicAddress => {
            "some packets go to a public IP address of the design, and with which address they come back in is not documented"
        }
        Reason::Egress => "the design does not say what gives some packets a public address on their way out",
        Reason::SeveralNextHops => "several next hops are equally good for some packets, and over one of them the packets break it",
        Reason::ConnectedGroup => {
            "some packets take a connected group in a way that is not documented: its networks overlap, or it would carry what others send"
        }
        Reason::Hub => "what a virtual hub does with some packets is neither in the design nor documented",
        Reason::Machine => "the next hop of some packets is a machine, and no appliance of the design says what it does with them",
        Reason::SecurityRule => {
            "the design does not say whether some packets match a security rule: one with a service tag or a source port, or with \
             VirtualNetwork where a default route may belong to it"
        }
        Reason::NotConfirmed => "the proof found a counterexample that the replay does not confirm; please report this defect",
        Reason::LoadBalancer => {
            "some packets reach a load balancer that does not carry all ports, or are for one whose backends a security group guards"
        }
        Reason::FirewallRule => {
            "the design does not say whether some packets match a rule of a firewall: an application rule, or one with a service tag"
        }
        Reason::PrivateEndpoint => {
            "some packets reach a private endpoint through an appliance that does not translate them, in a way of which neither documentation \
             nor recordings tell"
        }
        Reason::ServiceTag(tag) => {
            return format!("undecided, because of tag {tag}: which addresses it has decides for some packets, and was not told");
        }
    };
    text.to_owned()
}

/// How many there are, and the tags whose addresses nobody has counted.
fn everyone(design: &Design, ends: &[Endpoint], count: u128, noun: &str) -> String {
    let tags = ends.iter().filter_map(|end| open_tag(design, end)).map(|tag| format!("all of {tag}"));
    let counted = (count > 0).then(|| counted(count, noun));
    counted.into_iter().chain(tags).collect::<Vec<_>>().join(" and ")
}

fn counted(count: u128, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{} {noun}s", grouped(count)) }
}

/// A number with its digits in groups of three: 3,700,468,736.
fn grouped(count: u128) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What the counterexample does.
fn broken<A: Address>(
    network: &Network<'_, A>,
    (expectation, both_ways): (Expectation, bool),
    witness: &Witness<A>,
    trace: &Trace<A>,
) -> String {
    let of = witness.tag.map_or_else(String::new, |tag| format!(", taken as an address of {tag},"));
    let (source, destination) = (witness.header.source, witness.header.destination);
    let packet = match witness.start {
        Position::Internet => format!("{source}{of} to {destination}"),
        _ => format!("{source} to {destination}{of}"),
    };
    let end = trace.forward.disposition.name();
    let reply = match (&trace.reply, missed(network, trace)) {
        (None, _) => "there is no reply".to_owned(),
        (Some(_), Some(missed)) => format!("its reply does not pass {missed}, which keeps track of connections"),
        (Some(reply), None) => format!("its reply ends as {}", reply.disposition.name()),
    };
    let name = |waypoint| waypoint_name(network.design, waypoint);
    match expectation {
        Expectation::Delivered(_) => format!("{packet} ends as {end}"),
        Expectation::Answered(true) => format!("{packet} ends as {end}, and {reply}"),
        Expectation::Answered(false) => format!("{packet} is answered"),
        Expectation::Through(waypoint) => {
            let back = if both_ways && trace.reply.is_some() { " or back" } else { "" };
            format!("{packet} ends as {end} without passing {} on its way{back}", name(waypoint))
        }
        Expectation::Avoid(waypoint) => format!("{packet} passes {} and ends as {end}", name(waypoint)),
        Expectation::Symmetric(true) => format!("{packet} and its reply do not pass the same stateful instances: {reply}"),
        Expectation::Symmetric(false) => format!("{packet} and its reply pass the same stateful instances"),
    }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn counts_are_readable() {
        assert_eq!(counted(1, "sender"), "1 sender");
        assert_eq!(counted(999, "sender"), "999 senders");
        assert_eq!(counted(3_700_468_736, "destination"), "3,700,468,736 destinations");
    }
}
