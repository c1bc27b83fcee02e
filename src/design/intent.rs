//! Intents: what traffic must and must not do.

use super::endpoint::Endpoints;
use super::list::List;
use super::name::Name;
use super::reference::Reference;
use crate::diagnostic::Severity;

record! {
    /// A statement about every packet of a class.
    Intent: "an intent" {
        /// Name of the intent.
        "name" => name: required Name;
        /// Where the packets come from.
        "from" => from: required Endpoints;
        /// Where the packets go.
        "to" => to: required Endpoints;
        /// Destinations that the intent does not speak of.
        "except" => except: default Endpoints = Endpoints::default();
        /// The protocol; any by default.
        "protocol" => protocol: default Protocol = Protocol::Any;
        /// The destination ports; any by default.
        "ports" => ports: default List<u32> = List::default();
        /// Whether the packets arrive.
        "delivered" => delivered: optional bool;
        /// Whether the replies come back through the same stateful instances.
        "answered" => answered: optional bool;
        /// Every delivered packet passes this firewall, appliance or gateway.
        "through" => through: optional Reference;
        /// No packet passes this firewall, appliance or gateway, or leaves to the `Internet`.
        "avoid" => avoid: optional Reference;
        /// Whether both directions pass the same stateful instances.
        "symmetric" => symmetric: optional bool;
        /// Whether `through` and `avoid` speak of the replies too.
        "bothWays" => both_ways: default bool = false;
        /// How bad it is when the intent does not hold.
        "severity" => severity: default IntentSeverity = IntentSeverity::Error;
    }
}

words! {
    /// The protocol of a packet.
    Protocol: "a protocol" {
        /// Any protocol.
        Any = "Any",
        /// TCP.
        Tcp = "Tcp",
        /// UDP.
        Udp = "Udp",
        /// ICMP.
        Icmp = "Icmp",
    }
}

words! {
    /// How bad a violated intent is.
    IntentSeverity: "a severity" {
        /// Must hold.
        Error = "error",
        /// Should hold.
        Warning = "warning",
        /// Worth knowing.
        Info = "info",
    }
}
words_read!(Protocol: "a protocol", IntentSeverity: "a severity");

impl From<IntentSeverity> for Severity {
    fn from(severity: IntentSeverity) -> Self {
        match severity {
            IntentSeverity::Error => Self::Error,
            IntentSeverity::Warning => Self::Warning,
            IntentSeverity::Info => Self::Info,
        }
    }
}
