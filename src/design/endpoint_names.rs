//! What the names of ends mean in a design.

use super::endpoint::Endpoint;
use super::model::Design;
use super::name::Name;
use super::names::Kind;
use super::read::{fault, schema};
use super::service_tag::ServiceTag;
use crate::address::{Address, AnyPrefix, Ipv4, Ipv6, Prefix, PrefixFault};

/// What `text` means in `design`.
pub(crate) fn resolve(design: &Design, text: &str) -> Result<Endpoint, String> {
    if text.eq_ignore_ascii_case("Internet") {
        return Ok(Endpoint::Internet);
    }
    if text.eq_ignore_ascii_case("OnPremises") {
        return Ok(Endpoint::OnPremises);
    }
    if let Some(label) = text.strip_prefix('#') {
        let label = Name::from(label);
        let known = !design.labelled(&label).is_empty();
        return if known { Ok(Endpoint::Label(label)) } else { Err(format!("no subnet has the label `{label}`")) };
    }
    if text.contains(':') {
        return block::<Ipv6>(text);
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return block::<Ipv4>(text);
    }
    if let Some((vnet, subnet)) = text.split_once('/') {
        let vnet = design.vnet_named(vnet).ok_or_else(|| format!("no virtual network is named `{vnet}`"))?;
        if subnet == "*" {
            return Ok(Endpoint::Network(vnet));
        }
        let found = design.subnet_named(vnet, subnet);
        return found.map(Endpoint::Subnet).ok_or_else(|| format!("`{}` has no subnet named `{subnet}`", design[vnet].name));
    }
    if let Some(site) = design.site_named(text) {
        return Ok(Endpoint::Site(site));
    }
    if let Some(tag) = ServiceTag::parse(text) {
        return Ok(Endpoint::Tag(tag));
    }
    let sites = design.on_premises.iter().map(|site| site.name.as_str());
    let mut known: Vec<&str> = sites.chain(["Internet", "OnPremises"]).collect();
    ServiceTag::names().for_each(|name| known.push(name));
    let hint = schema::nearest(text, known).map(|near| format!("; did you mean `{near}`?"));
    Err(format!("there is no site and no service tag named `{}`{}", fault::shown(text), hint.unwrap_or_default()))
}

/// The addresses that an address or a prefix stands for.
fn block<A: Address>(text: &str) -> Result<Endpoint, String>
where
    Prefix<A>: Into<AnyPrefix>,
{
    let prefix = match A::parse_any_spelling(text.as_bytes()) {
        Some(address) => Ok(Prefix::<A>::host(address)),
        None => Prefix::parse(text),
    };
    prefix.map(|prefix| Endpoint::Prefix(prefix.into())).map_err(|fault| match fault {
        PrefixFault::HostBits(network) => format!("`{text}` has address bits set below its prefix length; write {network}"),
        PrefixFault::Spelling(meant) => format!("`{text}` is written {meant} in the canonical form"),
        _ => format!("`{text}` is neither an address nor an address prefix"),
    })
}

/// What `text` means in `design` as an end of a trace: an endpoint as intents write it, or the bare name of what an object would name.
pub(super) fn endpoint_named(design: &Design, text: &str) -> Result<Endpoint, String> {
    resolve(design, text).or_else(|unknown| {
        let kinds = [Kind::Firewall, Kind::Appliance, Kind::PrivateEndpoint, Kind::NetworkInterface, Kind::LoadBalancer];
        kinds.into_iter().find_map(|kind| Some(Endpoint::of(kind, design.names.get(kind, text)?.index))).ok_or(unknown)
    })
}
