//! Which networks and firewalls belong to which virtual hub.

use super::id::{AnnouncementId, FirewallId, HubId, VnetId};
use super::model::Design;
use super::reference::Reference;
use crate::address::{Address, Ipv4, Prefix};

/// The place of a firewall's address in the addresses of its hub, as recorded (dmauser/azure-virtualwan: 10.1.0.132, 10.2.0.132, 10.3.0.132).
const FIREWALL_OFFSET: u32 = 132;

impl Design {
    /// The hub that a network is connected to.
    ///
    /// Azure connects a network to one hub, and none with a gateway of its own or of a peer; what differs is reported and not connected.
    pub fn hub_of(&self, vnet: VnetId) -> Option<HubId> {
        self.inside(vnet).hub
    }

    /// The networks that are connected to a hub, in the order of the document.
    pub fn connected_to(&self, hub: HubId) -> impl Iterator<Item = VnetId> + '_ {
        self[hub].networks().filter(move |vnet| self.hub_of(*vnet) == Some(hub))
    }

    /// The hub that a firewall stands in.
    pub fn firewall_hub(&self, id: FirewallId) -> Option<HubId> {
        if self[id].virtual_network.is_some() {
            return None;
        }
        self.hub_ids().find(|hub| self.hub_firewall(*hub) == Some(id))
    }

    /// The firewall that stands in a hub.
    pub fn hub_firewall(&self, hub: HubId) -> Option<FirewallId> {
        firewall(&self[hub].firewall)
    }

    /// The firewall of a hub through which its private traffic goes. Only one that stands there counts.
    pub fn private_policy(&self, hub: HubId) -> Option<FirewallId> {
        firewall(&self[hub].routing_intent.as_ref()?.private).filter(|id| self.firewall_hub(*id) == Some(hub))
    }

    /// The firewall of a hub through which traffic to the Internet goes. Only one that stands there counts.
    pub fn internet_policy(&self, hub: HubId) -> Option<FirewallId> {
        firewall(&self[hub].routing_intent.as_ref()?.internet).filter(|id| self.firewall_hub(*id) == Some(hub))
    }

    /// What the appliances say that a hub has BGP sessions with.
    pub fn announcements_to_hub(&self, hub: HubId) -> impl Iterator<Item = AnnouncementId> + '_ {
        self.announcements_to(hub.into())
    }

    /// The address of a firewall that stands in a hub, where the design does not state it.
    pub(super) fn derived_hub_address(&self, id: FirewallId) -> Option<Ipv4> {
        let prefix: Prefix = self[self.firewall_hub(id)?].prefix()?;
        prefix.first().offset(FIREWALL_OFFSET).filter(|address| prefix.contains(*address)).or(Some(prefix.last()))
    }
}

fn firewall(reference: &Option<Reference>) -> Option<FirewallId> {
    reference.as_ref()?.index().map(FirewallId)
}
