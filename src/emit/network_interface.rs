//! Application security groups, and network interfaces: each a write of its own, without the machine that has it.

use super::kind::{Kind, group_key, subnet_key, vnet_key};
use super::plan::{Plan, application_groups, reference};
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
    let group = interface.network_security_group.as_ref().and_then(Reference::security_group).map(|id| group_key(design, id));
    let configuration = Object::new()
        .with("subnet", reference(subnet_key(design, subnet)))
        .with("privateIPAddress", interface.private_ip_address.to_string())
        .with("privateIPAllocationMethod", "Static")
        .with_some("publicIPAddress", public_ip.clone().map(reference))
        .with_some("applicationSecurityGroups", application_groups(design, &interface.application_security_groups));
    let configuration: Json = Object::new().with("name", "ipconfig").with("properties", configuration).into();
    let properties = Object::new()
        .with("ipConfigurations", vec![configuration])
        .with_some("networkSecurityGroup", group.clone().map(reference))
        .with_some("enableIPForwarding", interface.enable_ip_forwarding.then_some(true));
    let mut write = plan.resource(Kind::NetworkInterface, interface.name.as_str(), interface, properties);
    // Source of the locks: hashicorp/terraform-provider-azurerm, network_interface_resource.go and
    // network_interface_security_group_association_resource.go.
    write.locks(vnet_key(design, subnet.vnet)).locks(subnet_key(design, subnet));
    for key in [group, public_ip].into_iter().flatten() {
        write.locks(key);
    }
    plan.push(write);
}
