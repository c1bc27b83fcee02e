//! The forwarding map: every address to its next hop, as sorted intervals.

use super::effective::NextHop;
use crate::address::{Address, AddressSet, Interval, Ipv4, Prefix};

/// Which next hop each address has.
///
/// # Invariant
/// Segments are sorted by first address, the first one starts at the lowest address, and neighbours differ.
/// `None` is the absence of a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForwardingMap {
    segments: Vec<(Ipv4, Option<NextHop>)>,
}

impl ForwardingMap {
    /// The map of active routes given in the order of [`Prefix`]: a block before the blocks inside it.
    pub fn of(active: impl IntoIterator<Item = (Prefix, NextHop)>) -> Self {
        let mut map = Self { segments: vec![(Ipv4::MIN, None)] };
        // The blocks that hold the current address, outermost first.
        let mut open: Vec<(Ipv4, NextHop)> = Vec::new();
        for (prefix, next_hop) in active {
            map.close(&mut open, prefix.first());
            map.start(prefix.first(), Some(next_hop));
            open.push((prefix.last(), next_hop));
        }
        while let Some((last, _)) = open.pop() {
            map.resume(last, &open);
        }
        map
    }

    /// Ends the blocks that end before `first`.
    fn close(&mut self, open: &mut Vec<(Ipv4, NextHop)>, first: Ipv4) {
        while let Some((last, _)) = open.pop_if(|(last, _)| *last < first) {
            self.resume(last, open);
        }
    }

    /// After a block ends at `last`, the block around it goes on.
    fn resume(&mut self, last: Ipv4, open: &[(Ipv4, NextHop)]) {
        // A block that ends with the one around it has nothing left to resume.
        if let Some(next) = last.next()
            && open.last().is_none_or(|(outer, _)| *outer > last)
        {
            self.start(next, open.last().map(|(_, next_hop)| *next_hop));
        }
    }

    fn start(&mut self, first: Ipv4, next_hop: Option<NextHop>) {
        self.segments.pop_if(|(start, _)| *start == first);
        if self.segments.last().is_none_or(|(_, before)| *before != next_hop) {
            self.segments.push((first, next_hop));
        }
    }

    /// The next hop of one address.
    pub fn lookup(&self, address: Ipv4) -> Option<NextHop> {
        let after = self.segments.partition_point(|(first, _)| *first <= address);
        self.segments.get(after.checked_sub(1)?)?.1
    }

    /// The addresses of `set`, parted by next hop, in the order of their lowest address.
    pub fn split(&self, set: &AddressSet) -> Vec<(Option<NextHop>, AddressSet)> {
        let mut parts: Vec<(Option<NextHop>, AddressSet)> = Vec::new();
        for interval in set.intervals() {
            let mut i = self.segments.partition_point(|(first, _)| *first <= interval.first).saturating_sub(1);
            while let Some((start, next_hop)) = self.segments.get(i).filter(|(start, _)| *start <= interval.last) {
                let end = self.segments.get(i + 1).and_then(|(next, _)| next.previous()).unwrap_or(Ipv4::MAX);
                let piece = Interval { first: interval.first.max(*start), last: interval.last.min(end) };
                match parts.iter_mut().find(|(known, _)| known == next_hop) {
                    Some((_, part)) => part.push(piece),
                    None => parts.push((*next_hop, AddressSet::of([piece]))),
                }
                i += 1;
            }
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::ForwardingMap;
    use crate::address::{Address, AddressSet, Ipv4, Prefix};
    use crate::route::NextHop;

    /// Longest prefix match by looking at every route.
    fn scan(active: &[(Prefix, NextHop)], address: Ipv4) -> Option<NextHop> {
        active
            .iter()
            .filter(|(prefix, _)| prefix.contains(address))
            .max_by_key(|(prefix, _)| prefix.length())
            .map(|(_, next_hop)| *next_hop)
    }

    prop_compose! {
        /// Few distinct blocks, so that they nest and touch.
        fn route()(first in prop::sample::select(vec![0u32, 0x0a00_0000, 0x0a00_0100, 0x0a01_0000, 0xffff_ff00, 0xffff_ffff]),
                   length in prop::sample::select(vec![0u8, 1, 8, 15, 16, 24, 31, 32]),
                   hop in 0u32..3) -> (Prefix, NextHop) {
            let next_hop = [NextHop::VnetLocal, NextHop::Internet, NextHop::None][hop as usize];
            (Prefix::holding(Ipv4(first), length), next_hop)
        }
    }

    proptest! {
        #[test]
        fn the_map_is_longest_prefix_match(mut active in prop::collection::vec(route(), 0..12)) {
            active.sort_by_key(|(prefix, _)| *prefix);
            active.dedup_by_key(|(prefix, _)| *prefix);
            let map = ForwardingMap::of(active.iter().copied());
            let edges = active.iter().flat_map(|(prefix, _)| {
                let (first, last) = (prefix.first(), prefix.last());
                [Some(first), Some(last), first.previous(), last.next()]
            });
            for address in edges.flatten().chain([Ipv4::MIN, Ipv4::MAX]) {
                prop_assert_eq!(map.lookup(address), scan(&active, address), "{}", address);
            }
            let parts = map.split(&AddressSet::all());
            prop_assert_eq!(parts.iter().map(|(_, part)| part.size()).sum::<u128>(), 1 << 32);
            for (next_hop, part) in parts {
                for interval in part.intervals() {
                    prop_assert_eq!(map.lookup(interval.first), next_hop);
                    prop_assert_eq!(map.lookup(interval.last), next_hop);
                }
            }
        }
    }
}
