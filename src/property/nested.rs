//! The blocks of a sorted list, and which of them lie in which.

use crate::address::{Address, Prefix};

/// The position of the nearest block around each block; a block stands before those inside it.
pub(super) fn around<A: Address>(sorted: &[Prefix<A>]) -> Vec<Option<u32>> {
    let mut open: Vec<(Prefix<A>, u32)> = Vec::new();
    let mut around = Vec::with_capacity(sorted.len());
    for (prefix, position) in sorted.iter().zip(0..) {
        while open.pop_if(|(outer, _)| !outer.covers(*prefix)).is_some() {}
        around.push(open.last().map(|(_, outer)| *outer));
        open.push((*prefix, position));
    }
    around
}

/// The positions of the blocks of which every address lies in a block inside.
pub(super) fn covered<A: Address>(sorted: &[Prefix<A>], around: &[Option<u32>]) -> Vec<u32> {
    // All of IPv6 is one more than the largest number, and counts as 0: only blocks that together are as many come to that.
    let size = |prefix: &Prefix<A>| 1_u128.checked_shl(u32::from(A::BITS - prefix.length())).unwrap_or(0);
    let mut inside: Vec<Option<u128>> = vec![None; sorted.len()];
    // Those of one nearest block have no address in common.
    for (prefix, outer) in sorted.iter().zip(around) {
        if let Some(inside) = outer.and_then(|outer| inside.get_mut(outer as usize)) {
            *inside = Some(inside.unwrap_or(0).wrapping_add(size(prefix)));
        }
    }
    (0..)
        .zip(sorted.iter().zip(&inside))
        .filter(|(_, (prefix, inside))| Some(size(prefix)) == **inside)
        .map(|(position, _)| position)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{around, covered};
    use crate::address::Prefix;

    fn blocks(texts: &[&str]) -> Vec<Prefix> {
        texts.iter().map(|text| Prefix::parse(text).unwrap()).collect()
    }

    #[test]
    fn the_nearest_block_around_counts() {
        let sorted = blocks(&["0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "10.1.0.0/24", "10.2.0.0/16", "11.0.0.0/8"]);
        assert_eq!(around(&sorted), [None, Some(0), Some(1), Some(2), Some(1), Some(0)]);
    }

    #[test]
    fn a_block_is_covered_by_all_its_parts_together() {
        let sorted = blocks(&["10.0.0.0/8", "10.0.0.0/9", "10.0.0.0/10", "10.64.0.0/10", "10.128.0.0/9", "11.0.0.0/9"]);
        assert_eq!(covered(&sorted, &around(&sorted)), [0, 1]);
        let most = blocks(&["10.0.0.0/8", "10.0.0.0/9", "10.128.0.0/10"]);
        assert!(covered(&most, &around(&most)).is_empty());
        let whole = blocks(&["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1"]);
        assert_eq!(covered(&whole, &around(&whole)), [0]);
    }
}
