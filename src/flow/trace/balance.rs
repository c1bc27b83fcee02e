//! One packet at a load balancer.

use super::super::disposition::Disposition;
use super::super::packet::Note;
use super::super::position::{Instance, Position};
use super::super::steps::Step;
use super::{Walker, own_address};
use crate::address::{Address, Share};
use crate::design::{Forwarder, LoadBalancerId};

impl<A: Address> Walker<'_, '_, '_, A> {
    /// The packet reaches a load balancer: to be handed on, or because it is for its frontend.
    // A hash of the flow decides in Azure; here the first backend stands for all, and the symbolic walk follows each.
    pub(super) fn balance(&mut self, id: LoadBalancerId) -> Step {
        self.walk.passes.push(Instance::LoadBalancer(id));
        let at = Position::Forwarder(Forwarder::LoadBalancer(id));
        let own = self.network.address_of(Forwarder::LoadBalancer(id)) == Some(self.header.destination);
        let (backend, others, port) = match self.chosen(id, own) {
            Ok(chosen) => chosen,
            Err(end) => {
                self.note(at, None, Note::Ended);
                return Err(end);
            }
        };
        self.walk.balanced.push((id, backend));
        self.note(at, None, Note::Balanced { backend, others, own, port });
        if own {
            return Err(self.at_frontend(backend, port));
        }
        if self.network.forwards(backend) { self.enter(backend) } else { Err(Disposition::DroppedNextHopNotForwarding) }
    }

    /// A backend gets what is for the frontend itself: it sees its own address and port as the destination, and so do the rules that guard it.
    ///
    /// Its answer leaves with the address of the frontend.
    fn at_frontend(&mut self, backend: Forwarder, port: Option<u16>) -> Disposition {
        if self.request.is_none() {
            if self.network.is_backends_own(backend, self.header.source) {
                return Disposition::DroppedBalancedToSender;
            }
            self.header.destination = own_address(self.network, backend);
            self.header.traffic = port.map_or(self.header.traffic, |port| self.header.traffic.to_port(port));
        }
        Disposition::DeliveredToAppliance(backend)
    }

    /// The backend that gets the packet, whether another one might, and the port that takes the place of the packet's.
    fn chosen(&self, id: LoadBalancerId, own: bool) -> Result<(Forwarder, bool, Option<u16>), Disposition> {
        let before = self.request.map_or(&[][..], |(request, _)| request.balanced.as_slice());
        let all = self.network.backends(id, before)?;
        let mut port = None;
        if let Some(sorting) = self.network.sorting(id, own, self.request.is_some()) {
            let carried = self.header.traffic.set();
            let mut some =
                sorting.named.iter().map(|(named, port)| (carried.share(named), *port)).filter(|(share, _)| *share != Share::None);
            match (some.next(), sorting.end) {
                (None, _) => return Err(sorting.others),
                (Some((Share::All, to)), None) => port = to,
                (Some((Share::All, _)), Some(end)) => return Err(end),
                // It leaves open what it carries.
                (Some(_), _) => return Err(Disposition::UndecidedLoadBalancer),
            }
        }
        let first = all.first().copied().ok_or(Disposition::DroppedNoBackend)?;
        Ok((first, all.len() > 1, port))
    }
}
