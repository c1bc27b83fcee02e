//! Who has which private address.

use crate::address::{Address, Ipv4, sort_by_rank};
use crate::design::{Design, Forwarder, NetworkInterfaceId, PrivateEndpointId, SubnetId};

/// Something with a private address of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::check) enum Owner {
    /// A firewall, or an interface of an appliance.
    Forwarder(Forwarder),
    /// A private endpoint.
    PrivateEndpoint(PrivateEndpointId),
    /// A network interface of a machine.
    NetworkInterface(NetworkInterfaceId),
}

/// A private address that something has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) struct Owned<A = Ipv4> {
    /// The address.
    pub(in crate::check) address: A,
    /// The subnet that the owner stands in.
    pub(in crate::check) subnet: SubnetId,
    /// Who has it.
    pub(in crate::check) owner: Owner,
}

impl<A: Address> Owned<A> {
    /// The firewall or the appliance's interface that it is.
    pub(in crate::check) fn forwarder(&self) -> Option<Forwarder> {
        match self.owner {
            Owner::Forwarder(forwarder) => Some(forwarder),
            _ => None,
        }
    }

    /// What a person would call the owner.
    pub(in crate::check) fn noun(&self, design: &Design) -> String {
        match self.owner {
            Owner::Forwarder(forwarder @ Forwarder::Firewall(_)) => format!("firewall `{}`", design.forwarder_name(forwarder)),
            Owner::Forwarder(forwarder @ Forwarder::LoadBalancer(_)) => format!("load balancer `{}`", design.forwarder_name(forwarder)),
            Owner::Forwarder(forwarder) => format!("appliance `{}`", design.forwarder_name(forwarder)),
            Owner::PrivateEndpoint(id) => format!("private endpoint `{}`", design[id].name),
            Owner::NetworkInterface(id) => format!("network interface `{}`", design[id].name),
        }
    }

    /// Whether the design writes the address down; a firewall's may follow from its subnet.
    pub(in crate::check) fn stated(&self, design: &Design) -> bool {
        match self.owner {
            Owner::Forwarder(Forwarder::Firewall(id)) => design[id].private_ip_address.is_some(),
            _ => true,
        }
    }

    /// The JSON pointer of the owner.
    pub(in crate::check) fn pointer(&self, design: &Design) -> String {
        match self.owner {
            Owner::Forwarder(Forwarder::Firewall(id)) => design[id].at.pointer(),
            Owner::Forwarder(Forwarder::Appliance(id, index)) => {
                design.interface(id, index).map_or_else(|| design[id].at.pointer(), |interface| interface.at.pointer())
            }
            Owner::Forwarder(Forwarder::LoadBalancer(id)) => design[id].at.pointer(),
            Owner::PrivateEndpoint(id) => design[id].at.pointer(),
            Owner::NetworkInterface(id) => design[id].at.pointer(),
        }
    }

    /// The JSON pointer of the address, or of the owner where the address is not written.
    pub(in crate::check) fn address_pointer(&self, design: &Design) -> String {
        let pointer = self.pointer(design);
        let member = if self.address.any().is_v6() { "/privateIpv6Address" } else { "/privateIpAddress" };
        if self.stated(design) { pointer + member } else { pointer }
    }
}

/// Every address that something has, ascending by address, then by network.
pub(in crate::check) fn owned<A: Address>(design: &Design) -> Vec<Owned<A>> {
    let forwarders = design.forwarders().filter_map(|forwarder| {
        let (address, subnet) = (design.forwarder_address::<A>(forwarder)?, design.forwarder_subnet(forwarder)?);
        Some(Owned { address, subnet, owner: Owner::Forwarder(forwarder) })
    });
    let endpoints = design.private_endpoint_ids().filter_map(|id| {
        let subnet = design[id].subnet.subnet()?;
        Some(Owned { address: design[id].address()?, subnet, owner: Owner::PrivateEndpoint(id) })
    });
    let mut owned: Vec<Owned<A>> = forwarders.chain(endpoints).collect();
    for id in design.network_interface_ids() {
        let (interface, owner) = (&design[id], Owner::NetworkInterface(id));
        owned.extend(interface.subnet.subnet().zip(interface.address()).map(|(subnet, address)| Owned { address, subnet, owner }));
    }
    // Of one address in one network, forwarders come first, as they were put first.
    sort_by_rank(&mut owned, |it| it.subnet.vnet.0);
    sort_by_rank(&mut owned, |it| it.address.rank(0));
    owned
}
