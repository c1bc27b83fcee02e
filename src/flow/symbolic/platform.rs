//! Classes with packets for Azure's own addresses (specification 1.12).

use super::class::{End, Packets, part};
use super::explorer::Explorer;
use crate::address::{Address, AddressSet};
use crate::flow::disposition::Disposition;
use crate::flow::platform::{has_host, platform};
use crate::flow::position::Position;

impl<'s, A: Address> Explorer<'_, '_, 's, A> {
    /// The part of a class that is not for the platform, which the host answers; the rest ends.
    pub(super) fn past_platform(&mut self, class: Packets<'s, A>, at: Position) -> Option<Packets<'s, A>> {
        let own = platform::<A>();
        // Almost no class has such packets.
        if self.request.is_some() || !own.iter().any(|it| class.target.holds(it.first())) || !has_host(at) {
            return Some(class);
        }
        let (platform, others) = part(class, End::Target, &AddressSet::covering(own.iter().copied()));
        if let Some(class) = platform {
            self.end(class, Disposition::DeliveredToPlatform);
        }
        others
    }
}
