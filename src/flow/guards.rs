//! Which security rules packets meet where they leave a place or arrive, and in which order (specification 9.1).
//!
//! Before public addresses come in, and after they do: rules see private ones (specification 9.6).

use super::position::Position;
use super::rule::Rules;
use crate::address::{Address, AddressSet, Ipv4, Prefix};
use crate::design::{Design, Direction};

/// What packets meet at a subnet, each with the addresses of the interfaces that it is for; `None` is all of them.
#[derive(Debug)]
pub(super) struct Guards<A: Address = Ipv4> {
    /// The security admin rules of the network.
    pub(super) admin: Option<Layer<A>>,
    /// The group of the subnet.
    pub(super) subnet: Option<Layer<A>>,
    /// The groups of the network interfaces of its machines.
    pub(super) interfaces: Vec<Layer<A>>,
}

/// Rules, and whose they are.
#[derive(Debug)]
pub(super) struct Layer<A: Address = Ipv4> {
    pub(super) rules: Rules<A>,
    /// The addresses of the interfaces that the rules are for; those of every one where there is no set.
    pub(super) holders: Option<AddressSet<A>>,
}

impl<A: Address> Layer<A> {
    /// Whether the rules are for the interface with this address.
    pub(super) fn is_for(&self, address: A) -> bool {
        self.holders.as_ref().is_none_or(|holders| holders.contains(address))
    }
}

impl<A: Address> Guards<A> {
    /// What packets meet at a position, in order: security admin rules; then inwards the group of the subnet, outwards that of the interface.
    ///
    /// The interfaces of appliances have no groups in the language, and those of private endpoints none in Azure.
    pub(super) fn layers(&self, at: Position, direction: Direction) -> impl Iterator<Item = &Layer<A>> {
        let interfaces = if matches!(at, Position::Subnet(_)) { self.interfaces.as_slice() } else { &[] };
        let (before, after) = match direction {
            Direction::Inbound => (&[][..], interfaces),
            Direction::Outbound => (interfaces, &[][..]),
        };
        let admin = self.admin.as_ref().filter(|_| !matches!(at, Position::PrivateEndpoint(_)));
        admin.into_iter().chain(before).chain(&self.subnet).chain(after)
    }
}

/// Per application security group: the addresses of its network interfaces.
pub(super) fn application_groups<A: Address>(design: &Design) -> Vec<AddressSet<A>> {
    let mut members: Vec<Vec<Prefix<A>>> = design.application_security_group_ids().map(|_| Vec::new()).collect();
    for interface in &design.network_interfaces {
        let groups = interface.application_security_groups.iter().filter_map(|group| group.application_security_group());
        for group in groups {
            if let Some(members) = members.get_mut(group.0 as usize) {
                members.extend(interface.address().map(Prefix::host));
            }
        }
    }
    members.into_iter().map(AddressSet::covering).collect()
}
