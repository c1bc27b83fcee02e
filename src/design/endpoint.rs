//! The ends of intents and traces.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::model::{ApplianceId, Design, FirewallId, PrivateEndpointId, SiteId, SubnetId, VnetId};
use super::name::Name;
use super::read::{At, Definitions, Read, Schema, Seed, schema};
use super::reference::Reference;
use crate::address::{Address, Ipv4, Prefix, PrefixFault};

record! {
    /// An end named by what it is; exactly one member.
    NamedEndpoint: "an endpoint" {
        /// Name of an Azure Firewall.
        "firewall" => firewall: optional Reference;
        /// Name of a network virtual appliance.
        "appliance" => appliance: optional Reference;
        /// Name of a private endpoint.
        "privateEndpoint" => private_endpoint: optional Reference;
    }
    later { "networkInterface", "loadBalancer" }
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
    /// Addresses, whoever owns them.
    Prefix(Prefix),
    /// Every public address that the design does not own.
    Internet,
    /// Every site.
    OnPremises,
    /// One site.
    Site(SiteId),
}

/// Why a text is not an endpoint of a design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownEndpoint {
    /// The finding's sentence.
    pub message: String,
    /// Part of the language that is not implemented.
    pub later: bool,
}

/// What `text` means in `design`.
pub(crate) fn resolve(design: &Design, text: &str) -> Result<Endpoint, UnknownEndpoint> {
    let unknown = |message: String| UnknownEndpoint { message, later: false };
    if text.eq_ignore_ascii_case("Internet") {
        return Ok(Endpoint::Internet);
    }
    if text.eq_ignore_ascii_case("OnPremises") {
        return Ok(Endpoint::OnPremises);
    }
    if let Some(label) = text.strip_prefix('#') {
        let label = Name::from(label);
        let known = !design.labelled(&label).is_empty();
        return if known { Ok(Endpoint::Label(label)) } else { Err(unknown(format!("no subnet has the label `{label}`"))) };
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let prefix = match Ipv4::parse(text) {
            Some(address) => Ok(Prefix::host(address)),
            None => Prefix::parse(text),
        };
        return prefix.map(Endpoint::Prefix).map_err(|fault| match fault {
            PrefixFault::HostBits(network) => unknown(format!("`{text}` has address bits set below its prefix length; write {network}")),
            _ => unknown(format!("`{text}` is neither an address nor an address prefix")),
        });
    }
    if let Some((vnet, subnet)) = text.split_once('/') {
        let vnet = design.vnet_named(vnet).ok_or_else(|| unknown(format!("no virtual network is named `{vnet}`")))?;
        if subnet == "*" {
            return Ok(Endpoint::Network(vnet));
        }
        let found = design.subnet_named(vnet, subnet);
        return found.map(Endpoint::Subnet).ok_or_else(|| unknown(format!("`{}` has no subnet named `{subnet}`", design[vnet].name)));
    }
    if let Some(site) = design.site_named(text) {
        return Ok(Endpoint::Site(site));
    }
    if text.contains(':') {
        return Err(UnknownEndpoint { message: format!("the IPv6 endpoint `{text}`"), later: true });
    }
    let sites = design.on_premises.iter().map(|site| site.name.as_str());
    let hint = schema::nearest(text, sites.chain(["Internet", "OnPremises"])).map(|near| format!("; did you mean `{near}`?"));
    Err(unknown(format!(
        "no site is named `{}`, and service tags are not supported yet{}",
        super::read::fault::shown(text),
        hint.unwrap_or_default()
    )))
}

/// What `text` means in `design`: an endpoint as intents write it, or the name of a firewall, appliance or private endpoint.
pub fn endpoint_named(design: &Design, text: &str) -> Result<Endpoint, String> {
    resolve(design, text).or_else(|unknown| {
        let firewall = design.firewall_ids().find(|id| design[*id].name.is(text)).map(Endpoint::Firewall);
        let appliance = || design.appliance_ids().find(|id| design[*id].name.is(text)).map(Endpoint::Appliance);
        let private = || design.private_endpoint_ids().find(|id| design[*id].name.is(text)).map(Endpoint::PrivateEndpoint);
        firewall.or_else(appliance).or_else(private).ok_or(unknown.message)
    })
}

/// An endpoint as written; resolved when the whole document is known.
#[derive(Clone, Debug)]
pub(crate) enum WrittenEndpoint {
    /// A string.
    Text(String),
    /// An object.
    Named(NamedEndpoint),
}

/// One endpoint or a list of them.
#[derive(Clone, Debug, Default)]
pub struct Endpoints {
    pub(crate) written: Vec<(String, WrittenEndpoint)>,
    /// The endpoints, resolved; what could not be has been reported.
    pub resolved: Vec<Endpoint>,
}

const EXPECTED: &str = "an endpoint: a string, an object, or a list of these";

struct EndpointsVisitor<'a> {
    at: At<'a>,
    list_allowed: bool,
}

impl<'de> Visitor<'de> for EndpointsVisitor<'_> {
    type Value = Option<Vec<(String, WrittenEndpoint)>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(vec![(self.at.pointer(), WrittenEndpoint::Text(text.to_owned()))]))
    }

    fn visit_map<M: MapAccess<'de>>(self, members: M) -> Result<Self::Value, M::Error> {
        let named = NamedEndpoint::read(MapAccessDeserializer::new(members), self.at)?;
        Ok(named.map(|named| vec![(self.at.pointer(), WrittenEndpoint::Named(named))]))
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut elements: S) -> Result<Self::Value, S::Error> {
        if !self.list_allowed {
            while elements.next_element::<serde::de::IgnoredAny>()?.is_some() {}
            return Ok(self.at.wrong_type("an endpoint: a string or an object", "an array"));
        }
        let mut all = Vec::new();
        let mut index = 0;
        while let Some(one) = elements.next_element_seed(Seed::<One>::new(self.at.index(index)))? {
            all.extend(one.into_iter().flat_map(|one| one.0));
            index = index.saturating_add(1);
        }
        Ok(Some(all))
    }

    refuse!(EXPECTED; bool, number, null);
}

/// An element of a list of endpoints.
struct One(Vec<(String, WrittenEndpoint)>);

impl Read for One {
    fn read<'de, D: Deserializer<'de>>(input: D, at: At<'_>) -> Result<Option<Self>, D::Error> {
        Ok(input.deserialize_any(EndpointsVisitor { at, list_allowed: false })?.map(Self))
    }
}

impl Read for Endpoints {
    fn read<'de, D: Deserializer<'de>>(input: D, at: At<'_>) -> Result<Option<Self>, D::Error> {
        let written = input.deserialize_any(EndpointsVisitor { at, list_allowed: true })?;
        Ok(written.map(|written| Self { written, resolved: Vec::new() }))
    }
}

impl Schema for Endpoints {
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        let named = NamedEndpoint::schema(definitions);
        let text = serde_json::json!({ "type": "string", "examples": ["vnet-training/gpu", "vnet-training/*", "#training", "10.0.0.0/8", "Internet", "OnPremises"] });
        serde_json::json!({ "anyOf": [text, named, { "type": "array", "items": { "anyOf": [{ "type": "string" }, named] } }] })
    }
}
