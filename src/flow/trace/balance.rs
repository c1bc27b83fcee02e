//! One packet at a load balancer.

use super::super::disposition::Disposition;
use super::super::network::{Instance, Position};
use super::super::packet::Note;
use super::super::steps::Step;
use super::Walker;
use crate::address::{Address, Share};
use crate::design::{Forwarder, LoadBalancerId};

impl<A: Address> Walker<'_, '_, '_, A> {
    /// The packet reaches a load balancer: to be handed on, or because it is for its frontend.
    // A hash of the flow decides in Azure; here the first backend stands for all, and the symbolic walk follows each.
    pub(super) fn balance(&mut self, id: LoadBalancerId) -> Step {
        self.walk.passes.push(Instance::LoadBalancer(id));
        let at = Position::Forwarder(Forwarder::LoadBalancer(id));
        let own = self.network.address_of(Forwarder::LoadBalancer(id)) == Some(self.header.destination);
        let (backend, others) = match self.chosen(id, own) {
            Ok(chosen) => chosen,
            Err(end) => {
                self.note(at, None, Note::Ended);
                return Err(end);
            }
        };
        self.walk.balanced.push((id, backend));
        self.note(at, None, Note::Balanced(backend, others));
        if own {
            return Err(self.network.for_frontend(backend));
        }
        if self.network.forwards(backend) { self.enter(backend) } else { Err(Disposition::DroppedNextHopNotForwarding) }
    }

    /// The backend that gets the packet, and whether another one might.
    fn chosen(&self, id: LoadBalancerId, own: bool) -> Result<(Forwarder, bool), Disposition> {
        let before = self.request.map_or(&[][..], |(request, _)| request.balanced.as_slice());
        let all = self.network.backends(id, before)?;
        if let Some(sorting) = self.network.sorting(id, own, self.request.is_some()) {
            match (self.header.traffic.set().share(&sorting.named), sorting.end) {
                (Share::None, _) => return Err(sorting.others),
                (Share::All, None) => {}
                (Share::All, Some(end)) => return Err(end),
                (Share::Some, _) => return Err(Disposition::UndecidedLoadBalancer),
            }
        }
        let first = all.first().copied().ok_or(Disposition::DroppedNoBackend)?;
        Ok((first, all.len() > 1))
    }
}
