//! Which security rules packets meet where they leave a place or arrive, and in which order (specification 9.1).
//!
//! Before public addresses come in, and after they do: rules see private ones (specification 9.6).

use std::rc::Rc;

use super::network::{Network, Position};
use super::security::Rules;
use super::tags::Tags;
use crate::address::{Address, AddressSet, Ipv4, Prefix};
use crate::design::{Design, Direction, Forwarder, SecurityGroupId, SubnetId};

/// What packets meet at a subnet, each with the addresses of the interfaces that it is for; `None` is all of them.
#[derive(Debug)]
pub(super) struct Guards<A: Address = Ipv4> {
    /// The security admin rules of the network.
    admin: Option<Layer<A>>,
    /// The group of the subnet.
    subnet: Option<Layer<A>>,
    /// The groups of the network interfaces of its machines.
    interfaces: Vec<Layer<A>>,
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

impl<A: Address> Network<'_, A> {
    /// What packets meet that arrive at a position or leave it.
    ///
    /// Of all that Azure runs itself, gateways and firewalls carry no group; private endpoints follow theirs only where the
    /// policies of the subnet say so.
    pub(super) fn guards_at(&self, position: Position) -> Option<Rc<Guards<A>>> {
        if !self.guarded {
            return None;
        }
        let design = self.design;
        let subnet = match position {
            Position::Subnet(subnet) => subnet,
            Position::Forwarder(forwarder @ Forwarder::Appliance(..)) => self.subnet_of(forwarder)?,
            Position::PrivateEndpoint(endpoint) => {
                let policies = |id: &SubnetId| design[*id].private_endpoint_network_policies.is_some_and(|it| it.security_groups());
                design[endpoint].subnet.subnet().filter(policies)?
            }
            Position::Forwarder(Forwarder::Firewall(_) | Forwarder::LoadBalancer(_))
            | Position::Gateway(_)
            | Position::Hub(_)
            | Position::Site(_)
            | Position::Internet => return None,
        };
        if !self.interfaces_guarded && !self.administered && design[subnet].network_security_group.is_none() {
            return None;
        }
        let mut known = self.guards.borrow_mut();
        let place = known.partition_point(|(id, _)| *id < subnet);
        if let Some((_, guards)) = known.get(place).filter(|(id, _)| *id == subnet) {
            return Some(Rc::clone(guards));
        }
        let guards = Rc::new(self.guards_of(subnet));
        known.insert(place, (subnet, Rc::clone(&guards)));
        Some(guards)
    }

    fn guards_of(&self, subnet: SubnetId) -> Guards<A> {
        let interfaces = grouped(self.design, subnet);
        let group = self.design[subnet].network_security_group.as_ref().and_then(|group| group.security_group());
        if group.is_none() && interfaces.is_empty() && !self.administered {
            return Guards { admin: None, subnet: None, interfaces: Vec::new() };
        }
        let tags = Tags::of(self, subnet);
        let layer = |group: SecurityGroupId, holders: Option<AddressSet<A>>| Layer { rules: self.rules_of(&tags, group), holders };
        Guards {
            admin: self.admin_rules_of(&tags, subnet).map(|rules| Layer { rules, holders: None }),
            subnet: group.map(|group| layer(group, None)),
            interfaces: interfaces.into_iter().map(|(group, holders)| layer(group, Some(holders))).collect(),
        }
    }
}

/// The groups of a subnet's network interfaces, each with the addresses of those that have it.
fn grouped<A: Address>(design: &Design, subnet: SubnetId) -> Vec<(SecurityGroupId, AddressSet<A>)> {
    let mut held: Vec<(SecurityGroupId, Prefix<A>)> = Vec::new();
    for id in design.network_interfaces_in(subnet.vnet) {
        let interface = &design[id];
        if interface.subnet.subnet() == Some(subnet)
            && let Some(group) = interface.network_security_group.as_ref().and_then(|group| group.security_group())
            && let Some(address) = interface.address()
        {
            held.push((group, Prefix::host(address)));
        }
    }
    held.sort_unstable();
    let same = held.chunk_by(|a, b| a.0 == b.0);
    same.filter_map(|all| Some((all.first()?.0, AddressSet::covering(all.iter().map(|(_, prefix)| *prefix))))).collect()
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
