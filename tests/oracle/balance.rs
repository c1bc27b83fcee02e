//! Load balancers (B1 to B6).

use serde_json::Value;

use super::model::Estate;
use super::read::{list, text};
use super::security::Payload;
use super::walk::{End, Journey, Packet, Passed, Place, Request};

/// A load balancer.
#[derive(Debug)]
pub struct Balancer {
    every_port: bool,
    /// Protocol, port and port of the backends of each rule, where the document has a list of them.
    rules: Option<Vec<(String, u64, u64)>>,
    /// Device and port of each backend.
    pub backends: Vec<(usize, usize)>,
}

impl Balancer {
    pub fn read(it: &Value, backends: Vec<(usize, usize)>) -> Self {
        let rule = |rule: &Value| {
            let port = rule["frontendPort"].as_u64().unwrap();
            (text(rule, "protocol"), port, rule["backendPort"].as_u64().unwrap_or(port))
        };
        let rules = it["loadBalancingRules"].is_array().then(|| list(it, "loadBalancingRules").iter().map(rule).collect());
        Self { every_port: it["haPorts"] == true, rules, backends }
    }

    /// What backends get of this, or how it ends (B2).
    fn carries(&self, (protocol, port): Payload, own: bool, reply: bool) -> Result<Payload, &'static str> {
        if self.every_port {
            return Ok((protocol, port));
        }
        let Some(rules) = &self.rules else { return Err("UndecidedLoadBalancer") };
        let of_protocol = rules.iter().filter(|(its, ..)| its == protocol);
        let mut carrying = of_protocol.filter(|(_, its, _)| reply || port.map(u64::from) == Some(*its));
        match carrying.next() {
            None => Err("DroppedNoLoadBalancingRule"),
            Some((.., to)) if own && !reply => Ok((protocol, Some(*to as u16))),
            Some(_) => Err("UndecidedLoadBalancer"),
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
        let payload = balancer.carries(journey.payload, own, request.is_some()).map_err(End::Dropped)?;
        // B3
        let before = request.and_then(|(request, _)| request.balanced.iter().find(|(it, _)| *it == device));
        let (backend, port) = before.map_or_else(|| backends[self.draw() % backends.len()], |(_, chosen)| *chosen);
        journey.balanced.push((device, (backend, port)));
        let its = &self.devices[backend].ports[port];
        if own {
            if request.is_none() {
                // B6
                if self.devices[backend].ports.iter().any(|it| it.address == packet.source) {
                    return Err(End::Dropped("DroppedBalancedToSender"));
                }
                // B4
                (packet.destination, journey.payload) = (its.address, payload);
            }
            return Err(End::At(Place::Device(backend, port)));
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
