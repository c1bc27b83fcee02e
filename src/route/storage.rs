//! Azure Storage of a network's own region, which private subnets perhaps reach without a public address (specification 10.3).

use super::tags::addresses;
use crate::address::{Address, AddressSet, Ipv4};
use crate::design::{Design, Resource, ServiceTag, StorageFromPrivateSubnets, VnetId};

/// The addresses that are reached so.
pub(crate) struct NearStorage<A: Address> {
    pub(crate) tag: ServiceTag,
    /// Those that Storage of the region is known to have.
    pub(crate) certain: AddressSet<A>,
    /// Those that it may have.
    pub(crate) possible: AddressSet<A>,
}

/// The Storage that private subnets of a network reach; none unless the design says that they do.
///
/// Microsoft's page speaks of default outbound access, which only IPv4 has.
pub(crate) fn near_storage<A: Address>(design: &Design, vnet: VnetId) -> Option<NearStorage<A>> {
    if design.options.storage_from_private_subnets == StorageFromPrivateSubnets::Unreachable || A::BITS != Ipv4::BITS {
        return None;
    }
    let storage = ServiceTag::parse("Storage")?;
    let region = design[vnet].location().or(design.location.as_deref()).and_then(|location| storage.in_region(location));
    let tag = region.unwrap_or(storage);
    let (certain, possible) = match addresses(design, tag) {
        // Of a network without a region any address of Storage may be near.
        Ok(known) if region.is_none() => (AddressSet::default(), AddressSet::covering(known.iter().copied())),
        Ok(known) => (AddressSet::covering(known.iter().copied()), AddressSet::default()),
        Err(possible) => (AddressSet::default(), possible),
    };
    Some(NearStorage { tag, certain, possible })
}
