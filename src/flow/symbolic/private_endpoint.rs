//! Classes that a forwarder sends on to a private endpoint without translating them.

use super::class::{End, Packets, part};
use super::explorer::Explorer;
use crate::address::Address;
use crate::address::{AddressSet, Prefix};
use crate::design::PrivateEndpointId;
use crate::flow::disposition::Disposition;
use crate::flow::position::Position;
use crate::flow::private_endpoint::HandedOver;

impl<'s, A: Address> Explorer<'_, '_, 's, A> {
    /// A class that has reached a private endpoint, as far as routes say.
    pub(super) fn hand_over(&mut self, class: Packets<'s, A>, endpoint: PrivateEndpointId) {
        let end = Disposition::DeliveredToPrivateEndpoint(endpoint);
        let (Some(Position::Forwarder(entered)), before) = class.last_places() else { return self.guarded_end(class, end) };
        if self.request.is_some() {
            return self.guarded_end(class, end);
        }
        let own = self.network.own_interfaces(entered).filter_map(|own| self.network.address_of(own));
        let (own, mut others) = part(class, End::Source, &AddressSet::covering(own.map(Prefix::host)));
        if let Some(class) = own {
            self.guarded_end(class, end);
        }
        let Some(class) = &mut others else { return };
        let end = match self.network.handed_over(before, entered, endpoint) {
            HandedOver::Routed => end,
            HandedOver::Returning(leaving) => {
                class.handed_over = Some(leaving);
                end
            }
            HandedOver::Dropped => Disposition::DroppedUntranslatedToPrivateEndpoint,
            HandedOver::Unknown => Disposition::UndecidedPrivateEndpoint,
        };
        others.into_iter().for_each(|class| self.guarded_end(class, end));
    }
}
