//! What stands twice in one list, looked for without sorting where nothing does: the lists of one large design have 80,000
//! elements together.

use std::collections::BTreeMap;

use crate::address::{AnyPrefix, Ipv6, Prefix, sort_by_rank};
use crate::design::Name;

/// The positions of names that stood earlier in the list, each with the position of the first one, ascending.
pub(super) fn repeated_names<'n>(names: impl Iterator<Item = &'n Name>) -> Vec<(usize, usize)> {
    let names: Vec<&Name> = names.collect();
    repeated_of(&names)
}

fn repeated_of(names: &[&Name]) -> Vec<(usize, usize)> {
    let hashes: Vec<u64> = names.iter().map(|name| name.digest()).collect();
    if all_differ(&hashes) {
        return Vec::new();
    }
    let folded: Vec<String> = names.iter().map(|name| name.folded()).collect();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (position, name) in folded.iter().enumerate() {
        match first.get(name.as_str()) {
            Some(earlier) => found.push((position, *earlier)),
            None => drop(first.insert(name, position)),
        }
    }
    found
}

/// A number below 2^40, or from 2^48 on, that equal prefixes share, and no others; `long` are the IPv6 prefixes of the list, sorted.
pub(super) fn key(prefix: &AnyPrefix, long: &[Prefix<Ipv6>]) -> u64 {
    match prefix {
        AnyPrefix::V4(prefix) => prefix.rank(),
        AnyPrefix::V6(prefix) => 1 << 48 | long.partition_point(|it| *it < **prefix) as u64,
    }
}

/// The positions of keys that stood earlier in the list, each with the position of the first one, ascending.
pub(super) fn repeated_keys(keys: &[u64]) -> Vec<(usize, usize)> {
    if all_differ(keys) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for group in sorted(keys).chunk_by(|a, b| a.0 == b.0) {
        let first = group.first().map_or(0, |it| it.1);
        found.extend(group.iter().skip(1).map(|it| (it.1, first)));
    }
    sort_by_rank(&mut found, |it| it.0 as u64);
    found
}

/// The keys with their positions, ascending; equal ones in the order of the list.
pub(super) fn sorted(keys: &[u64]) -> Vec<(u64, usize)> {
    let mut sorted: Vec<(u64, usize)> = keys.iter().copied().zip(0..).collect();
    sort_by_rank(&mut sorted, |it| it.0);
    sorted
}

/// `name` with the lowest number behind it that makes it a name which nothing has and Azure takes; only the first few are tried.
pub(super) fn numbered(name: &Name, taken: &dyn Fn(&str) -> bool) -> Option<String> {
    (2..10).map(|number| format!("{name}-{number}")).find(|name| name.len() <= 80 && !taken(name))
}

/// Whether `key` has not been seen before, and that it has been now; `seen` stays sorted.
///
/// For the few keys that findings are made of: every new one takes time in proportion to those before it.
pub(super) fn is_new<K: Ord>(seen: &mut Vec<K>, key: K) -> bool {
    let place = seen.binary_search(&key);
    if let Err(place) = place {
        seen.insert(place, key);
    }
    place.is_err()
}

/// Whether no two keys are equal; `false` where that takes too long to find out.
///
/// An open hash table: a key goes to the first free slot from the one that its bits name.
fn all_differ(keys: &[u64]) -> bool {
    let size = (keys.len() * 2).next_power_of_two().max(16);
    let mut slots = vec![0_u64; size];
    // Keys of a hostile document may all name one slot.
    let mut steps = 8 * keys.len() + 64;
    for key in keys {
        // Zero marks a free slot.
        let key = key.wrapping_add(1).max(1);
        let mut at = (key.wrapping_mul(MIX) >> 32) as usize;
        loop {
            at &= size - 1;
            let Some(slot) = slots.get_mut(at) else { return false };
            if *slot == 0 {
                *slot = key;
                break;
            }
            if *slot == key || steps == 0 {
                return false;
            }
            steps -= 1;
            at += 1;
        }
    }
    true
}

/// An odd number whose bits look random: 2^64 divided by the golden ratio.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

#[cfg(test)]
mod tests {
    use super::{MIX, repeated_keys, repeated_names};
    use crate::design::Name;

    fn positions(names: &[&str]) -> Vec<(usize, usize)> {
        let names: Vec<_> = names.iter().map(|name| Name::from(*name)).collect();
        repeated_names(names.iter())
    }

    #[test]
    fn each_later_holder_of_a_name_is_found_with_the_first() {
        assert_eq!(positions(&["a", "b", "A", "c", "a", "B"]), [(2, 0), (4, 0), (5, 1)]);
        assert_eq!(positions(&["on-premises-1", "On-Premises-1"]), [(1, 0)]);
    }

    #[test]
    fn different_names_are_not_repeated() {
        assert_eq!(positions(&["route-1", "route-2", "route-11", "", "a-name-of-more-than-eight-bytes"]), []);
        assert_eq!(positions(&[]), []);
        let many: Vec<_> = (0..5_000).map(|i| format!("route-{i}")).collect();
        assert_eq!(positions(&many.iter().map(String::as_str).collect::<Vec<_>>()), []);
    }

    #[test]
    fn names_that_only_share_their_hash_differ() {
        assert_eq!(positions(&["a@", "a`"]), []);
    }

    #[test]
    fn keys_that_all_want_one_slot_are_compared_all_the_same() {
        // The inverse of an odd number modulo 2^64, by Newton's method: keys whose products differ in the low half only.
        let inverse = (0..6).fold(MIX, |inverse, _| inverse.wrapping_mul(2_u64.wrapping_sub(MIX.wrapping_mul(inverse))));
        let keys: Vec<u64> = (1..3_000_u64).map(|i| i.wrapping_mul(inverse).wrapping_sub(1)).collect();
        assert_eq!(repeated_keys(&keys), []);
        let again: Vec<u64> = keys.iter().copied().chain([keys[7]]).collect();
        assert_eq!(repeated_keys(&again), [(2_999, 7)]);
    }

    #[test]
    fn the_largest_and_the_smallest_key_are_keys() {
        assert_eq!(repeated_keys(&[u64::MAX, 0, 1]), []);
        assert_eq!(repeated_keys(&[0, u64::MAX, 0]), [(2, 0)]);
    }
}
