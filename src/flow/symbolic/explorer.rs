//! Moves classes until every packet has ended; step by step what [`crate::flow::trace`] does with one packet.

use std::borrow::Cow;

use super::class::{Class, End, Packets, Side, part, part_sender, split};
use super::{Budget, Exhausted, Outcome};
use crate::address::{Address, AddressSet, Ipv4, PrefixMap};
use crate::design::{Direction, Forwarder, GatewayId, Snat, SubnetId, VnetId};
use crate::flow::disposition::Disposition;
use crate::flow::network::Network;
use crate::flow::position::{Instance, Position};
use crate::flow::steps::Step;
use crate::route::NextHop;

pub(super) struct Explorer<'n, 'd, 's, A: Address = Ipv4> {
    pub(super) network: &'n Network<'d, A>,
    /// In replies: the requests, and where they came from.
    pub(super) request: Option<(&'s Outcome<'s, A>, Position)>,
    pub(super) budget: &'n Budget,
    /// Where the packets started.
    pub(super) start: Position,
    pub(super) open: Vec<(Position, Packets<'s, A>)>,
    outcomes: Vec<Outcome<'s, A>>,
    /// Whether the budget was used up at a security group.
    pub(super) exhausted: bool,
}

impl<'n, 'd, 's, A: Address> Explorer<'n, 'd, 's, A> {
    pub(super) fn new(network: &'n Network<'d, A>, request: Option<(&'s Outcome<'s, A>, Position)>, budget: &'n Budget) -> Self {
        Self { network, request, budget, start: Position::Internet, open: Vec::new(), outcomes: Vec::new(), exhausted: false }
    }

    pub(super) fn run(mut self, start: Position, class: Class<'s, A>) -> Result<Vec<Outcome<'s, A>>, Exhausted> {
        self.start = start;
        self.open.push((start, Box::new(class)));
        while let Some((at, mut class)) = self.open.pop() {
            self.budget.spend(class.weight())?;
            if class.returns_to(at) {
                self.end(class, Disposition::DroppedLoop);
                continue;
            }
            match at {
                Position::Site(site) => self.follow(class, self.network.sites.get(site.0 as usize), Disposition::DroppedNotAdvertised),
                Position::Internet => self.leave_internet(class),
                Position::Hub(hub) => self.at_hub(class, hub)?,
                Position::Forwarder(entered) => self.through(class, entered)?,
                Position::Subnet(_) | Position::PrivateEndpoint(_) | Position::Gateway(_) => self.route(class, at)?,
            }
        }
        if self.exhausted { Err(Exhausted) } else { Ok(self.outcomes) }
    }

    /// Asks the security groups of a subnet and nothing else; what they let pass ends as delivered there.
    pub(super) fn at_group(
        mut self,
        subnet: SubnetId,
        direction: Direction,
        class: Class<'s, A>,
    ) -> Result<Vec<Outcome<'s, A>>, Exhausted> {
        let at = Position::Subnet(subnet);
        let passed = match self.network.guards_at(at) {
            Some(guards) => self.guarded(Box::new(class), at, &guards, direction),
            None => vec![Box::new(class)],
        };
        for class in passed {
            self.ended(class, Disposition::DeliveredToSubnet(subnet));
        }
        if self.exhausted { Err(Exhausted) } else { Ok(self.outcomes) }
    }

    /// Packets end here, if nothing that depends on where they come from speaks against it.
    pub(super) fn end(&mut self, class: Packets<'s, A>, disposition: Disposition) {
        match disposition {
            Disposition::DeliveredToPrivateEndpoint(endpoint) => self.hand_over(class, endpoint),
            _ => self.guarded_end(class, disposition),
        }
    }

    /// Packets end here: past the security group, if they are delivered.
    pub(super) fn guarded_end(&mut self, class: Packets<'s, A>, disposition: Disposition) {
        let guard = disposition.position().and_then(|at| Some((at, self.network.guards_at(at)?)));
        let Some((at, guards)) = guard else { return self.ended(class, disposition) };
        for class in self.guarded(class, at, &guards, Direction::Inbound) {
            self.ended(class, disposition);
        }
    }

