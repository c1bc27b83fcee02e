//! Which backend of a load balancer gets a packet (specification 11.12).

use super::disposition::Disposition;
use super::network::Network;
use crate::address::Address;
use crate::design::{Forwarder, LoadBalancerId};

impl<A: Address> Network<'_, A> {
    /// The backends that a load balancer may give a packet to, or how it ends.
    ///
    /// `before` are the choices that were made for its request. Of connections that pass one load balancer in both directions, both go to the same
    /// backend; nothing coordinates two load balancers.
    pub(super) fn backends(&self, id: LoadBalancerId, before: &[(LoadBalancerId, Forwarder)]) -> Result<Vec<Forwarder>, Disposition> {
        let all = self.design.backends_of(id);
        if all.is_empty() {
            return Err(Disposition::DroppedNoBackend);
        }
        if !self.design[id].ha_ports {
            return Err(Disposition::UndecidedLoadBalancer);
        }
        match before.iter().find(|(it, _)| *it == id) {
            Some((_, backend)) => Ok(vec![*backend]),
            None => Ok(all),
        }
    }

    /// How a packet ends that a backend gets because it is for the frontend itself.
    ///
    /// The backend sees its own address as the destination, the security group does, and the walk does not.
    pub(super) fn for_frontend(&self, backend: Forwarder) -> Disposition {
        let subnet = self.subnet_of(backend);
        let guarded = subnet.is_some_and(|subnet| self.design[subnet].network_security_group.is_some());
        if guarded { Disposition::UndecidedLoadBalancer } else { Disposition::DeliveredToAppliance(backend) }
    }
}
