//! Sorted lists of prefixes that are asked which one holds an address.

use crate::address::{Address, Ipv4, Prefix, sort_by_rank};
use crate::design::VirtualNetwork;

/// A prefix with the position of what has it.
pub(in crate::check) type Part<A = Ipv4> = (Prefix<A>, u32);

/// Sorts `all` and leaves out each prefix that lies inside another; of equal ones the first stays.
pub(in crate::check) fn maximal<A: Address>(mut all: Vec<Part<A>>) -> Vec<Part<A>> {
    let mut kept = None;
    ascending(&mut all);
    all.retain(|part| outer(&mut kept, *part).is_none());
    all
}

/// Each prefix that lies inside another, behind the largest that holds it; of equal ones the first is the larger.
pub(in crate::check) fn nested<A: Address>(mut all: Vec<Part<A>>) -> Vec<(Part<A>, Part<A>)> {
    let mut kept = None;
    ascending(&mut all);
    all.into_iter().filter_map(|part| Some((outer(&mut kept, part)?, part))).collect()
}

/// The last prefix that none before it holds, if it holds this one too; else this is the next such.
///
/// A prefix sorts before those inside it, so no earlier one can hold this.
fn outer<A: Address>(kept: &mut Option<Part<A>>, part: Part<A>) -> Option<Part<A>> {
    let outer = kept.filter(|kept| kept.0.covers(part.0));
    if outer.is_none() {
        *kept = Some(part);
    }
    outer
}

fn ascending<A: Address>(all: &mut [Part<A>]) {
    sort_by_rank(all, |(prefix, _)| prefix.rank());
}

/// The first few of some prefixes, as a message names them.
pub(in crate::check) fn few<A: Address>(prefixes: &mut dyn Iterator<Item = Prefix<A>>) -> String {
    prefixes.take(4).map(|prefix| prefix.to_string()).collect::<Vec<_>>().join(", ")
}

/// The element of a [`maximal`] list that holds `address`.
pub(in crate::check) fn holder<A: Address>(sorted: &[Part<A>], address: A) -> Option<Part<A>> {
    let after = sorted.partition_point(|(prefix, _)| prefix.first() <= address);
    sorted.get(after.checked_sub(1)?).copied().filter(|(prefix, _)| prefix.contains(address))
}

/// A pair of elements of two [`maximal`] lists that overlap: the lowest in the shorter list.
pub(in crate::check) fn overlap<A: Address>(one: &[Part<A>], other: &[Part<A>]) -> Option<(Prefix<A>, Prefix<A>)> {
    if one.len() > other.len() {
        return overlap(other, one).map(|(a, b)| (b, a));
    }
    one.iter().find_map(|(prefix, _)| {
        let inside = other.get(other.partition_point(|(it, _)| it.first() < prefix.first())).filter(|(it, _)| prefix.covers(*it));
        let found = holder(other, prefix.first()).or_else(|| inside.copied())?;
        Some((*prefix, found.0))
    })
}

/// The address prefixes of a network in one family with their positions, as [`maximal`] has them.
pub(in crate::check) fn space_of<A: Address>(network: &VirtualNetwork) -> Vec<Part<A>> {
    maximal(network.placed().map(|(index, prefix)| (prefix, index as u32)).collect())
}

#[cfg(test)]
mod tests {
    use super::{Part, holder, maximal, overlap};
    use crate::address::{Ipv4, Prefix};

    fn list(prefixes: &[&str]) -> Vec<Part> {
        maximal(prefixes.iter().map(|text| Prefix::parse(text).unwrap()).zip(0..).collect())
    }

    fn texts(found: Option<(Prefix, Prefix)>) -> Option<(String, String)> {
        found.map(|(a, b)| (a.to_string(), b.to_string()))
    }

    #[test]
    fn nested_prefixes_are_left_out() {
        let kept = list(&["10.0.1.0/24", "10.0.0.0/16", "10.0.0.0/16", "9.0.0.0/8", "10.0.2.0/24"]);
        assert_eq!(kept.iter().map(|it| it.1).collect::<Vec<_>>(), [3, 1]);
    }

    #[test]
    fn the_holder_of_an_address_is_found_at_both_ends() {
        let sorted = list(&["10.0.0.0/24", "10.0.2.0/24"]);
        let found = |d, e| holder(&sorted, Ipv4::new(10, 0, d, e)).map(|it| it.1);
        assert_eq!([found(0, 0), found(0, 255), found(1, 0), found(2, 0), found(3, 0)], [Some(0), Some(0), None, Some(1), None]);
    }

    #[test]
    fn an_overlap_is_found_whichever_side_is_the_larger() {
        let (hub, spoke) = (list(&["10.0.0.0/16"]), list(&["10.1.0.0/16", "10.0.5.0/24", "10.2.0.0/16"]));
        assert_eq!(texts(overlap(&hub, &spoke)), Some(("10.0.0.0/16".into(), "10.0.5.0/24".into())));
        assert_eq!(texts(overlap(&spoke, &hub)), Some(("10.0.5.0/24".into(), "10.0.0.0/16".into())));
        assert_eq!(overlap(&hub, &list(&["10.1.0.0/16", "9.255.0.0/16"])), None);
    }
}
