//! The way of one packet through a virtual hub (specification 11.8).

use super::disposition::Disposition;
use super::hubs::Door;
use super::network::Network;
use super::position::{Instance, Position};
use crate::address::{Address, AnyPrefix, Prefix};
use crate::design::{AnnouncementId, Forwarder, HubId, PRIVATE_TRAFFIC, StaticRouteId, VnetId};
use crate::route::HubWay;

impl<A: Address> Network<'_, A> {
    /// The hub in whose firewall a packet at a position is.
    pub(super) fn hub_at(&self, position: Position) -> Option<HubId> {
        match position {
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
