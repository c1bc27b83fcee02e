//! Sorting by a number.
//!
//! The standard sort is the largest function of the module, and every element type brings a copy of its own. Here one copy
//! orders positions, whatever the elements are.

/// Sorts `items` by a number; equal ones keep their order.
pub fn sort_by_rank<T>(items: &mut [T], rank: impl Fn(&T) -> u64) {
    if items.is_sorted_by_key(&rank) {
        return;
    }
    let ranks = items.iter().map(rank).zip(0..).collect();
    for (to, from) in swaps(sorted(ranks)) {
        items.swap(to, from);
    }
}

/// A number and the position of the element that it stands for.
type Rank = (u64, u32);

/// More numbers than this are dealt out digit by digit, fewer are put where they belong one by one.
const FEW: usize = 48;

#[inline(never)]
fn sorted(ranks: Vec<Rank>) -> Vec<Rank> {
    if ranks.len() <= FEW {
        let mut sorted = Vec::with_capacity(ranks.len());
        for rank in ranks {
            let place = sorted.partition_point(|before| *before < rank);
            sorted.insert(place, rank);
        }
        return sorted;
    }
    let (all, common) = ranks.iter().fold((0, u64::MAX), |(all, common), (rank, _)| (all | rank, common & rank));
    let mut sorted = ranks;
    // From the last digit to the first, of those in which the numbers differ; each round keeps the order of the one before.
    for digit in (0..8).filter(|digit| (all ^ common).to_le_bytes().get(*digit) != Some(&0)) {
        sorted = dealt(&sorted, digit);
    }
    sorted
}

/// The numbers by one of their digits, which are bytes, those with equal ones in the order in which they were.
fn dealt(ranks: &[Rank], digit: usize) -> Vec<Rank> {
    let pile = |rank: &Rank| usize::from((rank.0 >> (8 * digit)) as u8);
    let mut places = [0; 256];
    for rank in ranks {
        if let Some(count) = places.get_mut(pile(rank)) {
            *count += 1;
        }
    }
    let mut start = 0;
    for place in &mut places {
        start += std::mem::replace(place, start);
    }
    let mut dealt = vec![(0, 0); ranks.len()];
    for rank in ranks {
        if let Some(place) = places.get_mut(pile(rank)) {
            if let Some(slot) = dealt.get_mut(*place) {
                *slot = *rank;
            }
            *place += 1;
        }
    }
    dealt
}

/// The swaps, one after the other, that bring every element to its place.
fn swaps(order: Vec<Rank>) -> Vec<(usize, usize)> {
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
