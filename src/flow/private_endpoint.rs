//! Private endpoints behind a forwarder that leaves the sender's address alone (specification 3.4).
//!
//! Recorded, and not documented: what such a forwarder sends on to a private endpoint is dropped where it comes from the forwarder's own
//! network, and is answered through the forwarder, whatever routes say, where it comes from another one.

use super::network::Network;
use super::position::Position;
use crate::address::Address;
use crate::design::{Forwarder, GatewayType, PrivateEndpointId};

/// What becomes of a packet that a forwarder sends on to a private endpoint without translating it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HandedOver {
    /// It arrives, and routes decide about the reply.
    Routed,
    /// It arrives, and the reply comes back to this interface.
    Returning(Forwarder),
    /// Azure drops it.
    Dropped,
    /// Nobody has recorded it.
    Unknown,
}

impl<A: Address> Network<'_, A> {
    /// What becomes of a packet from `before` that `entered` sends on to `endpoint` without translating it.
    pub(super) fn handed_over(&self, before: Option<Position>, entered: Forwarder, endpoint: PrivateEndpointId) -> HandedOver {
        let design = self.design;
        // What the forwarder itself sends comes from nowhere.
        let Some(before) = before else { return HandedOver::Routed };
        // Only with such policies is the way of the reply documented (specification 11.8).
        if self.hub_at(Position::Forwarder(entered)).is_some() {
            let policies = design[endpoint].subnet.subnet().and_then(|subnet| design[subnet].private_endpoint_network_policies);
            return if policies.is_some_and(|policies| policies.route_tables()) { HandedOver::Routed } else { HandedOver::Unknown };
        }
        let home = self.subnet_of(entered).map(|subnet| subnet.vnet);
        let near = home.is_some() && self.effective(before).map(|effective| effective.vnet) == home;
        // The recordings are older than network policies, with which the reply follows the table of the endpoint's subnet.
        let policies = design[endpoint].subnet.subnet().and_then(|subnet| design[subnet].private_endpoint_network_policies);
        let routed = policies.is_some_and(|policies| policies.route_tables());
        let dropped = match before {
            Position::Subnet(_) => near,
            Position::Gateway(gateway) => near && design[gateway].gateway_type == GatewayType::Vpn,
            _ => false,
        };
        match (dropped, routed) {
            (true, false) => HandedOver::Dropped,
            (true, true) => HandedOver::Unknown,
            (false, _) if near && matches!(before, Position::Forwarder(_)) => HandedOver::Unknown,
            (false, true) => HandedOver::Routed,
            (false, false) => HandedOver::Returning(design[endpoint].address().map_or(entered, |address| self.leaving(entered, address))),
        }
    }
}
