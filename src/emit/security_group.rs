//! Network security groups, each with all its rules: a write replaces the whole group.

use super::body::{application_groups, texts};
use super::kind::Kind;
use super::plan::Plan;
use crate::design::{Design, SecurityRule};
use crate::json::{Json, Object};

pub(super) fn emit(plan: &mut Plan) {
    let design = plan.design;
    for group in design.network_security_groups.iter().filter(|group| !group.existing) {
        let rules: Vec<Json> = group.security_rules.iter().map(|it| rule(design, it)).collect();
        plan.push(plan.resource(Kind::SecurityGroup, group.name.as_str(), group, Object::new().with("securityRules", rules)));
    }
}

/// Singular or plural, as the design has it.
fn rule(design: &Design, rule: &SecurityRule) -> Json {
    let properties = Object::new()
        .with("priority", rule.priority)
        .with("direction", rule.direction.as_str())
        .with("access", rule.access.as_str())
        .with("protocol", rule.protocol.as_str())
        .with_some("description", rule.description.as_deref())
        .with_some("sourceAddressPrefix", rule.source_address_prefix.as_ref().map(|one| one.0.as_str()))
        .with_some("sourceAddressPrefixes", several(rule.source_address_prefixes.iter().map(|one| one.0.clone())))
        .with_some("sourceApplicationSecurityGroups", application_groups(design, &rule.source_application_security_groups))
        .with_some("sourcePortRange", rule.source_port_range.map(|one| one.to_string()))
        .with_some("sourcePortRanges", several(rule.source_port_ranges.iter().map(ToString::to_string)))
        .with_some("destinationAddressPrefix", rule.destination_address_prefix.as_ref().map(|one| one.0.as_str()))
        .with_some("destinationAddressPrefixes", several(rule.destination_address_prefixes.iter().map(|one| one.0.clone())))
        .with_some("destinationApplicationSecurityGroups", application_groups(design, &rule.destination_application_security_groups))
        .with_some("destinationPortRange", rule.destination_port_range.map(|one| one.to_string()))
        .with_some("destinationPortRanges", several(rule.destination_port_ranges.iter().map(ToString::to_string)));
    Object::new().with("name", rule.name.as_str()).with("properties", properties).into()
}

fn several(items: impl ExactSizeIterator<Item = String>) -> Option<Json> {
    (items.len() > 0).then(|| texts(items))
}
