//! Application security groups, and network interfaces: each a write of its own, without the machine that has it.

use super::body::{application_groups, reference};
use super::kind::{Kind, group_key, subnet_key, vnet_key};
use super::plan::Plan;
use crate::address::{Ipv4, Ipv6};
use crate::design::{NetworkInterface, PublicIpId, Reference, SubnetId};
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
    let public_key = |id: PublicIpId| Kind::PublicIp.key(&[design[id].name.as_str()]);
    let (public_ip, public_v6) = (interface.public::<Ipv4>().map(public_key), interface.public::<Ipv6>().map(public_key));
    let group = interface.network_security_group.as_ref().and_then(Reference::security_group).map(|id| group_key(design, id));
    let configuration = Object::new()
        .with("subnet", reference(subnet_key(design, subnet)))
        .with("privateIPAddress", interface.private_ip_address.to_string())
        .with("privateIPAllocationMethod", "Static")
        .with_some("publicIPAddress", public_ip.clone().map(reference))
        .with_some("applicationSecurityGroups", application_groups(design, &interface.application_security_groups))
        .with_some("primary", interface.private_ipv6_address.map(|_| true));
    let mut configurations: Vec<Json> = vec![Object::new().with("name", "ipconfig").with("properties", configuration).into()];
    // Azure wants IPv4 in the first configuration, and IPv6 in one of its own.
    if let Some(address) = interface.private_ipv6_address {
        let configuration = Object::new()
            .with("subnet", reference(subnet_key(design, subnet)))
            .with("privateIPAddress", address.to_string())
            .with("privateIPAddressVersion", "IPv6")
            .with("privateIPAllocationMethod", "Static")
            .with_some("publicIPAddress", public_v6.clone().map(reference))
            .with_some("applicationSecurityGroups", application_groups(design, &interface.application_security_groups));
        configurations.push(Object::new().with("name", "ipconfig-v6").with("properties", configuration).into());
    }
    let properties = Object::new()
        .with("ipConfigurations", configurations)
        .with_some("networkSecurityGroup", group.clone().map(reference))
        .with_some("enableIPForwarding", interface.enable_ip_forwarding.then_some(true));
    let mut write = plan.resource(Kind::NetworkInterface, interface.name.as_str(), interface, properties);
    // Source of the locks: hashicorp/terraform-provider-azurerm, network_interface_resource.go and
    // network_interface_security_group_association_resource.go.
    write.locks(vnet_key(design, subnet.vnet)).locks(subnet_key(design, subnet));
    for key in [group, public_ip, public_v6].into_iter().flatten() {
        write.locks(key);
    }
    plan.push(write);
}
