//! All packets of a class at once.
//!
//! A class is a set of senders times a set of destinations. It moves like one packet and is split wherever
//! its packets part; an [`Outcome`] is a class whose packets all ended the same way.

use std::cell::Cell;

use super::disposition::Disposition;
use super::network::{GatewayChoice, Instance, Network, Owner, Position, SiteChoice};
use crate::address::{AddressSet, Ipv4, PrefixMap};
use crate::design::{Forwarder, GatewayId, Remote, SiteId, Snat, VnetId};
use crate::route::NextHop;

/// A bound on work, so that no design can make an answer take forever.
#[derive(Debug)]
pub struct Budget {
    steps: Cell<u64>,
}

/// The budget is used up; nothing is known about the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exhausted;

impl Budget {
    /// A budget of `steps` moves of a class.
    pub fn new(steps: u64) -> Self {
        Self { steps: Cell::new(steps) }
    }

    fn spend(&self, steps: u64) -> Result<(), Exhausted> {
        self.steps.set(self.steps.get().checked_sub(steps).ok_or(Exhausted)?);
        Ok(())
    }
}

/// One side of a header: addresses of the class, or the address of a forwarder that translates.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Side {
    Class(AddressSet),
    Forwarder(Forwarder, Ipv4),
}

impl Side {
    fn forwarder(&self) -> Option<Forwarder> {
        match self {
            Self::Class(_) => None,
            Self::Forwarder(forwarder, _) => Some(*forwarder),
        }
    }
}

/// Packets that all ended the same way.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The senders, as they were at the start.
    pub senders: AddressSet,
    /// The destinations, as they were at the start.
    pub destinations: AddressSet,
    /// How the packets ended.
    pub disposition: Disposition,
    /// What they passed.
    pub passes: Vec<Instance>,
    /// The sides of the sender that forwarders replaced, first to last.
    replaced: Vec<(Forwarder, Side)>,
    /// The sender's side at the end.
    source: Side,
}

/// Requests that all went one way and whose replies all went one way.
#[derive(Clone, Debug)]
pub struct Pair<'o> {
    /// The senders of the requests.
    pub senders: AddressSet,
    /// The destinations of the requests.
    pub destinations: AddressSet,
    /// How the requests went.
    pub request: &'o Outcome,
    /// How the replies ended.
    pub reply: Disposition,
    /// What the replies passed.
    pub reply_passes: Vec<Instance>,
}

/// Where each packet from `senders` to `destinations` goes.
pub fn walk_class(
    network: &Network<'_>,
    start: Position,
    senders: &AddressSet,
    destinations: &AddressSet,
    budget: &Budget,
) -> Result<Vec<Outcome>, Exhausted> {
    let class = Class {
        at: start,
        source: Side::Class(senders.clone()),
        target: Side::Class(destinations.clone()),
        replaced: Vec::new(),
        passes: Vec::new(),
        seen: Vec::new(),
    };
    let mut explorer = Explorer { network, request: None, budget, open: vec![class], ended: Vec::new() };
    explorer.run()?;
    let outcome = |(class, disposition): (Class, Disposition)| {
        let senders = class.replaced.first().map_or(&class.source, |(_, side)| side);
        let (Side::Class(senders), Side::Class(destinations)) = (senders.clone(), class.target.clone()) else { return None };
        Some(Outcome { senders, destinations, disposition, passes: class.passes, replaced: class.replaced, source: class.source })
    };
    Ok(explorer.ended.into_iter().filter_map(outcome).collect())
}

/// Where the replies to delivered requests go; `start` is where the requests came from.
pub fn replies<'o>(network: &Network<'_>, start: Position, request: &'o Outcome, budget: &Budget) -> Result<Vec<Pair<'o>>, Exhausted> {
    let at = match request.disposition {
        Disposition::DeliveredToSubnet(subnet) => Position::Subnet(subnet),
        Disposition::DeliveredToPrivateEndpoint(endpoint) => Position::PrivateEndpoint(endpoint),
        Disposition::DeliveredToAppliance(forwarder) => Position::Forwarder(forwarder),
        Disposition::DeliveredToOnPremises(site) => Position::Site(site),
        Disposition::DeliveredToInternet => Position::Internet,
        _ => return Ok(Vec::new()),
    };
    let class = Class {
        at,
        source: Side::Class(request.destinations.clone()),
        target: request.source.clone(),
        replaced: request.replaced.clone(),
        passes: Vec::new(),
        seen: Vec::new(),
    };
    let mut explorer = Explorer { network, request: Some((request, start)), budget, open: vec![class], ended: Vec::new() };
    explorer.run()?;
    let pair = |(class, reply): (Class, Disposition)| {
        // A reply that was dropped before its translation was undone still stands for all senders of the request.
        let senders = class.replaced.first().map_or(&class.target, |(_, side)| side);
        let (Side::Class(senders), Side::Class(destinations)) = (senders.clone(), class.source.clone()) else { return None };
        Some(Pair { senders, destinations, request, reply, reply_passes: class.passes })
    };
    Ok(explorer.ended.into_iter().filter_map(pair).collect())
}

