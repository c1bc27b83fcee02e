//! Room for subnets, for fixes that add or enlarge one.

use crate::address::{AddressSet, Ipv4, Prefix};
use crate::design::{Design, SubnetId, VnetId};

/// The lowest block of `length` that a network has and no subnet uses; the one that holds `address` where that is given.
pub(in crate::check) fn free_block(design: &Design, vnet: VnetId, length: u8, address: Option<Ipv4>) -> Option<Prefix> {
    let network = &design[vnet];
    let mut taken = Vec::new();
    for subnet in &network.subnets {
        taken.extend(subnet.prefixes());
    }
    let free = covering(network.prefixes().collect()).difference(&covering(taken));
    let holds = |block: &Prefix| block.length() <= length && address.is_none_or(|address| block.contains(address));
    let block = free.prefixes().into_iter().find(holds)?;
    let block = Prefix::holding(address.unwrap_or(block.first()), length);
    network.prefixes().any(|prefix| prefix.covers(block)).then_some(block)
}

fn covering(prefixes: Vec<Prefix>) -> AddressSet {
    AddressSet::covering(prefixes)
}

/// The only prefix of a subnet made larger in place, where its network has the room and no other subnet is in the way.
///
/// Only upwards from the same first address, so that every address that is in use keeps its meaning.
pub(in crate::check) fn enlarged(design: &Design, id: SubnetId, length: u8) -> Option<Prefix> {
    let network = &design[id.vnet];
    let mut prefixes = design[id].prefixes();
    let (Some(prefix), None) = (prefixes.next(), prefixes.next()) else { return None };
    let block = Prefix::holding(prefix.first(), length);
    let inside = network.prefixes().any(|space| space.covers(block));
    let mut others = design.subnets_of(id.vnet).filter(|other| *other != id).flat_map(|other| design[other].prefixes());
    (block.first() == prefix.first() && inside && !others.any(|other| other.overlaps(block))).then_some(block)
}
