//! NAT gateways. The subnets refer to them, not the reverse.

use super::body::reference;
use super::kind::Kind;
use super::plan::Plan;
use crate::design::Reference;
use crate::json::{Json, Object};

pub(super) fn emit(plan: &mut Plan) {
    let design = plan.design;
    for gateway in design.nat_gateways.iter().filter(|gateway| !gateway.existing) {
        let ids = gateway.public_ip_addresses.iter().filter_map(Reference::public_ip);
        let keys: Vec<String> = ids.map(|id| Kind::PublicIp.key(&[design[id].name.as_str()])).collect();
        let references: Vec<Json> = keys.iter().map(|key| reference(key.clone()).into()).collect();
        let mut write =
            plan.resource(Kind::NatGateway, gateway.name.as_str(), gateway, Object::new().with("publicIpAddresses", references));
        // The SKU to which Standard public IP addresses belong; in one zone that Azure chooses (specification 10.4).
        write.with("sku", Object::new().with("name", "Standard"));
        // Source: hashicorp/terraform-provider-azurerm, nat_gateway_public_ip_association_resource.go locks both.
        for key in keys {
            write.locks(key);
        }
        plan.push(write);
    }
}
