//! Sets of addresses, the alphabet of every symbolic answer.

use super::{Address, Ipv4, Prefix, sort_by_rank};

/// All addresses from `first` to `last`, both included.
///
/// # Invariant
/// `first <= last`; an empty interval cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval<A = Ipv4> {
    /// The lowest address.
    pub first: A,
    /// The highest address.
    pub last: A,
}

/// A set of addresses.
///
/// # Invariant
/// The intervals are sorted, disjoint and never adjacent, so `==` is set equality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressSet<A = Ipv4> {
    intervals: Vec<Interval<A>>,
}

impl<A> Default for AddressSet<A> {
    fn default() -> Self {
        Self { intervals: Vec::new() }
    }
}

impl<A: Address> AddressSet<A> {
    /// Every address.
    pub fn all() -> Self {
        Self { intervals: vec![Interval { first: A::MIN, last: A::MAX }] }
    }

    /// One address.
    pub fn one(address: A) -> Self {
        Self { intervals: vec![Interval { first: address, last: address }] }
    }

    /// Appends an interval that starts no lower than every interval before it.
    pub fn push(&mut self, next: Interval<A>) {
        match self.intervals.last_mut() {
            Some(last) if last.last.next().is_none_or(|after| after >= next.first) => last.last = last.last.max(next.last),
            _ => self.intervals.push(next),
        }
    }

    /// The intervals, ascending.
    pub fn intervals(&self) -> &[Interval<A>] {
        &self.intervals
    }

    /// Whether the set has no address.
    pub fn is_empty(&self) -> bool {
        self.intervals.is_empty()
    }

    /// The lowest address.
    pub fn lowest(&self) -> Option<A> {
        self.intervals.first().map(|interval| interval.first)
    }

    /// Whether `address` is in the set.
    pub fn contains(&self, address: A) -> bool {
        let after = self.intervals.partition_point(|interval| interval.first <= address);
        after.checked_sub(1).and_then(|i| self.intervals.get(i)).is_some_and(|interval| address <= interval.last)
    }

    /// How many addresses the set has.
    pub fn size(&self) -> u128 {
        self.intervals.iter().map(|interval| interval.first.count_to(interval.last)).sum()
    }

    /// The addresses of either set.
    pub fn union(&self, other: &Self) -> Self {
        let mut union = Self::default();
        let (mut left, mut right) = (self.intervals.iter().peekable(), other.intervals.iter().peekable());
        while let Some(next) = match (left.peek(), right.peek()) {
            (Some(a), Some(b)) if a.first <= b.first => left.next(),
            (_, Some(_)) => right.next(),
            (_, None) => left.next(),
        } {
            union.push(*next);
        }
        union
    }

    /// The addresses of both sets.
    pub fn intersection(&self, other: &Self) -> Self {
        let mut common = Self::default();
        let (mut left, mut right) = (self.intervals.iter().peekable(), other.intervals.iter().peekable());
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let (first, last) = (a.first.max(b.first), a.last.min(b.last));
            if first <= last {
                common.push(Interval { first, last });
            }
            if a.last < b.last {
                left.next()
            } else {
                right.next()
            };
        }
        common
    }

    /// The addresses that are not in the set.
    pub fn complement(&self) -> Self {
        let mut rest = Self::default();
        let mut next = Some(A::MIN);
        for interval in &self.intervals {
            if let (Some(first), Some(last)) = (next, interval.first.previous())
                && first <= last
            {
                rest.push(Interval { first, last });
            }
            next = interval.last.next();
        }
        if let Some(first) = next {
            rest.push(Interval { first, last: A::MAX });
        }
        rest
    }

    /// The addresses of this set that are not in `other`.
    pub fn difference(&self, other: &Self) -> Self {
        self.part(other).1
    }

    /// The addresses of this set that are in `other`, and those that are not.
    pub fn part(&self, other: &Self) -> (Self, Self) {
        let (mut inside, mut outside) = (Self::default(), Self::default());
        let mut others = other.intervals.iter().peekable();
        for interval in &self.intervals {
            let mut next = Some(interval.first);
            while let (Some(first), Some(cut)) = (next.filter(|first| *first <= interval.last), others.peek()) {
                if cut.last < first {
                    others.next();
                    continue;
                }
                if cut.first > interval.last {
                    break;
                }
                if let Some(before) = cut.first.previous().filter(|before| first <= *before) {
                    outside.push(Interval { first, last: before });
                }
                let last = cut.last.min(interval.last);
                inside.push(Interval { first: cut.first.max(first), last });
                next = last.next();
            }
            if let Some(first) = next.filter(|first| *first <= interval.last) {
                outside.push(Interval { first, last: interval.last });
            }
        }
        (inside, outside)
    }

    /// The fewest prefixes that together are the set, ascending.
    pub fn prefixes(&self) -> Vec<Prefix<A>> {
        let blocks = self.intervals.iter().flat_map(|interval| interval.first.blocks_to(interval.last));
        blocks.map(|(first, length)| Prefix::holding(first, length)).collect()
    }
}

