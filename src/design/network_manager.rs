//! Azure Virtual Network Manager: what it sets for several virtual networks at once.

use super::name::Name;
use super::reference::Reference;
use super::security_group::{Access, Direction, PortRange, SecurityAddress, SecurityProtocol};

record! {
    /// What Azure Virtual Network Manager sets for several virtual networks at once.
    NetworkManager: "a network manager" {
        /// Rules that are asked before those of network security groups.
        "securityAdminRules" => security_admin_rules: default Vec<SecurityAdminRule> = Vec::new();
    }
    later { "connectedGroups" }
}

record! {
    /// A rule that is asked before those of network security groups; what is left out matches everything.
    SecurityAdminRule: "a security admin rule" {
        /// Name of the rule.
        "name" => name: required Name;
        /// From 1 to 4096; the lowest number that matches decides.
        "priority" => priority: required u32;
        /// Inbound or Outbound.
        "direction" => direction: required Direction;
        /// Allow leaves it to the security groups, AlwaysAllow and Deny are final.
        "access" => access: required AdminAccess;
        /// The protocol, or `*`.
        "protocol" => protocol: required SecurityProtocol;
        /// What the rule is for.
        "description" => description: optional String;
        /// Prefixes, addresses, service tags or `*`.
        "sources" => sources: default Vec<SecurityAddress> = vec![SecurityAddress::any()];
        /// Ports and ranges of ports.
        "sourcePortRanges" => source_port_ranges: default Vec<PortRange> = vec![PortRange::ALL];
        /// Prefixes, addresses, service tags or `*`.
        "destinations" => destinations: default Vec<SecurityAddress> = vec![SecurityAddress::any()];
        /// Ports and ranges of ports.
        "destinationPortRanges" => destination_port_ranges: default Vec<PortRange> = vec![PortRange::ALL];
        /// The virtual networks that the rule is for, by name.
        "appliesTo" => applies_to: required Vec<Reference>;
    }
}

words! {
    /// What a security admin rule does with the packets that match.
    AdminAccess: "an access" {
        /// Leaves them to the network security groups.
        Allow = "Allow",
        /// Lets them pass, whatever the network security groups say.
        AlwaysAllow = "AlwaysAllow",
        /// Drops them.
        Deny = "Deny",
    }
}
words_read!(AdminAccess: "an access");

impl From<Access> for AdminAccess {
    /// What a rule that has the last word says.
    fn from(access: Access) -> Self {
        match access {
            Access::Allow => Self::Allow,
            Access::Deny => Self::Deny,
        }
    }
}
