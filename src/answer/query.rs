//! A question about one packet: of the ends that it names, where such a packet starts and where it goes.

use super::rows::TraceRow;
use super::walk::explain;
use crate::address::{Address, AddressSet, Share};
use crate::design::{Design, Endpoint, Protocol, TraceQuery, TracedEnd, TracedEnds};
use crate::diagnostic::Diagnostic;
use crate::flow::{Header, Network, Position, Traffic, trace};
use crate::verify::{World, internet, named_from_internet, open_tag, pick, senders_of, targets_of};

/// Traces the packet that a query asks for, between ends that the design has; the finding says why no packet can be between them.
///
/// A list is about one packet too: it starts at the first end from which one can be sent, and goes to the first that has an address.
pub fn answer<A: Address>(
    network: &Network<'_, A>,
    query: &TraceQuery,
    (from, to): &(TracedEnds, TracedEnds),
) -> Result<TraceRow, Box<Diagnostic>> {
    let internet = internet(network.design);
    let traffic = Traffic::new(query.protocol.unwrap_or(Protocol::Any), query.port);
    let (told, (start, source)) = from.first_that(|end| {
        let world = world(network, end)?;
        let there = world.as_ref().map(World::network);
        let design = there.as_ref().unwrap_or(network).design;
        let start = start(design, end, &internet)?;
        Ok((world, start))
    })?;
    let here = told.as_ref().map(World::network);
    let network = here.as_ref().unwrap_or(network);
    to.first_that(|end| {
        // Two tags of which nothing was told would need a world of both.
        let world = if told.is_some() { None } else { world(network, end)? };
        let there = world.as_ref().map(World::network);
        let network = there.as_ref().unwrap_or(network);
        let mut targets = targets_of(network.design, &end.endpoint, &internet);
        if start == Position::Internet {
            let carried = traffic.set();
            targets = named_from_internet(network, &targets);
            targets.retain(|target| target.traffic.as_ref().is_none_or(|traffic| traffic.share(&carried) != Share::None));
        }
        let target = targets.into_iter().find_map(|target| pick(&target.addresses));
        let destination = target.ok_or_else(|| end.unfit(format!("`{}` has no address", end.name)))?;
        Ok(explain(network, &trace(network, start, Header { source, destination, traffic })))
    })
}

/// Where the addresses of an end that is a service tag were not told: a world in which it has some.
fn world<A: Address>(network: &Network<'_, A>, end: &TracedEnd) -> Result<Option<World<A>>, Box<Diagnostic>> {
    let Some(tag) = open_tag(network.design, &end.endpoint) else { return Ok(None) };
    let too_many = || format!("which addresses {tag} has was not told, and the design has too many prefixes to take one of each kind");
    World::first(network, tag).map(Some).ok_or_else(|| end.unfit(too_many()))
}

fn start<A: Address>(design: &Design, end: &TracedEnd, internet: &AddressSet<A>) -> Result<(Position, A), Box<Diagnostic>> {
    let TracedEnd { endpoint, name, .. } = end;
    if matches!(endpoint, Endpoint::LoadBalancer(_)) {
        return Err(end.unfit(format!("`{name}` is a load balancer: its backends answer and open connections, it does not")));
    }
    if matches!(endpoint, Endpoint::PrivateEndpoint(_)) {
        return Err(end.unfit(format!("`{name}` is a private endpoint: it answers and never opens a connection")));
    }
    // A subnet speaks through its first network interface, if it has one.
    if let Endpoint::Subnet(subnet) = *endpoint
        && let Some(id) = design.network_interfaces_in(subnet.vnet).find(|id| design[*id].subnet.subnet() == Some(subnet))
        && let Some(address) = design[id].address()
    {
        return Ok((Position::Subnet(subnet), address));
    }
    let first = senders_of(design, endpoint, internet).into_iter().find_map(|senders| Some((senders.at, pick(&senders.addresses)?)));
    first.ok_or_else(|| end.unfit(format!("nothing in the design sends from `{name}`")))
}
