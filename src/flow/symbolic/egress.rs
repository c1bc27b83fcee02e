//! Classes that leave to the Internet, parted by what gives them a public address.

use super::class::{End, Packets, part, part_sender};
use super::explorer::Explorer;
use crate::address::Address;
use crate::flow::disposition::Disposition;
use crate::flow::egress::{Egress, Ways, translatable};
use crate::flow::network::Position;

impl<'s, A: Address> Explorer<'_, '_, 's, A> {
    /// Ends a class that a route sends to the Internet: there, or because nothing gives it a public address.
    pub(super) fn leave_with_address(&mut self, class: Packets<'s, A>, at: Position) {
        let ways = self.network.ways(at);
        if !ways.part_protocols() {
            return self.leave_from(class, &ways, Ways::of_translatable);
        }
        let (translatable, other) = part(class, End::Traffic, &translatable());
        if let Some(class) = translatable {
            self.go_out(class, ways.of_translatable(None));
        }
        if let Some(class) = other {
            self.leave_from(class, &ways, Ways::of_other);
        }
    }

    fn leave_from(&mut self, class: Packets<'s, A>, ways: &Ways<A>, of: fn(&Ways<A>, Option<A>) -> Result<Egress, Disposition>) {
        let mut rest = class;
        for (address, _) in &ways.own {
            let (own, others) = part_sender(rest, *address);
            if let Some(class) = own {
                self.go_out(class, of(ways, Some(*address)));
            }
            match others {
                Some(class) => rest = class,
                None => return,
            }
        }
        self.go_out(rest, of(ways, None));
    }

    /// Ends a class on the Internet, if something gives it a public address and it is not for one of the design's own.
    fn go_out(&mut self, class: Packets<'s, A>, way: Result<Egress, Disposition>) {
        if let Err(end) = way {
            return self.end(class, end);
        }
        let (own, others) = part(class, End::Target, &self.network.published_addresses);
        if let Some(class) = own {
            self.end(class, Disposition::UndecidedOwnPublicAddress);
        }
        if let Some(class) = others {
            self.end(class, Disposition::DeliveredToInternet);
        }
    }
}
