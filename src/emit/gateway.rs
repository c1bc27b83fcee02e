//! Virtual network gateways.

use super::body::reference;
use super::kind::{Kind, subnet_key, vnet_key};
use super::plan::Plan;
use super::required::sku;
use crate::design::{GatewayId, GatewayType, SubnetId, VirtualNetworkGateway, reserved};
use crate::json::{Json, Object};

pub(super) fn emit(plan: &mut Plan) {
    let design = plan.design;
    for id in design.gateway_ids().filter(|id| !design[*id].existing) {
        let gateway = &design[id];
        let Some(subnet) = design.gateway_subnet(id) else {
            let because = format!("`{}` has no {}", gateway.virtual_network.name, reserved::GATEWAY);
            plan.skip(gateway.at.pointer(), gateway.name.as_str(), &because);
            continue;
        };
        // A gateway takes half an hour. It starts when its network has settled, and does not keep the network locked:
        // hashicorp/terraform-provider-azurerm takes no lock on it either, virtual_network_gateway_resource.go.
        let mut write = plan.resource(Kind::Gateway, gateway.name.as_str(), gateway, properties(plan, id, subnet));
        write.locks(subnet_key(design, subnet)).awaits(vnet_key(design, subnet.vnet));
        for name in plan.public_ips.of_gateway(id) {
            write.locks(Kind::PublicIp.key(&[&name]));
        }
        plan.push(write);
    }
}

fn properties(plan: &Plan, id: GatewayId, subnet: SubnetId) -> Object {
    let gateway = &plan.design[id];
    let sku = sku(gateway);
    let properties = Object::new()
        .with("gatewayType", gateway.gateway_type.as_str())
        .with("sku", Object::new().with("name", sku).with("tier", sku))
        .with("ipConfigurations", ip_configurations(plan, id, subnet));
    if gateway.gateway_type != GatewayType::Vpn {
        return properties;
    }
    let settings = bgp_settings(gateway);
    let bgp = !settings.is_empty() || gateway.connections.iter().any(|connection| connection.bgp);
    properties
        .with("vpnType", gateway.vpn_type.as_str())
        .with("activeActive", gateway.active_active)
        .with("enableBgp", bgp)
        .with_some("bgpSettings", Some(settings).filter(|settings| !settings.is_empty()))
}

/// One for each instance.
fn ip_configurations(plan: &Plan, id: GatewayId, subnet: SubnetId) -> Vec<Json> {
    let configuration = |name: String| {
        let properties = Object::new()
            .with("privateIPAllocationMethod", "Dynamic")
            .with("publicIPAddress", reference(Kind::PublicIp.key(&[&name])))
            .with("subnet", reference(subnet_key(plan.design, subnet)));
        Object::new().with("name", name).with("properties", properties).into()
    };
    plan.public_ips.of_gateway(id).into_iter().map(configuration).collect()
}

/// What the design states; Azure completes the rest.
fn bgp_settings(gateway: &VirtualNetworkGateway) -> Object {
    let address = gateway.bgp_peering_address.map(|address| address.to_string());
    Object::new().with_some("asn", gateway.asn).with_some("bgpPeeringAddress", address)
}