impl AddressSet {
    /// The addresses of at least one of `intervals`, given in any order.
    pub fn of(intervals: impl IntoIterator<Item = Interval>) -> Self {
        let mut sorted: Vec<_> = intervals.into_iter().collect();
        sort_by_rank(&mut sorted, |interval| u64::from(interval.first.0));
        let mut set = Self::default();
        for interval in sorted {
            set.push(interval);
        }
        set
    }

    /// The addresses of at least one of `prefixes`.
    pub fn covering(prefixes: impl IntoIterator<Item = Prefix>) -> Self {
        Self::of(prefixes.into_iter().map(Prefix::interval))
    }
}

#[cfg(test)]
mod tests {
    use super::AddressSet;
    use proptest::prelude::*;

    use crate::address::{Interval, Ipv4, Prefix};

    prop_compose! {
        /// Sets of few addresses at both ends of the space, so that they touch and overlap.
        fn any_set()(parts in prop::collection::vec((0u32..12, 0u32..12, any::<bool>()), 0..5)) -> AddressSet {
            AddressSet::of(parts.into_iter().map(|(a, b, high)| {
                let at = |value: u32| Ipv4(if high { u32::MAX - value } else { value });
                Interval { first: at(a).min(at(b)), last: at(a).max(at(b)) }
            }))
        }
    }

    proptest! {
        // Every operation against membership, address by address.
        #[test]
        fn sets_behave_as_their_members_do(a in any_set(), b in any_set()) {
            let (inside, outside) = a.part(&b);
            for address in (0..13).chain(u32::MAX - 13..=u32::MAX).map(Ipv4) {
                let (in_a, in_b) = (a.contains(address), b.contains(address));
                prop_assert_eq!(a.union(&b).contains(address), in_a || in_b);
                prop_assert_eq!(a.intersection(&b).contains(address), in_a && in_b);
                prop_assert_eq!(inside.contains(address), in_a && in_b);
                prop_assert_eq!(outside.contains(address), in_a && !in_b);
                prop_assert_eq!(a.complement().contains(address), !in_a);
            }
            prop_assert_eq!(inside.size() + outside.size(), a.size());
            prop_assert_eq!(AddressSet::covering(a.prefixes()), a);
        }
    }

    fn set(prefixes: &[&str]) -> AddressSet {
        AddressSet::covering(prefixes.iter().map(|text| Prefix::parse(text).unwrap()))
    }

    #[test]
    fn equal_sets_compare_equal_however_they_are_written() {
        assert_eq!(set(&["10.128.0.0/9", "10.0.0.0/9"]), set(&["10.0.0.0/8", "10.3.0.0/16"]));
    }

    #[test]
    fn the_ends_of_the_space_do_not_overflow() {
        assert_eq!(set(&["0.0.0.0/0"]).size(), 1 << 32);
        assert_eq!(set(&["0.0.0.0/0"]), AddressSet::<Ipv4>::all());
        assert!(AddressSet::<Ipv4>::all().complement().is_empty());
        assert_eq!(AddressSet::<Ipv4>::default().complement(), AddressSet::all());
        assert_eq!(set(&["255.255.255.255/32"]).complement().complement(), set(&["255.255.255.255/32"]));
    }

    #[test]
    fn prefixes_are_the_fewest() {
        let texts: Vec<_> = set(&["10.0.0.0/8"]).difference(&set(&["10.0.0.0/30"])).prefixes().iter().map(|p| p.length()).collect();
        assert_eq!(texts.len(), 22);
        assert_eq!(set(&["10.0.0.0/25", "10.0.0.128/25"]).prefixes(), [Prefix::parse("10.0.0.0/24").unwrap()]);
    }
}
