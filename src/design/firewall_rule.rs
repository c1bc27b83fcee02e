//! The network rules of firewalls.

use super::intent::Protocol;
use super::name::Name;
use super::security_group::{Access, PortRange, SecurityAddress};

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
        "sources" => sources: required Vec<SecurityAddress>;
        /// Prefixes, addresses, service tags or `*`.
        "destinations" => destinations: required Vec<SecurityAddress>;
        /// The protocols.
        "protocols" => protocols: required Vec<Protocol>;
        /// Ports, ranges of ports or `*`.
        "ports" => ports: required Vec<PortRange>;
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
        "sources" => sources: required Vec<SecurityAddress>;
        /// The names, such as `*.example.com`.
        "targetFqdns" => target_fqdns: required Vec<String>;
        /// The TCP ports, one by one; 80 and 443 by default.
        "ports" => ports: optional Vec<u32>;
    }
}

impl ApplicationRule {
    /// The TCP ports.
    pub fn ports(&self) -> impl Iterator<Item = u32> + '_ {
        self.ports.as_deref().unwrap_or(&[80, 443]).iter().copied()
    }
}
