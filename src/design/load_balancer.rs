//! Internal load balancers in front of appliances.

use super::id::{ApplianceId, Forwarder, LoadBalancerId};
use super::list::List;
use super::model::Design;
use super::name::Name;
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
        /// Whether it carries every protocol and port.
        "haPorts" => ha_ports: default bool = false;
        /// What it carries without `haPorts`. Where both are absent, a design does not say what it carries, so that nothing is decided about it.
        "loadBalancingRules" => load_balancing_rules: optional Vec<LoadBalancingRule>;
        /// How it finds out whether a backend works; without it, it takes every backend for a working one.
        "probe" => probe: optional Probe;
        /// Names of appliances, any of which may get a connection.
        "backends" => backends: required List<Reference>;
    }
}

record! {
    /// A protocol and port that a load balancer carries.
    LoadBalancingRule: "a load-balancing rule" {
        /// Name of the rule.
        "name" => name: required Name;
        /// Tcp or Udp; every protocol is what `haPorts` carries.
        "protocol" => protocol: required TransportProtocol;
        /// The port of its frontend, from 1 to 65534.
        "frontendPort" => frontend_port: required u32;
        /// The port of the backends, from 1 to 65535; that of the frontend by default.
        "backendPort" => backend_port: optional u32;
    }
}

record! {
    /// A health probe of a load balancer.
    Probe: "a probe" {
        /// Tcp, Http or Https.
        "protocol" => protocol: required ProbeProtocol;
        /// The port that backends are asked at, from 1 to 65535.
        "port" => port: required u32;
        /// The path that is asked for over Http and Https.
        "requestPath" => request_path: optional String;
    }
}

words! {
    /// A protocol that has ports.
    TransportProtocol: "a protocol with ports" {
        /// TCP.
        Tcp = "Tcp",
        /// UDP.
        Udp = "Udp",
    }
}

words! {
    /// How a probe asks.
    ProbeProtocol: "a probe protocol" {
        /// It opens a TCP connection.
        Tcp = "Tcp",
        /// It asks for a path over HTTP.
        Http = "Http",
        /// It asks for a path over HTTPS.
        Https = "Https",
    }
}
words_read!(TransportProtocol: "a protocol with ports", ProbeProtocol: "a probe protocol");

impl LoadBalancingRule {
    /// The port of the backends.
    pub fn backend_port(&self) -> u32 {
        self.backend_port.unwrap_or(self.frontend_port)
    }
}

impl LoadBalancer {
    /// The address of the frontend of one family.
    pub fn address<A: Address>(&self) -> Option<A> {
        A::from_v4(self.private_ip_address).or_else(|| A::from_v6(self.private_ipv6_address?))
    }
}

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
            let stands = |wanted: &dyn Fn(super::SubnetId) -> bool| {
                self[appliance].network_interfaces.iter().position(|it| it.subnet.subnet().is_some_and(wanted))
            };
            let beside = stands(&|subnet| subnet == home).or_else(|| stands(&|subnet| subnet.vnet == home.vnet));
            all.extend(beside.map(|index| Forwarder::Appliance(appliance, index as u32)));
        }
        all
    }
}
