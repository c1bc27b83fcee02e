//! Subnets: one write with everything that a subnet carries.
//!
//! An association that is written by itself is undone by the next write of the subnet, and refused where a policy
//! demands a route table from the first moment (hashicorp/terraform-provider-azurerm issues 7586 and 9022).

use super::body::reference;
use super::kind::{Kind, group_key, nat_gateway_key, table_key, vnet_key};
use super::plan::Plan;
use crate::design::{Subnet, SubnetId};
use crate::json::{Json, Object};

pub(super) fn emit(plan: &mut Plan) {
    let design = plan.design;
    for subnet in design.subnet_ids().filter(|subnet| !design[subnet.vnet].existing) {
        let network = &design[subnet.vnet];
        let name = [network.name.as_str(), design[subnet].name.as_str()];
        let mut write = plan.child(Kind::Subnet, &name, network, design[subnet].at.pointer(), properties(plan, subnet));
        write.needs(vnet_key(design, subnet.vnet));
        // Source: the locks around every subnet operation in hashicorp/terraform-provider-azurerm, subnet_resource.go.
        for key in
            [Some(vnet_key(design, subnet.vnet)), table(plan, subnet), group(plan, subnet), nat_gateway(plan, subnet)].into_iter().flatten()
        {
            write.locks(key);
        }
        plan.push(write);
    }
}

fn properties(plan: &Plan, id: SubnetId) -> Object {
    let subnet = &plan.design[id];
    let mut prefixes: Vec<Json> = subnet.all_prefixes().map(|prefix| prefix.to_string().into()).collect();
    let properties = match prefixes.len() {
        0 | 1 => Object::new().with_some("addressPrefix", prefixes.pop()),
        _ => Object::new().with("addressPrefixes", prefixes),
    };
    let policies = subnet.private_endpoint_network_policies.map(|policies| policies.as_str());
    properties
        .with_some("routeTable", table(plan, id).map(reference))
        .with_some("networkSecurityGroup", group(plan, id).map(reference))
        .with_some("serviceEndpoints", service_endpoints(subnet))
        .with_some("natGateway", nat_gateway(plan, id).map(reference))
        .with_some("defaultOutboundAccess", subnet.default_outbound_access)
        .with_some("delegations", subnet.delegation.as_deref().map(delegations))
        .with_some("privateEndpointNetworkPolicies", policies)
}

/// Nothing where there is none: an empty list is Azure's default.
fn service_endpoints(subnet: &Subnet) -> Option<Vec<Json>> {
    let services: Vec<Json> = subnet.service_endpoints.iter().map(|it| Object::new().with("service", it.as_str()).into()).collect();
    (!services.is_empty()).then_some(services)
}

fn delegations(service: &str) -> Vec<Json> {
    vec![Object::new().with("name", "delegation").with("properties", Object::new().with("serviceName", service)).into()]
}

fn table(plan: &Plan, id: SubnetId) -> Option<String> {
    Some(table_key(plan.design, plan.design.written_table_of(id)?))
}

fn group(plan: &Plan, id: SubnetId) -> Option<String> {
    Some(group_key(plan.design, plan.design[id].network_security_group.as_ref()?.security_group()?))
}

fn nat_gateway(plan: &Plan, id: SubnetId) -> Option<String> {
    Some(nat_gateway_key(plan.design, plan.design.nat_gateway_of(id)?))
}
