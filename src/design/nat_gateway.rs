//! NAT gateways.

use super::list::List;
use super::reference::Reference;

resource! {
    /// A NAT gateway: the public addresses with which the machines of its subnets reach the Internet.
    NatGateway: "a NAT gateway" {
        /// Public IP addresses by name.
        "publicIpAddresses" => public_ip_addresses: default List<Reference> = List::default();
    }
}
