//! Design to resource definitions: the writes that Azure Resource Manager is asked for, in an order that works.
//!
//! One kind of resource, one file. A file decides what its resource's body says, what Azure locks while it is
//! written, and what must be finished before; [`order`] turns that into `dependsOn`. Nothing is decided by a host.
//! `docs/emission.md` tells the same for users: every default, and what is not emitted.

mod body;
mod definition;
mod derived;
mod existing;
mod firewall;
mod firewall_rules;
mod gateway;
mod keys;
mod kind;
mod load_balancer;
mod nat_gateway;
mod network_interface;
mod not_emitted;
mod order;
mod peering;
mod plan;
mod public_ip;
mod required;
mod route_server;
mod route_table;
mod security_group;
mod subnet;
mod template;
mod virtual_network;
mod write;

pub use definition::{Emission, ExistingResource, NotEmitted, ResourceDefinition, Scope};
pub use template::template;

use crate::design::Design;
use plan::Plan;

/// Turns a design into resource definitions. Equal designs give equal emissions.
///
/// Meant for a design without errors; in others, what refers to nothing is left out.
pub fn emit(design: &Design) -> Emission {
    let mut plan = Plan::new(design);
    existing::list(&mut plan);
    // The order of deployment: what is referred to comes first, and what takes long comes late. A link that uses the
    // gateway of its peer can only follow that gateway, and the peer's own link, which allows it.
    route_table::emit(&mut plan);
    // Security rules name application security groups.
    network_interface::emit_application_groups(&mut plan);
    security_group::emit(&mut plan);
    public_ip::emit(&mut plan);
    nat_gateway::emit(&mut plan);
    virtual_network::emit(&mut plan);
    subnet::emit(&mut plan);
    network_interface::emit(&mut plan);
    load_balancer::emit(&mut plan);
    peering::emit_own_gateways(&mut plan);
    gateway::emit(&mut plan);
    firewall::emit(&mut plan);
    route_server::emit(&mut plan);
    peering::emit_remote_gateways(&mut plan);
    not_emitted::list(&mut plan);
    plan.finish()
}
