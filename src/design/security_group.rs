//! Network security groups and their rules.

use super::list::List;
use super::name::Name;
use super::read::{At, Definitions, Schema, Text, fault, text_read};
use super::reference::Reference;
use crate::address::{Address, AnyAddress, AnyPrefix, Prefix};
use crate::diagnostic::{Diagnostic, Severity};

resource! {
    /// A network security group.
    NetworkSecurityGroup: "a network security group" {
        /// The rules.
        "securityRules" => security_rules: default Vec<SecurityRule> = Vec::new();
    }
}

record! {
    /// A security rule; each of the four address and port properties is singular or plural, as in ARM.
    SecurityRule: "a security rule" {
        /// Name of the rule.
        "name" => name: required Name;
        /// From 100 to 4096; the lowest number that matches decides.
        "priority" => priority: required u32;
        /// Inbound or Outbound.
        "direction" => direction: required Direction;
        /// Allow or Deny.
        "access" => access: required Access;
        /// The protocol, or `*`.
        "protocol" => protocol: required SecurityProtocol;
        /// What the rule is for.
        "description" => description: optional String;
        /// Prefix, address, service tag or `*`.
        "sourceAddressPrefix" => source_address_prefix: optional SecurityAddress;
        /// Several of them.
        "sourceAddressPrefixes" => source_address_prefixes: default List<SecurityAddress> = List::default();
        /// Port, range of ports or `*`.
        "sourcePortRange" => source_port_range: optional PortRange;
        /// Several of them.
        "sourcePortRanges" => source_port_ranges: default List<PortRange> = List::default();
        /// Prefix, address, service tag or `*`.
        "destinationAddressPrefix" => destination_address_prefix: optional SecurityAddress;
        /// Several of them.
        "destinationAddressPrefixes" => destination_address_prefixes: default List<SecurityAddress> = List::default();
        /// Port, range of ports or `*`.
        "destinationPortRange" => destination_port_range: optional PortRange;
        /// Several of them.
        "destinationPortRanges" => destination_port_ranges: default List<PortRange> = List::default();
        /// Application security groups by name, in the place of prefixes.
        "sourceApplicationSecurityGroups" => source_application_security_groups: default List<Reference> = List::default();
        /// Application security groups by name, in the place of prefixes.
        "destinationApplicationSecurityGroups" => destination_application_security_groups: default List<Reference> = List::default();
    }
}

words! {
    /// Which packets of a network interface a rule speaks of.
    Direction: "a direction" {
        /// Packets that arrive.
        Inbound = "Inbound",
        /// Packets that leave.
        Outbound = "Outbound",
    }
}

words! {
    /// What a rule does with the packets that match.
    Access: "an access" {
        /// Lets them pass.
        Allow = "Allow",
        /// Drops them.
        Deny = "Deny",
    }
}

words! {
    /// The protocol of a rule (specification 9.8).
    SecurityProtocol: "a protocol" {
        /// TCP.
        Tcp = "Tcp",
        /// UDP.
        Udp = "Udp",
        /// ICMP.
        Icmp = "Icmp",
        /// IPsec ESP.
        Esp = "Esp",
        /// IPsec AH.
        Ah = "Ah",
        /// Any.
        Any = "*",
    }
}
words_read!(Direction: "a direction", Access: "an access", SecurityProtocol: "a protocol");

/// An address, prefix, service tag or `*`, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityAddress(pub String);

impl SecurityRule {
    /// Whether every element of its lists could be read: of one that could not, it is not known what the rule is about.
    pub fn is_whole(&self) -> bool {
        let addresses = self.source_address_prefixes.is_whole() && self.destination_address_prefixes.is_whole();
        let ports = self.source_port_ranges.is_whole() && self.destination_port_ranges.is_whole();
        let groups = self.source_application_security_groups.is_whole() && self.destination_application_security_groups.is_whole();
        addresses && ports && groups
    }
}

impl SecurityAddress {
    /// Every address.
    pub(super) fn any() -> Self {
        Self("*".to_owned())
    }

    /// The addresses, if they are written as a prefix or an address.
    pub fn prefix<A: Address>(&self) -> Option<Prefix<A>> {
        A::parse(&self.0).map(Prefix::host).or_else(|| Prefix::parse(&self.0).ok())
    }
}

impl Text for SecurityAddress {
    const EXPECTED: &'static str = "a prefix, an address, a service tag or `*`";

    fn from_text(text: &str, at: &At<'_>) -> Option<Self> {
        let numeric = text.contains(':') || text.starts_with(|c: char| c.is_ascii_digit());
        if numeric && text.contains('/') {
            AnyPrefix::from_text(text, at)?;
        } else if numeric {
            AnyAddress::from_text(text, at)?;
        } else if text != "*" && !text.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c)) || text.is_empty() {
            at.report(fault::address_invalid(at, text));
            return None;
        }
        Some(Self(text.to_owned()))
    }
}

impl Schema for SecurityAddress {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "string" })
    }
}

/// A range of ports; `*` is all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortRange {
    /// The lowest port.
    pub first: u16,
    /// The highest port.
    pub last: u16,
}

impl PortRange {
    /// Every port.
    pub const ALL: Self = Self { first: 0, last: u16::MAX };

    /// Reads a port, `first-last`, or `*`.
    pub fn parse(text: &str) -> Option<Self> {
        let port = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u16>().ok()).flatten();
        match text.split_once('-') {
            _ if text == "*" => Some(Self::ALL),
            Some((first, last)) => Some(Self { first: port(first)?, last: port(last)? }).filter(|range| range.first <= range.last),
            None => port(text).map(|port| Self { first: port, last: port }),
        }
    }
}

impl std::fmt::Display for PortRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.first, self.last) {
            (0, u16::MAX) => f.write_str("*"),
            (first, last) if first == last => write!(f, "{first}"),
            (first, last) => write!(f, "{first}-{last}"),
        }
    }
}

impl Text for PortRange {
    const EXPECTED: &'static str = "a port, a range of ports or `*`";

    fn from_text(text: &str, at: &At<'_>) -> Option<Self> {
        let range = Self::parse(text);
        if range.is_none() {
            let message = format!("`{}` is not a port, a range of ports such as 80-443, or `*`", fault::shown(text));
            at.report(Diagnostic::new("port-range-invalid", Severity::Error, at.pointer(), message));
        }
        range
    }
}

impl Schema for PortRange {
    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "string", "pattern": r"^(\*|\d+(-\d+)?)$" })
    }
}

text_read!(SecurityAddress, PortRange);

#[cfg(test)]
mod tests {
    use super::PortRange;

    #[test]
    fn ranges_run_upwards_within_the_port_numbers() {
        assert_eq!(PortRange::parse("80-443"), Some(PortRange { first: 80, last: 443 }));
        assert_eq!(PortRange::parse("*"), Some(PortRange::ALL));
        for text in ["", "-", "443-80", "65536", "+80", "80-", "80,443", "1-2-3"] {
            assert_eq!(PortRange::parse(text), None, "{text}");
        }
    }
}
