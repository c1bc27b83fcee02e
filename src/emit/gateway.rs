//! Virtual network gateways.

use serde_json::{Map, Value, json};

use super::kind::{Kind, subnet_key, vnet_key};
use super::plan::{Plan, reference};
use crate::design::{GatewayId, GatewayType, SubnetId, VirtualNetworkGateway, VpnType, reserved};

/// Source of the defaults: Microsoft Learn, "About gateway SKUs", read on 2026-11-23: new VPN gateways take an AZ SKU
/// in every region, and a policy-based one takes Basic only; ErGw1AZ is the smallest SKU of ExpressRoute gateways.
pub(super) fn sku(gateway: &VirtualNetworkGateway) -> &str {
    let default = match (gateway.gateway_type, gateway.vpn_type) {
        (GatewayType::ExpressRoute, _) => "ErGw1AZ",
        (GatewayType::Vpn, VpnType::RouteBased) => "VpnGw1AZ",
        (GatewayType::Vpn, VpnType::PolicyBased) => "Basic",
    };
    gateway.sku.as_deref().unwrap_or(default)
}

pub(super) fn emit(plan: &mut Plan) {
    let design = plan.design;
    for id in design.gateway_ids().filter(|id| !design[*id].existing) {
        let gateway = &design[id];
        let Some(subnet) = design.gateway_subnet(id) else {
            let because = format!("`{}` has no {}", gateway.virtual_network.name, reserved::GATEWAY);
            plan.skip(gateway.at.pointer(), gateway.name.as_str(), because);
            continue;
        };
        // A gateway takes half an hour. It starts when its network has settled, and does not keep the network locked:
        // hashicorp/terraform-provider-azurerm takes no lock on it either, virtual_network_gateway_resource.go.
        let mut write = plan.resource(Kind::Gateway, gateway.name.as_str(), gateway, properties(plan, id, subnet));
        write = write.locks(subnet_key(design, subnet)).awaits(vnet_key(design, subnet.vnet));
        for name in plan.public_ips.of_gateway(id) {
            write = write.locks(Kind::PublicIp.key(&[name]));
        }
        plan.push(write);
    }
}

fn properties(plan: &Plan, id: GatewayId, subnet: SubnetId) -> Value {
    let gateway = &plan.design[id];
    let sku = sku(gateway);
    let mut properties = Map::new();
    let mut set = |key: &str, value: Value| properties.insert(key.to_owned(), value);
    set("gatewayType", gateway.gateway_type.as_str().into());
    set("sku", json!({ "name": sku, "tier": sku }));
    set("ipConfigurations", ip_configurations(plan, id, subnet));
    if gateway.gateway_type == GatewayType::Vpn {
        set("vpnType", gateway.vpn_type.as_str().into());
        set("activeActive", gateway.active_active.into());
        let settings = bgp_settings(gateway);
        let bgp = settings.is_some() || gateway.connections.iter().any(|connection| connection.bgp);
        set("enableBgp", bgp.into());
        if let Some(settings) = settings {
            set("bgpSettings", settings);
        }
    }
    Value::Object(properties)
}

/// One for each instance.
fn ip_configurations(plan: &Plan, id: GatewayId, subnet: SubnetId) -> Value {
    let configuration = |name: String| {
        let address = reference(Kind::PublicIp.key(&[&name]));
        let subnet = reference(subnet_key(plan.design, subnet));
        json!({ "name": name, "properties": { "privateIPAllocationMethod": "Dynamic", "publicIPAddress": address, "subnet": subnet } })
    };
    plan.public_ips.of_gateway(id).into_iter().map(configuration).collect()
}

/// What the design states; Azure completes the rest.
fn bgp_settings(gateway: &VirtualNetworkGateway) -> Option<Value> {
    let asn = gateway.asn.map(|asn| ("asn".to_owned(), asn.into()));
    let address = gateway.bgp_peering_address.map(|address| ("bgpPeeringAddress".to_owned(), address.to_string().into()));
    let mut settings = Map::new();
    settings.extend(asn.into_iter().chain(address));
    (!settings.is_empty()).then_some(Value::Object(settings))
}
