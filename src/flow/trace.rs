//! One packet, hop by hop, there and back: the reference semantics of this crate.
//!
//! Written to be obviously right: linear scans, one packet, no sharing with [`super::symbolic`] beyond the questions
//! that [`Network`] answers about single facts.

mod asked;
mod balance;
mod hub;
mod outside;
mod translated;

pub use asked::asked;

use super::disposition::Disposition;
use super::network::Network;
use super::packet::{Header, Hop, Note, Trace, Translation, Walk};
use super::platform::to_platform;
use super::position::{Instance, Position};
use super::steps::Step;
use crate::address::{Address, Ipv4};
use crate::design::{Direction, Forwarder, GatewayId, Snat, SubnetId, VnetId};
use crate::route::{NextHop, Route, is_private, is_public};

/// Traces a packet from `start`, and its reply.
pub fn trace<A: Address>(network: &Network<'_, A>, start: Position, header: Header<A>) -> Trace<A> {
    let forward = walk(network, start, header, None);
    let Some(from) = forward.disposition.position() else { return Trace::one_way(forward) };
    let source = forward.translations.last().map_or(header.source, |translation| own_address(network, translation.at));
    let answer = Header { source: forward.landed.unwrap_or(header.destination), destination: source, traffic: header.traffic.answer() };
    let reply = walk(network, from, answer, Some((&forward, start)));
    let symmetric = reply.disposition.is_delivered() && network.same_sessions(&forward.passes, &reply.passes);
    let answered = symmetric && reaches_sender(network, start, header.source, &reply);
    Trace { forward, reply: Some(reply), answered, symmetric }
}

/// Whether a reply ended where the request started.
fn reaches_sender<A: Address>(network: &Network<'_, A>, start: Position, sender: A, reply: &Walk<A>) -> bool {
    match (start, reply.disposition) {
        (Position::Subnet(subnet), Disposition::DeliveredToSubnet(reached)) => subnet == reached && network.design[subnet].contains(sender),
        (Position::Site(site), Disposition::DeliveredToOnPremises(reached)) => site == reached,
        (Position::Forwarder(forwarder), Disposition::DeliveredToAppliance(reached)) => Instance::from(forwarder) == reached.into(),
        (Position::PrivateEndpoint(endpoint), Disposition::DeliveredToPrivateEndpoint(reached)) => endpoint == reached,
        (Position::Internet, Disposition::DeliveredToInternet) => true,
        _ => false,
    }
}

fn own_address<A: Address>(network: &Network<'_, A>, forwarder: Forwarder) -> A {
    network.address_of(forwarder).unwrap_or_default()
}

/// Walks one packet from `start`; for a reply, `request` is the walk it answers and where that started.
pub fn walk<A: Address>(network: &Network<'_, A>, start: Position, header: Header<A>, request: Option<(&Walk<A>, Position)>) -> Walk<A> {
    let mut walker = Walker::new(network, start, header, request);
    let mut seen = Vec::new();
    let (mut before, mut position) = (None, start);
    // The number of distinct states is finite, so the walk ends: either here or by coming back to one of them.
    loop {
        let state = (position, walker.header.source, walker.header.destination);
        if seen.contains(&state) {
            walker.note(position, None, Note::Ended);
            return walker.walk;
        }
        seen.push(state);
        match walker.step(position) {
            Ok(next) => (before, position) = (Some(position), next),
            Err(disposition) => {
                let disposition = walker.hand_over(before, position, disposition);
                let disposition = walker.received(disposition);
                walker.walk.disposition = disposition;
                return walker.walk;
            }
        }
    }
}

struct Walker<'n, 'd, 'r, A: Address = Ipv4> {
    network: &'n Network<'d, A>,
    request: Option<(&'r Walk<A>, Position)>,
    /// Where the packet started.
    start: Position,
    /// The addresses now.
    header: Header<A>,
    /// In a reply: the translations of the request that are still to be undone, the last one first.
    pending: Vec<Translation<A>>,
    walk: Walk<A>,
}

