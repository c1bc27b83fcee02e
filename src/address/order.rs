//! Sorting by a number.
//!
//! The standard sort is the largest function of the module, and every element type brings a copy of its own. Here one copy
//! orders positions, whatever the elements are.

/// Sorts `items` by a number; equal ones keep their order.
pub fn sort_by_rank<T>(items: &mut Vec<T>, rank: impl Fn(&T) -> u64) {
    if items.is_sorted_by_key(&rank) {
        return;
    }
    let mut order: Vec<(u64, u32)> = items.iter().map(rank).zip(0..).collect();
    sort_ranked(&mut order);
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|(_, position)| taken.get_mut(position as usize)?.take()));
}

/// Sorts positions by a number, and those with the same number among themselves.
#[inline(never)]
pub fn sort_ranked(order: &mut [(u64, u32)]) {
    order.sort_unstable();
}

#[cfg(test)]
mod tests {
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
}
