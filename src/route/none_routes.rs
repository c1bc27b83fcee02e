//! The system routes with next hop None: blocks that Azure drops unless a route says otherwise.
//!
//! Dated data, not law: the documented blocks have changed before (172.16.0.0/12 is missing from older copies),
//! and real listings carry Microsoft-internal blocks beside them.

use crate::address::{Ipv4, Prefix};
use crate::design::Design;

/// The blocks, ascending.
///
/// Documented (Microsoft Learn, "Virtual network traffic routing", read 2026-11-23) are 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12
/// and 192.168.0.0/16. The others are seen in real listings (erjosito/azure-networking-lab and a Microsoft Learn lab, as of 2026-11-23).
pub(super) const BLOCKS: [(Ipv4, u8); 18] = [
    (Ipv4::new(10, 0, 0, 0), 8),
    (Ipv4::new(20, 35, 252, 0), 22),
    (Ipv4::new(23, 103, 0, 0), 18),
    (Ipv4::new(25, 4, 0, 0), 14),
    (Ipv4::new(25, 30, 0, 0), 15),
    (Ipv4::new(25, 33, 0, 0), 16),
    (Ipv4::new(25, 41, 0, 0), 20),
    (Ipv4::new(25, 48, 0, 0), 12),
    (Ipv4::new(40, 108, 0, 0), 17),
    (Ipv4::new(40, 109, 0, 0), 16),
    (Ipv4::new(100, 64, 0, 0), 10),
    (Ipv4::new(104, 146, 0, 0), 17),
    (Ipv4::new(104, 147, 0, 0), 16),
    (Ipv4::new(127, 0, 0, 0), 8),
    (Ipv4::new(157, 59, 0, 0), 16),
    (Ipv4::new(172, 16, 0, 0), 12),
    (Ipv4::new(192, 168, 0, 0), 16),
    (Ipv4::new(198, 18, 0, 0), 15),
];

/// The first addresses of the documented ones.
const DOCUMENTED: [Ipv4; 4] = [Ipv4::new(10, 0, 0, 0), Ipv4::new(100, 64, 0, 0), Ipv4::new(172, 16, 0, 0), Ipv4::new(192, 168, 0, 0)];

/// The blocks that Azure drops by default, ascending; a design may say that only the documented ones count.
pub fn blocks(design: &Design) -> impl Iterator<Item = Prefix> {
    let all = design.options.undocumented_none_routes;
    let counted = BLOCKS.into_iter().filter(move |(first, _)| all || DOCUMENTED.contains(first));
    counted.map(|(first, length)| Prefix::holding(first, length))
}

#[cfg(test)]
mod tests {
    use super::{BLOCKS, DOCUMENTED, blocks};
    use crate::design::Design;

    #[test]
    fn the_blocks_ascend() {
        assert!(blocks(&Design::default()).is_sorted());
        assert_eq!(blocks(&Design::default()).count(), BLOCKS.len());
    }

    // Specification 2.3 and 16.
    #[test]
    fn a_design_may_leave_out_what_is_not_documented() {
        let mut design = Design::default();
        design.options.undocumented_none_routes = false;
        let left: Vec<_> = blocks(&design).map(|block| block.to_string()).collect();
        assert_eq!(left, ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"]);
        assert_eq!(left.len(), DOCUMENTED.len());
    }
}
