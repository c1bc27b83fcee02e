//! Classes that leave to the Internet, parted by what gives them a public address.

use super::class::{End, Packets, part, part_sender};
use super::explorer::Explorer;
use crate::address::Address;
use crate::flow::disposition::Disposition;
use crate::flow::egress::{Egress, Ways, translatable};
use crate::flow::position::Position;

impl<'s, A: Address> Explorer<'_, '_, 's, A> {
    /// Ends a class that a route sends to the Internet: there, or because nothing gives it a public address.
    pub(super) fn leave_with_address(&mut self, class: Packets<'s, A>, at: Position) {
        let ways = self.network.ways(at);
        if !ways.part_protocols() {
            return self.leave_from(class, at, &ways, Ways::of_translatable);
        }
        let (translatable, other) = part(class, End::Traffic, &translatable());
        if let Some(class) = translatable {
            self.end_leaving(class, at, ways.of_translatable(None));
        }
        if let Some(class) = other {
            self.leave_from(class, at, &ways, Ways::of_other);
        }
    }

    fn leave_from(&mut self, class: Packets<'s, A>, at: Position, ways: &Ways<A>, of: Choice<A>) {
        let mut rest = class;
        for (address, _) in &ways.own {
            let (own, others) = part_sender(rest, *address);
            if let Some(class) = own {
                self.end_leaving(class, at, of(ways, Some(*address)));
            }
            match others {
                Some(class) => rest = class,
                None => return,
            }
        }
        self.end_leaving(rest, at, of(ways, None));
    }

    /// Ends a class on the Internet, unless it is for one of the design's own addresses.
    fn go_out(&mut self, class: Packets<'s, A>) {
        let (own, others) = part(class, End::Target, &self.network.published_addresses);
        if let Some(class) = own {
            self.end(class, Disposition::UndecidedOwnPublicAddress);
        }
        if let Some(class) = others {
            self.end(class, Disposition::DeliveredToInternet);
        }
    }

    /// Ends a class on the Internet, or for want of a public address; Storage of the region is perhaps reached without one.
    fn end_leaving(&mut self, class: Packets<'s, A>, at: Position, way: Result<Egress, Disposition>) {
        let end = match way {
            Ok(_) => return self.go_out(class),
            Err(end) => end,
        };
        let Some(near) = self.network.storage_near(at).filter(|_| end == Disposition::DroppedNoEgress) else { return self.end(class, end) };
        let mut rest = Some(class);
        for (addresses, end) in
            [(near.certain, Disposition::DeliveredToService(near.tag)), (near.possible, Disposition::UndecidedServiceTag(near.tag))]
        {
            let Some(class) = rest else { return };
            let (inside, outside) = part(class, End::Target, &addresses);
            if let Some(class) = inside {
                self.end(class, end);
            }
            rest = outside;
        }
        if let Some(class) = rest {
            self.end(class, end);
        }
    }
}

/// What gives a sender, or one without an address of its own, its public address.
type Choice<A> = fn(&Ways<A>, Option<A>) -> Result<Egress, Disposition>;
