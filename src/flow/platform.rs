//! Azure's own addresses, at which the host of a machine answers: no route takes packets elsewhere (specification 1.12).

use super::disposition::Disposition;
use super::network::{Network, Position};
use super::tags::{HOST_V6, PLATFORM};
use crate::address::{Address, Prefix};

/// The addresses of one family.
pub(super) fn platform<A: Address>() -> &'static [Prefix<A>] {
    A::choose(&PLATFORM, &HOST_V6)
}

impl<A: Address> Network<'_, A> {
    /// Whether a host stands below this position, which answers there; a gateway's and a site's packets come from elsewhere.
    pub(super) fn has_host(&self, position: Position) -> bool {
        matches!(position, Position::Subnet(_) | Position::Forwarder(_))
    }

    /// How a request ends that leaves `position` for one of these addresses.
    pub(super) fn to_platform(&self, position: Position, destination: A) -> Option<Disposition> {
        let own = platform::<A>().iter().any(|it| it.contains(destination));
        (own && self.has_host(position)).then_some(Disposition::DeliveredToPlatform)
    }
}
