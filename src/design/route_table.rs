//! Route tables and user-defined routes.

use super::list::List;
use std::fmt;

use super::id::Forwarder;
use super::name::Name;
use super::read::{At, Definitions, Schema, Text, fault, text_read};
use super::reference::Reference;
use super::service_tag::ServiceTag;
use crate::address::{Address, AnyAddress, AnyPrefix, Ipv4, Prefix};
use crate::diagnostic::{Diagnostic, Severity};

resource! {
    /// A route table.
    RouteTable: "a route table" {
        /// Keeps routes that gateways learn away from the subnets of this table; off by default (specification 5.5).
        "disableBgpRoutePropagation" => disable_bgp_route_propagation: default bool = false;
        /// Keeps the routes of peerings away from the subnets of this table.
        "disablePeeringRoute" => disable_peering_route: default DisabledPeeringRoutes = DisabledPeeringRoutes::None;
        /// The user-defined routes.
        "routes" => routes: default Vec<Route> = Vec::new();
    }
}

words! {
    /// Which routes of peerings a route table keeps away.
    DisabledPeeringRoutes: "a choice of peerings" {
        /// None.
        None = "None",
        /// All.
        All = "All",
    }
}
words_read!(DisabledPeeringRoutes: "a choice of peerings");

record! {
    /// A user-defined route.
    Route: "a route" {
        /// Name of the route.
        "name" => name: required Name;
        /// The destinations.
        "addressPrefix" => address_prefix: required Destination;
        /// Where packets go, as ARM has it; or `nextHop`.
        "nextHopType" => next_hop_type: optional NextHopType;
        /// The appliance's address; for `VirtualAppliance` only.
        "nextHopIpAddress" => next_hop_ip_address: optional AnyAddress;
        /// The addresses of 2 to 64 appliances, any of which may get a packet; for `VirtualApplianceEcmp` only.
        "nextHopIpAddresses" => next_hop_ip_addresses: optional Box<List<AnyAddress>>;
        /// Where packets go, by name.
        "nextHop" => next_hop: optional Box<NamedNextHop>;
    }
}

impl Route {
    /// The addresses of a route to several appliances; none for a route of another type.
    pub fn equal_next_hops(&self) -> &[AnyAddress] {
        match &self.next_hop_ip_addresses {
            Some(addresses) if self.next_hop_type == Some(NextHopType::VirtualApplianceEcmp) && self.next_hop.is_none() => addresses,
            _ => &[],
        }
    }

    /// The JSON pointer of the `position`th of the appliances of equal cost.
    pub fn equal_next_hop_pointer(&self, position: usize) -> String {
        let index = self.next_hop_ip_addresses.as_ref().map_or(position, |addresses| addresses.index(position));
        self.at.field(&format!("nextHopIpAddresses/{index}"))
    }
}

record! {
    /// A next hop by name; exactly one member.
    NamedNextHop: "a next hop" {
        /// Name of an Azure Firewall.
        "firewall" => firewall: optional Reference;
        /// Name of a network virtual appliance.
        "appliance" => appliance: optional Reference;
        /// Name of the appliance's interface; its first one by default.
        "interface" => interface: optional Name;
        /// Name of a load balancer in front of appliances.
        "loadBalancer" => load_balancer: optional Reference;
    }
}

words! {
    /// The next hop types that a user may write (specification 4.1).
    NextHopType: "a next hop type" {
        /// The virtual network gateway of the network or of its hub.
        VirtualNetworkGateway = "VirtualNetworkGateway",
        /// Delivery inside the virtual network.
        VnetLocal = "VnetLocal",
        /// The Internet.
        Internet = "Internet",
        /// A firewall or other appliance.
        VirtualAppliance = "VirtualAppliance",
        /// Several appliances of equal cost.
        VirtualApplianceEcmp = "VirtualApplianceEcmp",
        /// Nowhere: packets are dropped.
        None = "None",
    }
}

impl Text for NextHopType {
    const EXPECTED: &'static str = "a next hop type";

    fn from_text(text: &str, at: &At<'_>) -> Option<Self> {
        let known = Self::parse(text);
        if known.is_none() {
            at.report(match text {
                "VNetPeering" | "VNetGlobalPeering" | "VirtualNetworkServiceEndpoint" | "InterfaceEndpoint" => system_only(at, text),
                _ => fault::value_unknown(at, text, Self::WORDS),
            });
        }
        known
    }
}
text_read!(NextHopType);

/// `next-hop-type-system-only`: a user-defined route has a next hop type that only system routes have.
fn system_only(at: &At<'_>, text: &str) -> Diagnostic {
    let message = format!("only system routes have the next hop type `{text}`");
    Diagnostic::new("next-hop-type-system-only", Severity::Error, at.pointer(), message)
        .hint("Azure adds the routes of peerings and endpoints itself; write `VnetLocal` to override back to normal delivery")
}

/// The destinations of a user-defined route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// The addresses of a prefix.
    Prefix(AnyPrefix),
    /// The addresses of an Azure service.
    Tag(ServiceTag),
}

impl Destination {
    /// The prefix, if it is one of this family.
    pub fn prefix<A: Address>(&self) -> Option<Prefix<A>> {
        match self {
            Self::Prefix(prefix) => prefix.of(),
            Self::Tag(_) => None,
        }
    }

    /// The service tag.
    pub fn tag(&self) -> Option<ServiceTag> {
        match self {
            Self::Prefix(_) => None,
            Self::Tag(tag) => Some(*tag),
        }
    }

    /// What equal destinations share, and no others.
    pub fn key(&self) -> (u8, u128, u8) {
        match self {
            Self::Prefix(AnyPrefix::V4(prefix)) => (4, prefix.first().0.into(), prefix.length()),
            Self::Prefix(AnyPrefix::V6(prefix)) => (6, prefix.first().0, prefix.length()),
            Self::Tag(tag) => (0, tag.number().into(), 0),
        }
    }

    /// Whether the route is for every IPv4 address that no other route is for.
    pub fn is_default(&self) -> bool {
        self.prefix() == Some(Prefix::<Ipv4>::ALL)
    }
}

impl fmt::Display for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prefix(prefix) => prefix.fmt(f),
            Self::Tag(tag) => tag.fmt(f),
        }
    }
}

impl Text for Destination {
    const EXPECTED: &'static str = "an address prefix or a service tag";

    fn from_text(text: &str, at: &At<'_>) -> Option<Self> {
        if text.starts_with(|c: char| c.is_ascii_alphabetic()) && !text.contains(['/', ':']) {
            return ServiceTag::read(text, at).map(Self::Tag);
        }
        AnyPrefix::from_text(text, at).map(Self::Prefix)
    }
}
text_read!(Destination);

impl Schema for Destination {
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        let names: Vec<&str> = ServiceTag::names().collect();
        let tag = serde_json::json!({ "type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9.]*$", "examples": names });
        serde_json::json!({ "anyOf": [AnyPrefix::schema(definitions), tag] })
    }
}

/// Where a user-defined route sends packets, resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextHop<A = Ipv4> {
    /// The virtual network gateway.
    VirtualNetworkGateway,
    /// Delivery inside the virtual network.
    VnetLocal,
    /// The Internet.
    Internet,
    /// An appliance: its address where that is known, and itself where the route names it.
    VirtualAppliance {
        /// The next hop's address.
        address: Option<A>,
        /// The next hop by name.
        named: Option<Forwarder>,
    },
    /// Several appliances of equal cost: the route's [`Route::equal_next_hops`].
    VirtualApplianceEcmp,
    /// Nowhere.
    None,
}
