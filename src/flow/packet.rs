//! A packet, its way, and its reply's way, as data.

use super::disposition::Disposition;
use super::egress::Egress;
use super::firewall::Inspection;
use super::position::{Instance, Position};
use super::rule::Decision;
use super::traffic::Traffic;
use crate::address::{Address, Ipv4};
use crate::design::{FirewallId, Forwarder, GatewayId, HubId, LoadBalancerId, PublicIpId, Remote, ServiceTag};
use crate::route::{HubWay, Route};

/// The addresses of a packet, and what it carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header<A: Address = Ipv4> {
    /// The sender.
    pub source: A,
    /// The destination.
    pub destination: A,
    /// Protocol and port.
    pub traffic: Traffic,
}

/// A forwarder that put its own address in the sender's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Translation<A: Address = Ipv4> {
    /// The forwarder, with the interface it sent from.
    pub at: Forwarder,
    /// The sender's address until then.
    pub original: A,
}

/// Why the packet moved on from a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note<A: Address = Ipv4> {
    /// A route decided.
    Routed,
    /// The site's best route leads to this gateway.
    Advertised(GatewayId),
    /// The site's best route leads to this hub.
    ToldByHub(HubId),
    /// A routing policy of the hub sends it through this firewall.
    Policy(FirewallId),
    /// The router of this hub looked at it, or the firewall there, and sends it this way.
    Joined(HubId, Option<HubWay>),
    /// The gateway sent it down a tunnel.
    Tunnelled(Remote),
    /// The gateway turned it back into Azure.
    TurnedInward,
    /// A reply for a translated address; the forwarder put the sender's address back.
    Restored(A),
    /// A load balancer handed it to this backend.
    Balanced {
        /// The backend.
        backend: Forwarder,
        /// Whether another one might have got it.
        others: bool,
        /// Whether it is for the frontend itself, in whose place the address of the backend stands from here on.
        own: bool,
        /// The port that takes the place of the packet's.
        port: Option<u16>,
    },
    /// A reply of a private endpoint to what a forwarder sent on untranslated.
    ReturnedToForwarder,
    /// A reply to a sender that Azure itself translates for.
    ReturnedByPlatform,
    /// A route decides if the destination is an address of this tag, which is not known.
    Undecided(ServiceTag),
    /// It came to a public IP address of the design, and Azure put the private one in its place where there is one.
    Published(PublicIpId),
    /// It came to a public IP address of a firewall, whose NAT rule of this index sends it on, if one does.
    Translated(PublicIpId, FirewallId, Option<u32>),
    /// It is for the platform, and no route is asked.
    Platform,
    /// It ends here without a route being asked.
    Ended,
}

/// One position of a walk and what happened there.
#[derive(Clone, Copy, Debug)]
pub struct Hop<A: Address = Ipv4> {
    /// Where the packet was.
    pub at: Position,
    /// The route that decided, with the pair of network and table it belongs to.
    pub route: Option<Route<A>>,
    /// What happened.
    pub note: Note<A>,
}

/// The way of one packet in one direction.
#[derive(Clone, Debug)]
pub struct Walk<A: Address = Ipv4> {
    /// The addresses at the start.
    pub header: Header<A>,
    /// Every position, in order.
    pub hops: Vec<Hop<A>>,
    /// How it ended.
    pub disposition: Disposition,
    /// Firewalls, appliances and gateways passed, in order.
    pub passes: Vec<Instance>,
    /// Translations of the sender's address that are in force at the end.
    pub translations: Vec<Translation<A>>,
    /// The forwarder that sent it on to a private endpoint, which answers through it.
    pub handed_over: Option<Forwarder>,
    /// The backends that load balancers chose.
    pub balanced: Vec<(LoadBalancerId, Forwarder)>,
    /// What security groups said, in order.
    pub security: Vec<Decision>,
    /// The private address that took the place of the public one to which the packet came.
    pub landed: Option<A>,
    /// The firewall that put it there, and its own address in the place of the sender's.
    pub translated_by: Option<FirewallId>,
    /// What firewalls said, in order.
    pub inspections: Vec<Inspection>,
    /// What gave the packet a public address, if it left to the Internet.
    pub egress: Option<Egress>,
}

/// A packet and its reply.
#[derive(Clone, Debug)]
pub struct Trace<A: Address = Ipv4> {
    /// The request.
    pub forward: Walk<A>,
    /// The reply, if the request arrived.
    pub reply: Option<Walk<A>>,
    /// Whether the reply reached the sender through the same stateful instances.
    pub answered: bool,
    /// Whether both directions pass the same stateful instances.
    pub symmetric: bool,
}

impl<A: Address> Trace<A> {
    /// A packet whose reply is of no interest, or that has none.
    pub(crate) fn one_way(forward: Walk<A>) -> Self {
        Self { forward, reply: None, answered: false, symmetric: false }
    }
}
