//! Resources that someone else owns: listed, so that references to them can be resolved, and never written.

use super::kind::Kind;
use super::plan::Plan;
use crate::design::{Resource, VnetId};

/// Lists every existing resource of the design.
pub(super) fn list(plan: &mut Plan) {
    let design = plan.design;
    all(plan, Kind::RouteTable, &design.route_tables);
    all(plan, Kind::SecurityGroup, &design.network_security_groups);
    all(plan, Kind::PublicIp, &design.public_ip_addresses);
    all(plan, Kind::NatGateway, &design.nat_gateways);
    all(plan, Kind::VirtualNetwork, &design.virtual_networks);
    for vnet in design.vnet_ids().filter(|vnet| design[*vnet].existing) {
        subnets(plan, vnet);
    }
    all(plan, Kind::Gateway, &design.virtual_network_gateways);
    all(plan, Kind::Firewall, &design.firewalls);
    all(plan, Kind::VirtualHub, &design.route_servers);
    all(plan, Kind::VirtualHub, &design.virtual_hubs);
    all(plan, Kind::LoadBalancer, &design.load_balancers);
    all(plan, Kind::PrivateEndpoint, &design.private_endpoints);
    all(plan, Kind::ApplicationSecurityGroup, &design.application_security_groups);
    all(plan, Kind::NetworkInterface, &design.network_interfaces);
}

fn all<R: Resource>(plan: &mut Plan, kind: Kind, resources: &[R]) {
    for resource in resources {
        one(plan, kind, resource);
    }
}

/// Lists a resource if it is existing.
fn one(plan: &mut Plan, kind: Kind, resource: &dyn Resource) {
    if resource.existing() {
        plan.push_existing(kind, &[resource.name().as_str()], resource, resource.id().map(str::to_owned), resource.place().pointer());
    }
}

/// The subnets of an existing network are its owner's too, and so is what they are associated with.
fn subnets(plan: &mut Plan, vnet: VnetId) {
    let design = plan.design;
    let network = &design[vnet];
    for subnet in &network.subnets {
        let name = [network.name.as_str(), subnet.name.as_str()];
        let id = network.id.as_ref().map(|id| format!("{id}/subnets/{}", subnet.name));
        plan.push_existing(Kind::Subnet, &name, network, id, subnet.at.pointer());

        let table = subnet.route_table.as_ref().filter(|table| table.table().is_some_and(|id| !design[id].existing));
        let group = subnet.network_security_group.as_ref().filter(|group| group.security_group().is_some_and(|id| !design[id].existing));
        let nat_gateway = subnet.nat_gateway.as_ref().filter(|it| it.nat_gateway().is_some_and(|id| !design[id].existing));
        for (member, reference) in [("routeTable", table), ("networkSecurityGroup", group), ("natGateway", nat_gateway)] {
            if let Some(reference) = reference {
                let name = format!("{} of {}/{}", reference.name, network.name, subnet.name);
                plan.skip(subnet.at.field(member), &name, &format!("`{}` is existing: its owner must make this association", network.name));
            }
        }
    }
}
