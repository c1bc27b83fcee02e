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

impl<A: Address> Interval<A> {
    /// Takes in an interval that starts no lower, where nothing lies between the two.
    fn takes(&mut self, next: Self) -> bool {
        let touches = self.last.next().is_none_or(|after| after >= next.first);
        if touches {
            self.last = self.last.max(next.last);
        }
        touches
    }
}

/// How much of a set lies in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// All of it; of nothing, too.
    All,
    /// A part of it.
    Some,
    /// None of it.
    None,
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

impl<A> From<Interval<A>> for AddressSet<A> {
    fn from(interval: Interval<A>) -> Self {
        Self { intervals: vec![interval] }
    }
}

impl<A: Address> AddressSet<A> {
    /// The addresses of at least one of `intervals`, given in any order.
    pub fn of(intervals: impl IntoIterator<Item = Interval<A>>) -> Self {
        let mut all = Vec::new();
        for interval in intervals {
            all.push(interval);
        }
        Self::merged(all)
    }

    fn merged(mut intervals: Vec<Interval<A>>) -> Self {
        sort_by_rank(&mut intervals, |interval| interval.first.rank(0));
        intervals.dedup_by(|next, kept| kept.takes(*next));
        Self { intervals }
    }

    /// The addresses of at least one of `prefixes`.
    pub fn covering(prefixes: impl IntoIterator<Item = Prefix<A>>) -> Self {
        Self::of(prefixes.into_iter().map(Prefix::interval))
    }

    /// The addresses of either set.
    pub fn union(&self, other: &Self) -> Self {
        Self::of(self.intervals.iter().chain(&other.intervals).copied())
    }

    /// Every address.
    pub fn all() -> Self {
        Interval { first: A::MIN, last: A::MAX }.into()
    }

    /// One address.
    pub fn one(address: A) -> Self {
        Interval { first: address, last: address }.into()
    }

    /// Appends an interval that starts no lower than every interval before it.
    pub fn push(&mut self, next: Interval<A>) {
        if !self.intervals.last_mut().is_some_and(|last| last.takes(next)) {
            self.intervals.push(next);
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

    /// The addresses of both sets.
    pub fn intersection(&self, other: &Self) -> Self {
        self.part(other).0
    }

    /// The addresses that are not in the set.
    pub fn complement(&self) -> Self {
        Self::all().difference(self)
    }

    /// The addresses of this set that are not in `other`.
    pub fn difference(&self, other: &Self) -> Self {
        self.part(other).1
    }

    /// How much of this set is in `other`, without making a set.
    pub fn share(&self, other: &Self) -> Share {
        let (mut touched, mut covered) = (false, true);
        for interval in &self.intervals {
            let after = other.intervals.partition_point(|it| it.first <= interval.last);
            let last = after.checked_sub(1).and_then(|i| other.intervals.get(i)).filter(|it| interval.first <= it.last);
            touched |= last.is_some();
            covered &= last.is_some_and(|it| it.first <= interval.first && interval.last <= it.last);
        }
        match (covered, touched) {
            (true, _) => Share::All,
            (false, true) => Share::Some,
            (false, false) => Share::None,
        }
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

#[cfg(test)]
mod tests {
    use super::{AddressSet, Share};
    use proptest::prelude::*;

    use crate::address::{Address, Interval, Ipv4, Ipv6, Prefix};

    /// The `count`th address from one end of the space.
    fn at<A: Address>(count: u32, high: bool) -> A {
        if high { (0..count).fold(A::MAX, |address, _| address.previous().unwrap()) } else { A::MIN.offset(count).unwrap() }
    }

    /// Parts of sets of few addresses at both ends of the space, so that they touch and overlap.
    fn parts() -> impl Strategy<Value = Vec<(u32, u32, bool)>> {
        prop::collection::vec((0u32..12, 0u32..12, any::<bool>()), 0..5)
    }

    fn of<A: Address>(parts: &[(u32, u32, bool)]) -> AddressSet<A> {
        AddressSet::of(parts.iter().map(|(a, b, high)| {
            let (a, b): (A, A) = (at(*a, *high), at(*b, *high));
            Interval { first: a.min(b), last: a.max(b) }
        }))
    }

    /// Every operation against membership, address by address.
    fn behave<A: Address>(a: &AddressSet<A>, b: &AddressSet<A>) -> Result<(), TestCaseError> {
        let (inside, outside) = a.part(b);
        for address in (0..13).flat_map(|count| [at(count, false), at(count, true)]) {
            let (in_a, in_b) = (a.contains(address), b.contains(address));
            prop_assert_eq!(a.union(b).contains(address), in_a || in_b);
            prop_assert_eq!(a.intersection(b).contains(address), in_a && in_b);
            prop_assert_eq!(inside.contains(address), in_a && in_b);
            prop_assert_eq!(outside.contains(address), in_a && !in_b);
            prop_assert_eq!(a.complement().contains(address), !in_a);
        }
        let share = match (inside.is_empty(), outside.is_empty()) {
            (_, true) => Share::All,
            (false, false) => Share::Some,
            (true, false) => Share::None,
        };
        prop_assert_eq!(a.share(b), share);
        prop_assert_eq!(inside.size() + outside.size(), a.size());
        prop_assert_eq!(&AddressSet::covering(a.prefixes()), a);
        Ok(())
    }

    proptest! {
        #[test]
        fn sets_behave_as_their_members_do(a in parts(), b in parts()) {
            behave::<Ipv4>(&of(&a), &of(&b))?;
            behave::<Ipv6>(&of(&a), &of(&b))?;
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