/// Packets that have gone the same way so far.
#[derive(Clone, Debug)]
struct Class {
    at: Position,
    source: Side,
    target: Side,
    /// Forward: sides of the sender that were replaced. Reply: those that are still to be put back.
    replaced: Vec<(Forwarder, Side)>,
    passes: Vec<Instance>,
    /// Where the class has been, each with the forwarders whose addresses the header carried.
    seen: Vec<(Position, Option<Forwarder>, Option<Forwarder>)>,
}

struct Explorer<'n, 'd, 'o> {
    network: &'n Network<'d>,
    request: Option<(&'o Outcome, Position)>,
    budget: &'n Budget,
    open: Vec<Class>,
    ended: Vec<(Class, Disposition)>,
}

impl Explorer<'_, '_, '_> {
    fn run(&mut self) -> Result<(), Exhausted> {
        while let Some(mut class) = self.open.pop() {
            self.budget.spend(1)?;
            let state = (class.at, class.source.forwarder(), class.target.forwarder());
            if class.seen.contains(&state) {
                self.ended.push((class, Disposition::DroppedLoop));
                continue;
            }
            class.seen.push(state);
            match class.at {
                Position::Site(site) => self.from_site(class, site),
                Position::Internet => self.from_internet(class),
                Position::Forwarder(entered) => self.through(class, entered)?,
                Position::Subnet(_) | Position::PrivateEndpoint(_) | Position::Gateway(_) => self.route(class)?,
            }
        }
        Ok(())
    }

    fn end(&mut self, class: Class, disposition: Disposition) {
        self.ended.push((class, disposition));
    }

    /// A class inside a forwarder: parted by the interface it leaves from, translated, routed.
    fn through(&mut self, class: Class, entered: Forwarder) -> Result<(), Exhausted> {
        for (leaving, class) in self.by_interface(class, entered) {
            for class in self.translated(class, leaving) {
                self.route(Class { at: Position::Forwarder(leaving), ..class })?;
            }
        }
        Ok(())
    }

    fn by_interface(&self, class: Class, entered: Forwarder) -> Vec<(Forwarder, Class)> {
        let design = self.network.design;
        let Forwarder::Appliance(id, _) = entered else { return vec![(entered, class)] };
        if design[id].network_interfaces.len() < 2 {
            return vec![(entered, class)];
        }
        let mut parts = Vec::new();
        let mut rest = class;
        for (index, interface) in design[id].network_interfaces.iter().enumerate() {
            let Some(subnet) = interface.subnet.subnet() else { continue };
            let (near, far) = part_target(rest, &AddressSet::covering(design[subnet].prefixes()));
            parts.extend(near.map(|class| (Forwarder::Appliance(id, index as u32), class)));
            match far {
                Some(far) => rest = far,
                None => return parts,
            }
        }
        parts.push((entered, rest));
        parts
    }

    fn translated(&self, class: Class, at: Forwarder) -> Vec<Class> {
        let address = self.network.design.forwarder_address(at).unwrap_or_default();
        let own = match &class.source {
            Side::Forwarder(_, source) => *source == address,
            Side::Class(senders) => *senders == AddressSet::one(address),
        };
        if self.request.is_some() || own {
            return vec![class];
        }
        let translate = |mut class: Class| {
            let source = std::mem::replace(&mut class.source, Side::Forwarder(at, address));
            class.replaced.push((at, source));
            class
        };
        match self.network.snat(at) {
            Snat::Never => vec![class],
            Snat::Always => vec![translate(class)],
            Snat::Public => {
                let (inside, outside) = part_target(class, &self.network.private);
                inside.into_iter().chain(outside.map(translate)).collect()
            }
        }
    }

    fn route(&mut self, class: Class) -> Result<(), Exhausted> {
        let Some(effective) = self.network.effective(class.at) else {
            self.end(class, Disposition::DroppedNoRoute);
            return Ok(());
        };
        let parts = split(&effective.map, class);
        self.budget.spend(parts.len() as u64)?;
        for (next_hop, class) in parts {
            self.forward(class, effective.vnet, next_hop);
        }
        Ok(())
    }

    fn forward(&mut self, class: Class, vnet: VnetId, next_hop: Option<NextHop>) {
        let gateway = matches!(class.at, Position::Gateway(_));
        match next_hop {
            None => self.end(class, Disposition::DroppedNoRoute),
            Some(NextHop::None) => self.end(class, Disposition::DroppedByNoneRoute),
            Some(NextHop::VnetLocal) => self.arrive(class, vnet),
            Some(NextHop::Peering { to, .. }) => {
                if let Some(class) = self.cross(class, vnet, to) {
                    self.arrive(class, to);
                }
            }
            Some(NextHop::PrivateEndpoint(endpoint)) => {
                let home = self.network.design[endpoint].subnet.subnet().map_or(vnet, |subnet| subnet.vnet);
                if let Some(class) = self.cross(class, vnet, home) {
                    self.end(class, Disposition::DeliveredToPrivateEndpoint(endpoint));
                }
            }
            Some(NextHop::VirtualAppliance { address, named }) => match self.network.next_hop_forwarder(vnet, address, named) {
                Ok((forwarder, home)) => {
                    if let Some(class) = self.cross(class, vnet, home) {
                        self.enter(class, forwarder);
                    }
                }
                Err(disposition) => self.end(class, disposition),
            },
            Some(_) if gateway => self.end(class, Disposition::DroppedGatewayHasNoRoute),
            Some(NextHop::Internet) => self.leave(class),
            Some(NextHop::Learned(gateway)) => self.into_gateway(class, gateway),
            Some(NextHop::VirtualNetworkGateway) => match self.network.vpn_gateway(vnet) {
                Some(gateway) => self.into_gateway(class, gateway),
                None => self.end(class, Disposition::DroppedNoGateway),
            },
        }
    }

    /// The part of the class that crosses a peering; the rest ends.
    fn cross(&mut self, class: Class, from: VnetId, to: VnetId) -> Option<Class> {
        if from == to {
            return Some(class);
        }
        if let Err(disposition) = self.network.access(from, to) {
            self.end(class, disposition);
            return None;
        }
        if matches!(class.at, Position::Gateway(_)) || self.network.accepts_forwarded(from, to) {
            return Some(class);
        }
        let (native, forwarded) = part_source(class, self.network, from);
        if let Some(class) = forwarded {
            self.end(class, Disposition::DroppedForwardedTraffic);
        }
        native
    }

    fn arrive(&mut self, class: Class, vnet: VnetId) {
        let Some(owners) = self.network.owners.get(vnet.0 as usize) else { return self.end(class, Disposition::DroppedNoSuchAddress) };
        for (owner, class) in split(owners, class) {
            match owner {
                Some(Owner::Forwarder(forwarder)) => {
                    let restores =
                        self.request.is_some() && class.replaced.last().is_some_and(|(at, _)| Instance::from(*at) == forwarder.into());
                    if restores { self.enter(class, forwarder) } else { self.end(class, Disposition::DeliveredToAppliance(forwarder)) }
                }
                Some(Owner::PrivateEndpoint(endpoint)) => self.end(class, Disposition::DeliveredToPrivateEndpoint(endpoint)),
                Some(Owner::Subnet(subnet)) => self.end(class, Disposition::DeliveredToSubnet(subnet)),
                Some(Owner::Reserved) | None => self.end(class, Disposition::DroppedNoSuchAddress),
            }
        }
    }

    fn enter(&mut self, mut class: Class, forwarder: Forwarder) {
        let instance = Instance::from(forwarder);
        class.passes.push(instance);
        if self.request.is_some_and(|(request, _)| self.network.stateful(instance) && !request.passes.contains(&instance)) {
            return self.end(class, Disposition::DroppedNoSession);
        }
        let mine = matches!(class.target, Side::Forwarder(at, _) if Instance::from(at) == instance);
        if self.request.is_some()
            && mine
            && let Some((_, original)) = class.replaced.pop()
        {
            class.target = original;
        }
        class.at = Position::Forwarder(forwarder);
        self.open.push(class);
    }

    fn leave(&mut self, class: Class) {
        let at = class.at;
        let (outside, inside) = part_target(class, &self.network.public);
        if let Some(class) = inside {
            self.end(class, Disposition::DroppedPrivateAddressToInternet);
        }
        let Some(class) = outside else { return };
        let own = |forwarder| self.network.design.forwarder_address(forwarder).unwrap_or_default();
        let translated = match (at, &class.source) {
            (Position::Forwarder(forwarder), Side::Forwarder(_, address)) => *address == own(forwarder),
            (Position::Forwarder(forwarder), Side::Class(senders)) => *senders == AddressSet::one(own(forwarder)),
            _ => true,
        };
        self.end(class, if translated { Disposition::DeliveredToInternet } else { Disposition::DroppedNotTranslated });
    }

    fn into_gateway(&mut self, mut class: Class, gateway: GatewayId) {
        class.passes.push(Instance::Gateway(gateway));
        let Some(choices) = self.network.gateways.get(gateway.0 as usize) else {
            return self.end(class, Disposition::DroppedGatewayHasNoRoute);
        };
        for (choice, class) in split(choices, class) {
            match choice {
                Some(GatewayChoice::Inward) => self.open.push(Class { at: Position::Gateway(gateway), ..class }),
                Some(GatewayChoice::Tunnel(Remote::Site(site))) => self.end(class, Disposition::DeliveredToOnPremises(site)),
                Some(GatewayChoice::Tunnel(Remote::Gateway(far))) => self.out_of_tunnel(class, far),
                Some(GatewayChoice::Ambiguous) => self.end(class, Disposition::DroppedAmbiguousGateway),
                None => self.end(class, Disposition::DroppedGatewayHasNoRoute),
            }
        }
    }

    fn from_site(&mut self, class: Class, site: SiteId) {
        let Some(choices) = self.network.sites.get(site.0 as usize) else { return self.end(class, Disposition::DroppedNotAdvertised) };
        for (choice, class) in split(choices, class) {
            match choice {
                Some(SiteChoice::Gateway(gateway)) => self.out_of_tunnel(class, gateway),
                Some(SiteChoice::Ambiguous) => self.end(class, Disposition::DroppedAmbiguousGateway),
                None => self.end(class, Disposition::DroppedNotAdvertised),
            }
        }
    }

    fn out_of_tunnel(&mut self, mut class: Class, gateway: GatewayId) {
        class.passes.push(Instance::Gateway(gateway));
        self.open.push(Class { at: Position::Gateway(gateway), ..class });
    }

    fn from_internet(&mut self, class: Class) {
        let Some((_, sender)) = self.request else {
            let (outside, inside) = part_target(class, &self.network.outside);
            if let Some(class) = inside {
                self.end(class, Disposition::DroppedPrivateAddressFromInternet);
            }
            if let Some(class) = outside {
                self.end(class, Disposition::DeliveredToInternet);
            }
            return;
        };
        match class.replaced.last().map(|(at, _)| *at) {
            Some(at) => self.enter(class, at),
            None => self.end(
                class,
                match sender {
                    Position::Subnet(subnet) => Disposition::DeliveredToSubnet(subnet),
                    Position::Forwarder(forwarder) => Disposition::DeliveredToAppliance(forwarder),
                    Position::PrivateEndpoint(endpoint) => Disposition::DeliveredToPrivateEndpoint(endpoint),
                    Position::Gateway(_) | Position::Site(_) | Position::Internet => Disposition::DroppedNotTranslated,
                },
            ),
        }
    }
}

