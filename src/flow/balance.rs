//! Which backend of a load balancer gets a packet (specification 11.12).

use super::disposition::Disposition;
use super::network::{Network, Position};
use super::traffic::with_ports;
use crate::address::{Address, AddressSet};
use crate::design::{Forwarder, LoadBalancerId, PortRange, TransportProtocol};

/// What becomes of packets at a load balancer that does not carry everything, by what they carry.
pub(super) struct Sorting<A: Address> {
    /// What its rules name, as numbers.
    pub(super) named: AddressSet<A>,
    /// How packets end that carry this; a backend gets them where they do not end.
    pub(super) end: Option<Disposition>,
    /// How the others end.
    pub(super) others: Disposition,
}

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
        match before.iter().find(|(it, _)| *it == id) {
            Some((_, backend)) => Ok(vec![*backend]),
            None => Ok(all),
        }
    }

    /// How packets are sorted by what they carry; `None` where the load balancer carries everything.
    ///
    /// Rules name ports of the frontend. Whether one carries packets that only a route leads here is not documented, and a reply goes to a
    /// port that nobody knows.
    pub(super) fn sorting(&self, id: LoadBalancerId, for_frontend: bool, reply: bool) -> Option<Sorting<A>> {
        let balancer = &self.design[id];
        if balancer.ha_ports {
            return None;
        }
        let unknown = Disposition::UndecidedLoadBalancer;
        let Some(rules) = &balancer.load_balancing_rules else {
            return Some(Sorting { named: AddressSet::default(), end: None, others: unknown });
        };
        let ports = |protocol: TransportProtocol| -> Vec<PortRange> {
            let own = rules.iter().filter(|rule| rule.protocol == protocol).filter_map(|rule| u16::try_from(rule.frontend_port).ok());
            own.map(|port| if reply { PortRange::ALL } else { PortRange { first: port, last: port } }).collect()
        };
        let tcp = with_ports(true, false, &ports(TransportProtocol::Tcp));
        let named = tcp.union(&with_ports(false, true, &ports(TransportProtocol::Udp)));
        let known = for_frontend && !reply;
        Some(Sorting { named, end: (!known).then_some(unknown), others: Disposition::DroppedNoLoadBalancingRule })
    }

    /// How a packet ends that a backend gets because it is for the frontend itself.
    ///
    /// The backend sees its own address and port as the destination, its security rules do, and the walk does not.
    pub(super) fn for_frontend(&self, backend: Forwarder) -> Disposition {
        let subnet = self.subnet_of(backend);
        let guarded = self.administered || subnet.is_some_and(|subnet| self.design[subnet].network_security_group.is_some());
        let guarded = guarded && self.guards_at(Position::Forwarder(backend)).is_some();
        if guarded { Disposition::UndecidedLoadBalancer } else { Disposition::DeliveredToAppliance(backend) }
    }
}
