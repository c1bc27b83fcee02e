//! Virtual hubs as packets meet them: what goes through the firewall, and where the router sends the rest (specification 11.8).

use super::disposition::Disposition;
use super::network::{Instance, Network, Position};
use super::steps::Step;
use crate::address::{Address, AddressSet, AnyPrefix, Prefix, PrefixMap, sort_by_rank};
use crate::design::{AnnouncementId, Design, FirewallId, Forwarder, HubId, PRIVATE_TRAFFIC, SiteId, StaticRouteId, VnetId};
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
    of_firewall: Vec<Option<HubId>>,
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

/// What a hub does with packets that come in, by destination: [`Network::door`] for all at once.
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

impl<A: Address> Network<'_, A> {
    /// The hub that a packet at a position is in: because it came in, or in the firewall there.
    pub(super) fn hub_at(&self, position: Position) -> Option<HubId> {
        match position {
            Position::Hub(hub) => Some(hub),
            Position::Forwarder(Forwarder::Firewall(id)) => *self.hubs.of_firewall.get(id.0 as usize)?,
            _ => None,
        }
    }

    /// What a hub does first with a packet for `destination` that comes in.
    pub(super) fn door(&self, hub: HubId, destination: A) -> Door {
        let design = self.design;
        let inside = |prefix: Option<Prefix<A>>| prefix.is_some_and(|prefix| prefix.contains(destination));
        let known = self.way(hub, destination).is_some();
        match (design.private_policy(hub), design.internet_policy(hub)) {
            _ if inside(design[hub].prefix()) => Door::Router,
            (Some(firewall), _) if PRIVATE_TRAFFIC.iter().any(|block| inside(AnyPrefix::from(*block).of())) => Door::Firewall(firewall),
            (Some(_), _) if known => Door::Unknown,
            (None, _) if known => Door::Router,
            (_, Some(firewall)) => Door::Firewall(firewall),
            (_, None) => Door::Router,
        }
    }

    /// Where the router of a hub sends packets for `destination`, if it knows.
    pub(super) fn way(&self, hub: HubId, destination: A) -> Option<HubWay> {
        self.hubs.ways.get(hub.0 as usize)?.lookup(destination)
    }

    /// How a packet ends that a hub sends to a branch: at the site whose addresses it is for, else at the only branch of the hub.
    pub(super) fn branch(&self, hub: HubId, destination: A) -> Disposition {
        let holding = self.design.site_ids().flat_map(|site| self.design[site].prefixes().map(move |prefix: Prefix<A>| (prefix, site)));
        let holding: Vec<_> = holding.filter(|(prefix, _)| prefix.contains(destination)).collect();
        let longest = holding.iter().map(|(prefix, _)| prefix.length()).max();
        let mut best = holding.iter().filter(|(prefix, _)| Some(prefix.length()) == longest).map(|(_, site)| *site);
        match best.next() {
            Some(site) if best.all(|other| other == site) => Disposition::DeliveredToOnPremises(site),
            Some(_) => Disposition::UndecidedHub,
            None => self.hubs.otherwise.get(hub.0 as usize).copied().unwrap_or(Disposition::UndecidedHub),
        }
    }

    /// The interface of an appliance at `address` in a network that is connected to a hub.
    pub(super) fn announced(&self, hub: HubId, address: A) -> Result<Forwarder, Disposition> {
        let home = self.design.connected_to(hub).find(|vnet| self.design[*vnet].contains(address));
        let home = home.ok_or(Disposition::DroppedNextHopUnreachable)?;
        let forwarder = self.forwarder_at(home, address).ok_or_else(|| self.not_forwarding(home, address))?;
        if self.forwards(forwarder) { Ok(forwarder) } else { Err(Disposition::DroppedNextHopNotForwarding) }
    }

    /// The appliance that a static route of a hub leads to: it stands in the network of the connection.
    pub(super) fn static_next_hop(&self, id: StaticRouteId) -> Result<Forwarder, Disposition> {
        let home = self.design[id].vnet;
        let written = self.design.written_static_route(id).ok_or(Disposition::DroppedNextHopUnreachable)?;
        let forwarder = match self.design.static_next_hop(written) {
            (_, Some(named)) if self.subnet_of(named).is_some_and(|subnet| subnet.vnet == home) => named,
            (Some(address), None) if self.design[home].contains(address) => {
                self.forwarder_at(home, address).ok_or_else(|| self.not_forwarding(home, address))?
            }
            _ => return Err(Disposition::DroppedNextHopUnreachable),
        };
        if self.forwards(forwarder) { Ok(forwarder) } else { Err(Disposition::DroppedNextHopNotForwarding) }
    }

    /// The next hops that an announcement names.
    pub(super) fn announced_by(&self, id: AnnouncementId) -> impl Iterator<Item = A> + '_ {
        self.design[id].next_hops()
    }

    /// Whether a hub may send packets back to the appliance that they are in.
    pub(super) fn speaks(&self, hub: HubId, position: Position) -> bool {
        let announced = self.design.announcements_to_hub(hub).map(HubWay::Announced);
        announced.chain(self.design.static_routes_of(hub).map(HubWay::Static)).any(|way| self.leads_back(hub, position, way))
    }

    /// Whether a packet at a position is in an appliance that a hub sends it to this way: the appliance has a way of its own.
    pub(super) fn leads_back(&self, hub: HubId, position: Position, way: HubWay) -> bool {
        let Position::Forwarder(here) = position else { return false };
        let same = |forwarder| match (forwarder, here) {
            (Forwarder::LoadBalancer(id), Forwarder::Appliance(appliance, _)) => {
                self.design.backends_of(id).iter().any(|backend| Instance::from(*backend) == Instance::Appliance(appliance))
            }
            _ => Instance::from(forwarder) == Instance::from(here),
        };
        match way {
            HubWay::Announced(id) => self.announced_by(id).any(|address| self.announced(hub, address).is_ok_and(same)),
            HubWay::Static(id) => self.static_next_hop(id).is_ok_and(same),
            _ => false,
        }
    }

    /// The firewall of a hub, if this is its address.
    pub(super) fn hub_firewall_at(&self, hub: HubId, address: A) -> Option<Forwarder> {
        let firewall = Forwarder::Firewall(self.design.hub_firewall(hub)?);
        let stands = self.hub_at(Position::Forwarder(firewall)) == Some(hub);
        Some(firewall).filter(|firewall| stands && self.address_of(*firewall) == Some(address))
    }

    /// Whether the firewall that a packet is in sends to the Internet what its hub does not know.
    pub(super) fn is_way_out(&self, hub: HubId, position: Position) -> bool {
        matches!(position, Position::Forwarder(Forwarder::Firewall(id)) if self.design.internet_policy(hub) == Some(id))
    }

    /// Whether a next hop is in the hub that a network is connected to: what Azure makes of that is not documented (specification 4.3).
    pub(super) fn in_hub_of(&self, vnet: VnetId, address: Option<A>, named: Option<Forwarder>) -> bool {
        let Some(hub) = self.design.hub_of(vnet) else { return false };
        let named = named.is_some_and(|named| self.hub_at(Position::Forwarder(named)) == Some(hub));
        named || address.is_some_and(|address| self.design[hub].prefix().is_some_and(|own: Prefix<A>| own.contains(address)))
    }
}
