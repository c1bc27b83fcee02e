//! Network security groups, each with all its rules: a write replaces the whole group.

use serde_json::{Map, Value, json};

use super::kind::Kind;
use super::plan::Plan;
use crate::design::SecurityRule;

pub(super) fn emit(plan: &mut Plan) {
    let design = plan.design;
    for group in design.network_security_groups.iter().filter(|group| !group.existing) {
        let rules: Vec<Value> = group.security_rules.iter().map(rule).collect();
        plan.push(plan.resource(Kind::SecurityGroup, group.name.as_str(), group, json!({ "securityRules": rules })));
    }
}

/// Singular or plural, as the design has it.
fn rule(rule: &SecurityRule) -> Value {
    let mut properties = Map::new();
    let mut set = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            properties.insert(key.to_owned(), value);
        }
    };
    set("priority", Some(rule.priority.into()));
    set("direction", Some(rule.direction.as_str().into()));
    set("access", Some(rule.access.as_str().into()));
    set("protocol", Some(rule.protocol.as_str().into()));
    set("description", rule.description.as_deref().map(Value::from));
    set("sourceAddressPrefix", rule.source_address_prefix.as_ref().map(|one| one.0.as_str().into()));
    set("sourceAddressPrefixes", several(rule.source_address_prefixes.iter().map(|one| one.0.clone())));
    set("sourcePortRange", rule.source_port_range.map(|one| one.to_string().into()));
    set("sourcePortRanges", several(rule.source_port_ranges.iter().map(ToString::to_string)));
    set("destinationAddressPrefix", rule.destination_address_prefix.as_ref().map(|one| one.0.as_str().into()));
    set("destinationAddressPrefixes", several(rule.destination_address_prefixes.iter().map(|one| one.0.clone())));
    set("destinationPortRange", rule.destination_port_range.map(|one| one.to_string().into()));
    set("destinationPortRanges", several(rule.destination_port_ranges.iter().map(ToString::to_string)));
    json!({ "name": rule.name.as_str(), "properties": properties })
}

fn several(items: impl Iterator<Item = String>) -> Option<Value> {
    let items: Vec<Value> = items.map(Value::from).collect();
    (!items.is_empty()).then_some(Value::Array(items))
}
