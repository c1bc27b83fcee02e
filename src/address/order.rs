//! Sorting by a number.
//!
//! The standard sort is the largest function of the module, and every element type brings a copy of its own. Here one copy
//! orders positions for each type of number, whatever the elements are.

/// Sorts `items` by a number; equal ones keep their order.
pub fn sort_by_rank<T, R: Ord + Copy>(items: &mut [T], rank: impl Fn(&T) -> R) {
    if items.is_sorted_by_key(&rank) {
        return;
    }
    let ranks = items.iter().map(rank).zip(0..).collect();
    for (to, from) in swaps(sorted(ranks)) {
        items.swap(to, from);
    }
}

/// A number and the position of the element that it stands for.
type Rank<R> = (R, u32);

#[inline(never)]
fn sorted<R: Ord + Copy>(mut ranks: Vec<Rank<R>>) -> Vec<Rank<R>> {
    ranks.sort_unstable();
    ranks
}

/// The swaps, one after the other, that bring every element to its place.
fn swaps<R>(order: Vec<Rank<R>>) -> Vec<(usize, usize)> {
    let mut origins: Vec<usize> = order.into_iter().map(|(_, position)| position as usize).collect();
    let mut swaps = Vec::new();
    for start in 0..origins.len() {
        // Elements change places in circles; one that has been brought home is its own origin.
        let mut to = start;
        while let Some(from) = origins.get_mut(to).map(|origin| std::mem::replace(origin, to)).filter(|from| *from != start) {
            swaps.push((to, from));
            to = from;
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::sort_by_rank;

    #[test]
    fn equal_ranks_keep_their_order_and_nothing_is_lost() {
        let mut words = vec!["pear", "fig", "apple", "kiwi", "date", "plum"];
        sort_by_rank(&mut words, |word| word.len() as u64);
        assert_eq!(words, ["fig", "pear", "kiwi", "date", "plum", "apple"]);
        let mut none: Vec<u8> = Vec::new();
        sort_by_rank(&mut none, |byte| u64::from(*byte));
        assert!(none.is_empty());
    }

    proptest! {
        // Of few bits many are equal; of some lists all digits matter, of others only a high one.
        #[test]
        fn it_sorts_as_the_standard_library_does(bits in 0u32..64, ranks in prop::collection::vec(any::<u64>(), 0..300)) {
            let mut ours: Vec<(u64, usize)> = ranks.into_iter().map(|rank| rank >> bits << (bits / 2)).zip(0..).collect();
            let mut theirs = ours.clone();
            sort_by_rank(&mut ours, |it| it.0);
            theirs.sort_by_key(|it| it.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
