//! Classes that may go to any of several appliances.

use super::Exhausted;
use super::class::Packets;
use super::explorer::Explorer;
use crate::address::Address;
use crate::design::VnetId;
use crate::flow::disposition::Disposition;
use crate::flow::position::Position;
use crate::route::NextHop;

/// What one more next hop costs, in steps: where choice follows choice, classes multiply and none of them takes from another.
pub(super) const STEPS_A_COPY: u64 = 16;

impl<'s, A: Address> Explorer<'_, '_, 's, A> {
    /// A class that may go to any of these appliances goes to each of them.
    #[inline(never)]
    pub(super) fn each_of(&mut self, mut class: Packets<'s, A>, at: Position, vnet: VnetId, addresses: &[A]) -> Result<(), Exhausted> {
        self.budget.spend(addresses.len() as u64 * class.weight() * STEPS_A_COPY)?;
        class.goes_to_one_of(addresses.len());
        for address in addresses {
            self.forward(class.clone(), at, vnet, Some(NextHop::VirtualAppliance { address: Some(*address), named: None }));
        }
        Ok(())
    }

    /// The same with appliances that advertise the destination; one that has the packets already knows another way.
    #[inline(never)]
    pub(super) fn each_advertiser(
        &mut self,
        mut class: Packets<'s, A>,
        at: Position,
        vnet: VnetId,
        addresses: &[A],
    ) -> Result<(), Exhausted> {
        class.goes_to_one_of(addresses.len());
        let others: Vec<A> = addresses.iter().copied().filter(|address| !self.network.is_at(at, vnet, *address)).collect();
        if others.len() < addresses.len() {
            self.end(class.clone(), Disposition::UndecidedBeyondAppliance);
        }
        self.each_of(class, at, vnet, &others)
    }
}
