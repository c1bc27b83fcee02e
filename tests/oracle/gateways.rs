//! Where gateways and sites send a packet (W5, W7, R13).

use super::model::{Estate, Far};
use super::walk::{End, Journey, Passed, Place};

impl Estate {
    /// The packet is handed to a gateway from inside Azure (W5).
    pub fn reach_gateway(&self, gateway: usize, to: u32, journey: &mut Journey) -> Result<Place, End> {
        journey.passed.push(Passed::Gateway(gateway));
        journey.steps.push((Place::Gateway(gateway), None));
        let tunnels: Vec<(u8, Far)> = (0..self.gateways[gateway].connections.len())
            .flat_map(|i| self.learned(gateway, i).into_iter().map(move |(block, _)| (block, i)))
            .filter(|(block, _)| block.holds(to))
            .map(|(block, i)| (block.length, self.gateways[gateway].connections[i].to))
            .collect();
        let inward = self.inward(gateway).iter().filter(|block| block.holds(to)).map(|block| block.length).max();
        let longest = tunnels.iter().map(|(length, _)| *length).max();
        // R13: its own tunnels come before what a route server passes on.
        let exchanged = self.exchanged(gateway).iter().filter(|(block, _)| block.holds(to)).map(|(block, _)| block.length).max();
        if inward.is_some() && inward >= longest || exchanged > longest {
            return Ok(Place::Gateway(gateway));
        }
        let best: Vec<Far> = tunnels.iter().filter(|(length, _)| Some(*length) == longest).map(|(_, far)| *far).collect();
        match best.as_slice() {
            [] => Err(End::Dropped("DroppedGatewayHasNoRoute")),
            [first, rest @ ..] if rest.iter().any(|far| far != first) => Err(End::Dropped("UndecidedGateway")),
            [Far::Site(site), ..] => Err(End::At(Place::Site(*site))),
            [Far::Gateway(far), ..] => {
                journey.passed.push(Passed::Gateway(*far));
                Ok(Place::Gateway(*far))
            }
        }
    }

    /// W7; beside a hub, what joins a site to it is not known, so that ExpressRoute does not come first.
    pub fn chosen_by_site(&self, site: usize, to: u32) -> Result<(Place, usize), End> {
        let connected = |gateway: &usize| self.gateways[*gateway].connections.iter().any(|it| it.to == Far::Site(site));
        let mut offers: Vec<(u8, bool, (Place, usize))> = Vec::new();
        let hubs = self.hubs_of_site(site);
        for gateway in (0..self.gateways.len()).filter(connected) {
            let connections = self.gateways[gateway].connections.iter();
            let told = connections.filter(|it| it.to == Far::Site(site)).any(|it| it.bgp || self.gateways[gateway].express_route);
            let exchanged = self.exchanged(gateway).into_iter().filter(|(_, from)| told && *from != Some(Far::Site(site)));
            let all = self.advertised(gateway).into_iter().chain(exchanged.map(|(block, _)| block));
            let longest = all.filter(|block| block.holds(to)).map(|block| block.length).max();
            let express = hubs.is_empty() && self.gateways[gateway].express_route;
            offers.extend(longest.map(|length| (length, express, (Place::Gateway(gateway), gateway))));
        }
        for hub in hubs {
            let longest = self.told_by_hub(hub).iter().filter(|block| block.holds(to)).map(|block| block.length).max();
            offers.extend(longest.map(|length| (length, false, (Place::Hub(hub), hub))));
        }
        let best = offers.iter().map(|(length, express, _)| (*length, *express)).max();
        let chosen: Vec<(Place, usize)> =
            offers.iter().filter(|(length, express, _)| Some((*length, *express)) == best).map(|(_, _, place)| *place).collect();
        match chosen.as_slice() {
            [] => Err(End::Dropped("DroppedNotAdvertised")),
            [one] => Ok(*one),
            _ => Err(End::Dropped("UndecidedGateway")),
        }
    }
}