    pub(super) fn ended(&mut self, mut class: Packets<'s, A>, disposition: Disposition) {
        let (sent, answered) = if self.request.is_some() { (&class.target, &class.source) } else { (&class.source, &class.target) };
        // A reply that was dropped before its translation was undone still stands for all senders of the request.
        let original = class.replaced.first().map_or(sent, |(_, side)| side);
        let destinations = match (class.published, answered) {
            (Some(public), _) => Some(Cow::Owned(AddressSet::one(public))),
            (None, Side::Class(destinations)) => Some(destinations.clone()),
            (None, Side::Forwarder(..)) => None,
        };
        if let (Side::Class(senders), Some(destinations), Side::Class(traffic)) = (original, destinations, &class.traffic) {
            let senders = senders.clone();
            let traffic = class.carried.clone().unwrap_or_else(|| traffic.clone());
            let passes = std::mem::take(&mut class.passes);
            self.outcomes.push(Outcome { senders, destinations, traffic, disposition, passes, class });
        }
    }

    /// A class inside a forwarder, parted by the interface it leaves from: the one whose subnet holds the destination.
    fn through(&mut self, class: Packets<'s, A>, entered: Forwarder) -> Result<(), Exhausted> {
        let design = self.network.design;
        let mut rest = class;
        if let Forwarder::Appliance(id, _) = entered
            && design[id].network_interfaces.len() > 1
        {
            for (index, interface) in design[id].network_interfaces.iter().enumerate() {
                let Some(subnet) = interface.subnet.subnet() else { continue };
                let (near, far) = part(rest, End::Target, &AddressSet::covering(design[subnet].prefixes()));
                if let Some(near) = near {
                    self.send(near, Forwarder::Appliance(id, index as u32))?;
                }
                match far {
                    Some(far) => rest = far,
                    None => return Ok(()),
                }
            }
        }
        self.send(rest, entered)
    }

    /// A class that leaves a forwarder, with its address in the sender's place where it translates.
    fn send(&mut self, class: Packets<'s, A>, leaving: Forwarder) -> Result<(), Exhausted> {
        let at = Position::Forwarder(leaving);
        if self.request.is_some() {
            return self.route(class, at);
        }
        let address = self.network.address_of(leaving).unwrap_or_default();
        let (own, others) = part_sender(class, address);
        let (kept, replaced) = match (others, self.network.snat(leaving)) {
            (None, _) => (None, None),
            (others, Snat::Never) => (others, None),
            (others, Snat::Always) => (None, others),
            (Some(others), Snat::Public) => part(others, End::Target, &self.network.private),
        };
        for class in [own, kept].into_iter().flatten() {
            self.route(class, at)?;
        }
        if let Some(mut class) = replaced {
            let source = std::mem::replace(&mut class.source, Side::Forwarder(leaving, address));
            class.replaced.push((leaving, source));
            self.route(class, at)?;
        }
        Ok(())
    }

    /// What leaves a position: past its security group, then as its routes say.
    fn route(&mut self, class: Packets<'s, A>, at: Position) -> Result<(), Exhausted> {
        let Some(guards) = self.network.guards_at(at) else { return self.routed(class, at) };
        for class in self.guarded(class, at, &guards, Direction::Outbound) {
            self.routed(class, at)?;
        }
        Ok(())
    }

    fn routed(&mut self, class: Packets<'s, A>, at: Position) -> Result<(), Exhausted> {
        if let Some(hub) = self.network.hub_at(at) {
            return self.leave_hub(class, hub, at);
        }
        if let (Position::PrivateEndpoint(_), Some(forwarder)) = (at, self.request.and_then(|(request, _)| request.class.handed_over)) {
            self.enter(class, forwarder);
            return Ok(());
        }
        let Some(class) = self.past_platform(class, at) else { return Ok(()) };
        let Some(effective) = self.network.effective(at) else {
            self.end(class, Disposition::DroppedNoRoute);
            return Ok(());
        };
        let parts = split(&effective.map, class);
        self.budget.spend(parts.len() as u64)?;
        for (next_hop, class) in parts {
            match next_hop {
                Some(NextHop::VirtualApplianceEcmp { table, index }) => {
                    let addresses: Vec<A> = self.network.design.equal_next_hops(table, index).collect();
                    self.each_of(class, at, effective.vnet, &addresses)?;
                }
                Some(NextHop::Advertised(id)) => {
                    let addresses: Vec<A> = self.network.design[id].next_hops().collect();
                    self.each_advertiser(class, at, effective.vnet, &addresses)?;
                }
                _ => self.forward(class, at, effective.vnet, next_hop),
            }
        }
        Ok(())
    }

