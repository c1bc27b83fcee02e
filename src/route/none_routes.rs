//! The system routes with next hop None: blocks that Azure drops unless a route says otherwise (specification 2.3, 2.6).
//!
//! Dated data, not law: the documented blocks have changed before (172.16.0.0/12 is missing from older copies),
//! and real listings carry Microsoft-internal blocks beside them.

use crate::address::{Address, Ipv6, Prefix};
use crate::design::{Design, Ipv6SystemRoutes};

/// The blocks, ascending.
///
/// Documented (Microsoft Learn, "Virtual network traffic routing", read 2026-11-23) are 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12
/// and 192.168.0.0/16. The others are seen in real listings (erjosito/azure-networking-lab and a Microsoft Learn lab, as of 2026-11-23).
const BLOCKS: [Prefix; 18] = [
    Prefix::v4([10, 0, 0, 0], 8),
    Prefix::v4([20, 35, 252, 0], 22),
    Prefix::v4([23, 103, 0, 0], 18),
    Prefix::v4([25, 4, 0, 0], 14),
    Prefix::v4([25, 30, 0, 0], 15),
    Prefix::v4([25, 33, 0, 0], 16),
    Prefix::v4([25, 41, 0, 0], 20),
    Prefix::v4([25, 48, 0, 0], 12),
    Prefix::v4([40, 108, 0, 0], 17),
    Prefix::v4([40, 109, 0, 0], 16),
    Prefix::v4([100, 64, 0, 0], 10),
    Prefix::v4([104, 146, 0, 0], 17),
    Prefix::v4([104, 147, 0, 0], 16),
    Prefix::v4([127, 0, 0, 0], 8),
    Prefix::v4([157, 59, 0, 0], 16),
    Prefix::v4([172, 16, 0, 0], 12),
    Prefix::v4([192, 168, 0, 0], 16),
    Prefix::v4([198, 18, 0, 0], 15),
];

/// The documented ones.
const DOCUMENTED: [Prefix; 4] =
    [Prefix::v4([10, 0, 0, 0], 8), Prefix::v4([100, 64, 0, 0], 10), Prefix::v4([172, 16, 0, 0], 12), Prefix::v4([192, 168, 0, 0], 16)];

/// What corresponds to the private blocks of IPv4: the unique local addresses of RFC 4193.
const UNIQUE_LOCAL: [Prefix<Ipv6>; 1] = [Prefix::v6([0xfc00, 0, 0, 0, 0, 0, 0, 0], 7)];

/// The blocks that Azure drops by default, ascending; a design may say that only the documented ones count.
///
/// Nobody has described any for IPv6; a design may say that there is one (2.8).
pub fn blocks<A: Address>(design: &Design) -> &'static [Prefix<A>] {
    let v4: &[Prefix] = if design.options.undocumented_none_routes { &BLOCKS } else { &DOCUMENTED };
    let v6: &[Prefix<Ipv6>] = if design.options.ipv6_system_routes == Ipv6SystemRoutes::InternetAndNone { &UNIQUE_LOCAL } else { &[] };
    A::choose(v4, v6)
}

#[cfg(test)]
mod tests {
    use super::{BLOCKS, DOCUMENTED, blocks};
    use crate::address::{Ipv4, Ipv6};
    use crate::design::{Design, Ipv6SystemRoutes};

    #[test]
    fn the_blocks_ascend() {
        assert!(blocks::<Ipv4>(&Design::default()).is_sorted());
        assert_eq!(blocks::<Ipv4>(&Design::default()), BLOCKS);
        assert!(blocks::<Ipv6>(&Design::default()).is_empty());
    }

    // Specification 2.8 and 16.
    #[test]
    fn a_design_may_say_that_unique_local_addresses_are_dropped() {
        let mut design = Design::default();
        design.options.ipv6_system_routes = Ipv6SystemRoutes::InternetAndNone;
        assert_eq!(blocks::<Ipv6>(&design).iter().map(ToString::to_string).collect::<Vec<_>>(), ["fc00::/7"]);
        assert_eq!(blocks::<Ipv4>(&design), BLOCKS);
    }

    // Specification 2.3 and 16.
    #[test]
    fn a_design_may_leave_out_what_is_not_documented() {
        let mut design = Design::default();
        design.options.undocumented_none_routes = false;
        let left: Vec<_> = blocks::<Ipv4>(&design).iter().map(|block| block.to_string()).collect();
        assert_eq!(left, ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"]);
        assert!(DOCUMENTED.iter().all(|block| BLOCKS.contains(block)));
    }
}
