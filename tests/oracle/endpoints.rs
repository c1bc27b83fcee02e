//! What devices hand to private endpoints without translating it (W14).

use super::model::{Estate, NOWHERE, Port};
use super::walk::{End, Journey, Place};

impl Estate {
    /// How a packet of this source ends, come from `before` to `place` and, as far as routes say, to `end`.
    pub fn handed_over(&self, before: Option<Place>, place: Place, source: u32, end: End, journey: &mut Journey) -> End {
        let (Place::Device(device, received), End::At(Place::Endpoint(endpoint)), Some(before)) = (place, end, before) else { return end };
        let ports = &self.devices[device].ports;
        if ports.iter().any(|port| port.address == source) {
            return end;
        }
        let home = ports[received].net;
        let endpoint = &self.endpoints[endpoint];
        let policies = self.nets[endpoint.net].subnets[endpoint.subnet].policies;
        // 11.8
        if home == NOWHERE {
            return if policies { end } else { End::Dropped("UndecidedPrivateEndpoint") };
        }
        let inside = match before {
            Place::Subnet(net, _) => net == home,
            Place::Gateway(gateway) => self.gateways[gateway].net == home && !self.gateways[gateway].express_route,
            _ => false,
        };
        let behind_another = matches!(before, Place::Device(other, port) if self.devices[other].ports[port].net == home);
        if behind_another || inside && policies {
            return End::Dropped("UndecidedPrivateEndpoint");
        }
        if inside {
            return End::Dropped("DroppedUntranslatedToPrivateEndpoint");
        }
        if !policies {
            // W1
            let near = |port: &Port| self.nets[port.net].subnets[port.subnet].blocks.iter().any(|it| it.holds(endpoint.address));
            journey.handed = Some((device, ports.iter().position(near).unwrap_or(received)));
        }
        end
    }
}
