//! A question about one packet: which endpoints it names, and where such a packet starts.

use serde::Deserialize;

use super::rows::TraceRow;
use super::walk::explain;
use crate::address::{Address, AddressSet, Share};
use crate::design::{Design, Endpoint, Protocol, TracedEnd};
use crate::flow::{Header, Network, Position, Traffic, trace};
use crate::verify::{World, internet, named_from_internet, open_tag, pick, senders_of, targets_of};

/// A question for [`answer`]: two endpoints in the forms that intents use, or the name of a firewall, appliance, private endpoint,
/// network interface or load balancer.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TraceQuery {
    /// Where the packet starts.
    pub from: TracedEnd,
    /// Where it goes.
    pub to: TracedEnd,
    /// `Any`, `Tcp`, `Udp` or `Icmp`.
    #[serde(default)]
    pub protocol: Option<String>,
    /// Destination port.
    #[serde(default)]
    pub port: Option<u16>,
    /// `IPv4` or `IPv6`; where nothing is said, IPv4 if both ends have it.
    #[serde(default)]
    pub ip_version: Option<IpVersion>,
}

/// A family of addresses, as ARM names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum IpVersion {
    /// IPv4.
    #[serde(rename = "IPv4")]
    V4,
    /// IPv6.
    #[serde(rename = "IPv6")]
    V6,
}

/// Traces the packet that a query asks for; the error says what the query names that the design does not have.
pub fn answer<A: Address>(network: &Network<'_, A>, query: &TraceQuery) -> Result<TraceRow, String> {
    let design = network.design;
    let protocol = match query.protocol.as_deref() {
        None => Protocol::Any,
        Some(text) => Protocol::parse(text).ok_or_else(|| format!("unknown protocol `{text}`; known: {}", Protocol::WORDS.join(", ")))?,
    };
    let internet = internet(design);
    let (from, to) = (query.from.resolve(design)?, query.to.resolve(design)?);
    let open = open_tag(design, &from).or_else(|| open_tag(design, &to));
    let world = open.and_then(|tag| World::first(network, tag));
    if let (Some(tag), None) = (open, &world) {
        return Err(format!("which addresses {tag} has was not told, and the design has too many prefixes to take one of each kind"));
    }
    let there = world.as_ref().map(World::network);
    let network = there.as_ref().unwrap_or(network);
    let design = network.design;
    let (start, source) = start(design, &query.from, &from, &internet)?;
    let mut targets = targets_of(design, &to, &internet);
    if start == Position::Internet {
        let carried = Traffic::new(protocol, query.port).set();
        targets = named_from_internet(network, &targets);
        targets.retain(|target| target.traffic.as_ref().is_none_or(|traffic| traffic.share(&carried) != Share::None));
    }
    let target = targets.into_iter().find_map(|target| pick(&target.addresses));
    let destination = target.ok_or_else(|| format!("`{}` has no address", query.to))?;
    let trace = trace(network, start, Header { source, destination, traffic: Traffic::new(protocol, query.port) });
    Ok(explain(network, &trace))
}

fn start<A: Address>(design: &Design, from: &TracedEnd, endpoint: &Endpoint, internet: &AddressSet<A>) -> Result<(Position, A), String> {
    if matches!(endpoint, Endpoint::LoadBalancer(_)) {
        return Err(format!("`{from}` is a load balancer: its backends answer and open connections, it does not"));
    }
    if matches!(endpoint, Endpoint::PrivateEndpoint(_)) {
        return Err(format!("`{from}` is a private endpoint: it answers and never opens a connection"));
    }
    // A subnet speaks through its first network interface, if it has one.
    if let Endpoint::Subnet(subnet) = *endpoint
        && let Some(id) = design.network_interfaces_in(subnet.vnet).find(|id| design[*id].subnet.subnet() == Some(subnet))
        && let Some(address) = design[id].address()
    {
        return Ok((Position::Subnet(subnet), address));
    }
    let first = senders_of(design, endpoint, internet).into_iter().find_map(|senders| Some((senders.at, pick(&senders.addresses)?)));
    first.ok_or_else(|| format!("nothing in the design sends from `{from}`"))
}
