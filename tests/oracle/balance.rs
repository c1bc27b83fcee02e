//! Load balancers (B1 to B4).

use super::model::Estate;
use super::walk::{End, Journey, Packet, Passed, Place, Request};

impl Estate {
    /// The packet is handed to a load balancer.
    pub fn balance(&self, device: usize, packet: &mut Packet, journey: &mut Journey, request: Request<'_>) -> Result<Place, End> {
        journey.passed.push(Passed::Device(device));
        let (every_port, backends) = self.devices[device].balances.as_ref().unwrap();
        journey.steps.push((Place::Device(device, 0), None));
        if backends.is_empty() {
            return Err(End::Dropped("DroppedNoBackend"));
        }
        // B2
        if !every_port {
            return Err(End::Dropped("UndecidedLoadBalancer"));
        }
        // B3
        let before = request.and_then(|(request, _)| request.balanced.iter().find(|(it, _)| *it == device));
        let (backend, port) = before.map_or_else(|| backends[self.draw() % backends.len()], |(_, chosen)| *chosen);
        journey.balanced.push((device, (backend, port)));
        let its = &self.devices[backend].ports[port];
        if packet.destination == self.devices[device].ports[0].address {
            // B4
            let guarded = self.nets[its.net].subnets[its.subnet].group.is_some();
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
}
