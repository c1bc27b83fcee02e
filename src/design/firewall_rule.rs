//! The rules of firewalls.

use super::id::PublicIpId;
use super::intent::Protocol;
use super::list::List;
use super::load_balancer::TransportProtocol;
use super::name::Name;
use super::reference::Reference;
use super::security_group::{Access, PortRange, SecurityAddress};
use crate::address::{Address, Ipv4};

record! {
    /// A network rule of a firewall.
    FirewallRule: "a firewall rule" {
        /// Name of the rule.
        "name" => name: required Name;
        /// From 100 to 65000; the lowest number that matches decides, and rules of one number do the same.
        "priority" => priority: required u32;
        /// Allow or Deny.
        "action" => action: required Access;
        /// Prefixes, addresses or `*`.
        "sources" => sources: required List<SecurityAddress>;
        /// Prefixes, addresses, service tags or `*`.
        "destinations" => destinations: required List<SecurityAddress>;
        /// The protocols.
        "protocols" => protocols: required List<Protocol>;
        /// Ports, ranges of ports or `*`.
        "ports" => ports: required List<PortRange>;
    }
}

record! {
    /// An application rule of a firewall: it allows or denies names, of which a design does not know the addresses.
    ApplicationRule: "an application rule" {
        /// Name of the rule.
        "name" => name: required Name;
        /// From 100 to 65000.
        "priority" => priority: required u32;
        /// Allow or Deny.
        "action" => action: required Access;
        /// Prefixes, addresses or `*`.
        "sources" => sources: required List<SecurityAddress>;
        /// The names, such as `*.example.com`.
        "targetFqdns" => target_fqdns: required List<String>;
        /// The TCP ports, one by one; 80 and 443 by default.
        "ports" => ports: optional List<u32>;
    }
}

impl ApplicationRule {
    /// The TCP ports.
    pub fn ports(&self) -> impl Iterator<Item = u32> + '_ {
        self.ports.as_deref().unwrap_or(&[80, 443]).iter().copied()
    }
}

record! {
    /// A rule of a firewall that lets packets in from the Internet, and puts a private address and port in the place of its public ones.
    NatRule: "a NAT rule" {
        /// Name of the rule.
        "name" => name: required Name;
        /// From 100 to 65000; the lowest number that matches decides.
        "priority" => priority: required u32;
        /// Prefixes, addresses or `*`.
        "sources" => sources: required List<SecurityAddress>;
        /// The public IP address of the firewall that the packets are for, by name.
        "publicIpAddress" => public_ip_address: required Reference;
        /// The protocols.
        "protocols" => protocols: required List<TransportProtocol>;
        /// The ports that the packets are for.
        "ports" => ports: required List<PortRange>;
        /// The address that they are sent on to.
        "translatedAddress" => translated_address: required Ipv4;
        /// The port that they are sent on to, from 1 to 65535.
        "translatedPort" => translated_port: required u32;
    }
}

impl NatRule {
    /// The public IP address that the packets are for.
    pub fn public(&self) -> Option<PublicIpId> {
        self.public_ip_address.public_ip()
    }

    /// The address that they are sent on to, if it is of this family.
    pub fn translated<A: Address>(&self) -> Option<A> {
        A::from_v4(self.translated_address)
    }
}
