//! Longest-prefix match for whole sets of addresses at once: a map kept as sorted intervals.

use super::{Address, AddressSet, Interval, Ipv4, Prefix};

/// What each address maps to: the value of the longest prefix that holds it.
///
/// # Invariant
/// Segments are sorted by first address, the first one starts at the lowest address, and neighbours differ.
/// `None` stands where no prefix holds the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefixMap<T, A = Ipv4> {
    segments: Vec<(A, Option<T>)>,
}

impl<T: Copy + Eq, A: Address> PrefixMap<T, A> {
    /// The map of prefixes given in the order of [`Prefix`]: a block before the blocks inside it.
    pub fn of(prefixes: impl IntoIterator<Item = (Prefix<A>, T)>) -> Self {
        let prefixes = prefixes.into_iter();
        let mut map = Self { segments: Vec::with_capacity(2 * prefixes.size_hint().0 + 1) };
        map.segments.push((A::MIN, None));
        // The blocks that hold the current address, outermost first.
        let mut open: Vec<(A, T)> = Vec::new();
        for (prefix, value) in prefixes {
            map.close(&mut open, prefix.first());
            map.start(prefix.first(), Some(value));
            open.push((prefix.last(), value));
        }
        while let Some((last, _)) = open.pop() {
            map.resume(last, &open);
        }
        map
    }

    /// Ends the blocks that end before `first`.
    fn close(&mut self, open: &mut Vec<(A, T)>, first: A) {
        while let Some((last, _)) = open.pop_if(|(last, _)| *last < first) {
            self.resume(last, open);
        }
    }

    /// After a block ends at `last`, the block around it goes on.
    fn resume(&mut self, last: A, open: &[(A, T)]) {
        // A block that ends with the one around it has nothing left to resume.
        if let Some(next) = last.next()
            && open.last().is_none_or(|(outer, _)| *outer > last)
        {
            self.start(next, open.last().map(|(_, value)| *value));
        }
    }

    fn start(&mut self, first: A, value: Option<T>) {
        self.segments.pop_if(|(start, _)| *start == first);
        if self.segments.last().is_none_or(|(_, before)| *before != value) {
            self.segments.push((first, value));
        }
    }

    /// Changes what the addresses of a set map to.
    pub fn overlay(&mut self, set: &AddressSet<A>, change: &dyn Fn(Option<T>) -> Option<T>) {
        let segments = std::mem::take(&mut self.segments);
        let mut rest = set.intervals();
        for (i, (start, value)) in segments.iter().enumerate() {
            let end = segments.get(i + 1).and_then(|(next, _)| next.previous()).unwrap_or(A::MAX);
            let mut next = Some(*start).filter(|start| *start <= end);
            while let Some(first) = next {
                while let Some((_, after)) = rest.split_first().filter(|(interval, _)| interval.last < first) {
                    rest = after;
                }
                (next, _) = match rest.first().filter(|interval| interval.first <= end) {
                    Some(interval) if interval.first <= first => {
                        (interval.last.next().filter(|next| *next <= end), self.start(first, change(*value)))
                    }
                    outside => (outside.map(|interval| interval.first), self.start(first, *value)),
                };
            }
        }
    }

    /// The longest runs of addresses that map to one value, ascending.
    pub fn segments(&self) -> impl Iterator<Item = (Interval<A>, Option<T>)> + '_ {
        let ends = self.segments.iter().skip(1).map(|(next, _)| next.previous()).chain([None]);
        self.segments.iter().zip(ends).map(|((first, value), last)| (Interval { first: *first, last: last.unwrap_or(A::MAX) }, *value))
    }

    /// What one address maps to.
    pub fn lookup(&self, address: A) -> Option<T> {
        self.segments.get(last_at(&self.segments, address))?.1
    }

    /// What every address of `set` maps to, if it is the same.
    pub fn uniform(&self, set: &AddressSet<A>) -> Option<Option<T>> {
        let mut of_all = None;
        let mut rest = self.segments.as_slice();
        for interval in set.intervals() {
            rest = rest.get(last_at(rest, interval.first)..)?;
            let (_, value) = rest.first()?;
            let whole = rest.get(1).is_none_or(|(next, _)| *next > interval.last);
            if !whole || *of_all.get_or_insert(*value) != *value {
                return None;
            }
        }
        of_all
    }

    /// The addresses of `set`, parted by value, in the order of their lowest address.
    pub fn split(&self, set: &AddressSet<A>) -> Vec<(Option<T>, AddressSet<A>)> {
        let mut parts: Vec<(Option<T>, AddressSet<A>)> = Vec::new();
        for interval in set.intervals() {
            let mut i = last_at(&self.segments, interval.first);
            while let Some((start, value)) = self.segments.get(i).filter(|(start, _)| *start <= interval.last) {
                let end = self.segments.get(i + 1).and_then(|(next, _)| next.previous()).unwrap_or(A::MAX);
                let piece = Interval { first: interval.first.max(*start), last: interval.last.min(end) };
                match parts.iter_mut().find(|(known, _)| known == value) {
                    Some((_, part)) => part.push(piece),
                    None => parts.push((*value, piece.into())),
                }
                i += 1;
            }
        }
        parts
    }
}

