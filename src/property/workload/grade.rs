//! Whether packets of a flow do what the workload needs.

use crate::address::AddressSet;
use crate::design::{ServiceTag, SiteId};
use crate::flow::{Budget, Disposition, Exhausted, Header, Network, Outcome, Position};
use crate::ipv4::replies;
use crate::workload::{Egress, Flow, Needs, Way};

/// What becomes of packets, as far as a workload cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grade {
    /// What it needs.
    Works,
    /// They, or their replies, go another way or nowhere.
    Misrouted,
    /// They leave straight to the Internet, and nothing gives them a public address.
    NoEgress,
    /// A rule of a security group or of a firewall stops them.
    Denied,
    /// They go to a site, and what it does with them the design does not say.
    Site(SiteId),
    /// Whether a rule of a security group matches them is not known.
    Rule,
    /// Which of two gateways they take is not known.
    Gateway,
    /// Whether anything gives them a public address is not known.
    Egress,
    /// What a machine that the design does not describe does with them is not known.
    Machine,
    /// Where they go depends on the addresses of another service tag.
    Tag(ServiceTag),
    /// Where they go depends on the addresses of the flow's own tag.
    Addresses,
}

impl Grade {
    pub(super) fn is_broken(&self) -> bool {
        matches!(self, Self::Misrouted | Self::NoEgress | Self::Denied)
    }

    pub(super) fn is_open(&self) -> bool {
        !self.is_broken() && *self != Self::Works
    }
}

/// Packets that share their fate.
pub(super) struct Tried {
    pub(super) grade: Grade,
    /// The addresses of the other side.
    pub(super) others: AddressSet,
    /// One of them, as it opens the connection.
    pub(super) packet: Header,
}

/// What a disposition says by itself, for packets that should not end like this.
fn lost(end: Disposition, doubtful: bool) -> Grade {
    match end {
        Disposition::UndecidedServiceTag(tag) => Grade::Tag(tag),
        Disposition::UndecidedGateway => Grade::Gateway,
        Disposition::UndecidedEgress => Grade::Egress,
        Disposition::UndecidedMachine
        | Disposition::UndecidedPrivateEndpoint
        | Disposition::UndecidedConnectedGroup
        | Disposition::UndecidedLoadBalancer
        | Disposition::UndecidedOwnPublicAddress
        | Disposition::UndecidedBeyondAppliance
        | Disposition::UndecidedHub => Grade::Machine,
        Disposition::UndecidedSecurityRule | Disposition::UndecidedFirewallRule => Grade::Rule,
        // What becomes of them otherwise is another outcome.
        _ if doubtful => Grade::Rule,
        Disposition::DroppedBySecurityRule | Disposition::DroppedByFirewallRule => Grade::Denied,
        Disposition::DroppedNoEgress => Grade::NoEgress,
        _ => Grade::Misrouted,
    }
}

/// Packets that arrive by a way that they must not take.
fn astray(packets: &Outcome<'_>) -> Grade {
    if packets.is_doubtful() { Grade::Rule } else { Grade::Misrouted }
}

/// What becomes of packets that leave the subnet, and of their replies; each grade with the packets that have it.
pub(super) fn grade_request(
    network: &Network<'_>,
    start: Position,
    (needs, flow): (&Needs, &Flow),
    request: &Outcome<'_>,
    budget: &Budget,
    found: &mut dyn FnMut(Grade, &Outcome<'_>),
) -> Result<(), Exhausted> {
    let direct = request.passes.is_empty();
    let mut answered = true;
    let stranded = matches!(request.disposition, Disposition::DroppedNoEgress | Disposition::UndecidedEgress);
    let alone = matches!(start, Position::Subnet(id) if network.design.nat_gateway_of(id).is_none() && network.design.is_for_machines(id));
    let grade = match request.disposition {
        // The service brings a public address that the design does not show, or the flow should not leave like this anyway.
        _ if stranded && direct && (needs.egress == Egress::Own || flow.way == Way::Forwarded) => {
            answered = false;
            if flow.way == Way::Forwarded { astray(request) } else { Grade::Works }
        }
        // What is not known is whether another workload beside it has an address of its own.
        Disposition::UndecidedEgress if direct && alone => {
            answered = false;
            lost(Disposition::DroppedNoEgress, request.is_doubtful())
        }
        Disposition::DeliveredToInternet | Disposition::DeliveredToService(_) => match flow.way {
            Way::Direct if !direct => astray(request),
            Way::Forwarded if direct => astray(request),
            Way::Any | Way::Direct | Way::Forwarded => Grade::Works,
        },
        Disposition::DeliveredToOnPremises(site) => {
            answered = false;
            match flow.way {
                // AKS asks for no more than a gateway.
                Way::Forwarded => Grade::Works,
                Way::Any => Grade::Site(site),
                Way::Direct => astray(request),
            }
        }
        end if end.is_delivered() => Grade::Works,
        end => {
            answered = false;
            if end == Disposition::DroppedBySecurityRule && needs.writes.rules { Grade::Works } else { lost(end, request.is_doubtful()) }
        }
    };
    if grade != Grade::Works || !answered {
        found(grade, request);
        return Ok(());
    }
    for reply in &replies(network, start, request, budget)? {
        let back = reply.disposition.position() == Some(start) && network.same_sessions(&request.passes, &reply.passes);
        found(if back { Grade::Works } else { lost(reply.disposition, reply.is_doubtful()) }, reply);
    }
    Ok(())
}

/// What becomes of packets that come to a public address of the workload, and of their replies.
pub(super) fn grade_arrival(
    network: &Network<'_>,
    (needs, flow): (&Needs, &Flow),
    request: &Outcome<'_>,
    budget: &Budget,
    found: &mut dyn FnMut(Grade, &Outcome<'_>),
) -> Result<(), Exhausted> {
    if !request.disposition.is_delivered() {
        found(grade_said(needs, request), request);
        return Ok(());
    }
    for reply in &replies(network, Position::Internet, request, budget)? {
        let out = matches!(reply.disposition, Disposition::DeliveredToInternet | Disposition::DeliveredToService(_));
        let straight = reply.passes.is_empty() || flow.way != Way::Direct;
        found(if out && straight { Grade::Works } else { lost(reply.disposition, reply.is_doubtful()) }, reply);
    }
    Ok(())
}

/// What a security group says of packets.
pub(super) fn grade_said(needs: &Needs, said: &Outcome<'_>) -> Grade {
    match said.disposition {
        end if end.is_delivered() => Grade::Works,
        Disposition::DroppedBySecurityRule if needs.writes.rules => Grade::Works,
        end => lost(end, said.is_doubtful()),
    }
}
