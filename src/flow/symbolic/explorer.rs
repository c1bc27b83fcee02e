//! Moves classes until every packet has ended; step by step what [`crate::flow::trace`] does with one packet.

use super::class::{Class, Side, part_sender, part_source, part_target, split};
use super::{Budget, Exhausted, Outcome};
use crate::address::AddressSet;
use crate::design::{Forwarder, GatewayId, Remote, SiteId, Snat, VnetId};
use crate::flow::disposition::Disposition;
use crate::flow::network::{GatewayChoice, Instance, Network, Owner, Position, SiteChoice};
use crate::route::NextHop;

pub(super) struct Explorer<'n, 'd, 'o> {
    pub(super) network: &'n Network<'d>,
    pub(super) request: Option<(&'o Outcome, Position)>,
    pub(super) budget: &'n Budget,
    pub(super) open: Vec<Class>,
    pub(super) ended: Vec<(Class, Disposition)>,
}

impl Explorer<'_, '_, '_> {
    pub(super) fn run(&mut self) -> Result<(), Exhausted> {
        while let Some(mut class) = self.open.pop() {
            self.budget.spend(1)?;
            let state = (class.at, class.source.forwarder(), class.target.forwarder());
            if class.seen.contains(&state) {
                self.ended.push((class, Disposition::DroppedLoop));
                continue;
            }
            class.seen.push(state);
            match class.at {
                Position::Site(site) => self.leave_site(class, site),
                Position::Internet => self.leave_internet(class),
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
        if self.request.is_some() {
            return vec![class];
        }
        let address = self.network.design.forwarder_address(at).unwrap_or_default();
        let (own, others) = part_sender(class, address);
        let (kept, replaced) = match (others, self.network.snat(at)) {
            (None, _) => (None, None),
            (others, Snat::Never) => (others, None),
            (others, Snat::Always) => (None, others),
            (Some(others), Snat::Public) => part_target(others, &self.network.private),
        };
        let translate = |mut class: Class| {
            let source = std::mem::replace(&mut class.source, Side::Forwarder(at, address));
            class.replaced.push((at, source));
            class
        };
        own.into_iter().chain(kept).chain(replaced.map(translate)).collect()
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
            Some(NextHop::Learned(gateway)) => self.towards_gateway(class, vnet, gateway),
            Some(NextHop::VirtualNetworkGateway) => match self.network.vpn_gateway(vnet) {
                Some(gateway) => self.towards_gateway(class, vnet, gateway),
                None => self.end(class, Disposition::DroppedNoGateway),
            },
        }
    }

    fn towards_gateway(&mut self, class: Class, vnet: VnetId, gateway: GatewayId) {
        let home = self.network.design.gateway_vnet(gateway).unwrap_or(vnet);
        if let Some(class) = self.cross(class, vnet, home) {
            self.reach_gateway(class, gateway);
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
        let space = AddressSet::covering(self.network.design[from].address_space.iter().copied());
        let (native, forwarded) = part_source(class, &space);
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

    fn enter(&mut self, class: Class, forwarder: Forwarder) {
        let instance = Instance::from(forwarder);
        let mine = matches!(class.target, Side::Forwarder(at, _) if Instance::from(at) == instance);
        if self.request.is_some() && mine && !class.replaced.is_empty() {
            return self.pass(class, forwarder, true);
        }
        let mut rest = class;
        for own in self.network.own_interfaces(forwarder) {
            let Some(address) = self.network.design.forwarder_address(own).filter(|address| rest.target.holds(*address)) else { continue };
            let (kept, passed_on) = part_target(rest, &AddressSet::one(address));
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
    fn pass(&mut self, mut class: Class, forwarder: Forwarder, restored: bool) {
        let instance = Instance::from(forwarder);
        class.passes.push(instance);
        if self.request.is_some_and(|(request, _)| self.network.stateful(instance) && !request.passes.contains(&instance)) {
            return self.end(class, Disposition::DroppedNoSession);
        }
        if restored && let Some((_, original)) = class.replaced.pop() {
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
        let (own, foreign) = match (outside, at) {
            (Some(class), Position::Forwarder(forwarder)) => {
                let address = self.network.design.forwarder_address(forwarder).unwrap_or_default();
                part_sender(class, address)
            }
            (outside, _) => (outside, None),
        };
        if let Some(class) = own {
            self.end(class, Disposition::DeliveredToInternet);
        }
        if let Some(class) = foreign {
            self.end(class, Disposition::DroppedNotTranslated);
        }
    }

    fn reach_gateway(&mut self, mut class: Class, gateway: GatewayId) {
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

    fn leave_site(&mut self, class: Class, site: SiteId) {
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

    fn leave_internet(&mut self, class: Class) {
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
                    Position::Internet => Disposition::DeliveredToInternet,
                    Position::Gateway(_) | Position::Site(_) => Disposition::DroppedNotTranslated,
                },
            ),
        }
    }
}
