//! What a route server makes of gateways and appliances: routes pass between gateways, and packets from one to the other.

use super::network::Network;
use super::position::{Instance, Position};
use crate::address::{Address, Prefix};
use crate::design::{Forwarder, GatewayId, SiteId, VnetId};

impl<A: Address> Network<'_, A> {
    /// What a gateway tells a site besides what it advertises to all.
    pub(super) fn offered_to(&self, site: SiteId, gateway: GatewayId) -> impl Iterator<Item = &Prefix<A>> {
        let offered = self.offered.get(site.0 as usize).into_iter().flatten();
        offered.filter(move |(from, _)| *from == gateway).map(|(_, prefix)| prefix)
    }

    /// Whether packets that are in a gateway may go to another one: a route server passes their routes on.
    pub(super) fn exchanges(&self, position: Position, other: GatewayId) -> bool {
        let at = |gateway: GatewayId| self.design.exchange_at(gateway);
        matches!(position, Position::Gateway(gateway) if gateway != other && at(gateway).is_some() && at(gateway) == at(other))
    }

    /// Whether a packet at `position` is in the machine that a next hop means: an appliance that advertises a route has a way of its own.
    pub(super) fn is_at(&self, position: Position, vnet: VnetId, next_hop: A) -> bool {
        let Position::Forwarder(here) = position else { return false };
        let there = self.next_hop_forwarder(vnet, Some(next_hop), None);
        there.is_ok_and(|(there, _): (Forwarder, VnetId)| Instance::from(here) == there.into())
    }
}