    pub(super) fn forward(&mut self, class: Packets<'s, A>, at: Position, vnet: VnetId, next_hop: Option<NextHop<A>>) {
        let gateway = matches!(at, Position::Gateway(_));
        match next_hop {
            None => self.end(class, Disposition::DroppedNoRoute),
            Some(NextHop::None) => self.end(class, Disposition::DroppedByNoneRoute),
            Some(NextHop::VnetLocal) => self.arrive(class, vnet),
            Some(NextHop::ConnectedGroup(None)) => self.end(class, Disposition::UndecidedConnectedGroup),
            Some(NextHop::Peering { to, .. } | NextHop::ConnectedGroup(Some(to))) => {
                if let Some(class) = self.cross(class, vnet, to, gateway) {
                    self.arrive(class, to);
                }
            }
            Some(NextHop::Hub(hub) | NextHop::HubSpace { hub, .. }) => self.towards_hub(class, hub, at),
            Some(NextHop::PrivateEndpoint(endpoint)) => {
                let home = self.network.design[endpoint].subnet.subnet().map_or(vnet, |subnet| subnet.vnet);
                if let Some(class) = self.cross(class, vnet, home, gateway) {
                    self.end(class, Disposition::DeliveredToPrivateEndpoint(endpoint));
                }
            }
            Some(NextHop::VirtualAppliance { address, named }) => match self.network.next_hop_forwarder(vnet, address, named) {
                Ok((forwarder, home)) => {
                    if let Some(class) = self.cross(class, vnet, home, gateway) {
                        self.enter(class, forwarder);
                    }
                }
                Err(disposition) => self.end(class, disposition),
            },
            Some(NextHop::Undecided(tag)) => self.end(class, Disposition::UndecidedServiceTag(tag)),
            // `route` has taken it apart.
            Some(NextHop::VirtualApplianceEcmp { .. } | NextHop::Advertised(_)) => {}
            Some(NextHop::Contested(_)) => self.end(class, Disposition::UndecidedGateway),
            Some(NextHop::Learned(other)) if self.network.exchanges(at, other) => self.towards_gateway(class, vnet, Some(other)),
            Some(_) if gateway => self.end(class, Disposition::DroppedGatewayHasNoRoute),
            Some(NextHop::Internet) => self.leave(class, at, Disposition::DeliveredToInternet),
            Some(NextHop::ServiceEndpoint(tag)) => self.leave(class, at, Disposition::DeliveredToService(tag)),
            Some(NextHop::Learned(gateway)) => self.towards_gateway(class, vnet, Some(gateway)),
            Some(NextHop::VirtualNetworkGateway) => self.towards_gateway(class, vnet, self.network.vpn_gateway(vnet)),
        }
    }

    /// From a network to a gateway there, or over gateway transit to one of a peer.
    fn towards_gateway(&mut self, class: Packets<'s, A>, vnet: VnetId, gateway: Option<GatewayId>) {
        let Some(gateway) = gateway else { return self.end(class, Disposition::DroppedNoGateway) };
        let home = self.network.design.gateway_vnet(gateway).unwrap_or(vnet);
        if let Some(mut class) = self.cross(class, vnet, home, false) {
            class.passes.push(Instance::Gateway(gateway));
            self.follow(class, self.network.gateways.get(gateway.0 as usize), Disposition::DroppedGatewayHasNoRoute);
        }
    }

