//! Azure Firewalls. The private address is not written: Azure gives it, and a design that states one states a fact.

use super::body::reference;
use super::firewall_rules::{public_address, with_rules};
use super::kind::{Kind, subnet_key, vnet_key};
use super::plan::Plan;
use super::required::subnets;
use crate::design::{Design, FirewallId, SubnetId};
use crate::json::{Json, Object};

pub(super) fn emit(plan: &mut Plan) {
    let design = plan.design;
    for id in design.firewall_ids().filter(|id| !design[*id].existing) {
        let Some(network) = &design[id].virtual_network else {
            plan.skip(design[id].at.pointer(), design[id].name.as_str(), "firewalls of virtual hubs are not emitted");
            continue;
        };
        match subnets(design, id) {
            Ok((subnet, management)) => write(plan, id, subnet, management),
            Err(missing) => {
                let because = format!("`{}` has no {missing}", network.name);
                plan.skip(design[id].at.pointer(), design[id].name.as_str(), &because);
            }
        }
    }
}

fn write(plan: &mut Plan, id: FirewallId, subnet: SubnetId, management: Option<SubnetId>) {
    let design = plan.design;
    let firewall = &design[id];
    let addresses = plan.public_ips.of_firewall(id);
    // The subnet stands in the first configuration; the others add public addresses.
    let configurations = addresses.iter().enumerate().map(|(index, name)| configuration(design, name, (index == 0).then_some(subnet)));
    let properties = Object::new()
        .with("sku", Object::new().with("name", "AZFW_VNet").with("tier", "Standard"))
        .with("ipConfigurations", configurations.collect::<Vec<_>>());
    let management_address = plan.public_ips.of_management(id);
    let management_configuration = management_address.as_ref().filter(|_| management.is_some());
    let management_configuration = management_configuration.map(|name| configuration(design, name, management));
    let properties = properties.with_some("managementIpConfiguration", management_configuration);
    let properties = with_rules(design, firewall, properties);
    // Source of the lock on the network: hashicorp/terraform-provider-azurerm, firewall_resource.go.
    let mut write = plan.resource(Kind::Firewall, firewall.name.as_str(), firewall, properties);
    write.locks(vnet_key(design, subnet.vnet));
    for subnet in [Some(subnet), management].into_iter().flatten() {
        write.locks(subnet_key(design, subnet));
    }
    for name in addresses.iter().chain(&management_address) {
        write.locks(Kind::PublicIp.key(&[name]));
    }
    plan.push(write);
    for rule in firewall.nat_rules.iter().filter(|rule| public_address(design, rule).is_none()) {
        let because = format!("the design does not state the address of `{}`, by which a NAT rule names it", rule.public_ip_address.name);
        plan.skip(rule.at.pointer(), rule.name.as_str(), &because);
    }
    if !firewall.filters() {
        let because = "the design has none: the firewall denies all traffic until it is given rules, and each write of it replaces them";
        plan.skip(firewall.at.pointer(), &format!("rules of {}", firewall.name), because);
    }
}

fn configuration(design: &Design, address: &str, subnet: Option<SubnetId>) -> Json {
    let properties = Object::new()
        .with("publicIPAddress", reference(Kind::PublicIp.key(&[address])))
        .with_some("subnet", subnet.map(|subnet| reference(subnet_key(design, subnet))));
    Object::new().with("name", address).with("properties", properties).into()
}
