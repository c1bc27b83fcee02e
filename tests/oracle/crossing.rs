//! What crosses a peering or a connected group (W11, C1).

use super::model::Estate;
use super::walk::End;

impl Estate {
    /// W11
    pub fn cross(&self, from: usize, to: usize, source: u32, from_gateway: bool) -> Result<(), End> {
        if from == to {
            return Ok(());
        }
        let own = self.in_space(from, source);
        let (Some(out), Some(back)) = (self.link(from, to), self.link(to, from)) else {
            // C1
            return if own && !from_gateway { Ok(()) } else { Err(End::Dropped("UndecidedConnectedGroup")) };
        };
        if !out.access || !back.access {
            return Err(End::Dropped("DroppedPeeringAccess"));
        }
        // 3.6: the far side drops what comes from a subnet that is not listed.
        if own && !from_gateway && !self.comes_from_listed(out, source) {
            return Err(End::Dropped("DroppedSubnetNotPeered"));
        }
        if own || from_gateway || back.forwarded { Ok(()) } else { Err(End::Dropped("DroppedForwardedTraffic")) }
    }
}