/// Parts a class by what its destinations map to.
fn split<T: Copy + Eq>(map: &PrefixMap<T>, class: Class) -> Vec<(Option<T>, Class)> {
    let destinations = match &class.target {
        Side::Forwarder(_, address) => return vec![(map.lookup(*address), class)],
        Side::Class(destinations) => destinations,
    };
    let mut parts = map.split(destinations);
    let last = parts.pop();
    let mut split: Vec<_> = parts.into_iter().map(|(value, part)| (value, Class { target: Side::Class(part), ..class.clone() })).collect();
    split.extend(last.map(|(value, part)| (value, Class { target: Side::Class(part), ..class })));
    split
}

/// The parts of a class whose destinations are inside and outside `set`.
fn part_target(class: Class, set: &AddressSet) -> (Option<Class>, Option<Class>) {
    match &class.target {
        Side::Forwarder(_, address) if set.contains(*address) => (Some(class), None),
        Side::Forwarder(..) => (None, Some(class)),
        Side::Class(destinations) => {
            let (inside, outside) = destinations.part(set);
            both(class, inside, outside, |class, part| Class { target: Side::Class(part), ..class })
        }
    }
}

/// The parts of a class whose senders are inside and outside the address space of `vnet`.
fn part_source(class: Class, network: &Network<'_>, vnet: VnetId) -> (Option<Class>, Option<Class>) {
    match &class.source {
        Side::Forwarder(_, address) if network.design[vnet].contains(*address) => (Some(class), None),
        Side::Forwarder(..) => (None, Some(class)),
        Side::Class(senders) => {
            let space = AddressSet::covering(network.design[vnet].address_space.iter().copied());
            let (inside, outside) = senders.part(&space);
            both(class, inside, outside, |class, part| Class { source: Side::Class(part), ..class })
        }
    }
}

/// The two parts of a class; without a copy where one of them is empty.
fn both(class: Class, inside: AddressSet, outside: AddressSet, with: impl Fn(Class, AddressSet) -> Class) -> (Option<Class>, Option<Class>) {
    match (inside.is_empty(), outside.is_empty()) {
        (true, true) => (None, None),
        (true, false) => (None, Some(with(class, outside))),
        (false, true) => (Some(with(class, inside)), None),
        (false, false) => (Some(with(class.clone(), inside)), Some(with(class, outside))),
    }
}
