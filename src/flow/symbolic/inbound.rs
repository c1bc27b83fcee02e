//! Classes on the Internet: those that come in, and replies that come back.

use std::borrow::Cow;

use super::class::{End, Packets, Side, part};
use super::explorer::Explorer;
use crate::address::{Address, AddressSet};
use crate::design::{Forwarder, PortRange, PublicIpId};
use crate::flow::disposition::Disposition;
use crate::flow::position::{Instance, Position};
use crate::flow::traffic::with_ports;
use crate::flow::translation::Translating;

impl<'s, A: Address> Explorer<'_, '_, 's, A> {
    pub(super) fn leave_internet(&mut self, class: Packets<'s, A>) {
        let Some((_, sender)) = self.request else { return self.come_in(class) };
        match class.replaced.last().map(|(at, _)| *at) {
            Some(at) => self.enter(class, at),
            None => self.end(class, Disposition::returned(sender)),
        }
    }

    fn come_in(&mut self, class: Packets<'s, A>) {
        let network = self.network;
        let (named, others) = part(class, End::Target, &network.published_addresses);
        if let Some(class) = others {
            let (outside, inside) = part(class, End::Target, &network.outside);
            if let Some(class) = inside {
                self.end(class, Disposition::DroppedPrivateAddressFromInternet);
            }
            if let Some(class) = outside {
                self.end(class, Disposition::DeliveredToInternet);
            }
        }
        let Some(mut rest) = named else { return };
        for published in &network.published {
            let (here, others) = part(rest, End::Target, &AddressSet::one(published.address));
            match (here, published.entry) {
                (Some(mut class), Some((private, end))) => {
                    class.published = Some(published.address);
                    class.target = Side::Class(Cow::Owned(AddressSet::one(private)));
                    self.end(class, end);
                }
                (Some(class), None) if published.closed => self.end(class, Disposition::DroppedUnsolicited),
                (Some(class), None) => self.come_through(class, published.id, published.address),
                (None, _) => {}
            }
            match others {
                Some(class) => rest = class,
                None => return,
            }
        }
    }

    /// What is for a public IP address that no machine has: a firewall sends on what its NAT rules name, and nothing else comes in.
    fn come_through(&mut self, class: Packets<'s, A>, public: PublicIpId, address: A) {
        let network = self.network;
        let rules: Vec<&Translating<A>> = network.translating(public).collect();
        // Each class with the number of the next rule to ask.
        let mut open = vec![(class, 0)];
        while let Some((class, at)) = open.pop() {
            if self.budget.spend(1).is_err() {
                self.exhausted = true;
                return;
            }
            let Some(rule) = rules.get(at) else {
                self.end(class, Disposition::DroppedUnsolicited);
                continue;
            };
            let (from, elsewhere) = part(class, End::Source, &rule.sources.possible);
            open.extend(elsewhere.map(|class| (class, at + 1)));
            let Some(class) = from else { continue };
            let (carrying, other) = part(class, End::Traffic, &rule.traffic);
            open.extend(other.map(|class| (class, at + 1)));
            let Some(class) = carrying else { continue };
            let (sure, perhaps) = part(class, End::Source, &rule.sources.sure);
            if let Some(class) = perhaps {
                self.end(class, Disposition::UndecidedFirewallRule);
            }
            if let Some(class) = sure {
                self.translate(class, rule, address);
            }
        }
    }

    /// A class that a firewall sends on: each protocol by itself, because one port takes the place of all.
    fn translate(&mut self, class: Packets<'s, A>, rule: &Translating<A>, address: A) {
        let own = match rule.own {
            Ok(own) => own,
            Err(end) => return self.end(class, end),
        };
        let forwarder = Forwarder::Firewall(rule.firewall);
        let port = [PortRange { first: rule.port, last: rule.port }];
        let (tcp, udp) = part(class, End::Traffic, &with_ports(true, false, &[PortRange::ALL]));
        for (class, is_tcp) in [(tcp, true), (udp, false)] {
            let Some(mut class) = class else { continue };
            let translated = Side::Class(Cow::Owned(with_ports(is_tcp, !is_tcp, &port)));
            if let Side::Class(carried) = std::mem::replace(&mut class.traffic, translated) {
                class.carried = Some(carried);
            }
            class.published = Some(address);
            class.translated_by = Some((rule.firewall, own));
            class.target = Side::Class(Cow::Owned(AddressSet::one(rule.address)));
            let sender = std::mem::replace(&mut class.source, Side::Forwarder(forwarder, own));
            class.replaced.push((forwarder, sender));
            class.passes.push(Instance::Firewall(rule.firewall));
            self.open.push((Position::Forwarder(forwarder), class));
        }
    }
}
