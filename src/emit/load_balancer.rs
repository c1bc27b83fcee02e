//! Load balancers. A pool holds its backends by their addresses: of the interfaces of appliances no resource is written that could join it.

use super::kind::{Kind, subnet_key, vnet_key};
use super::plan::{Plan, child, reference};
use crate::address::Ipv4;
use crate::design::{LoadBalancer, LoadBalancerId, LoadBalancingRule, ProbeProtocol, SubnetId, TransportProtocol};
use crate::json::{Json, Object};

const FRONTEND: &str = "frontend";
const POOL: &str = "backends";
const PROBE: &str = "probe";

pub(super) fn emit(plan: &mut Plan) {
    let design = plan.design;
    for id in design.load_balancer_ids().filter(|id| !design[*id].existing) {
        if let Some(subnet) = design[id].subnet.subnet() {
            write(plan, id, subnet);
        }
    }
}

fn write(plan: &mut Plan, id: LoadBalancerId, subnet: SubnetId) {
    let design = plan.design;
    let balancer = &design[id];
    let frontend = Object::new()
        .with("subnet", reference(subnet_key(design, subnet)))
        .with("privateIPAddress", balancer.private_ip_address.to_string())
        .with("privateIPAllocationMethod", "Static");
    let mut backends: Vec<Json> = Vec::new();
    for backend in design.backends_of(id) {
        let Some(address) = design.forwarder_address::<Ipv4>(backend) else { continue };
        let properties =
            Object::new().with("ipAddress", address.to_string()).with("virtualNetwork", reference(vnet_key(design, subnet.vnet)));
        backends.push(named(design.forwarder_name(backend).as_str(), properties));
    }
    let key = Kind::LoadBalancer.key(&[balancer.name.as_str()]);
    let properties = Object::new()
        .with("frontendIPConfigurations", vec![named(FRONTEND, frontend)])
        .with("backendAddressPools", vec![named(POOL, Object::new().with("loadBalancerBackendAddresses", backends))])
        .with_some("probes", probe(balancer).map(|probe| vec![probe]))
        .with("loadBalancingRules", rules(balancer, &key));
    let mut write = plan.resource(Kind::LoadBalancer, balancer.name.as_str(), balancer, properties);
    // Pools of addresses, HA ports and internal frontends without an address of Azure's choice are things of this SKU.
    write.with("sku", Object::new().with("name", "Standard"));
    // Derived: as a network interface.
    write.locks(vnet_key(design, subnet.vnet)).locks(subnet_key(design, subnet));
    plan.push(write);
    if balancer.private_ipv6_address.is_some() {
        let because = "backends are written by their IPv4 addresses alone, and a frontend of IPv6 needs a pool of its own";
        plan.skip(balancer.at.field("privateIpv6Address"), &format!("IPv6 frontend of {}", balancer.name), because);
    }
}

fn named(name: &str, properties: Object) -> Json {
    Object::new().with("name", name).with("properties", properties).into()
}

fn probe(balancer: &LoadBalancer) -> Option<Json> {
    let probe = balancer.probe.as_ref()?;
    let protocol = match probe.protocol {
        ProbeProtocol::Tcp => "Tcp",
        ProbeProtocol::Http => "Http",
        ProbeProtocol::Https => "Https",
    };
    let properties =
        Object::new().with("protocol", protocol).with("port", probe.port).with_some("requestPath", probe.request_path.as_deref());
    Some(named(PROBE, properties))
}

/// The rule for all ports, or those for single ones; each names the parts of the load balancer that it is for.
fn rules(balancer: &LoadBalancer, key: &str) -> Vec<Json> {
    let part = |collection: &str, name: &str| child(key, &format!("{collection}/{name}"));
    let rule = |name: &str, protocol: &str, frontend_port: u32, backend_port: u32| {
        let properties = Object::new()
            .with("protocol", protocol)
            .with("frontendPort", frontend_port)
            .with("backendPort", backend_port)
            .with("frontendIPConfiguration", part("frontendIPConfigurations", FRONTEND))
            .with("backendAddressPool", part("backendAddressPools", POOL))
            .with_some("probe", balancer.probe.as_ref().map(|_| part("probes", PROBE)));
        named(name, properties)
    };
    if balancer.ha_ports {
        return vec![rule("ha-ports", "All", 0, 0)];
    }
    let single = |it: &LoadBalancingRule| {
        let protocol = match it.protocol {
            TransportProtocol::Tcp => "Tcp",
            TransportProtocol::Udp => "Udp",
        };
        rule(it.name.as_str(), protocol, it.frontend_port, it.backend_port())
    };
    balancer.load_balancing_rules.iter().flatten().map(single).collect()
}
