//! Load balancers. A pool holds its backends by their addresses: of the interfaces of appliances no resource is written that could join it.
//!
//! Nothing connects the two address families (specification 2.8), so that an IPv6 frontend has a pool and rules of its own.

use super::body::{child, reference};
use super::derived::unused;
use super::kind::{Kind, subnet_key, vnet_key};
use super::plan::Plan;
use crate::address::{Address, Ipv4, Ipv6};
use crate::design::{LoadBalancer, LoadBalancerId, LoadBalancingRule, ProbeProtocol, SubnetId, TransportProtocol};
use crate::json::{Json, Object};

const PROBE: &str = "probe";

/// What belongs to the frontend of one address family.
struct Side {
    frontend: &'static str,
    pool: &'static str,
    suffix: &'static str,
}

const SIDE: Side = Side { frontend: "frontend", pool: "backends", suffix: "" };
const SIDE_V6: Side = Side { frontend: "frontend-v6", pool: "backends-v6", suffix: "-v6" };

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
    let key = Kind::LoadBalancer.key(&[balancer.name.as_str()]);
    let mut taken: Vec<String> = balancer.load_balancing_rules.iter().flatten().map(|it| it.name.as_str().to_ascii_lowercase()).collect();
    taken.sort_unstable();
    let mut frontends = vec![frontend(plan, balancer.private_ip_address, subnet, &SIDE)];
    let mut pools = vec![pool::<Ipv4>(plan, id, subnet, &SIDE)];
    let mut all = rules(balancer, &key, &SIDE, &mut taken);
    if let Some(address) = balancer.private_ipv6_address {
        frontends.push(frontend(plan, address, subnet, &SIDE_V6));
        pools.push(pool::<Ipv6>(plan, id, subnet, &SIDE_V6));
        all.extend(rules(balancer, &key, &SIDE_V6, &mut taken));
    }
    let properties = Object::new()
        .with("frontendIPConfigurations", frontends)
        .with("backendAddressPools", pools)
        .with_some("probes", probe(balancer).map(|probe| vec![probe]))
        .with("loadBalancingRules", all);
    let mut write = plan.resource(Kind::LoadBalancer, balancer.name.as_str(), balancer, properties);
    // Pools of addresses, HA ports and internal frontends without an address of Azure's choice are things of this SKU.
    write.with("sku", Object::new().with("name", "Standard"));
    // Derived: as a network interface.
    write.locks(vnet_key(design, subnet.vnet)).locks(subnet_key(design, subnet));
    plan.push(write);
}

fn frontend<A: Address>(plan: &Plan, address: A, subnet: SubnetId, side: &Side) -> Json {
    let properties = Object::new()
        .with("subnet", reference(subnet_key(plan.design, subnet)))
        .with("privateIPAddress", address.to_string())
        .with("privateIPAllocationMethod", "Static")
        .with_some("privateIPAddressVersion", (A::BITS != Ipv4::BITS).then_some("IPv6"));
    named(side.frontend, properties)
}

/// The backends that have an address of the family.
fn pool<A: Address>(plan: &Plan, id: LoadBalancerId, subnet: SubnetId, side: &Side) -> Json {
    let design = plan.design;
    let mut backends: Vec<Json> = Vec::new();
    for backend in design.backends_of(id) {
        let Some(address) = design.forwarder_address::<A>(backend) else { continue };
        let properties =
            Object::new().with("ipAddress", address.to_string()).with("virtualNetwork", reference(vnet_key(design, subnet.vnet)));
        backends.push(named(design.forwarder_name(backend).as_str(), properties));
    }
    named(side.pool, Object::new().with("loadBalancerBackendAddresses", backends))
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
fn rules(balancer: &LoadBalancer, key: &str, side: &Side, taken: &mut Vec<String>) -> Vec<Json> {
    let part = |collection: &str, name: &str| child(key, &format!("{collection}/{name}"));
    let mut rule = |name: &str, protocol: &str, frontend_port: u32, backend_port: u32| {
        let own = side.suffix.is_empty();
        let name = if own { name.to_owned() } else { unused(name, side.suffix, taken) };
        let properties = Object::new()
            .with("protocol", protocol)
            .with("frontendPort", frontend_port)
            .with("backendPort", backend_port)
            .with("frontendIPConfiguration", part("frontendIPConfigurations", side.frontend))
            .with("backendAddressPool", part("backendAddressPools", side.pool))
            .with_some("probe", balancer.probe.as_ref().map(|_| part("probes", PROBE)));
        named(&name, properties)
    };
    if balancer.ha_ports {
        return vec![rule("ha-ports", "All", 0, 0)];
    }
    let mut single = |it: &LoadBalancingRule| {
        let protocol = match it.protocol {
            TransportProtocol::Tcp => "Tcp",
            TransportProtocol::Udp => "Udp",
        };
        rule(it.name.as_str(), protocol, it.frontend_port, it.backend_port())
    };
    balancer.load_balancing_rules.iter().flatten().map(&mut single).collect()
}
