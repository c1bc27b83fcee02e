//! Which firewall or appliance the next hop of a route means.

use super::disposition::Disposition;
use super::network::Network;
use crate::address::Address;
use crate::design::{Forwarder, LinkId, VnetId};
use crate::route::{EffectiveRoutes, NextHop};

impl<A: Address> Network<'_, A> {
    /// The forwarder that a next hop means for a subnet of `vnet`, and the network it stands in.
    ///
    /// It must be in the same network or in a directly connected peer (specification 4.3).
    pub(super) fn next_hop_forwarder(
        &self,
        vnet: VnetId,
        address: Option<A>,
        named: Option<Forwarder>,
    ) -> Result<(Forwarder, VnetId), Disposition> {
        let forwarder = match (named, address) {
            (Some(named), _) => {
                let home = self.subnet_of(named).map(|subnet| subnet.vnet);
                let stands = |link: LinkId| self.design.leads_to_standing(link, self.address_of(named).unwrap_or_default());
                let near = home.filter(|home| *home == vnet || self.design.connected_link(vnet, *home).is_some_and(stands));
                near.map(|home| (named, home)).ok_or_else(|| self.beyond(vnet, address, Some(named), |to| home == Some(to)))?
            }
            (None, Some(address)) => {
                let peer = || self.design.connected_links(vnet).find(|link| self.design.leads_to(*link, address));
                let own = Some(vnet).filter(|vnet| self.design[*vnet].contains(address));
                let home = own.or_else(|| peer().map(|link| self.design[link].to));
                let home = home.ok_or_else(|| self.beyond(vnet, Some(address), None, |to| self.design[to].contains(address)))?;
                (self.forwarder_at(home, address).ok_or_else(|| self.not_forwarding(home, address))?, home)
            }
            (None, None) => return Err(Disposition::DroppedNextHopUnreachable),
        };
        // An Azure Firewall has no IPv6 address (specification 2.8).
        if self.forwards(forwarder.0) && self.address_of(forwarder.0).is_some() {
            Ok(forwarder)
        } else {
            Err(Disposition::DroppedNextHopNotForwarding)
        }
    }

    /// How packets end whose next hop is in no near network, but perhaps in one of a connected group or in a virtual hub.
    fn beyond(&self, vnet: VnetId, address: Option<A>, named: Option<Forwarder>, stands_in: impl Fn(VnetId) -> bool) -> Disposition {
        let grouped = self.design.grouped(vnet).iter().any(|to| stands_in(*to));
        if self.in_hub_of(vnet, address, named) {
            return Disposition::UndecidedHub;
        }
        if grouped { Disposition::UndecidedConnectedGroup } else { Disposition::DroppedNextHopUnreachable }
    }

    /// How packets end at a next hop that is no firewall and no appliance.
    pub(super) fn not_forwarding(&self, vnet: VnetId, address: A) -> Disposition {
        let mut interfaces = self.design.network_interfaces_in(vnet).map(|id| &self.design[id]);
        let forwards = interfaces.any(|it| it.address() == Some(address) && it.enable_ip_forwarding);
        if forwards { Disposition::UndecidedMachine } else { Disposition::DroppedNextHopNotForwarding }
    }

    /// The forwarder that effective routes send packets for `destination` to, if they do.
    pub fn appliance_for(&self, effective: &EffectiveRoutes<A>, destination: A) -> Option<Forwarder> {
        match effective.map.lookup(destination)? {
            NextHop::VirtualAppliance { address, named } => {
                self.next_hop_forwarder(effective.vnet, address, named).ok().map(|(forwarder, _)| forwarder)
            }
            NextHop::VirtualApplianceEcmp { table, index } => {
                let mut addresses = self.design.equal_next_hops(table, index);
                addresses.find_map(|address| self.next_hop_forwarder(effective.vnet, Some(address), None).ok()).map(|(it, _)| it)
            }
            NextHop::Advertised(id) => {
                let mut addresses = self.design[id].next_hops();
                addresses.find_map(|address| self.next_hop_forwarder(effective.vnet, Some(address), None).ok()).map(|(it, _)| it)
            }
            _ => None,
        }
    }
}