/// The position of the last segment that starts at or before `address`; the first one does.
fn last_at<T, A: Address>(segments: &[(A, T)], address: A) -> usize {
    const NEAR: usize = 4;
    // Looked for nearby first: the intervals of a set often follow the segments of the map.
    let near = segments.iter().take(NEAR).take_while(|(first, _)| *first <= address).count();
    let after = if near < NEAR { near } else { segments.partition_point(|(first, _)| *first <= address) };
    after.saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::PrefixMap;
    use crate::address::{Address, AddressSet, Ipv4, Ipv6, Prefix};

    /// Longest prefix match by looking at every prefix.
    fn scan<A: Address>(active: &[(Prefix<A>, char)], address: A) -> Option<char> {
        active.iter().filter(|(prefix, _)| prefix.contains(address)).max_by_key(|(prefix, _)| prefix.length()).map(|(_, value)| *value)
    }

    prop_compose! {
        /// Few distinct blocks, so that they nest and touch.
        fn entry()(first in prop::sample::select(vec![0u32, 0x0a00_0000, 0x0a00_0100, 0x0a01_0000, 0xffff_ff00, 0xffff_ffff]),
                   length in prop::sample::select(vec![0u8, 1, 8, 15, 16, 24, 31, 32]),
                   hop in 0u32..3) -> (Prefix, char) {
            let value = ['a', 'b', 'c'][hop as usize];
            (Prefix::holding(Ipv4(first), length), value)
        }
    }

    proptest! {
        #[test]
        fn an_overlay_changes_a_set_and_nothing_else(mut active in prop::collection::vec(entry(), 0..8), over in prop::collection::vec(entry(), 0..8)) {
            active.sort_by_key(|(prefix, _)| *prefix);
            active.dedup_by_key(|(prefix, _)| *prefix);
            let (before, set) = (PrefixMap::of(active.iter().copied()), AddressSet::covering(over.iter().map(|(prefix, _)| *prefix)));
            let mut map = before.clone();
            let change = |value: Option<char>| if value == Some('a') { Some('b') } else { value.map(|_| 'd') };
            map.overlay(&set, &change);
            let edges = active.iter().chain(&over).flat_map(|(prefix, _)| {
                let (first, last) = (prefix.first(), prefix.last());
                [Some(first), Some(last), first.previous(), last.next()]
            });
            for address in edges.flatten().chain([Ipv4::MIN, Ipv4::MAX]) {
                let value = before.lookup(address);
                prop_assert_eq!(map.lookup(address), if set.contains(address) { change(value) } else { value }, "{}", address);
            }
            prop_assert!(map.segments.is_sorted_by(|a, b| a.0 < b.0 && a.1 != b.1));
        }

        #[test]
        fn the_map_is_longest_prefix_match(active in prop::collection::vec(entry(), 0..12)) {
            // The same blocks at the top of the longer addresses.
            let long = |(prefix, value): &(Prefix, char)| (Prefix::holding(Ipv6(u128::from(prefix.first().0) << 96), prefix.length()), *value);
            matches_longest(active.iter().map(long).collect())?;
            matches_longest(active)?;
        }
    }

    fn matches_longest<A: Address>(mut active: Vec<(Prefix<A>, char)>) -> Result<(), TestCaseError> {
        active.sort_by_key(|(prefix, _)| *prefix);
        active.dedup_by_key(|(prefix, _)| *prefix);
        let map = PrefixMap::of(active.iter().copied());
        let edges = active.iter().flat_map(|(prefix, _)| {
            let (first, last) = (prefix.first(), prefix.last());
            [Some(first), Some(last), first.previous(), last.next()]
        });
        for address in edges.flatten().chain([A::MIN, A::MAX]) {
            prop_assert_eq!(map.lookup(address), scan(&active, address), "{}", address);
        }
        let parts = map.split(&AddressSet::all());
        prop_assert_eq!(map.uniform(&AddressSet::all()), (parts.len() == 1).then(|| parts[0].0));
        let whole = parts.iter().fold(AddressSet::default(), |sum, (_, part)| sum.union(part));
        prop_assert_eq!(whole, AddressSet::all());
        for (value, part) in parts {
            for interval in part.intervals() {
                prop_assert_eq!(map.lookup(interval.first), value);
                prop_assert_eq!(map.uniform(&AddressSet::of([*interval])), Some(value));
                prop_assert_eq!(map.lookup(interval.last), value);
            }
        }
        Ok(())
    }
}
