//! Virtual network gateways, their connections, and the sites on the other end.

use super::list::List;
use super::read::{At, Definitions, Member, Read, Schema, Target, Text};
use super::reference::Reference;
use crate::address::{Address, AnyAddress, AnyPrefix, Ipv4, Prefix};

resource! {
    /// A virtual network gateway.
    VirtualNetworkGateway: "a virtual network gateway" {
        /// Vpn or ExpressRoute.
        "type" => gateway_type: required GatewayType;
        /// The network whose GatewaySubnet it stands in.
        "virtualNetwork" => virtual_network: required Reference;
        /// RouteBased (the default) or PolicyBased.
        "vpnType" => vpn_type: default VpnType = VpnType::RouteBased;
        /// ARM's SKU name, such as `VpnGw1AZ`.
        "sku" => sku: optional String;
        /// Whether two instances carry traffic.
        "activeActive" => active_active: default bool = false;
        /// The connections, with the prefixes learned over each.
        "connections" => connections: default Vec<Connection> = Vec::new();
        /// Public IP addresses by name, one for each instance.
        "publicIpAddresses" => public_ip_addresses: default List<Reference> = List::default();
        /// BGP autonomous system number.
        "asn" => asn: optional u32;
        /// BGP peering address inside GatewaySubnet.
        "bgpPeeringAddress" => bgp_peering_address: optional Ipv4;
    }
}

record! {
    /// A connection of a gateway to a site or to another gateway, which needs one back.
    Connection: "a connection" {
        /// Name of a site, or of another gateway.
        "to" => to: required Reference;
        /// The prefixes learned over it; those of the site by default.
        "learns" => learns: optional List<Learned>;
        /// Whether the routes come over BGP.
        "bgp" => bgp: default bool = false;
    }
}

record! {
    /// A learned prefix with the address it was learned from.
    LearnedFrom: "a learned prefix" {
        /// The prefix.
        "addressPrefix" => address_prefix: required AnyPrefix;
        /// The address that Azure lists as the next hop.
        "nextHop" => next_hop: optional AnyAddress;
    }
}

resource! {
    /// A site outside Azure.
    OnPremises: "a site" {
        /// The prefixes used there.
        "addressPrefixes" => address_prefixes: required List<AnyPrefix>;
    }
}

words! {
    /// The kind of a gateway.
    GatewayType: "a gateway type" {
        /// IPsec tunnels.
        Vpn = "Vpn",
        /// Private circuits.
        ExpressRoute = "ExpressRoute",
    }
}

words! {
    /// How a VPN gateway selects traffic.
    VpnType: "a VPN type" {
        /// By routes.
        RouteBased = "RouteBased",
        /// By traffic selectors.
        PolicyBased = "PolicyBased",
    }
}
words_read!(GatewayType: "a gateway type", VpnType: "a VPN type");

/// A prefix that a gateway learns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learned {
    /// The prefix.
    pub address_prefix: AnyPrefix,
    /// The one next hop that Azure lists, where the design states it.
    pub next_hop: Option<AnyAddress>,
}

impl OnPremises {
    /// The prefixes of one family, each with its index among all.
    pub fn placed<A: Address>(&self) -> impl Iterator<Item = (usize, Prefix<A>)> + Clone + '_ {
        self.address_prefixes.placed().filter_map(|(index, prefix)| Some((index, prefix.of()?)))
    }

    /// The prefixes of one family.
    pub fn prefixes<A: Address>(&self) -> impl Iterator<Item = Prefix<A>> + Clone + '_ {
        self.address_prefixes.iter().filter_map(AnyPrefix::of)
    }
}

/// Reads a learned prefix: a string or an object.
#[derive(Default)]
pub(crate) struct LearnedReader {
    learned: Option<Learned>,
    object: <LearnedFrom as Read>::Reader,
}

impl Target for LearnedReader {
    fn expected(&self) -> &'static str {
        "an address prefix, or an object with `addressPrefix` and `nextHop`"
    }

    fn text(&mut self, text: &str, at: &At<'_>) {
        self.learned = AnyPrefix::from_text(text, at).map(|address_prefix| Learned { address_prefix, next_hop: None });
    }

    fn takes_object(&self) -> bool {
        true
    }

    fn member(&mut self, key: &str) -> Member<'_> {
        self.object.member(key)
    }

    fn keys(&self) -> &'static [&'static str] {
        self.object.keys()
    }

    fn end_object(&mut self, at: &At<'_>) {
        self.object.end_object(at);
        let object = LearnedFrom::take(&mut self.object);
        self.learned = object.map(|object| Learned { address_prefix: object.address_prefix, next_hop: object.next_hop });
    }
}

impl Read for Learned {
    type Reader = LearnedReader;

    fn take(reader: &mut LearnedReader) -> Option<Self> {
        reader.learned.take()
    }
}

impl Schema for Learned {
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "anyOf": [AnyPrefix::schema(definitions), LearnedFrom::schema(definitions)] })
    }
}
