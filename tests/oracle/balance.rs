//! Load balancers (B1 to B5).

use serde_json::Value;

use super::model::Estate;
use super::read::{list, text};
use super::security::Payload;
use super::walk::{End, Journey, Packet, Passed, Place, Request};

/// A load balancer.
#[derive(Debug)]
pub struct Balancer {
    every_port: bool,
    /// Protocol and port of each rule, where the document has a list of them.
    rules: Option<Vec<(String, u64)>>,
    /// Device and port of each backend.
    pub backends: Vec<(usize, usize)>,
}

impl Balancer {
    pub fn read(it: &Value, backends: Vec<(usize, usize)>) -> Self {
        let rule = |rule: &Value| (text(rule, "protocol"), rule["frontendPort"].as_u64().unwrap());
        let rules = it["loadBalancingRules"].is_array().then(|| list(it, "loadBalancingRules").iter().map(rule).collect());
        Self { every_port: it["haPorts"] == true, rules, backends }
    }

    /// B2
    fn stops(&self, (protocol, port): Payload, own: bool, reply: bool) -> Option<&'static str> {
        if self.every_port {
            return None;
        }
        let Some(rules) = &self.rules else { return Some("UndecidedLoadBalancer") };
        let of_protocol = rules.iter().filter(|(its, _)| its == protocol);
        let mut carrying = of_protocol.filter(|(_, its)| reply || port.map(u64::from) == Some(*its));
        match carrying.next() {
            None => Some("DroppedNoLoadBalancingRule"),
            Some(_) if own && !reply => None,
            Some(_) => Some("UndecidedLoadBalancer"),
        }
    }
}

impl Estate {
    /// The packet is handed to a load balancer.
    pub fn balance(&self, device: usize, packet: &mut Packet, journey: &mut Journey, request: Request<'_>) -> Result<Place, End> {
        journey.passed.push(Passed::Device(device));
        let balancer = self.devices[device].balances.as_ref().unwrap();
        let backends = &balancer.backends;
        journey.steps.push((Place::Device(device, 0), None));
        if backends.is_empty() {
            return Err(End::Dropped("DroppedNoBackend"));
        }
        let own = packet.destination == self.devices[device].ports[0].address;
        if let Some(end) = balancer.stops(journey.payload, own, request.is_some()) {
            return Err(End::Dropped(end));
        }
        // B3
        let before = request.and_then(|(request, _)| request.balanced.iter().find(|(it, _)| *it == device));
        let (backend, port) = before.map_or_else(|| backends[self.draw() % backends.len()], |(_, chosen)| *chosen);
        journey.balanced.push((device, (backend, port)));
        let its = &self.devices[backend].ports[port];
        if own {
            // B4
            let guarded = self.nets[its.net].subnets[its.subnet].group.is_some() || !self.admin.is_empty();
            return Err(if guarded { End::Dropped("UndecidedLoadBalancer") } else { End::At(Place::Device(backend, port)) });
        }
        if its.forwards { self.reach(backend, port, packet, journey, request) } else { Err(End::Dropped("DroppedNextHopNotForwarding")) }
    }

    /// Which of several equal next hops is taken.
    pub fn draw(&self) -> usize {
        let next = self.drawn.get().map(|seed| seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
        self.drawn.set(next);
        next.map_or(0, |next| (next >> 33) as usize)
    }

    /// B5: what default outbound access is for a port of a device, if a load balancer stands before the device.
    pub fn balanced_way_out(&self, device: usize, port: usize) -> Option<&'static str> {
        let backends = || self.devices.iter().filter_map(|it| it.balances.as_ref()).flat_map(|balancer| &balancer.backends);
        if backends().any(|it| *it == (device, port)) {
            Some("DroppedNoEgress")
        } else {
            backends().any(|(it, _)| *it == device).then_some("UndecidedEgress")
        }
    }
}
