//! Classes in virtual hubs.

use super::Exhausted;
use super::class::{End, Packets, part, split};
use super::explorer::Explorer;
use crate::address::{Address, AddressSet, Prefix};
use crate::design::{Forwarder, HubId};
use crate::flow::disposition::Disposition;
use crate::flow::hubs::Door;
use crate::flow::position::{Instance, Position};
use crate::route::HubWay;

impl<'s, A: Address> Explorer<'_, '_, 's, A> {
    /// A class goes to the hub of its network; not what is in an appliance that the hub would send it to.
    pub(super) fn towards_hub(&mut self, class: Packets<'s, A>, hub: HubId, at: Position) {
        let network = self.network;
        let ways = network.hubs.ways.get(hub.0 as usize).filter(|_| network.speaks(hub, at));
        let Some(ways) = ways else { return self.reach_hub(class, hub) };
        for (way, class) in split(ways, class) {
            if way.is_some_and(|way| network.leads_back(hub, at, way)) {
                self.end(class, Disposition::UndecidedBeyondAppliance);
            } else {
                self.reach_hub(class, hub);
            }
        }
    }

    /// A class reaches a hub: from a network, a branch or another hub.
    pub(super) fn reach_hub(&mut self, mut class: Packets<'s, A>, hub: HubId) {
        class.passes.push(Instance::Hub(hub));
        self.open.push((Position::Hub(hub), class));
    }

    /// A class came into a hub.
    #[inline(never)]
    pub(super) fn at_hub(&mut self, class: Packets<'s, A>, hub: HubId) -> Result<(), Exhausted> {
        let Some(doors) = self.network.hubs.doors.get(hub.0 as usize) else { return Ok(()) };
        let parts = split(doors, class);
        self.budget.spend(parts.len() as u64)?;
        for (door, class) in parts {
            match door {
                Some(Door::Firewall(firewall)) => self.enter(class, Forwarder::Firewall(firewall)),
                Some(Door::Unknown) => self.end(class, Disposition::UndecidedHub),
                Some(Door::Router) | None => self.leave_hub(class, hub, Position::Hub(hub))?,
            }
        }
        Ok(())
    }

    /// A class leaves a hub, or the firewall there, as the hub's router says.
    #[inline(never)]
    pub(super) fn leave_hub(&mut self, class: Packets<'s, A>, hub: HubId, at: Position) -> Result<(), Exhausted> {
        let network = self.network;
        let (own, class) = part(class, End::Target, &network.hubs.own);
        if let Some(own) = own {
            self.in_hubs(own, hub);
        }
        let (Some(class), Some(ways)) = (class, network.hubs.ways.get(hub.0 as usize)) else { return Ok(()) };
        let parts = split(ways, class);
        self.budget.spend(parts.len() as u64)?;
        for (way, class) in parts {
            match way {
                Some(HubWay::Network(vnet)) => self.arrive(class, vnet),
                Some(HubWay::Branch) if matches!(self.start, Position::Site(_)) => self.end(class, Disposition::UndecidedHub),
                Some(HubWay::Branch) => {
                    let otherwise = network.hubs.otherwise.get(hub.0 as usize).copied();
                    self.follow(class, Some(&network.hubs.sites), otherwise.unwrap_or(Disposition::UndecidedHub));
                }
                Some(HubWay::Announced(id)) => {
                    let addresses: Vec<A> = network.announced_by(id).collect();
                    self.each_announcer(class, hub, &addresses)?;
                }
                Some(HubWay::Static(id)) => match network.static_next_hop(id) {
                    Ok(forwarder) => self.enter(class, forwarder),
                    Err(end) => self.end(class, end),
                },
                Some(HubWay::Hub(other)) => self.reach_hub(class, other),
                Some(HubWay::Contested) => self.end(class, Disposition::UndecidedHub),
                None if network.is_way_out(hub, at) => self.leave(class, at, Disposition::DeliveredToInternet),
                None => self.end(class, Disposition::DroppedHubHasNoRoute),
            }
        }
        Ok(())
    }

    /// A class for addresses of hubs: for the firewall of this one, or nobody knows.
    fn in_hubs(&mut self, class: Packets<'s, A>, hub: HubId) {
        let firewall = self.network.design.hub_firewall(hub).and_then(|id| self.network.address_of(Forwarder::Firewall(id)));
        let found = firewall.and_then(|address| Some((address, self.network.hub_firewall_at(hub, address)?)));
        let Some((address, firewall)) = found else { return self.end(class, Disposition::UndecidedHub) };
        let (for_firewall, others) = part(class, End::Target, &AddressSet::covering([Prefix::host(address)]));
        if let Some(class) = others {
            self.end(class, Disposition::UndecidedHub);
        }
        if let Some(class) = for_firewall {
            self.enter(class, firewall);
        }
    }

    /// A class that may go to any of these appliances goes to each of them.
    fn each_announcer(&mut self, mut class: Packets<'s, A>, hub: HubId, addresses: &[A]) -> Result<(), Exhausted> {
        self.budget.spend(addresses.len() as u64)?;
        class.goes_to_one_of(addresses.len());
        if addresses.is_empty() {
            self.end(class, Disposition::DroppedNextHopUnreachable);
            return Ok(());
        }
        for address in addresses {
            let class = class.clone();
            match self.network.announced(hub, *address) {
                Ok(forwarder) => self.enter(class, forwarder),
                Err(end) => self.end(class, end),
            }
        }
        Ok(())
    }
}
