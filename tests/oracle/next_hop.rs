//! What a next hop means (W3).

use super::model::{Estate, Link};
use super::walk::End;

impl Estate {
    /// W3: the device and port that a next hop means.
    pub fn next_hop(&self, net: usize, address: Option<u32>, named: Option<(usize, usize)>) -> Result<(usize, usize), End> {
        let links = self.connected(net);
        // C1
        let in_hub = self.hop_in_hub(net, address, named);
        let end = |behind: bool| match (in_hub, behind) {
            (true, _) => End::Dropped("UndecidedHub"),
            (false, true) => End::Dropped("UndecidedConnectedGroup"),
            (false, false) => End::Dropped("DroppedNextHopUnreachable"),
        };
        let stands = |device: usize, port: usize| self.grouped(net).contains(&self.devices[device].ports[port].net);
        let unreachable = end(match (named, address) {
            (Some((device, port)), _) => stands(device, port),
            (None, Some(address)) => self.grouped(net).into_iter().any(|member| self.in_space(member, address)),
            (None, None) => false,
        });
        let silent = End::Dropped("DroppedNextHopNotForwarding");
        let (device, port) = match (named, address) {
            (Some((device, port)), _) => {
                let its = &self.devices[device].ports[port];
                let over = |link: &&Link| link.to == its.net && link.listed.as_ref().is_none_or(|(_, remote)| remote.contains(&its.subnet));
                let stands_near = its.net == net || links.iter().copied().any(|link| over(&link));
                if stands_near { (device, port) } else { return Err(unreachable) }
            }
            (None, Some(address)) => {
                let over = |link: &&Link| self.blocks_over(link).iter().any(|block| block.holds(address));
                let own = self.in_space(net, address).then_some(net);
                let home = own.or_else(|| links.iter().copied().find(over).map(|link| link.to)).ok_or(unreachable)?;
                self.device_at(home, address).ok_or(End::Dropped(self.machine_at(home, address)))?
            }
            (None, None) => return Err(unreachable),
        };
        if self.devices[device].ports[port].forwards { Ok((device, port)) } else { Err(silent) }
    }

    pub fn device_at(&self, net: usize, address: u32) -> Option<(usize, usize)> {
        let ports = |device: usize| (0..self.devices[device].ports.len()).map(move |port| (device, port));
        let mut all = (0..self.devices.len()).flat_map(ports);
        all.find(|(device, port)| {
            let port = &self.devices[*device].ports[*port];
            port.net == net && port.address == address
        })
    }
}
