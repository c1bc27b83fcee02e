//! Classes at a load balancer: a class that may go to several backends goes to each of them.

use super::class::{End, Packets, part};
use super::explorer::Explorer;
use super::several::STEPS_A_COPY;
use crate::address::{Address, AddressSet};
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
        if self.budget.spend(backends.len() as u64 * class.weight() * STEPS_A_COPY).is_err() {
            self.exhausted = true;
            return;
        }
        class.chosen |= backends.len() > 1;
        let frontend = AddressSet::covering(self.network.address_of(Forwarder::LoadBalancer(id)).map(crate::address::Prefix::host));
        for backend in backends {
            let mut class = class.clone();
            class.balanced.push((id, backend));
            let (own, others) = part(class, End::Target, &frontend);
            if let Some(class) = own {
                self.end(class, self.network.for_frontend(backend));
            }
            let Some(class) = others else { continue };
            if self.network.forwards(backend) {
                self.enter(class, backend);
            } else {
                self.end(class, Disposition::DroppedNextHopNotForwarding);
            }
        }
    }
}
