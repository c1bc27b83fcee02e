//! Network interfaces of machines, and the application security groups that name machines by what they do.

use super::id::PublicIpId;
use super::list::List;
use super::reference::Reference;
use crate::address::{Address, Ipv4, Ipv6};

resource! {
    /// A network interface of a virtual machine.
    NetworkInterface: "a network interface" {
        /// The subnet it stands in, as `vnet/subnet`.
        "subnet" => subnet: required Reference;
        /// Its private address.
        "privateIpAddress" => private_ip_address: required Ipv4;
        /// Its private IPv6 address, beside the other one.
        "privateIpv6Address" => private_ipv6_address: optional Ipv6;
        /// Its public IP address by name.
        "publicIpAddress" => public_ip_address: optional Reference;
        /// The public IP address of its IPv6 address by name.
        "publicIpv6Address" => public_ipv6_address: optional Reference;
        /// Its network security group by name, asked besides that of the subnet.
        "networkSecurityGroup" => network_security_group: optional Reference;
        /// The application security groups that it belongs to, by name.
        "applicationSecurityGroups" => application_security_groups: default List<Reference> = List::default();
        /// Whether Azure lets it forward packets that are not for itself.
        "enableIPForwarding" => enable_ip_forwarding: default bool = false;
    }
}

impl NetworkInterface {
    /// The public IP address of the private address of one family.
    pub fn public<A: Address>(&self) -> Option<PublicIpId> {
        let reference = if A::BITS == Ipv4::BITS { &self.public_ip_address } else { &self.public_ipv6_address };
        reference.as_ref()?.public_ip()
    }

    /// The private address, if it is of this family.
    pub fn address<A: Address>(&self) -> Option<A> {
        A::from_v4(self.private_ip_address).or_else(|| A::from_v6(self.private_ipv6_address?))
    }
}

resource! {
    /// An application security group: network interfaces that security rules name together.
    ApplicationSecurityGroup: "an application security group" {}
}
