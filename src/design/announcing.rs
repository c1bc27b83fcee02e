//! What the appliances say that route servers and virtual hubs have BGP sessions with, and which networks hear it.

use super::announcement::Announcement;
use super::gateway::GatewayType;
use super::id::{AnnouncementId, GatewayId, RouteServerId, Speaker, VnetId};
use super::model::Design;
use super::name::Name;
use super::route_server::{AZURE, BgpPeer};
use crate::address::{AnyAddress, Ipv4, sort_by_rank};

/// The announcements of every speaker, by speaker, prefix and length of path.
pub(super) fn announcements(design: &Design) -> Vec<Announcement> {
    let mut all = Vec::new();
    for server in design.route_server_ids() {
        add(design, &design[server].peers, server.into(), &mut all);
    }
    for hub in design.hub_ids() {
        add(design, &design[hub].bgp_peers, hub.into(), &mut all);
    }
    all
}

/// Adds what the peers of one speaker say; neither a route server nor a hub takes IPv6 (Microsoft Learn, "Azure Route Server FAQ").
fn add(design: &Design, peers: &[BgpPeer], server: Speaker, all: &mut Vec<Announcement>) {
    let mut said = Vec::new();
    for peer in peers {
        let own = peer.appliance.index().and_then(|index| design.appliances.get(index as usize)?.network_interfaces.first());
        let own: Option<Ipv4> = own.map(|interface| interface.private_ip_address);
        for route in peer.advertises.iter().filter(|route| route.is_taken()) {
            let next_hop = route.next_hop.as_ref().map_or(own, AnyAddress::of);
            said.extend(route.address_prefix.of().zip(next_hop).map(|(prefix, next_hop)| (prefix, route.path_length(), next_hop)));
        }
    }
    sort_by_rank(&mut said, |(_, length, _)| u64::from(*length));
    sort_by_rank(&mut said, |(prefix, ..)| prefix.rank());
    for (address_prefix, path_length, next_hop) in said {
        let last = all.last_mut().filter(|last| last.server == server && last.address_prefix == address_prefix);
        match last {
            Some(last) if last.path_length == path_length => {
                if !last.next_hops.contains(&next_hop) {
                    last.next_hops.push(next_hop);
                }
            }
            _ => all.push(Announcement { server, address_prefix, path_length, next_hops: vec![next_hop] }),
        }
    }
}

impl Design {
    /// The network of a route server.
    pub fn route_server_vnet(&self, id: RouteServerId) -> Option<VnetId> {
        self[id].virtual_network.vnet()
    }

    /// The network that a speaker stands in; a virtual hub is a network of its own.
    pub fn speaker_vnet(&self, speaker: Speaker) -> Option<VnetId> {
        match speaker {
            Speaker::RouteServer(id) => self.route_server_vnet(id),
            Speaker::Hub(_) => None,
        }
    }

    /// The name of a speaker.
    pub fn speaker_name(&self, speaker: Speaker) -> &Name {
        match speaker {
            Speaker::RouteServer(id) => &self[id].name,
            Speaker::Hub(id) => &self[id].name,
        }
    }

    /// The route servers that serve `vnet`: its own, and those of a peer that it uses over gateway transit.
    pub fn route_servers_serving(&self, vnet: VnetId) -> impl Iterator<Item = RouteServerId> + '_ {
        self.inside(vnet).route_servers.iter().copied()
    }

    /// The route server that stands in `vnet`.
    pub fn route_server_at(&self, vnet: VnetId) -> Option<RouteServerId> {
        self.route_servers_serving(vnet).find(|server| self.route_server_vnet(*server) == Some(vnet))
    }

    /// What the peers of one speaker advertise.
    pub fn announcements_to(&self, server: Speaker) -> impl Iterator<Item = AnnouncementId> + '_ {
        let first = self.announcements.partition_point(|it| it.server < server) as u32;
        let end = self.announcements.partition_point(|it| it.server <= server) as u32;
        (first..end).map(AnnouncementId)
    }

    /// The route server of a network that passes routes on between gateways and appliances there.
    ///
    /// A VPN gateway takes part only with two active instances and the number 65515, Azure's default (specification 11.6); what
    /// differs is reported by a rule and exchanges nothing.
    pub fn exchange_at(&self, gateway: GatewayId) -> Option<RouteServerId> {
        if self.route_servers.is_empty() {
            return None;
        }
        let gateway = &self[gateway];
        let vnet = gateway.virtual_network.vnet()?;
        let takes_part =
            gateway.gateway_type == GatewayType::ExpressRoute || gateway.active_active && gateway.asn.is_none_or(|asn| asn == AZURE);
        self.route_server_at(vnet).filter(|server| takes_part && self[*server].branch_to_branch)
    }
}
