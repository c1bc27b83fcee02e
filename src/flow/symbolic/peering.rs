//! What of a class a peering of subnets lets cross (specification 3.6).

use super::class::{End, Packets, part};
use super::explorer::Explorer;
use crate::address::{Address, AddressSet};
use crate::design::{SubnetId, VnetId};
use crate::flow::disposition::Disposition;

impl<'s, A: Address> Explorer<'_, '_, 's, A> {
    /// The part of the class that does not come from a subnet of the network that a peering leaves out; the rest ends.
    #[inline(never)]
    pub(super) fn keep_listed(&mut self, class: Packets<'s, A>, from: VnetId, listed: &[SubnetId]) -> Option<Packets<'s, A>> {
        let design = self.network.design;
        let listed = AddressSet::covering(listed.iter().flat_map(|subnet| design[*subnet].prefixes()));
        let others = AddressSet::covering(design[from].prefixes()).difference(&listed);
        let (unlisted, kept) = part(class, End::Source, &others);
        if let Some(class) = unlisted {
            self.end(class, Disposition::DroppedSubnetNotPeered);
        }
        kept
    }
}
