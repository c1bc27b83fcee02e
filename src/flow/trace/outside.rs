//! One packet at gateways and sites, where what was learned and advertised decides.

use super::Walker;
use crate::address::{Address, Prefix};
use crate::design::{GatewayId, GatewayType, Remote, SiteId};
use crate::flow::disposition::Disposition;
use crate::flow::packet::Note;
use crate::flow::position::{Instance, Position};
use crate::flow::steps::Step;

impl<A: Address> Walker<'_, '_, '_, A> {
    /// The packet reaches a gateway from inside Azure.
    pub(super) fn reach_gateway(&mut self, gateway: GatewayId) -> Step {
        self.walk.passes.push(Instance::Gateway(gateway));
        let destination = self.header.destination;
        let index = gateway.0 as usize;
        let inward = self.network.inward.get(index).into_iter().flatten().filter(|prefix| prefix.contains(destination));
        let inward = inward.map(|prefix| prefix.length()).max();
        let exchanged = self.network.exchanged.get(index).into_iter().flatten().map(|(prefix, _)| *prefix);
        let exchanged = exchanged.filter(|prefix| prefix.contains(destination)).map(|prefix| prefix.length()).max();
        let learned = || self.network.tunnels.get(index).into_iter().flatten().filter(|(prefix, _)| prefix.contains(destination));
        let longest = learned().map(|(prefix, _)| prefix.length()).max();
        let at = Position::Gateway(gateway);
        if inward.is_some() && inward >= longest || exchanged > longest {
            self.note(at, None, Note::TurnedInward);
            return Ok(at);
        }
        let mut remotes = learned().filter(|(prefix, _)| Some(prefix.length()) == longest).map(|(_, remote)| *remote);
        let Some(remote) = remotes.next() else {
            self.note(at, None, Note::Ended);
            return Err(Disposition::DroppedGatewayHasNoRoute);
        };
        if remotes.any(|other| other != remote) {
            self.note(at, None, Note::Ended);
            return Err(Disposition::UndecidedGateway);
        }
        self.note(at, None, Note::Tunnelled(remote));
        match remote {
            Remote::Site(site) => Err(Disposition::DeliveredToOnPremises(site)),
            Remote::Gateway(far) => {
                self.walk.passes.push(Instance::Gateway(far));
                Ok(Position::Gateway(far))
            }
        }
    }

    /// A site sends to the gateway or hub that advertises the longest prefix for the destination, ExpressRoute before VPN; what joins it to
    /// a hub is not stated, so that beside one none comes before another.
    pub(super) fn leave_site(&mut self, site: SiteId) -> Step {
        let destination = self.header.destination;
        let longest = |prefixes: &mut dyn Iterator<Item = &Prefix<A>>| {
            prefixes.filter(|prefix| prefix.contains(destination)).map(|prefix| prefix.length()).max()
        };
        let gateways = self.network.site_gateways.get(site.0 as usize).into_iter().flatten().copied();
        let hubs = self.network.hubs.of_site.get(site.0 as usize).map_or(&[][..], Vec::as_slice);
        let mut offers = Vec::new();
        for gateway in gateways {
            let advertised = self.network.advertised.get(gateway.0 as usize).into_iter().flatten();
            let offer = longest(&mut advertised.chain(self.network.offered_to(site, gateway)));
            let first = hubs.is_empty() && self.network.design[gateway].gateway_type == GatewayType::ExpressRoute;
            offers.extend(offer.map(|length| ((length, first), Position::Gateway(gateway))));
        }
        for hub in hubs {
            let offer = longest(&mut self.network.hubs.told.get(hub.0 as usize).into_iter().flatten());
            offers.extend(offer.map(|length| ((length, false), Position::Hub(*hub))));
        }
        let best = offers.iter().map(|(rank, _)| *rank).max();
        let mut chosen = offers.iter().filter(|(rank, _)| Some(*rank) == best);
        let (Some((_, next)), None) = (chosen.next(), chosen.next()) else {
            self.note(Position::Site(site), None, Note::Ended);
            return Err(if best.is_some() { Disposition::UndecidedGateway } else { Disposition::DroppedNotAdvertised });
        };
        match *next {
            Position::Hub(hub) => {
                self.note(Position::Site(site), None, Note::ToldByHub(hub));
                self.reach_hub(hub)
            }
            Position::Gateway(gateway) => {
                self.note(Position::Site(site), None, Note::Advertised(gateway));
                self.walk.passes.push(Instance::Gateway(gateway));
                Ok(*next)
            }
            _ => Err(Disposition::DroppedNotAdvertised),
        }
    }
}
