//! Classes on the Internet: those that come in, and replies that come back.

use std::borrow::Cow;

use super::class::{End, Packets, Side, part};
use super::explorer::Explorer;
use crate::address::{Address, AddressSet};
use crate::flow::disposition::Disposition;

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
                (Some(class), None) => self.end(class, Disposition::DroppedUnsolicited),
                (None, _) => {}
            }
            match others {
                Some(class) => rest = class,
                None => return,
            }
        }
    }
}
