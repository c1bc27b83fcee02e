//! Application security groups, and network interfaces: each a write of its own, without the machine that has it.

use super::kind::{Kind, subnet_key, vnet_key};
use super::plan::{Plan, reference};
use crate::design::{NetworkInterface, Reference, SubnetId};
use crate::json::{Json, Object};

pub(super) fn emit_application_groups(plan: &mut Plan) {
    for group in plan.design.application_security_groups.iter().filter(|group| !group.existing) {
        plan.push(plan.resource(Kind::ApplicationSecurityGroup, group.name.as_str(), group, Object::new()));
    }
}

pub(super) fn emit(plan: &mut Plan) {
    let design = plan.design;
    for interface in design.network_interfaces.iter().filter(|interface| !interface.existing) {
        if let Some(subnet) = interface.subnet.subnet() {
            write(plan, interface, subnet);
        }
    }
}

fn write(plan: &mut Plan, interface: &NetworkInterface, subnet: SubnetId) {
    let design = plan.design;
    let public_ip = interface.public_ip_address.as_ref().and_then(Reference::public_ip);
    let public_ip = public_ip.map(|id| Kind::PublicIp.key(&[design[id].name.as_str()]));
    let groups = interface.application_security_groups.iter().filter_map(Reference::application_security_group);
    let groups: Vec<Json> = groups.map(|id| reference(Kind::ApplicationSecurityGroup.key(&[design[id].name.as_str()])).into()).collect();
    let configuration = Object::new()
        .with("subnet", reference(subnet_key(design, subnet)))
        .with("privateIPAddress", interface.private_ip_address.to_string())
        .with("privateIPAllocationMethod", "Static")
        .with_some("publicIPAddress", public_ip.clone().map(reference))
        .with_some("applicationSecurityGroups", (!groups.is_empty()).then_some(groups));
    let configuration: Json = Object::new().with("name", "ipconfig").with("properties", configuration).into();
    let properties = Object::new()
        .with("ipConfigurations", vec![configuration])
        .with_some("enableIPForwarding", interface.enable_ip_forwarding.then_some(true));
    let mut write = plan.resource(Kind::NetworkInterface, interface.name.as_str(), interface, properties);
    // Source of the locks on network and subnet: hashicorp/terraform-provider-azurerm, network_interface_resource.go.
    write.locks(vnet_key(design, subnet.vnet)).locks(subnet_key(design, subnet));
    if let Some(key) = public_ip {
        write.locks(key);
    }
    plan.push(write);
}
