//! Virtual hubs as packets meet them: what goes through the firewall, and where the router sends the rest (specification 11.8).

use super::disposition::Disposition;
use super::steps::Step;
use crate::address::{Address, AddressSet, AnyPrefix, Prefix, PrefixMap, sort_by_rank};
use crate::design::{Design, FirewallId, HubId, PRIVATE_TRAFFIC, SiteId};
use crate::route::{HubWay, told_by_hub, ways_of_hub};

/// What a hub does first with a packet that comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Door {
    /// A routing policy sends it through the firewall.
    Firewall(FirewallId),
    /// The router looks at it.
    Router,
    /// The hub knows the destination, and the policy for private traffic does not speak of it: designs name no private traffic prefixes.
    Unknown,
}

/// What a design's hubs do.
pub(super) struct Hubs<A: Address> {
    /// Per hub: where its router sends packets.
    pub(super) ways: Vec<PrefixMap<HubWay, A>>,
    /// Per hub: what it does with packets that come in.
    pub(super) doors: Vec<PrefixMap<Door, A>>,
    /// Per hub: what it tells branches.
    pub(super) told: Vec<Vec<Prefix<A>>>,
    /// Per hub: how packets end for a branch whose addresses no site has.
    pub(super) otherwise: Vec<Disposition>,
    /// How packets end that a hub sends to a branch: at the site with the longest prefix.
    pub(super) sites: PrefixMap<Step, A>,
    /// Per site: the hubs that it is a branch of.
    pub(super) of_site: Vec<Vec<HubId>>,
    /// Every address of a hub.
    pub(super) own: AddressSet<A>,
    /// Per firewall: the hub that it stands in.
    pub(super) of_firewall: Vec<Option<HubId>>,
}

impl<A: Address> Hubs<A> {
    pub(super) fn of(design: &Design) -> Self {
        let mut hubs = Self {
            ways: Vec::new(),
            doors: Vec::new(),
            told: Vec::new(),
            otherwise: Vec::new(),
            sites: PrefixMap::of([]),
            of_site: Vec::new(),
            own: AddressSet::covering(design.virtual_hubs.iter().filter_map(|hub| hub.prefix())),
            of_firewall: Vec::new(),
        };
        if design.virtual_hubs.is_empty() {
            return hubs;
        }
        hubs.of_firewall = design.firewall_ids().map(|id| design.firewall_hub(id)).collect();
        hubs.of_site = design.site_ids().map(|site| design.hub_ids().filter(|hub| is_branch::<A>(design, *hub, site)).collect()).collect();
        hubs.sites = sites(design);
        for hub in design.hub_ids() {
            let ways = ways_of_hub(design, hub);
            hubs.doors.push(doors(design, hub, &ways));
            hubs.ways.push(PrefixMap::of(ways));
            hubs.told.push(told_by_hub(design, hub));
            let mut branches = (0..).map(SiteId).zip(&hubs.of_site).filter(|(_, of)| of.contains(&hub)).map(|(site, _)| site);
            hubs.otherwise.push(match (branches.next(), branches.next()) {
                (Some(only), None) => Disposition::DeliveredToOnPremises(only),
                _ => Disposition::UndecidedHub,
            });
        }
        hubs
    }
}

/// Whether a site has addresses of which a hub learns: then it is one of its branches.
fn is_branch<A: Address>(design: &Design, hub: HubId, site: SiteId) -> bool {
    let overlap = |one: Prefix<A>, other: Prefix<A>| one.covers(other) || other.covers(one);
    design[site].prefixes::<A>().any(|prefix| design[hub].learned().any(|(_, learned)| overlap(prefix, learned)))
}

/// The site of each address; two sites with one prefix are no decision.
fn sites<A: Address>(design: &Design) -> PrefixMap<Step, A> {
    let mut all: Vec<(Prefix<A>, Step)> = Vec::new();
    for site in design.site_ids() {
        all.extend(design[site].prefixes().map(|prefix| (prefix, Err(Disposition::DeliveredToOnPremises(site)))));
    }
    sort_by_rank(&mut all, |(prefix, _)| prefix.rank());
    all.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same && next.1 != kept.1 {
            kept.1 = Err(Disposition::UndecidedHub);
        }
        same
    });
    PrefixMap::of(all)
}

/// What a hub does with packets that come in, by destination: as one packet meets it, for all at once.
fn doors<A: Address>(design: &Design, hub: HubId, ways: &[(Prefix<A>, HubWay)]) -> PrefixMap<Door, A> {
    let (private, internet) = (design.private_policy(hub), design.internet_policy(hub));
    let own: Option<Prefix<A>> = design[hub].prefix();
    let blocks = || PRIVATE_TRAFFIC.iter().filter_map(|block| AnyPrefix::from(*block).of::<A>());
    let mut rules = vec![(Prefix::ALL, internet.map_or(Door::Router, Door::Firewall))];
    for &(prefix, _) in ways {
        let door = match private {
            _ if own.is_some_and(|own| own.covers(prefix)) => Door::Router,
            None => Door::Router,
            Some(firewall) if blocks().any(|block| block.covers(prefix)) => Door::Firewall(firewall),
            Some(_) => Door::Unknown,
        };
        rules.push((prefix, door));
    }
    rules.extend(private.into_iter().flat_map(|firewall| blocks().map(move |block| (block, Door::Firewall(firewall)))));
    rules.extend(own.map(|own| (own, Door::Router)));
    // Of one prefix the last rule counts.
    rules.reverse();
    sort_by_rank(&mut rules, |(prefix, _)| prefix.rank());
    rules.dedup_by_key(|(prefix, _)| *prefix);
    PrefixMap::of(rules)
}
