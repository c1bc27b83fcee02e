//! Objects of the design that are no resources, or that a design does not describe well enough to write them.

use super::plan::Plan;
use crate::design::{Connection, GatewayType, Remote, VirtualNetworkGateway};

/// Lists them, each with what is missing.
pub(super) fn list(plan: &mut Plan) {
    let design = plan.design;
    for appliance in &design.appliances {
        let because = "a design does not describe the machine behind an appliance";
        plan.skip(appliance.at.pointer(), appliance.name.as_str(), because);
    }
    for gateway in &design.virtual_network_gateways {
        for connection in &gateway.connections {
            let name = format!("{} to {}", gateway.name, connection.to.name);
            plan.skip(connection.at.pointer(), &name, missing(gateway, connection));
        }
    }
    if let Some(manager) = &design.network_manager {
        let because = "a network manager has a scope and deploys its configurations by an action of its own; a design states neither";
        for rule in &manager.security_admin_rules {
            plan.skip(rule.at.pointer(), rule.name.as_str(), because);
        }
        for (group, _) in manager.connected_groups.placed() {
            plan.skip(manager.at.field(&format!("connectedGroups/{group}")), &format!("connected group {}", group + 1), because);
        }
        for rule in &manager.routing_rules {
            plan.skip(rule.at.pointer(), rule.name.as_str(), because);
        }
    }
    for hub in design.virtual_hubs.iter().filter(|hub| !hub.existing) {
        plan.skip(hub.at.pointer(), hub.name.as_str(), "a virtual hub belongs to a Virtual WAN, which a design does not name");
    }
    for site in &design.on_premises {
        let because = "a site is outside Azure, and a design does not state the address of its VPN device";
        plan.skip(site.at.pointer(), site.name.as_str(), because);
    }
    for endpoint in design.private_endpoints.iter().filter(|endpoint| !endpoint.existing) {
        let because = "a design does not state the id of the service behind a private endpoint";
        plan.skip(endpoint.at.pointer(), endpoint.name.as_str(), because);
    }
}

/// What a connection needs, and no design holds.
fn missing(gateway: &VirtualNetworkGateway, connection: &Connection) -> &'static str {
    match (gateway.gateway_type, connection.to.remote()) {
        (GatewayType::ExpressRoute, _) => "a connection needs the id of a circuit, which a design does not state",
        (GatewayType::Vpn, Some(Remote::Gateway(_))) => "a connection needs a shared key, which does not belong in a design",
        (GatewayType::Vpn, _) => {
            "a connection needs a shared key and a local network gateway with the address of the VPN device; a design states neither"
        }
    }
}
