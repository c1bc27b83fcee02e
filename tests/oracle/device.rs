//! What a device does with a packet that it gets.

use super::model::Estate;
use super::walk::{End, Journey, Packet, Passed, Place, Request};

impl Estate {
    /// The packet is handed to a device.
    pub fn reach(
        &self,
        device: usize,
        port: usize,
        packet: &mut Packet,
        journey: &mut Journey,
        request: Request<'_>,
    ) -> Result<Place, End> {
        if self.devices[device].balances.is_some() {
            return self.balance(device, packet, journey, request);
        }
        let mut translated = false;
        if let (Some(_), Some((translator, through, original))) = (request, packet.swaps.last().copied())
            && translator == device
            && self.devices[device].ports[through].address == packet.destination
        {
            packet.swaps.pop();
            packet.destination = original;
            translated = true;
            // N3
            if packet.swaps.is_empty() && request.is_some_and(|(request, _)| request.entered == Some(device)) {
                packet.source = self.devices[device].ports[0].address;
            }
        }
        // W10
        let own = self.devices[device].ports.iter().position(|port| port.address == packet.destination);
        if let Some(own) = own.filter(|_| !translated) {
            return Err(End::At(Place::Device(device, own)));
        }
        self.guard(Place::Device(device, port), true, packet.source, packet.destination, journey, request)?;
        if request.is_none() {
            let end = match self.admits(device, packet.source, packet.destination, journey.payload) {
                Some(true) => None,
                Some(false) => Some("DroppedByFirewallRule"),
                None => Some("UndecidedFirewallRule"),
            };
            if let Some(end) = end {
                journey.steps.push((Place::Device(device, port), None));
                return Err(End::Dropped(end));
            }
        }
        journey.passed.push(Passed::Device(device));
        let unknown = request.is_some_and(|(request, _)| !request.passed.contains(&Passed::Device(device)));
        if unknown && self.devices[device].stateful {
            journey.steps.push((Place::Device(device, port), None));
            return Err(End::Dropped("DroppedNoSession"));
        }
        Ok(Place::Device(device, port))
    }
}