impl<'n, 'd, 'r, A: Address> Walker<'n, 'd, 'r, A> {
    /// A packet before its first step; for a reply, `request` is the walk it answers and where that started.
    fn new(network: &'n Network<'d, A>, start: Position, header: Header<A>, request: Option<(&'r Walk<A>, Position)>) -> Self {
        Self {
            network,
            request,
            start,
            header,
            pending: request.map(|(request, _)| request.translations.clone()).unwrap_or_default(),
            walk: Walk {
                header,
                hops: Vec::new(),
                disposition: Disposition::DroppedLoop,
                passes: Vec::new(),
                translations: Vec::new(),
                handed_over: None,
                balanced: Vec::new(),
                security: Vec::new(),
                inspections: Vec::new(),
                egress: None,
                landed: None,
                translated_by: None,
            },
        }
    }

    fn note(&mut self, at: Position, route: Option<Route<A>>, note: Note<A>) {
        self.walk.hops.push(Hop { at, route, note });
    }

    fn step(&mut self, position: Position) -> Step {
        match position {
            Position::Site(site) => self.leave_site(site),
            Position::Internet => self.leave_internet(),
            Position::Hub(hub) => self.at_hub(hub),
            Position::Forwarder(entered) => {
                let leaving = self.network.leaving(entered, self.header.destination);
                self.translate(leaving);
                self.route(Position::Forwarder(leaving))
            }
            Position::Subnet(_) | Position::PrivateEndpoint(_) | Position::Gateway(_) => self.route(position),
        }
    }

    /// Puts the forwarder's address in the sender's place, where it does so for this destination.
    fn translate(&mut self, at: Forwarder) {
        let address = own_address(self.network, at);
        let translates = match self.network.snat(at) {
            Snat::Never => false,
            Snat::Always => true,
            Snat::Public => !is_private(self.header.destination),
        };
        if translates && self.request.is_none() && self.header.source != address {
            self.walk.translations.push(Translation { at, original: self.header.source });
            self.header.source = address;
        }
    }

    /// Asks the effective routes that apply at `position`.
    fn route(&mut self, position: Position) -> Step {
        self.guard(position, Direction::Outbound)?;
        if let Some(hub) = self.network.hub_at(position) {
            return self.leave_hub(hub, position);
        }
        if let Some(end) = to_platform(position, self.header.destination).filter(|_| self.request.is_none()) {
            self.note(position, None, Note::Platform);
            return Err(end);
        }
        if let (Position::PrivateEndpoint(_), Some(forwarder)) = (position, self.request.and_then(|(request, _)| request.handed_over)) {
            self.note(position, None, Note::ReturnedToForwarder);
            return self.enter(forwarder);
        }
        let Some(effective) = self.network.effective(position) else { return Err(Disposition::DroppedNoRoute) };
        let vnet = effective.vnet;
        let Some(route) = effective.lookup(self.header.destination) else {
            self.note(position, None, Note::Ended);
            return Err(Disposition::DroppedNoRoute);
        };
        if let NextHop::Undecided(tag) = route.next_hop {
            self.note(position, None, Note::Undecided(tag));
            return Err(Disposition::UndecidedServiceTag(tag));
        }
        self.note(position, Some(route), Note::Routed);
        let gateway = matches!(position, Position::Gateway(_));
        match route.next_hop {
            NextHop::None => Err(Disposition::DroppedByNoneRoute),
            NextHop::VnetLocal => self.arrive(vnet),
            NextHop::Peering { to, .. } => {
                self.cross(vnet, to, gateway)?;
                self.arrive(to)
            }
            NextHop::ConnectedGroup(to) => {
                let to = to.ok_or(Disposition::UndecidedConnectedGroup)?;
                self.cross(vnet, to, gateway)?;
                self.arrive(to)
            }
            NextHop::Hub(hub) | NextHop::HubSpace { hub, .. } => self.towards_hub(hub, position),
            NextHop::PrivateEndpoint(endpoint) => {
                let home = self.network.design[endpoint].subnet.subnet().map_or(vnet, |subnet| subnet.vnet);
                self.cross(vnet, home, gateway)?;
                Err(Disposition::DeliveredToPrivateEndpoint(endpoint))
            }
            NextHop::VirtualAppliance { address, named } => self.towards_appliance(vnet, address, named, gateway),
            // A hash of the flow decides in Azure; here the first one stands for all, and the symbolic walk follows each.
            NextHop::VirtualApplianceEcmp { table, index } => {
                let address = self.network.design.equal_next_hops(table, index).next();
                self.towards_appliance(vnet, address, None, gateway)
            }
            NextHop::Advertised(id) => {
                let address = self.network.design[id].next_hops().next();
                self.towards_advertiser(position, vnet, address)
            }
            NextHop::Contested(_) => Err(Disposition::UndecidedGateway),
            NextHop::Learned(other) if self.network.exchanges(position, other) => self.towards_gateway(vnet, other),
            _ if gateway => Err(Disposition::DroppedGatewayHasNoRoute),
            NextHop::Internet => self.leave(position, Disposition::DeliveredToInternet),
            NextHop::ServiceEndpoint(tag) => self.leave(position, Disposition::DeliveredToService(tag)),
            NextHop::Undecided(tag) => Err(Disposition::UndecidedServiceTag(tag)),
            NextHop::Learned(gateway) => self.towards_gateway(vnet, gateway),
            // Whether routes are propagated or not (specification 5.2, 10.6).
            NextHop::VirtualNetworkGateway => match self.network.vpn_gateway(vnet) {
                Some(gateway) => self.towards_gateway(vnet, gateway),
                None => Err(Disposition::DroppedNoGateway),
            },
        }
    }

    /// The packet goes from `vnet` to the appliance that a next hop means.
    fn towards_appliance(&mut self, vnet: VnetId, address: Option<A>, named: Option<Forwarder>, gateway: bool) -> Step {
        let (forwarder, home) = self.network.next_hop_forwarder(vnet, address, named)?;
        self.cross(vnet, home, gateway)?;
        self.enter(forwarder)
    }

    /// The packet goes to an appliance that advertises the destination, unless it is there: the appliance knows another way.
    fn towards_advertiser(&mut self, position: Position, vnet: VnetId, address: Option<A>) -> Step {
        if address.is_some_and(|address| self.network.is_at(position, vnet, address)) {
            return Err(Disposition::UndecidedBeyondAppliance);
        }
        self.towards_appliance(vnet, address, None, matches!(position, Position::Gateway(_)))
    }

    /// The packet goes from `vnet` to a gateway there, or over gateway transit to one of a peer.
    fn towards_gateway(&mut self, vnet: VnetId, gateway: GatewayId) -> Step {
        self.cross(vnet, self.network.design.gateway_vnet(gateway).unwrap_or(vnet), false)?;
        self.reach_gateway(gateway)
    }

    /// Crosses the peering between two networks, if they are two.
    fn cross(&self, from: VnetId, to: VnetId, gateway: bool) -> Result<(), Disposition> {
        if from == to {
            return Ok(());
        }
        let crossing = self.network.crossing(from, to)?;
        let source = self.header.source;
        let native = self.network.design[from].contains(source);
        // The far side drops what comes from a subnet that the peering does not list (specification 3.6).
        let listed = |subnets: &[SubnetId]| subnets.iter().any(|subnet| self.network.design[*subnet].contains(source));
        if native && !gateway && crossing.listed.is_some_and(|subnets| !listed(subnets)) {
            return Err(Disposition::DroppedSubnetNotPeered);
        }
        // Not needed when the forwarder is the gateway (specification 8.3).
        if crossing.group && (gateway || !native) {
            return Err(Disposition::UndecidedConnectedGroup);
        }
        if crossing.forwarded || gateway || native { Ok(()) } else { Err(Disposition::DroppedForwardedTraffic) }
    }

    /// The packet is in the network that the last route leads to.
    fn arrive(&mut self, vnet: VnetId) -> Step {
        let destination = self.header.destination;
        if let Some(forwarder) = self.network.forwarder_at(vnet, destination) {
            if let Forwarder::LoadBalancer(id) = forwarder {
                return self.balance(id);
            }
            let restores = self.pending.last().is_some_and(|pending| Instance::from(pending.at) == forwarder.into());
            return if restores { self.enter(forwarder) } else { Err(Disposition::DeliveredToAppliance(forwarder)) };
        }
        if let Some(endpoint) = self.network.private_endpoint_at(vnet, destination) {
            return Err(Disposition::DeliveredToPrivateEndpoint(endpoint));
        }
        match self.network.design.subnet_at(vnet, destination) {
            Some(subnet) if self.network.design[subnet].usable().contains(destination) => Err(Disposition::DeliveredToSubnet(subnet)),
            _ => Err(Disposition::DroppedNoSuchAddress),
        }
    }

    /// The packet reaches a forwarder: as its destination, or to be passed on.
    fn enter(&mut self, forwarder: Forwarder) -> Step {
        if let Forwarder::LoadBalancer(id) = forwarder {
            return self.balance(id);
        }
        let instance = Instance::from(forwarder);
        let restored = self.restored(instance);
        if restored.is_none()
            && let Some(own) = self.network.own_interfaces(forwarder).find(|own| own_address(self.network, *own) == self.header.destination)
        {
            return Err(Disposition::DeliveredToAppliance(own));
        }
        self.guard(Position::Forwarder(forwarder), Direction::Inbound)?;
        self.inspect(forwarder)?;
        self.walk.passes.push(instance);
        if self.request.is_some_and(|(request, _)| self.network.stateful(instance) && !request.passes.contains(&instance)) {
            self.note(Position::Forwarder(forwarder), None, Note::Ended);
            return Err(Disposition::DroppedNoSession);
        }
        if let Some(original) = restored {
            self.header.destination = original;
            self.restore_source();
            self.note(Position::Forwarder(forwarder), None, Note::Restored(original));
        }
        Ok(Position::Forwarder(forwarder))
    }

    /// In a reply: the address that the forwarder puts back in the place of its own.
    fn restored(&mut self, instance: Instance) -> Option<A> {
        let destination = self.header.destination;
        let mine = |pending: &Translation<A>| Instance::from(pending.at) == instance;
        self.pending.pop_if(|pending| mine(pending) && own_address(self.network, pending.at) == destination).map(|it| it.original)
    }

    /// The packet leaves the networks, and reaches `end` if nothing is wrong with its addresses.
    fn leave(&mut self, position: Position, end: Disposition) -> Step {
        if !is_public(self.header.destination) {
            return Err(Disposition::DroppedPrivateAddressToInternet);
        }
        match position {
            Position::Forwarder(forwarder) if own_address(self.network, forwarder) != self.header.source => {
                Err(Disposition::DroppedNotTranslated)
            }
            // The address to which the request came is that from which it is answered.
            _ if self.request.is_some_and(|(_, sender)| sender == Position::Internet) => Err(end),
            _ => {
                // A service endpoint needs no public address (specification 3.3).
                if end == Disposition::DeliveredToInternet {
                    match self.network.egress(position, self.header.source, self.header.traffic) {
                        Ok(egress) => self.walk.egress = Some(egress),
                        Err(reason) => return Err(self.network.without_egress(position, self.header.destination, reason)),
                    }
                    if self.network.published_addresses.contains(self.header.destination) {
                        return Err(Disposition::UndecidedOwnPublicAddress);
                    }
                }
                Err(end)
            }
        }
    }

    /// From the Internet come replies, and what is for a public IP address of a machine.
    fn leave_internet(&mut self) -> Step {
        let Some((_, sender)) = self.request else {
            if let Some(published) = self.network.published.iter().find(|it| it.address == self.header.destination) {
                if self.network.translating(published.id).next().is_some() && published.entry.is_none() && !published.closed {
                    return self.come_through(published.id);
                }
                self.note(Position::Internet, None, Note::Published(published.id));
                let Some((private, end)) = published.entry else { return Err(Disposition::DroppedUnsolicited) };
                (self.header.destination, self.walk.landed) = (private, Some(private));
                return Err(end);
            }
            self.note(Position::Internet, None, Note::Ended);
            let outside = self.network.outside.contains(self.header.destination);
            return Err(if outside { Disposition::DeliveredToInternet } else { Disposition::DroppedPrivateAddressFromInternet });
        };
        self.note(Position::Internet, None, Note::ReturnedByPlatform);
        match self.pending.last().copied() {
            Some(translation) => self.enter(translation.at),
            // Azure translated for the sender itself, and puts its address back.
            None => Err(Disposition::returned(sender)),
        }
    }
}
