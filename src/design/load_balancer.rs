//! Internal load balancers in front of appliances.

use super::list::List;
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
