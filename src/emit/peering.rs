//! Peerings: one write for each link, under the network that has it.

use super::body::reference;
use super::derived::fitted;
use super::kind::{Kind, gateway_key, subnet_key, vnet_key};
use super::plan::Plan;
use crate::design::{LinkId, SubnetId};
use crate::json::{Json, Object};

/// Writes the links that need no gateway of their peer; among them are those that allow transit.
pub(super) fn emit_own_gateways(plan: &mut Plan) {
    emit(plan, false);
}

/// Writes the links that use the gateway of their peer.
///
/// Azure refuses such a link while the peer has no gateway (RemoteVnetHasNoGateways) and while the peer's own link
/// does not allow transit.
pub(super) fn emit_remote_gateways(plan: &mut Plan) {
    emit(plan, true);
}

fn emit(plan: &mut Plan, use_remote_gateways: bool) {
    let design = plan.design;
    for id in design.link_ids().filter(|id| design[*id].use_remote_gateways == use_remote_gateways) {
        let theirs = design[id].existing || design[design[id].from].existing;
        if theirs { leave_to_owner(plan, id) } else { write(plan, id) }
    }
}

fn write(plan: &mut Plan, id: LinkId) {
    let design = plan.design;
    let link = &design[id];
    let (from, to) = (&design[link.from], &design[link.to]);
    let (name, back) = (link_name(from.name.as_str(), to.name.as_str()), link_name(to.name.as_str(), from.name.as_str()));
    let properties = Object::new()
        .with("remoteVirtualNetwork", reference(vnet_key(design, link.to)))
        .with("allowVirtualNetworkAccess", link.allow_virtual_network_access)
        .with("allowForwardedTraffic", link.allow_forwarded_traffic)
        .with("allowGatewayTransit", link.allow_gateway_transit)
        .with("useRemoteGateways", link.use_remote_gateways);
    let names = |subnets: &[SubnetId]| subnets.iter().map(|subnet| design[*subnet].name.as_str().into()).collect::<Vec<Json>>();
    let properties = match &link.subnets {
        None => properties,
        Some(listed) => properties
            .with("peerCompleteVnets", false)
            .with("localSubnetNames", names(&listed.local))
            .with("remoteSubnetNames", names(&listed.remote)),
    };
    // Azure refuses a link while either network is being written: ReferencedResourceNotProvisioned
    // (hashicorp/terraform-provider-azurerm issue 2605).
    let mut write = plan.child(Kind::Peering, &[from.name.as_str(), &name], from, link.at.pointer(), properties);
    write.needs(vnet_key(design, link.from)).locks(vnet_key(design, link.from)).locks(vnet_key(design, link.to));
    for subnet in link.subnets.iter().flat_map(|listed| listed.local.iter().chain(&listed.remote)) {
        write.needs(subnet_key(design, *subnet));
    }
    if link.use_remote_gateways {
        for gateway in design.gateways_in(link.to) {
            write.needs(gateway_key(design, gateway));
        }
        for server in design.route_server_ids().filter(|server| design.route_server_vnet(*server) == Some(link.to)) {
            let name = design[server].name.as_str();
            let stands = plan.public_ips.of_route_server(server).map(|address| Kind::HubIpConfiguration.key(&[name, &address]));
            write.needs(stands.unwrap_or_else(|| Kind::VirtualHub.key(&[name])));
        }
        write.needs(Kind::Peering.key(&[to.name.as_str(), &back]));
    }
    plan.push(write);
}

fn leave_to_owner(plan: &mut Plan, id: LinkId) {
    let design = plan.design;
    let link = &design[id];
    let (from, to) = (&design[link.from].name, &design[link.to].name);
    let because = if link.existing {
        format!("the link from `{from}` to `{to}` is existing: it is its owner's")
    } else {
        format!("`{from}` is existing: its owner must make the link to `{to}`")
    };
    plan.skip(link.at.pointer(), &link_name(from.as_str(), to.as_str()), &because);
}

/// The name of a link; it never changes while its two networks keep their names.
fn link_name(from: &str, to: &str) -> String {
    fitted(from, &format!("-to-{to}"))
}
