//! Internal load balancers in front of appliances.

use super::id::{ApplianceId, Forwarder, LoadBalancerId};
use super::model::Design;
use super::reference::Reference;
use crate::address::{Address, Ipv4, Ipv6};

resource! {
    /// An internal load balancer whose backends are appliances.
    LoadBalancer: "a load balancer" {
        /// The subnet its frontend stands in, as `vnet/subnet`.
        "subnet" => subnet: required Reference;
        /// The private address of its frontend.
        "privateIpAddress" => private_ip_address: required Ipv4;
        /// The private IPv6 address of a second frontend beside it.
        "privateIpv6Address" => private_ipv6_address: optional Ipv6;
        /// Whether it carries every protocol and port; what it carries otherwise a design does not say, so that nothing is decided about it.
        "haPorts" => ha_ports: default bool = false;
        /// Names of appliances, any of which may get a connection.
        "backends" => backends: required Vec<Reference>;
    }
}

impl LoadBalancer {
    /// The address of the frontend of one family.
    pub fn address<A: Address>(&self) -> Option<A> {
        A::from_v4(self.private_ip_address).or_else(|| A::from_v6(self.private_ipv6_address?))
    }
}

impl Design {
    /// The interfaces that a load balancer sends to, one for each backend: the one beside the frontend, else the first one of its network.
    pub fn backends_of(&self, id: LoadBalancerId) -> Vec<Forwarder> {
        let balancer = &self[id];
        let Some(home) = balancer.subnet.subnet() else { return Vec::new() };
        let mut all = Vec::new();
        for appliance in balancer.backends.iter().filter_map(|it| it.index().map(ApplianceId)) {
            let stands = |wanted: &dyn Fn(super::SubnetId) -> bool| {
                self[appliance].network_interfaces.iter().position(|it| it.subnet.subnet().is_some_and(wanted))
            };
            let beside = stands(&|subnet| subnet == home).or_else(|| stands(&|subnet| subnet.vnet == home.vnet));
            all.extend(beside.map(|index| Forwarder::Appliance(appliance, index as u32)));
        }
        all
    }
}
