//! What comes in from the Internet: the machine that a public IP address of the design leads to (specification 10.8).

use super::disposition::Disposition;
use crate::address::{Address, Ipv4, Ipv6};
use crate::design::{Design, Forwarder, PublicIpId, SubnetId};

/// A public IP address of the design, as packets from the Internet meet it.
#[derive(Clone, Copy, Debug)]
pub struct Published<A: Address = Ipv4> {
    /// The public address, or what stands for it.
    pub address: A,
    /// Whose it is.
    pub id: PublicIpId,
    /// The private address that Azure puts in its place, and how packets end there; `None` where nothing unasked is let in, or
    /// what a firewall's NAT rules name.
    pub entry: Option<(A, Disposition)>,
    /// Whether a machine has it that no security group stands before, so that nothing comes in (specification 10.8).
    pub closed: bool,
}

/// What stands for the address of a public IP address where the design does not state it: nobody can have it, because it is reserved.
fn stand_in<A: Address>(id: PublicIpId) -> Option<A> {
    let multicast = || Ipv6::new([0xff00, 0, 0, 0, 0, 0, 0, 0]).offset(id.0).and_then(A::from_v6);
    Ipv4::new(255, 0, 0, 0).offset(id.0).and_then(A::from_v4).or_else(multicast)
}

/// Whether a public IP address is of a family.
fn is_of<A: Address>(design: &Design, id: PublicIpId) -> bool {
    design[id].is_v6() != (A::BITS == Ipv4::BITS)
}

/// The public IP address that this stands for.
pub fn stood_in_for<A: Address>(design: &Design, address: A) -> Option<PublicIpId> {
    design.public_ip_ids().find(|id| design[*id].ip_address.is_none() && is_of::<A>(design, *id) && stand_in(*id) == Some(address))
}

/// Every public IP address of one family, with the machine that has it: a network interface, or else an appliance.
///
/// A firewall lets in what its NAT rules name, a NAT gateway and a gateway what was asked for, and a machine without a security group the same:
/// addresses of SKU Standard, which all are, let in nothing else.
pub(super) fn published<A: Address>(design: &Design) -> Vec<Published<A>> {
    let mut entries: Vec<Option<(A, Disposition)>> = vec![None; design.public_ip_addresses.len()];
    let mut closed: Vec<PublicIpId> = Vec::new();
    let has_group = |subnet: Option<SubnetId>| subnet.is_some_and(|subnet| design[subnet].network_security_group.is_some());
    let mut enter = |id: Option<PublicIpId>, entry: Option<(A, Disposition)>, guarded: bool| {
        let place = id.and_then(|id| entries.get_mut(id.0 as usize));
        let Some(place) = place.filter(|place| place.is_none()) else { return };
        *place = entry;
        closed.extend(id.filter(|_| entry.is_some() && !guarded));
    };
    for interface in &design.network_interfaces {
        let end = interface.subnet.subnet().map(Disposition::DeliveredToSubnet);
        let guarded = interface.network_security_group.is_some() || has_group(interface.subnet.subnet());
        enter(interface.public::<A>(), interface.address().zip(end), guarded);
    }
    for id in design.appliance_ids() {
        for (interface, index) in design[id].network_interfaces.iter().zip(0..) {
            let end = Disposition::DeliveredToAppliance(Forwarder::Appliance(id, index));
            enter(interface.public::<A>(), interface.address().map(|address| (address, end)), has_group(interface.subnet.subnet()));
        }
    }
    let mut published = Vec::new();
    for (id, entry) in design.public_ip_ids().zip(entries).filter(|(id, _)| is_of::<A>(design, *id)) {
        let address = if design[id].ip_address.is_none() { stand_in(id) } else { design[id].address() };
        let closed = closed.contains(&id);
        published.extend(address.map(|address| Published { address, id, entry: entry.filter(|_| !closed), closed }));
    }
    published
}
