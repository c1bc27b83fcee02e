//! The ends of intents and traces.

use super::id::{ApplianceId, FirewallId, LoadBalancerId, NetworkInterfaceId, PrivateEndpointId, SiteId, SubnetId, VnetId};
use super::name::Name;
use super::names::Kind;
use super::read::{At, Definitions, Member, Read, Schema, Target};
use super::reference::Reference;
use super::service_tag::ServiceTag;
use crate::address::AnyPrefix;

record! {
    /// An end named by what it is; exactly one member.
    NamedEndpoint: "an endpoint" {
        /// Name of an Azure Firewall.
        "firewall" => firewall: optional Reference;
        /// Name of a network virtual appliance.
        "appliance" => appliance: optional Reference;
        /// Name of a private endpoint.
        "privateEndpoint" => private_endpoint: optional Reference;
        /// Name of a network interface of a machine.
        "networkInterface" => network_interface: optional Reference;
        /// Name of a load balancer.
        "loadBalancer" => load_balancer: optional Reference;
    }
}

impl NamedEndpoint {
    /// The one thing that it names, of which kind that is, and the member that names it; else what is wrong with it.
    pub(super) fn only(&self) -> Result<(&Name, Kind, &'static str), &'static str> {
        let named = [
            self.firewall.as_ref().map(|it| (&it.name, Kind::Firewall, "firewall")),
            self.appliance.as_ref().map(|it| (&it.name, Kind::Appliance, "appliance")),
            self.private_endpoint.as_ref().map(|it| (&it.name, Kind::PrivateEndpoint, "privateEndpoint")),
            self.network_interface.as_ref().map(|it| (&it.name, Kind::NetworkInterface, "networkInterface")),
            self.load_balancer.as_ref().map(|it| (&it.name, Kind::LoadBalancer, "loadBalancer")),
        ];
        let mut named = named.into_iter().flatten();
        match (named.next(), named.next()) {
            (Some(only), None) => Ok(only),
            _ => Err("an endpoint is exactly one of `firewall`, `appliance`, `privateEndpoint`, `networkInterface` and `loadBalancer`"),
        }
    }
}

/// One end of an intent or of a trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// The usable addresses of a subnet.
    Subnet(SubnetId),
    /// The subnets of a virtual network.
    Network(VnetId),
    /// The subnets with a label.
    Label(Name),
    /// A firewall itself.
    Firewall(FirewallId),
    /// An appliance itself.
    Appliance(ApplianceId),
    /// A private endpoint.
    PrivateEndpoint(PrivateEndpointId),
    /// A network interface of a machine.
    NetworkInterface(NetworkInterfaceId),
    /// The frontend of a load balancer.
    LoadBalancer(LoadBalancerId),
    /// Addresses, whoever owns them.
    Prefix(AnyPrefix),
    /// Every public address that the design does not own.
    Internet,
    /// The addresses of an Azure service.
    Tag(ServiceTag),
    /// Every site.
    OnPremises,
    /// One site.
    Site(SiteId),
}

impl Endpoint {
    /// The endpoint of an object, of a kind that [`NamedEndpoint`] has.
    pub(super) fn of(kind: Kind, index: u32) -> Self {
        match kind {
            Kind::Firewall => Self::Firewall(FirewallId(index)),
            Kind::Appliance => Self::Appliance(ApplianceId(index)),
            Kind::PrivateEndpoint => Self::PrivateEndpoint(PrivateEndpointId(index)),
            Kind::LoadBalancer => Self::LoadBalancer(LoadBalancerId(index)),
            _ => Self::NetworkInterface(NetworkInterfaceId(index)),
        }
    }
}

/// An endpoint as written; resolved when the whole document is known.
#[derive(Clone, Debug)]
pub(super) enum WrittenEndpoint {
    /// A string.
    Text(Name),
    /// An object.
    Named(Box<NamedEndpoint>),
}

impl WrittenEndpoint {
    /// The string, or the name that the object has.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Text(text) => text.as_str(),
            Self::Named(named) => named.only().map_or("", |(name, ..)| name.as_str()),
        }
    }
}

/// One endpoint or a list of them.
#[derive(Clone, Debug, Default)]
pub struct Endpoints {
    /// The endpoints as written, each with its index where they are a list.
    pub(super) written: Vec<(Option<u32>, WrittenEndpoint)>,
    /// The endpoints, resolved; what could not be has been reported.
    pub resolved: Vec<Endpoint>,
}

impl From<&str> for Endpoints {
    fn from(text: &str) -> Self {
        Self { written: vec![(None, WrittenEndpoint::Text(Name::from(text)))], resolved: Vec::new() }
    }
}

/// Reads one endpoint.
#[derive(Default)]
struct EndpointReader {
    written: Option<WrittenEndpoint>,
    object: <NamedEndpoint as Read>::Reader,
}

impl Target for EndpointReader {
    fn expected(&self) -> &'static str {
        "an endpoint: a string or an object"
    }

    fn text(&mut self, text: &str, _: &At<'_>) {
        self.written = Some(WrittenEndpoint::Text(Name::from(text)));
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
        self.written = NamedEndpoint::take(&mut self.object).map(|named| WrittenEndpoint::Named(Box::new(named)));
    }
}

/// Reads one endpoint, or a list of them.
#[derive(Default)]
pub(crate) struct EndpointsReader {
    /// The one endpoint, or the element that is being read.
    endpoint: EndpointReader,
    list: Option<Vec<(Option<u32>, WrittenEndpoint)>>,
    /// How many elements have been begun.
    elements: u32,
}

impl EndpointsReader {
    /// Keeps the element that has been read last.
    fn keep(&mut self) {
        let element = std::mem::take(&mut self.endpoint).written.map(|written| (self.elements.checked_sub(1), written));
        self.list.get_or_insert_default().extend(element);
    }
}

impl Target for EndpointsReader {
    fn expected(&self) -> &'static str {
        "an endpoint: a string, an object, or a list of these"
    }

    fn text(&mut self, text: &str, at: &At<'_>) {
        self.endpoint.text(text, at);
    }

    fn takes_object(&self) -> bool {
        true
    }

    fn member(&mut self, key: &str) -> Member<'_> {
        self.endpoint.member(key)
    }

    fn keys(&self) -> &'static [&'static str] {
        self.endpoint.keys()
    }

    fn end_object(&mut self, at: &At<'_>) {
        self.endpoint.end_object(at);
    }

    fn takes_array(&self) -> bool {
        true
    }

    fn element(&mut self) -> Option<&mut dyn Target> {
        self.keep();
        self.elements += 1;
        Some(&mut self.endpoint)
    }

    fn end_array(&mut self) {
        self.keep();
    }
}

impl Read for Endpoints {
    type Reader = EndpointsReader;

    fn take(reader: &mut EndpointsReader) -> Option<Self> {
        let one = |written| vec![(None, written)];
        let written = reader.list.take().or_else(|| reader.endpoint.written.take().map(one))?;
        Some(Self { written, resolved: Vec::new() })
    }
}

impl Schema for Endpoints {
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        let named = NamedEndpoint::schema(definitions);
        let text = serde_json::json!({ "type": "string", "examples": ["vnet-training/gpu", "vnet-training/*", "#training", "10.0.0.0/8", "Internet", "Storage", "OnPremises"] });
        serde_json::json!({ "anyOf": [text, named, { "type": "array", "items": { "anyOf": [{ "type": "string" }, named] } }] })
    }
}