    /// The part of the class that crosses a peering; the rest ends.
    fn cross(&mut self, class: Packets<'s, A>, from: VnetId, to: VnetId, gateway: bool) -> Option<Packets<'s, A>> {
        if from == to {
            return Some(class);
        }
        let crossing = match self.network.crossing(from, to) {
            Ok(crossing) => crossing,
            Err(disposition) => {
                self.end(class, disposition);
                return None;
            }
        };
        let class = match crossing.listed.filter(|_| !gateway) {
            Some(listed) => self.keep_listed(class, from, listed)?,
            None => class,
        };
        if crossing.group && gateway {
            self.end(class, Disposition::UndecidedConnectedGroup);
            return None;
        }
        if crossing.forwarded || gateway {
            return Some(class);
        }
        let space = AddressSet::covering(self.network.design[from].prefixes());
        let (native, forwarded) = part(class, End::Source, &space);
        if let Some(class) = forwarded {
            self.end(class, if crossing.group { Disposition::UndecidedConnectedGroup } else { Disposition::DroppedForwardedTraffic });
        }
        native
    }

    pub(super) fn arrive(&mut self, class: Packets<'s, A>, vnet: VnetId) {
        self.follow(class, self.network.arrivals.get(vnet.0 as usize), Disposition::DroppedNoSuchAddress);
    }

    /// Parts a class by what its place does with each destination, and `otherwise` with those that it does not know.
    pub(super) fn follow(&mut self, class: Packets<'s, A>, place: Option<&PrefixMap<Step, A>>, otherwise: Disposition) {
        let Some(place) = place else { return self.end(class, otherwise) };
        for (step, mut class) in split(place, class) {
            match step.unwrap_or(Err(otherwise)) {
                Ok(next) => {
                    // A gateway that turns packets back into Azure is passed once.
                    if let Position::Gateway(gateway) = next
                        && class.passes.last() != Some(&Instance::Gateway(gateway))
                    {
                        class.passes.push(Instance::Gateway(gateway));
                    }
                    if let Position::Hub(hub) = next {
                        class.passes.push(Instance::Hub(hub));
                    }
                    self.open.push((next, class));
                }
                Err(Disposition::DeliveredToAppliance(Forwarder::LoadBalancer(id))) => self.balance(class, id),
                Err(Disposition::DeliveredToAppliance(forwarder)) => self.enter(class, forwarder),
                Err(disposition) => self.end(class, disposition),
            }
        }
    }

    /// A class comes into a forwarder: it is for the forwarder itself, an answer to what that translated, or passed on.
    pub(super) fn enter(&mut self, class: Packets<'s, A>, forwarder: Forwarder) {
        if let Forwarder::LoadBalancer(id) = forwarder {
            return self.balance(class, id);
        }
        let instance = Instance::from(forwarder);
        let mine = matches!(class.target, Side::Forwarder(at, _) if Instance::from(at) == instance);
        if self.request.is_some() && mine && !class.replaced.is_empty() {
            return self.pass(class, forwarder, true);
        }
        let mut rest = class;
        for own in self.network.own_interfaces(forwarder) {
            let Some(address) = self.network.address_of(own).filter(|address| rest.target.holds(*address)) else { continue };
            let (kept, passed_on) = part(rest, End::Target, &AddressSet::one(address));
            if let Some(class) = kept {
                self.end(class, Disposition::DeliveredToAppliance(own));
            }
            match passed_on {
                Some(class) => rest = class,
                None => return,
            }
        }
        self.pass(rest, forwarder, false);
    }

    /// A class that a forwarder passes on, its destination translated back if `restored`.
    fn pass(&mut self, class: Packets<'s, A>, forwarder: Forwarder, restored: bool) {
        let at = Position::Forwarder(forwarder);
        let Some(guards) = self.network.guards_at(at) else { return self.passed(class, forwarder, restored) };
        for class in self.guarded(class, at, &guards, Direction::Inbound) {
            self.passed(class, forwarder, restored);
        }
    }

    fn passed(&mut self, class: Packets<'s, A>, forwarder: Forwarder, restored: bool) {
        let network = self.network;
        let Some(rules) = network.inspection(forwarder).filter(|_| self.request.is_none()) else {
            return self.admitted(class, forwarder, restored);
        };
        for class in self.inspected(class, rules) {
            self.admitted(class, forwarder, restored);
        }
    }

    fn admitted(&mut self, mut class: Packets<'s, A>, forwarder: Forwarder, restored: bool) {
        let instance = Instance::from(forwarder);
        class.passes.push(instance);
        if self.request.is_some_and(|(request, _)| self.network.stateful(instance) && !request.passes.contains(&instance)) {
            return self.end(class, Disposition::DroppedNoSession);
        }
        if restored && let Some((_, original)) = class.replaced.pop() {
            class.target = original;
            // The firewall that translated the destination was the first to translate the sender.
            if let Some((firewall, address)) = class.translated_by.filter(|_| class.replaced.is_empty()) {
                class.source = Side::Forwarder(Forwarder::Firewall(firewall), address);
            }
        }
        self.open.push((Position::Forwarder(forwarder), class));
    }

    pub(super) fn leave(&mut self, class: Packets<'s, A>, at: Position, end: Disposition) {
        let (outside, inside) = part(class, End::Target, &self.network.public);
        if let Some(class) = inside {
            self.end(class, Disposition::DroppedPrivateAddressToInternet);
        }
        let Some(class) = outside else { return };
        let (own, foreign) = match at {
            Position::Forwarder(forwarder) => part_sender(class, self.network.address_of(forwarder).unwrap_or_default()),
            _ => (Some(class), None),
        };
        if let Some(class) = foreign {
            self.end(class, Disposition::DroppedNotTranslated);
        }
        let Some(class) = own else { return };
        if self.request.is_some_and(|(_, sender)| sender == Position::Internet) {
            return self.end(class, end);
        }
        match end {
            Disposition::DeliveredToInternet => self.leave_with_address(class, at),
            // A service endpoint needs no public address (specification 3.3).
            _ => self.end(class, end),
        }
    }
}
