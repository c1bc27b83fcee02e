//! Sets of addresses, the alphabet of every symbolic answer.

use super::{Address, Ipv4, Prefix};

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

    /// The addresses of at least one of `intervals`, given in any order.
    pub fn of(intervals: impl IntoIterator<Item = Interval<A>>) -> Self {
        let mut sorted: Vec<_> = intervals.into_iter().collect();
        sorted.sort_unstable();
        let mut set = Self::default();
        for interval in sorted {
            set.push(interval);
        }
        set
    }

    /// The addresses of at least one of `prefixes`.
    pub fn covering(prefixes: impl IntoIterator<Item = Prefix<A>>) -> Self {
        Self::of(prefixes.into_iter().map(Prefix::interval))
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
        Self::of(self.intervals.iter().chain(&other.intervals).copied())
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
        self.intersection(&other.complement())
    }

    /// The fewest prefixes that together are the set, ascending.
    pub fn prefixes(&self) -> Vec<Prefix<A>> {
        let blocks = self.intervals.iter().flat_map(|interval| interval.first.blocks_to(interval.last));
        blocks.map(|(first, length)| Prefix::holding(first, length)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::AddressSet;
    use crate::address::{Ipv4, Prefix};

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
