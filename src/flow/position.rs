//! Where a packet is, and what it passes.

use crate::design::{ApplianceId, FirewallId, Forwarder, GatewayId, HubId, LoadBalancerId, PrivateEndpointId, SiteId, SubnetId};

/// Something that packets pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Instance {
    /// A firewall.
    Firewall(FirewallId),
    /// An appliance, whichever interface.
    Appliance(ApplianceId),
    /// A load balancer in front of appliances.
    LoadBalancer(LoadBalancerId),
    /// A gateway.
    Gateway(GatewayId),
    /// A virtual hub.
    Hub(HubId),
}

impl From<Forwarder> for Instance {
    fn from(forwarder: Forwarder) -> Self {
        match forwarder {
            Forwarder::Firewall(id) => Self::Firewall(id),
            Forwarder::Appliance(id, _) => Self::Appliance(id),
            Forwarder::LoadBalancer(id) => Self::LoadBalancer(id),
        }
    }
}

/// Where a packet is, about to move on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// On a machine in a subnet.
    Subnet(SubnetId),
    /// On a private endpoint.
    PrivateEndpoint(PrivateEndpointId),
    /// In a firewall or appliance.
    Forwarder(Forwarder),
    /// In a gateway, come out of a tunnel or turned back into Azure.
    Gateway(GatewayId),
    /// In a virtual hub, come in and not looked at yet.
    Hub(HubId),
    /// At a site.
    Site(SiteId),
    /// On the Internet.
    Internet,
}
