//! Why a verdict is undecided.

use crate::design::ServiceTag;
use crate::flow::Disposition;

/// Why something is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No packet is meant.
    NoPacket,
    /// The bound on work is reached.
    TooLarge,
    /// Two gateways are equally good.
    AmbiguousGateway,
    /// What gives packets a public address is not known.
    Egress,
    /// Some packets go to a public IP address of the design, and how they come back in is not documented.
    OwnPublicAddress,
    /// Over one of several equally good next hops the packets break it, and not over the one that the replay takes.
    SeveralNextHops,
    /// An appliance sends packets on over a way that the design does not state.
    BeyondAppliance,
    /// What a site does with packets for the Internet is not known.
    BeyondSite,
    /// What a load balancer does with some packets is not known.
    LoadBalancer,
    /// Whether some packets match a rule of a firewall is not known.
    FirewallRule,
    /// What becomes of untranslated packets at a private endpoint is neither documented nor recorded.
    PrivateEndpoint,
    /// The addresses of a service tag are not known.
    ServiceTag(ServiceTag),
    /// What a machine does with packets that are not for itself is not known.
    Machine,
    /// Packets take a connected group in a way that is not documented.
    ConnectedGroup,
    /// What a virtual hub does with packets is not known.
    Hub,
    /// Whether some packets match a security rule is not known.
    SecurityRule,
    /// The replay of a counterexample does not confirm it.
    NotConfirmed,
}

/// Why the design does not decide how packets end.
pub(super) fn undecided(end: Disposition) -> Option<Reason> {
    match end {
        Disposition::UndecidedGateway => Some(Reason::AmbiguousGateway),
        Disposition::UndecidedBeyondAppliance => Some(Reason::BeyondAppliance),
        Disposition::UndecidedLoadBalancer => Some(Reason::LoadBalancer),
        Disposition::UndecidedFirewallRule => Some(Reason::FirewallRule),
        Disposition::UndecidedEgress => Some(Reason::Egress),
        Disposition::UndecidedOwnPublicAddress => Some(Reason::OwnPublicAddress),
        Disposition::UndecidedPrivateEndpoint => Some(Reason::PrivateEndpoint),
        Disposition::UndecidedServiceTag(tag) => Some(Reason::ServiceTag(tag)),
        Disposition::UndecidedMachine => Some(Reason::Machine),
        Disposition::UndecidedConnectedGroup => Some(Reason::ConnectedGroup),
        Disposition::UndecidedHub => Some(Reason::Hub),
        _ => None,
    }
}
