//! Names that stand twice in one list.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use crate::address::sort_by_rank;
use crate::design::Name;

/// The positions of names that stood earlier in the list, each with the position of the first one, ascending.
///
/// Names are compared by a hash first, in one allocation a list: there are 80,000 of them in one large design.
pub(in crate::check) fn repeated<'n>(names: impl Iterator<Item = &'n Name> + Clone) -> Vec<(usize, usize)> {
    let mut keys: Vec<(u64, u32)> = names.clone().map(quick).zip(0..).collect();
    sort_by_rank(&mut keys, |(key, _)| *key);
    if keys.windows(2).all(|pair| matches!(pair, [a, b] if a.0 != b.0)) {
        return Vec::new();
    }
    // Rare from here on. Names that only share their hash must not be taken for equal.
    let mut sorted: Vec<(String, usize)> = names.map(Name::folded).zip(0..).collect();
    sorted.sort_unstable();
    let mut found = Vec::new();
    for group in sorted.chunk_by(|a, b| a.0 == b.0) {
        let first = group.first().map_or(0, |it| it.1);
        found.extend(group.iter().skip(1).map(|it| (it.1, first)));
    }
    sort_by_rank(&mut found, |(second, _)| *second as u64);
    found
}

/// A hash of a name without regard to case: FNV-1a over eight bytes at a time.
fn quick(name: &Name) -> u64 {
    if name.as_str().len() > 80 {
        // Longer than any name may be.
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        return hasher.finish();
    }
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in name.as_str().as_bytes().chunks(8) {
        let mut word = [0; 8];
        word.iter_mut().zip(chunk).for_each(|(byte, from)| *byte = from.to_ascii_lowercase());
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 32;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::repeated;
    use crate::design::Name;

    fn positions(names: &[&str]) -> Vec<(usize, usize)> {
        let names: Vec<_> = names.iter().map(|name| Name::from(*name)).collect();
        repeated(names.iter())
    }

    #[test]
    fn each_later_holder_of_a_name_is_found_with_the_first() {
        assert_eq!(positions(&["a", "b", "A", "c", "a", "B"]), [(2, 0), (4, 0), (5, 1)]);
    }

    #[test]
    fn different_names_are_not_repeated() {
        assert_eq!(positions(&["route-1", "route-2", "route-11", "", "a-name-of-more-than-eight-bytes"]), []);
        assert_eq!(positions(&[]), []);
    }

    #[test]
    fn very_long_names_are_compared_too() {
        let long = "x".repeat(1000);
        assert_eq!(positions(&[&long, &long.to_uppercase(), "x"]), [(1, 0)]);
    }
}
