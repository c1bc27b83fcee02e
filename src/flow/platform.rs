//! Azure's own addresses, at which the host of a machine answers: no route takes packets elsewhere (specification 1.12).

use super::disposition::Disposition;
use super::position::Position;
use crate::address::{Address, Ipv6, Prefix};

/// The virtual address of the host: DNS, DHCP, health probes.
const HOST: [Prefix; 1] = [Prefix::v4([168, 63, 129, 16], 32)];

/// From where health probes come over IPv6. Source: Microsoft Learn, "Azure Load Balancer health probes".
const HOST_V6: [Prefix<Ipv6>; 1] = [Prefix::v6([0xfe80, 0, 0, 0, 0, 0x1234, 0x5678, 0x9abc], 128)];

/// The virtual address of the host, and that of the instance's metadata.
const PLATFORM: [Prefix; 2] = [HOST[0], Prefix::v4([169, 254, 169, 254], 32)];

/// The addresses from where a host probes, of one family.
pub(super) fn host<A: Address>() -> &'static [Prefix<A>] {
    A::choose(&HOST, &HOST_V6)
}

/// The addresses of one family.
pub(super) fn platform<A: Address>() -> &'static [Prefix<A>] {
    A::choose(&PLATFORM, &HOST_V6)
}

/// Whether a host stands below this position, which answers there; a gateway's and a site's packets come from elsewhere.
pub(super) fn has_host(position: Position) -> bool {
    matches!(position, Position::Subnet(_) | Position::Forwarder(_))
}

/// How a request ends that leaves `position` for one of these addresses.
pub(super) fn to_platform<A: Address>(position: Position, destination: A) -> Option<Disposition> {
    let own = platform::<A>().iter().any(|it| it.contains(destination));
    (own && has_host(position)).then_some(Disposition::DeliveredToPlatform)
}
