//! Public IP addresses: those of the design, and those that are needed besides.

use super::derived::Owner;
use super::kind::Kind;
use super::plan::Plan;
use super::write::Write;
use crate::design::Resource;
use crate::json::{Json, Object};

pub(super) fn emit(plan: &mut Plan) {
    let design = plan.design;
    for id in design.public_ip_ids().filter(|id| !design[*id].existing) {
        let mut write = write(plan, design[id].name.as_str(), &design[id], plan.public_ips.is_zonal(id));
        if design[id].is_v6() {
            write.with("publicIPAddressVersion", "IPv6");
        }
        plan.push(write);
    }
    let derived = plan.public_ips.derived.iter().map(|it| match it.owner {
        Owner::Firewall(id) => write(plan, &it.name, &design[id], it.zonal),
        Owner::Gateway(id) => write(plan, &it.name, &design[id], it.zonal),
        Owner::RouteServer(id) => write(plan, &it.name, &design[id], it.zonal),
    });
    for write in derived.collect::<Vec<_>>() {
        plan.push(write);
    }
}

/// Standard and static, which is all that firewalls, gateways and route servers take.
fn write(plan: &Plan, name: &str, owner: &dyn Resource, zonal: bool) -> Write {
    let mut write = plan.resource(Kind::PublicIp, name, owner, Object::new().with("publicIPAllocationMethod", "Static"));
    write.with("sku", Object::new().with("name", "Standard"));
    if zonal {
        write.with("zones", ["1", "2", "3"].map(Json::from).to_vec());
    }
    write
}
