//! Places where the destination alone decides: what a network, a gateway or a site does with each address, as maps.
//!
//! For the symbolic walk; [`super::trace`] answers the same questions by looking at every candidate.

use super::disposition::Disposition;
use super::position::Position;
use crate::address::{Address, Ipv4, Prefix, PrefixMap, sort_by_rank};
use crate::design::{Design, Forwarder, GatewayId, GatewayType, HubId, Remote, VnetId};

/// Where a packet is next, or how it ends.
pub(super) type Step = Result<Position, Disposition>;

/// What a place does with packets for a prefix.
struct Rule<A: Address = Ipv4> {
    prefix: Prefix<A>,
    /// Of rules for one prefix, the lowest rank counts.
    rank: u64,
    step: Step,
}

/// Longest prefix first. Of rules of one prefix and rank the first counts, or what `conflict` says if they differ.
fn steps<A: Address>(mut rules: Vec<Rule<A>>, conflict: Option<Disposition>) -> PrefixMap<Step, A> {
    // Of one prefix, rules stand by their rank, and those of one rank in their order.
    sort_by_rank(&mut rules, |rule| rule.rank);
    sort_by_rank(&mut rules, |rule| rule.prefix.rank());
    rules.dedup_by(|rule, kept| {
        let same = rule.prefix == kept.prefix;
        if let Some(conflict) = conflict
            && same
            && rule.rank == kept.rank
            && rule.step != kept.step
        {
            kept.step = Err(conflict);
        }
        same
    });
    PrefixMap::of(rules.iter().map(|rule| (rule.prefix, rule.step)))
}

/// How packets end that arrive in a network, whose forwarders are `standing`.
pub(super) fn arrivals<A: Address>(design: &Design, vnet: VnetId, standing: impl Iterator<Item = (A, Forwarder)>) -> PrefixMap<Step, A> {
    let mut rules = Vec::new();
    let mut rule = |prefix: Prefix<A>, rank, end| rules.push(Rule { prefix, rank, step: Err(end) });
    for id in design.subnets_of(vnet) {
        for prefix in design[id].prefixes() {
            rule(prefix, 3, Disposition::DeliveredToSubnet(id));
            let lowest = (0..4).filter_map(|count| prefix.first().offset(count)).filter(|address| prefix.contains(*address));
            for address in lowest.chain([prefix.last()]) {
                rule(Prefix::host(address), 2, Disposition::DroppedNoSuchAddress);
            }
        }
    }
    for id in design.private_endpoints_in(vnet) {
        if let Some(address) = design[id].address() {
            rule(Prefix::host(address), 1, Disposition::DeliveredToPrivateEndpoint(id));
        }
    }
    for (address, forwarder) in standing {
        rule(Prefix::host(address), 0, Disposition::DeliveredToAppliance(forwarder));
    }
    steps(rules, None)
}

/// What a gateway does: of one prefix, Azure's own side wins, then its own tunnels, of which two are ambiguous, then what a route
/// server passes on.
pub(super) fn gateway_steps<A: Address>(
    gateway: GatewayId,
    inward: &[Prefix<A>],
    tunnels: &[(Prefix<A>, Remote)],
    exchanged: &[(Prefix<A>, Option<Remote>)],
) -> PrefixMap<Step, A> {
    let mut rules = Vec::new();
    for (prefix, _) in exchanged {
        rules.push(Rule { prefix: *prefix, rank: 2, step: Ok(Position::Gateway(gateway)) });
    }
    for prefix in inward {
        rules.push(Rule { prefix: *prefix, rank: 0, step: Ok(Position::Gateway(gateway)) });
    }
    for (prefix, remote) in tunnels {
        let step = match remote {
            Remote::Site(site) => Err(Disposition::DeliveredToOnPremises(*site)),
            Remote::Gateway(far) => Ok(Position::Gateway(*far)),
        };
        rules.push(Rule { prefix: *prefix, rank: 1, step });
    }
    steps(rules, Some(Disposition::UndecidedGateway))
}

/// What a site does: of one prefix, ExpressRoute comes before VPN, and two equal gateways are ambiguous. What joins a site to a hub is not
/// stated, so that none comes before another where it has one.
pub(super) fn site_steps<A: Address>(
    design: &Design,
    gateways: &[GatewayId],
    advertised: &[Vec<Prefix<A>>],
    offered: &[(GatewayId, Prefix<A>)],
    (hubs, told): (&[HubId], &[Vec<Prefix<A>>]),
) -> PrefixMap<Step, A> {
    let mut rules = Vec::new();
    for hub in hubs {
        for prefix in told.get(hub.0 as usize).into_iter().flatten() {
            rules.push(Rule { prefix: *prefix, rank: 0, step: Ok(Position::Hub(*hub)) });
        }
    }
    for gateway in gateways {
        let rank = u64::from(hubs.is_empty() && design[*gateway].gateway_type != GatewayType::ExpressRoute);
        let offered = offered.iter().filter(|(from, _)| from == gateway).map(|(_, prefix)| prefix);
        for prefix in advertised.get(gateway.0 as usize).into_iter().flatten().chain(offered) {
            rules.push(Rule { prefix: *prefix, rank, step: Ok(Position::Gateway(*gateway)) });
        }
    }
    steps(rules, Some(Disposition::UndecidedGateway))
}
