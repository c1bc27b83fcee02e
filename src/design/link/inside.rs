//! What stands in each network, and what it reaches from there.

use crate::address::sort_by_rank;
use crate::design::id::{GatewayId, Remote, RouteServerId, VnetId};
use crate::design::model::{Design, Inside};
use crate::design::reference::Reference;

/// Finds what each network has, in a design whose references are resolved.
pub(super) fn fill_networks(design: &mut Design) {
    let mut networks: Vec<Inside> = design.vnet_ids().map(|_| Inside::default()).collect();
    let mut links: Vec<_> = design.link_ids().collect();
    sort_by_rank(&mut links, |id| u64::from(design[*id].to.0));
    for id in links {
        if let Some(network) = network(&mut networks, Some(design[id].from)) {
            network.links.push(id);
        }
    }
    for id in design.gateway_ids() {
        if let Some(network) = network(&mut networks, design.gateway_vnet(id)) {
            network.gateways.push(id);
        }
    }
    for id in design.private_endpoint_ids() {
        if let Some(network) = network(&mut networks, design[id].subnet.subnet().map(|subnet| subnet.vnet)) {
            network.private_endpoints.push(id);
        }
    }
    for id in design.network_interface_ids() {
        if let Some(network) = network(&mut networks, design[id].subnet.subnet().map(|subnet| subnet.vnet)) {
            network.network_interfaces.push(id);
        }
    }
    for forwarder in design.forwarders() {
        if let Some(network) = network(&mut networks, design.forwarder_subnet(forwarder).map(|subnet| subnet.vnet)) {
            network.forwarders.push(forwarder);
        }
    }
    design.inside = networks;
    fill_groups(design);
    design.tunnels = tunnels(design);
    for vnet in design.vnet_ids() {
        let (serving, route_servers) = (serving(design, vnet), route_servers(design, vnet));
        if let Some(network) = network(&mut design.inside, Some(vnet)) {
            network.serving = serving;
            network.route_servers = route_servers;
        }
    }
    connect_to_hubs(design);
}

/// Connects networks to hubs: each to the first that names it, and none that a gateway or a route server serves (specification 11.8).
fn connect_to_hubs(design: &mut Design) {
    for id in design.hub_ids() {
        let Some(hub) = design.virtual_hubs.get(id.0 as usize) else { continue };
        for vnet in hub.networks() {
            if let Some(network) = network(&mut design.inside, Some(vnet))
                .filter(|it| it.serving.is_empty() && it.route_servers.is_empty() && it.hub.is_none())
            {
                network.hub = Some(id);
            }
        }
    }
}

fn network(networks: &mut [Inside], vnet: Option<VnetId>) -> Option<&mut Inside> {
    networks.get_mut(vnet?.0 as usize)
}

/// Finds the networks that each reaches because a connected group has both.
///
/// A peering of the two wins over the group, be it of some subnets only (specification 3.7, 8.8).
fn fill_groups(design: &mut Design) {
    let Some(manager) = &design.network_manager else { return };
    let mut grouped: Vec<(VnetId, VnetId)> = Vec::new();
    for group in manager.connected_groups.iter().take(manager.groups_taken()) {
        let members: Vec<VnetId> = group.iter().filter_map(Reference::vnet).collect();
        for from in &members {
            grouped.extend(members.iter().filter(|to| *to != from).map(|to| (*from, *to)));
        }
    }
    grouped.retain(|(from, to)| design.connected_link(*from, *to).is_none());
    grouped.sort_unstable();
    grouped.dedup();
    for (from, to) in grouped {
        if let Some(network) = network(&mut design.inside, Some(from)) {
            network.grouped.push(to);
        }
    }
}

/// Which gateway has a connection to which other.
fn tunnels(design: &Design) -> Vec<(GatewayId, GatewayId)> {
    let mut tunnels = Vec::new();
    for id in design.gateway_ids() {
        tunnels.extend(design[id].connections.iter().filter_map(|it| match it.to.remote() {
            Some(Remote::Gateway(far)) => Some((id, far)),
            _ => None,
        }));
    }
    tunnels.sort_unstable();
    tunnels.dedup();
    tunnels
}

/// The gateways of a network, and those of the peers that it uses.
fn serving(design: &Design, vnet: VnetId) -> Vec<GatewayId> {
    let mut serving: Vec<_> = design.gateways_in(vnet).collect();
    for link in design.transit_links(vnet) {
        serving.extend(design.gateways_in(design[link].to));
    }
    serving
}

/// The route servers of a network, and those of the peers that it uses: the same transit as that of gateways (specification 11.7).
fn route_servers(design: &Design, vnet: VnetId) -> Vec<RouteServerId> {
    let standing = |vnet: VnetId| design.route_server_ids().filter(move |server| design.route_server_vnet(*server) == Some(vnet));
    if design.route_servers.is_empty() {
        return Vec::new();
    }
    standing(vnet).chain(design.transit_links(vnet).flat_map(|link| standing(design[link].to))).collect()
}
