//! One packet whose destination a firewall translates, and the reply to it.

use super::super::disposition::Disposition;
use super::super::packet::{Note, Translation};
use super::super::position::{Instance, Position};
use super::super::steps::Step;
use super::Walker;
use crate::address::{Address, AddressSet, Share};
use crate::design::{Forwarder, PublicIpId};

impl<A: Address> Walker<'_, '_, '_, A> {
    /// A packet from the Internet for a public IP address of a firewall: the first NAT rule that matches sends it on.
    pub(super) fn come_through(&mut self, public: PublicIpId) -> Step {
        let network = self.network;
        let (source, traffic) = (AddressSet::one(self.header.source), self.header.traffic.set::<A>());
        for rule in network.translating(public) {
            let shares = [rule.sources.share(&source), traffic.share(&rule.traffic)];
            if shares.contains(&Share::None) {
                continue;
            }
            if shares != [Share::All; 2] {
                self.note(Position::Internet, None, Note::Translated(public, rule.firewall, Some(rule.rule)));
                return Err(Disposition::UndecidedFirewallRule);
            }
            let forwarder = Forwarder::Firewall(rule.firewall);
            self.note(Position::Internet, None, Note::Translated(public, rule.firewall, Some(rule.rule)));
            let own = rule.own?;
            self.walk.translations.push(Translation { at: forwarder, original: self.header.source });
            self.walk.passes.push(Instance::Firewall(rule.firewall));
            (self.walk.landed, self.walk.translated_by) = (Some(rule.address), Some(rule.firewall));
            self.header.source = own;
            self.header.destination = rule.address;
            self.header.traffic = self.header.traffic.to_port(rule.port);
            return Ok(Position::Forwarder(forwarder));
        }
        let firewall = network.translating(public).next().map(|rule| rule.firewall);
        self.note(Position::Internet, None, firewall.map_or(Note::Published(public), |it| Note::Translated(public, it, None)));
        Err(Disposition::DroppedUnsolicited)
    }

    /// In a reply that a firewall has just given back the sender's address as the destination: it leaves as the firewall, if the
    /// request came in through it.
    pub(super) fn restore_source(&mut self) {
        let through = self.request.and_then(|(request, _)| request.translated_by);
        // That firewall was the first to translate the sender.
        if let Some(firewall) = through.filter(|_| self.pending.is_empty()) {
            self.header.source = super::own_address(self.network, Forwarder::Firewall(firewall));
        }
    }
}
