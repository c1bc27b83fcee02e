//! Which backend of a load balancer gets a packet (specification 11.12).

use super::disposition::Disposition;
use super::network::Network;
use super::traffic::with_ports;
use crate::address::{Address, AddressSet, sort_by_rank};
use crate::design::{Forwarder, LoadBalancerId, LoadBalancingRule, PortRange, TransportProtocol};

/// What becomes of packets at a load balancer that does not carry everything, by what they carry.
pub(super) struct Sorting<A: Address> {
    /// What its rules name, as numbers in parts that have none in common; each with the port that the backends get in the place of the packet's.
    pub(super) named: Vec<(AddressSet<A>, Option<u16>)>,
    /// How packets end that carry this; a backend gets them where they do not end.
    pub(super) end: Option<Disposition>,
    /// How the others end.
    pub(super) others: Disposition,
}

/// A rule of a load balancer, with ports that packets can have.
struct Carried {
    protocol: TransportProtocol,
    port: u16,
    /// The port that the backends get, where it is another one.
    to: Option<u16>,
}

impl<A: Address> Network<'_, A> {
    /// The backends that a load balancer may give a packet to, or how it ends.
    ///
    /// `before` are the choices that were made for its request. Of connections that pass one load balancer in both directions, both go to the same
    /// backend; nothing coordinates two load balancers.
    pub(super) fn backends(&self, id: LoadBalancerId, before: &[(LoadBalancerId, Forwarder)]) -> Result<Vec<Forwarder>, Disposition> {
        let mut all = self.design.backends_of(id);
        // A pool is of one family (specification 11.12).
        all.retain(|backend| self.address_of(*backend).is_some());
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
            return Some(Sorting { named: Vec::new(), end: None, others: unknown });
        };
        let known = for_frontend && !reply;
        let mut carried: Vec<Carried> = rules.iter().filter_map(carried).collect();
        // Of two for one port, which Azure refuses, the first counts.
        sort_by_rank(&mut carried, |it| (it.protocol as u8, it.port));
        carried.dedup_by_key(|it| (it.protocol, it.port));
        let others = Disposition::DroppedNoLoadBalancingRule;
        if !known {
            return Some(Sorting { named: vec![(numbers_of(&carried, reply), None)], end: Some(unknown), others });
        }
        sort_by_rank(&mut carried, |it| it.to);
        let parts = carried.chunk_by(|a, b| a.to == b.to);
        let named = parts.map(|part| (numbers_of(part, false), part.first().and_then(|it| it.to))).collect();
        Some(Sorting { named, end: None, others })
    }

    /// Whether an address is one of the machine's behind a backend: what it sends to the frontend and gets itself is lost (specification 11.12).
    pub(super) fn is_backends_own(&self, backend: Forwarder, address: A) -> bool {
        self.own_interfaces(backend).any(|own| self.address_of(own) == Some(address))
    }
}

fn carried(rule: &LoadBalancingRule) -> Option<Carried> {
    let (port, to) = (u16::try_from(rule.frontend_port).ok()?, u16::try_from(rule.backend_port()).ok()?);
    Some(Carried { protocol: rule.protocol, port, to: (to != port).then_some(to) })
}

/// What rules carry: their ports, or in replies any.
fn numbers_of<A: Address>(rules: &[Carried], reply: bool) -> AddressSet<A> {
    let ports = |protocol: TransportProtocol| -> Vec<PortRange> {
        let own = rules.iter().filter(|rule| rule.protocol == protocol).map(|rule| rule.port);
        own.map(|port| if reply { PortRange::ALL } else { PortRange { first: port, last: port } }).collect()
    };
    let tcp = with_ports(true, false, &ports(TransportProtocol::Tcp));
    tcp.union(&with_ports(false, true, &ports(TransportProtocol::Udp)))
}
