//! What stands behind load balancers.

use super::id::{ApplianceId, Forwarder, LoadBalancerId, SubnetId};
use super::model::Design;

/// Whether something is a backend of a load balancer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Balanced {
    /// It is one.
    Itself,
    /// Another interface of its machine is one.
    Beside,
    /// Neither.
    Not,
}

impl Design {
    /// Whether an interface of an appliance is a backend of a load balancer, or another interface of its machine is.
    pub fn balanced(&self, appliance: ApplianceId, index: u32) -> Balanced {
        let mut balanced = Balanced::Not;
        for id in self.load_balancer_ids() {
            for backend in self.backends_of(id) {
                match backend {
                    Forwarder::Appliance(it, its) if it == appliance && its == index => return Balanced::Itself,
                    Forwarder::Appliance(it, _) if it == appliance => balanced = Balanced::Beside,
                    _ => {}
                }
            }
        }
        balanced
    }

    /// The interfaces that a load balancer sends to, one for each backend: the one beside the frontend, else the first one of its network.
    pub fn backends_of(&self, id: LoadBalancerId) -> Vec<Forwarder> {
        let balancer = &self[id];
        let Some(home) = balancer.subnet.subnet() else { return Vec::new() };
        let mut all = Vec::new();
        for appliance in balancer.backends.iter().filter_map(|it| it.index().map(ApplianceId)) {
            let stands = |wanted: &dyn Fn(SubnetId) -> bool| {
                self[appliance].network_interfaces.iter().position(|it| it.subnet.subnet().is_some_and(wanted))
            };
            let beside = stands(&|subnet| subnet == home).or_else(|| stands(&|subnet| subnet.vnet == home.vnet));
            all.extend(beside.map(|index| Forwarder::Appliance(appliance, index as u32)));
        }
        all
    }
}
