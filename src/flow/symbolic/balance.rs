//! Classes at a load balancer: a class that may go to several backends goes to each of them.

use super::class::{End, Packets, part};
use super::explorer::Explorer;
use super::several::STEPS_A_COPY;
use crate::address::{Address, AddressSet, Prefix};
use crate::design::{Forwarder, LoadBalancerId};
use crate::flow::disposition::Disposition;
use crate::flow::network::Instance;

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
            if let Some(class) = class.and_then(|class| self.carried(class, id, own)) {
                self.hand_out(class, id, own, &backends);
            }
        }
    }

    /// The part of a class that a load balancer carries; the rest ends.
    fn carried(&mut self, class: Packets<'s, A>, id: LoadBalancerId, own: bool) -> Option<Packets<'s, A>> {
        let Some(sorting) = self.network.sorting(id, own, self.request.is_some()) else { return Some(class) };
        let (named, others) = part(class, End::Traffic, &sorting.named);
        if let Some(class) = others {
            self.end(class, sorting.others);
        }
        match (named, sorting.end) {
            (Some(class), Some(end)) => {
                self.end(class, end);
                None
            }
            (named, _) => named,
        }
    }

    /// Each of the backends gets the class.
    fn hand_out(&mut self, mut class: Packets<'s, A>, id: LoadBalancerId, own: bool, backends: &[Forwarder]) {
        if self.budget.spend(backends.len() as u64 * class.weight() * STEPS_A_COPY).is_err() {
            self.exhausted = true;
            return;
        }
        class.chosen |= backends.len() > 1;
        for backend in backends {
            let mut class = class.clone();
            class.balanced.push((id, *backend));
            if own {
                self.end(class, self.network.for_frontend(*backend));
            } else if self.network.forwards(*backend) {
                self.enter(class, *backend);
            } else {
                self.end(class, Disposition::DroppedNextHopNotForwarding);
            }
        }
    }
}
