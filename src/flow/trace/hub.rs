//! One packet in virtual hubs.

use super::Walker;
use crate::address::Address;
use crate::design::{Forwarder, HubId};
use crate::flow::disposition::Disposition;
use crate::flow::hubs::Door;
use crate::flow::packet::Note;
use crate::flow::position::{Instance, Position};
use crate::flow::steps::Step;
use crate::route::HubWay;

impl<A: Address> Walker<'_, '_, '_, A> {
    /// The packet goes to the hub of its network, unless it is in the appliance that the hub would send it to.
    pub(super) fn towards_hub(&mut self, hub: HubId, position: Position) -> Step {
        let way = self.network.way(hub, self.header.destination);
        if way.is_some_and(|way| self.network.leads_back(hub, position, way)) {
            return Err(Disposition::UndecidedBeyondAppliance);
        }
        self.reach_hub(hub)
    }

    /// The packet reaches a hub: from a network, a branch or another hub.
    pub(super) fn reach_hub(&mut self, hub: HubId) -> Step {
        self.walk.passes.push(Instance::Hub(hub));
        Ok(Position::Hub(hub))
    }

    /// The packet came into a hub.
    pub(super) fn at_hub(&mut self, hub: HubId) -> Step {
        match self.network.door(hub, self.header.destination) {
            Door::Firewall(firewall) => {
                self.note(Position::Hub(hub), None, Note::Policy(firewall));
                self.enter(Forwarder::Firewall(firewall))
            }
            Door::Router => self.leave_hub(hub, Position::Hub(hub)),
            Door::Unknown => {
                self.note(Position::Hub(hub), None, Note::Ended);
                Err(Disposition::UndecidedHub)
            }
        }
    }

    /// The packet leaves a hub, or the firewall there, as the hub's router says.
    pub(super) fn leave_hub(&mut self, hub: HubId, position: Position) -> Step {
        let destination = self.header.destination;
        let way = self.network.way(hub, destination);
        self.note(position, None, Note::Joined(hub, way));
        if self.network.hubs.own.contains(destination) {
            let firewall = self.network.hub_firewall_at(hub, destination).ok_or(Disposition::UndecidedHub)?;
            let restores = self.pending.last().is_some_and(|pending| Instance::from(pending.at) == firewall.into());
            return if restores { self.enter(firewall) } else { Err(Disposition::DeliveredToAppliance(firewall)) };
        }
        match way {
            Some(HubWay::Network(vnet)) => self.arrive(vnet),
            // Whether a hub joins two branches depends on what joins them to it, which the design does not say.
            Some(HubWay::Branch) if matches!(self.start, Position::Site(_)) => Err(Disposition::UndecidedHub),
            Some(HubWay::Branch) => Err(self.network.branch(hub, destination)),
            // A hash of the flow decides in Azure; here the first one stands for all, and the symbolic walk follows each.
            Some(HubWay::Announced(id)) => match self.network.announced_by(id).next() {
                Some(address) => self.network.announced(hub, address).and_then(|forwarder| self.enter(forwarder)),
                None => Err(Disposition::DroppedNextHopUnreachable),
            },
            Some(HubWay::Static(id)) => self.network.static_next_hop(id).and_then(|forwarder| self.enter(forwarder)),
            Some(HubWay::Hub(other)) => self.reach_hub(other),
            Some(HubWay::Contested) => Err(Disposition::UndecidedHub),
            None if self.network.is_way_out(hub, position) => self.leave(position, Disposition::DeliveredToInternet),
            None => Err(Disposition::DroppedHubHasNoRoute),
        }
    }
}
