//! The fewest prefixes that send every address where a table sends it, and none for which the table has no route.
//!
//! The algorithm is ORTC: which next hops a block could have without costing more is known from below, and decided from above.
//! Source: Draves, King, Venkatachary, Zill, "Constructing Optimal IP Routing Tables", INFOCOM 1999. Addresses without a route are kept
//! free, which the paper does not need: nothing around such an address gets a route.

use crate::address::{Address, Ipv4, Prefix};

/// A prefix with the number of its next hop.
pub(super) type Entry<A = Ipv4> = (Prefix<A>, u32);

/// The number that stands for no route; those of next hops are lower.
const FREE: u32 = 63;

/// How many next hops can be told apart.
pub(super) const MOST_HOPS: usize = FREE as usize;

/// The fewest entries that do what `sorted` does, sorted as well; a block stands before those inside it.
pub(super) fn minimal<A: Address>(sorted: &[Entry<A>]) -> Vec<Entry<A>> {
    let mut tree = Tree { sets: Vec::new(), next: 0, entries: Vec::new() };
    tree.up(Prefix::ALL, sorted, FREE);
    tree.down(Prefix::ALL, sorted, FREE);
    tree.entries
}

struct Tree<A> {
    /// Per block, in the order in which blocks are visited: the next hops that it can have, as bits.
    sets: Vec<u64>,
    /// The next of these on the way down.
    next: usize,
    entries: Vec<Entry<A>>,
}

/// The two halves of a block with the entries in each.
struct Halves<'e, A> {
    blocks: [(Prefix<A>, &'e [Entry<A>]); 2],
}

/// A block's own next hop, and its halves.
fn opened<A: Address>(block: Prefix<A>, entries: &[Entry<A>], around: u32) -> (u32, Option<Halves<'_, A>>) {
    let (own, entries) = match entries.split_first() {
        Some(((prefix, hop), rest)) if *prefix == block => (*hop, rest),
        _ => (around, entries),
    };
    if entries.is_empty() {
        return (own, None);
    }
    let half = |address: A| Prefix::holding(address, block.length() + 1);
    let (low, high) = (half(block.first()), half(block.last()));
    let (below, above) = entries.split_at(entries.partition_point(|(prefix, _)| prefix.first() < high.first()));
    (own, Some(Halves { blocks: [(low, below), (high, above)] }))
}

impl<A: Address> Tree<A> {
    fn up(&mut self, block: Prefix<A>, entries: &[Entry<A>], around: u32) -> u64 {
        let place = self.sets.len();
        self.sets.push(0);
        let (own, halves) = opened(block, entries, around);
        let set = match halves {
            None => 1 << own,
            Some(Halves { blocks: [(low, below), (high, above)] }) => {
                let (low, high) = (self.up(low, below, own), self.up(high, above, own));
                match (low | high) & 1 << FREE {
                    0 if low & high != 0 => low & high,
                    0 => low | high,
                    free => free,
                }
            }
        };
        self.sets.iter_mut().skip(place).take(1).for_each(|known| *known = set);
        set
    }

    fn down(&mut self, block: Prefix<A>, entries: &[Entry<A>], around: u32) {
        let set = self.sets.get(self.next).copied().unwrap_or_default();
        self.next += 1;
        let chosen = if set & 1 << around != 0 { around } else { set.trailing_zeros() };
        if chosen != around && chosen < FREE {
            self.entries.push((block, chosen));
        }
        // What a block has of its own is in the sets already.
        let (_, halves) = opened(block, entries, FREE);
        for (half, inside) in halves.into_iter().flat_map(|halves| halves.blocks) {
            self.down(half, inside, chosen);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Entry, minimal};
    use crate::address::{Ipv4, Prefix, PrefixMap};

    fn entries(texts: &[(&str, u32)]) -> Vec<Entry> {
        texts.iter().map(|(text, hop)| (Prefix::parse(text).unwrap(), *hop)).collect()
    }

    #[test]
    fn neighbours_that_lead_to_one_place_become_one() {
        let four = [("10.0.0.0/18", 1), ("10.0.64.0/18", 1), ("10.0.128.0/18", 1), ("10.0.192.0/18", 1)];
        assert_eq!(minimal(&entries(&four)), entries(&[("10.0.0.0/16", 1)]));
        assert_eq!(minimal(&entries(&four[..3])), entries(&[("10.0.0.0/17", 1), ("10.0.128.0/18", 1)]));
    }

    #[test]
    fn the_exception_is_written_rather_than_the_rule() {
        let odd = [("10.0.0.0/18", 1), ("10.0.64.0/18", 2), ("10.0.128.0/18", 1), ("10.0.192.0/18", 1)];
        assert_eq!(minimal(&entries(&odd)), entries(&[("10.0.0.0/16", 1), ("10.0.64.0/18", 2)]));
    }

    prop_compose! {
        /// Few blocks of one /24, so that they nest and touch.
        fn table()(blocks in prop::collection::vec((0u32..32, 27u8..=32, 0u32..3), 0..12)) -> Vec<Entry> {
            let mut all: Vec<Entry> = blocks
                .into_iter()
                .map(|(host, length, hop)| (Prefix::holding(Ipv4(0x0a00_0000 | host), length), hop))
                .collect();
            all.sort_by_key(|(prefix, _)| *prefix);
            all.dedup_by_key(|(prefix, _)| *prefix);
            all
        }
    }

    /// The fewest blocks for four hosts, by trying every table of up to three blocks.
    fn fewest(wanted: &PrefixMap<u32>) -> usize {
        let blocks: Vec<Prefix> =
            (30u8..=32).flat_map(|length| (0..4u32).map(move |host| Prefix::holding(Ipv4(0x0a00_0000 | host), length))).collect();
        let mut tables: Vec<Vec<Entry>> = vec![Vec::new()];
        for count in 0..=4 {
            if tables.iter().any(|table| {
                let mut sorted = table.clone();
                sorted.sort_by_key(|(prefix, _)| *prefix);
                PrefixMap::of(sorted) == *wanted
            }) {
                return count;
            }
            tables = tables
                .iter()
                .flat_map(|table| {
                    let more = blocks.iter().filter(|block| table.iter().all(|(known, _)| known < *block));
                    more.flat_map(|block| (0..2).map(|hop| [table.as_slice(), &[(*block, hop)]].concat())).collect::<Vec<_>>()
                })
                .collect();
        }
        usize::MAX
    }

    proptest! {
        #[test]
        fn no_address_changes_its_way_and_the_table_does_not_grow(table in table()) {
            let less = minimal(&table);
            prop_assert!(less.is_sorted() && less.len() <= table.len());
            prop_assert_eq!(PrefixMap::of(less), PrefixMap::of(table));
        }

        #[test]
        fn there_is_no_smaller_table(hosts in prop::collection::vec(0u32..3, 4)) {
            // Of four hosts each leads to one of two places, or nowhere.
            let with = hosts.iter().zip(0..).filter(|(hop, _)| **hop < 2);
            let table: Vec<Entry> = with.map(|(hop, host)| (Prefix::host(Ipv4(0x0a00_0000 | host)), *hop)).collect();
            prop_assert_eq!(minimal(&table).len(), fewest(&PrefixMap::of(table)));
        }
    }
}
