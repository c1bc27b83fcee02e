//! Subnets: one write with everything that a subnet carries.
//!
//! An association that is written by itself is undone by the next write of the subnet, and refused where a policy
//! demands a route table from the first moment (hashicorp/terraform-provider-azurerm issues 7586 and 9022).

use serde_json::{Map, Value, json};

use super::kind::{Kind, group_key, table_key, vnet_key};
use super::plan::{Plan, reference};
use crate::design::SubnetId;

pub(super) fn emit(plan: &mut Plan) {
    let design = plan.design;
    for subnet in design.subnet_ids().filter(|subnet| !design[subnet.vnet].existing) {
        let network = &design[subnet.vnet];
        let name = vec![network.name.as_str().to_owned(), design[subnet].name.as_str().to_owned()];
        let mut write = plan.child(Kind::Subnet, name, network, design[subnet].at.pointer(), properties(plan, subnet));
        write = write.needs(vnet_key(design, subnet.vnet));
        // Source: the locks around every subnet operation in hashicorp/terraform-provider-azurerm, subnet_resource.go.
        for key in [Some(vnet_key(design, subnet.vnet)), table(plan, subnet), group(plan, subnet)].into_iter().flatten() {
            write = write.locks(key);
        }
        plan.push(write);
    }
}

fn properties(plan: &Plan, id: SubnetId) -> Value {
    let subnet = &plan.design[id];
    let mut properties = Map::new();
    let mut set = |key: &str, value: Value| properties.insert(key.to_owned(), value);
    let prefixes: Vec<Value> = subnet.prefixes().map(|prefix| prefix.to_string().into()).collect();
    match prefixes.as_slice() {
        [] => {}
        [one] => drop(set("addressPrefix", one.clone())),
        _ => drop(set("addressPrefixes", prefixes.into())),
    }
    if let Some(table) = table(plan, id) {
        set("routeTable", reference(table));
    }
    if let Some(group) = group(plan, id) {
        set("networkSecurityGroup", reference(group));
    }
    if let Some(service) = &subnet.delegation {
        set("delegations", json!([{ "name": "delegation", "properties": { "serviceName": service } }]));
    }
    if let Some(policies) = subnet.private_endpoint_network_policies {
        set("privateEndpointNetworkPolicies", policies.as_str().into());
    }
    Value::Object(properties)
}

fn table(plan: &Plan, id: SubnetId) -> Option<String> {
    Some(table_key(plan.design, plan.design.table_of(id)?))
}

fn group(plan: &Plan, id: SubnetId) -> Option<String> {
    Some(group_key(plan.design, plan.design[id].network_security_group.as_ref()?.security_group()?))
}
