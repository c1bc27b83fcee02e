//! References that may mean things of several kinds: waypoints, the other end of a connection, named next hops.

use crate::design::gateway::Remote;
use crate::design::model::{ApplianceId, Design, FirewallId, Forwarder, GatewayId, SiteId};
use crate::design::reference::Reference;
use crate::design::route_table::NamedNextHop;

/// The kinds of things that one reference may mean.
pub(super) const SITE: u32 = 0;
pub(super) const GATEWAY: u32 = 1;
pub(super) const FIREWALL: u32 = 2;
pub(super) const APPLIANCE: u32 = 3;
pub(super) const INTERNET: u32 = 4;

/// What `through` and `avoid` speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Waypoint {
    /// A firewall.
    Firewall(FirewallId),
    /// An appliance.
    Appliance(ApplianceId),
    /// A gateway.
    Gateway(GatewayId),
    /// The Internet.
    Internet,
}

impl Reference {
    /// The waypoint meant by `through` or `avoid`.
    pub fn waypoint(&self) -> Option<Waypoint> {
        match self.target? {
            (id, FIREWALL) => Some(Waypoint::Firewall(FirewallId(id))),
            (id, APPLIANCE) => Some(Waypoint::Appliance(ApplianceId(id))),
            (id, GATEWAY) => Some(Waypoint::Gateway(GatewayId(id))),
            (_, INTERNET) => Some(Waypoint::Internet),
            _ => None,
        }
    }

    /// What a connection leads to.
    pub fn remote(&self) -> Option<Remote> {
        match self.target? {
            (id, SITE) => Some(Remote::Site(SiteId(id))),
            (id, GATEWAY) => Some(Remote::Gateway(GatewayId(id))),
            _ => None,
        }
    }
}

impl NamedNextHop {
    /// The forwarder meant.
    pub fn forwarder(&self, design: &Design) -> Option<Forwarder> {
        if let Some(firewall) = &self.firewall {
            return firewall.index().map(|index| Forwarder::Firewall(FirewallId(index)));
        }
        let id = ApplianceId(self.appliance.as_ref()?.index()?);
        let interface = match &self.interface {
            None => 0,
            Some(name) => design[id].network_interfaces.iter().position(|it| it.name.as_ref() == Some(name))?,
        };
        Some(Forwarder::Appliance(id, interface as u32))
    }
}
