//! Classes at a load balancer: a class that may go to several backends goes to each of them.

use std::borrow::Cow;

use super::class::{End, Packets, Side, part, part_sender};
use super::explorer::Explorer;
use super::several::STEPS_A_COPY;
use crate::address::{Address, AddressSet, Prefix};
use crate::design::{Direction, Forwarder, LoadBalancerId, PortRange};
use crate::flow::disposition::Disposition;
use crate::flow::guards::Guards;
use crate::flow::position::{Instance, Position};
use crate::flow::traffic::with_ports;

impl<'s, A: Address> Explorer<'_, '_, 's, A> {
    /// A class reaches a load balancer: to be handed on, or because it is for its frontend.
    pub(super) fn balance(&mut self, mut class: Packets<'s, A>, id: LoadBalancerId) {
        class.passes.push(Instance::LoadBalancer(id));
        let before = self.request.map_or(&[][..], |(request, _)| request.class.balanced.as_slice());
        let backends = match self.network.backends(id, before) {
            Ok(backends) => backends,
            Err(end) => return self.end(class, end),
        };
        let frontend = AddressSet::covering(self.network.address_of(Forwarder::LoadBalancer(id)).map(Prefix::host));
        let (own, others) = part(class, End::Target, &frontend);
        for (class, own) in [(own, true), (others, false)] {
            let Some(class) = class else { continue };
            for (class, port) in self.carried(class, id, own) {
                self.hand_out(class, id, own.then_some(port), &backends);
            }
        }
    }

    /// The parts of a class that a load balancer carries, each with the port that takes the place of its own; the rest ends.
    fn carried(&mut self, class: Packets<'s, A>, id: LoadBalancerId, own: bool) -> Vec<(Packets<'s, A>, Option<u16>)> {
        let Some(sorting) = self.network.sorting(id, own, self.request.is_some()) else { return vec![(class, None)] };
        let (mut rest, mut parts) = (class, Vec::new());
        for (named, port) in &sorting.named {
            if self.budget.spend(1).is_err() {
                self.exhausted = true;
                return Vec::new();
            }
            let (here, others) = part(rest, End::Traffic, named);
            match (here, sorting.end) {
                (Some(class), Some(end)) => self.end(class, end),
                (here, _) => parts.extend(here.map(|class| (class, *port))),
            }
            match others {
                Some(others) => rest = others,
                None => return parts,
            }
        }
        self.end(rest, sorting.others);
        parts
    }

    /// Each of the backends gets the class; what is for the `frontend` comes to its own port, or to another one.
    fn hand_out(&mut self, mut class: Packets<'s, A>, id: LoadBalancerId, frontend: Option<Option<u16>>, backends: &[Forwarder]) {
        if self.budget.spend(backends.len() as u64 * class.weight() * STEPS_A_COPY).is_err() {
            self.exhausted = true;
            return;
        }
        class.goes_to_one_of(backends.len());
        for backend in backends {
            let mut class = class.clone();
            class.balanced.push((id, *backend));
            if let Some(port) = frontend {
                self.at_frontend(class, *backend, port);
            } else if self.network.forwards(*backend) {
                self.enter(class, *backend);
            } else {
                self.end(class, Disposition::DroppedNextHopNotForwarding);
            }
        }
    }

    /// A backend gets a class that is for the frontend, unless it sent it itself.
    fn at_frontend(&mut self, class: Packets<'s, A>, backend: Forwarder, port: Option<u16>) {
        let delivered = Disposition::DeliveredToAppliance(backend);
        if self.request.is_some() {
            return self.end(class, delivered);
        }
        let mut rest = class;
        for own in self.network.own_interfaces(backend) {
            let Some(address) = self.network.address_of(own) else { continue };
            let (itself, others) = part_sender(rest, address);
            if let Some(class) = itself {
                self.end(class, Disposition::DroppedBalancedToSender);
            }
            match others {
                Some(class) => rest = class,
                None => return,
            }
        }
        let Some(guards) = self.network.guards_at(Position::Forwarder(backend)) else { return self.ended(rest, delivered) };
        let Some(port) = port else { return self.guarded_as(rest, None, backend, &guards) };
        // One port takes the place of several, of each protocol by itself.
        let (tcp, udp) = part(rest, End::Traffic, &with_ports(true, false, &[PortRange::ALL]));
        for (class, is_tcp) in [(tcp, true), (udp, false)] {
            let carried = with_ports(is_tcp, !is_tcp, &[PortRange { first: port, last: port }]);
            if let Some(class) = class {
                self.guarded_as(class, Some(carried), backend, &guards);
            }
        }
    }

    /// Asks the rules that guard a backend of a class as the backend sees it; what they let pass is delivered as it was sent.
    fn guarded_as(&mut self, mut class: Packets<'s, A>, carried: Option<AddressSet<A>>, backend: Forwarder, guards: &Guards<A>) {
        let address = self.network.address_of(backend).unwrap_or_default();
        let target = std::mem::replace(&mut class.target, Side::Class(Cow::Owned(AddressSet::one(address))));
        let (public, sent) = (class.published, class.carried.clone());
        if let (None, Side::Class(frontend)) = (public, &target) {
            class.published = frontend.lowest();
        }
        // No rule parts a single port of one protocol, so that the class can have back what it carried.
        let traffic = carried.map(|carried| std::mem::replace(&mut class.traffic, Side::Class(Cow::Owned(carried))));
        if let (None, Some(Side::Class(traffic))) = (&class.carried, &traffic) {
            class.carried = Some(traffic.clone());
        }
        for mut class in self.guarded(class, Position::Forwarder(backend), guards, Direction::Inbound) {
            (class.target, class.published, class.carried) = (target.clone(), public, sent.clone());
            if let Some(traffic) = &traffic {
                class.traffic = traffic.clone();
            }
            self.ended(class, Disposition::DeliveredToAppliance(backend));
        }
    }
}
