//! Azure Route Servers, which Azure Resource Manager knows as virtual hubs, with their addresses and BGP sessions.

use super::body::reference;
use super::kind::{Kind, subnet_key, vnet_key};
use super::plan::Plan;
use crate::design::{AdvertisedRoute, BgpPeer, RouteServerId, SubnetId, reserved};
use crate::json::Object;

pub(super) fn emit(plan: &mut Plan) {
    let design = plan.design;
    for id in design.route_server_ids() {
        let server = &design[id];
        if server.existing {
            for peer in &server.peers {
                let because = format!("`{}` is existing: its owner must add this session", server.name);
                plan.skip(peer.at.pointer(), &session(plan, id, peer), &because);
            }
            continue;
        }
        match subnet(plan, id) {
            Some(subnet) => write(plan, id, subnet),
            None => {
                let because = format!("`{}` has no {}", server.virtual_network.name, reserved::ROUTE_SERVER);
                plan.skip(server.at.pointer(), server.name.as_str(), &because);
            }
        }
    }
}

/// The subnet that a route server stands in.
fn subnet(plan: &Plan, id: RouteServerId) -> Option<SubnetId> {
    plan.design.subnet_named(plan.design.route_server_vnet(id)?, reserved::ROUTE_SERVER)
}

/// How a BGP session is called where it is not written.
fn session(plan: &Plan, id: RouteServerId, peer: &BgpPeer) -> String {
    format!("{} to {}", plan.design[id].name, peer.appliance.name)
}

/// Source of the three steps: Azure/azure-quickstart-templates, quickstarts/microsoft.network/route-server; the sessions come last,
/// as in hashicorp/terraform-provider-azurerm, route_server_bgp_connection_resource.go, and one after the other.
fn write(plan: &mut Plan, id: RouteServerId, subnet: SubnetId) {
    let design = plan.design;
    let server = &design[id];
    let name = server.name.as_str();
    let hub = Kind::VirtualHub.key(&[name]);
    let properties = Object::new()
        .with("sku", "Standard")
        .with("allowBranchToBranchTraffic", server.branch_to_branch)
        .with("hubRoutingPreference", server.hub_routing_preference.as_str());
    let write = plan.resource(Kind::VirtualHub, name, server, properties);
    plan.push(write);

    let Some(address) = plan.public_ips.of_route_server(id) else { return };
    let properties = Object::new()
        .with("subnet", reference(subnet_key(design, subnet)))
        .with("publicIPAddress", reference(Kind::PublicIp.key(&[&address])));
    let configuration = [name, address.as_str()];
    let mut write = plan.child(Kind::HubIpConfiguration, &configuration, server, server.at.pointer(), properties);
    write.needs(hub.clone()).locks(hub.clone()).locks(subnet_key(design, subnet)).awaits(vnet_key(design, subnet.vnet));
    plan.push(write);

    for peer in &server.peers {
        let appliance = peer.appliance.index().and_then(|index| design.appliances.get(index as usize));
        let speaker = appliance.and_then(|appliance| appliance.network_interfaces.first());
        let number = peer.advertises.iter().find_map(AdvertisedRoute::number);
        let (Some(speaker), Some(number)) = (speaker, number) else {
            let because = "the number of the appliance's network is not stated: it is the first of an `asPath`";
            plan.skip(peer.at.pointer(), &session(plan, id, peer), because);
            continue;
        };
        let properties = Object::new().with("peerIp", speaker.private_ip_address.to_string()).with("peerAsn", number);
        let mut write = plan.child(Kind::BgpConnection, &[name, peer.appliance.name.as_str()], server, peer.at.pointer(), properties);
        write.needs(Kind::HubIpConfiguration.key(&configuration)).needs(hub.clone()).locks(hub.clone());
        plan.push(write);
    }
}
