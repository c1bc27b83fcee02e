//! The words in which the needs of a workload are written down.

use crate::design::{Protocol, Workload};

/// What a workload needs of its subnet.
#[derive(Debug)]
pub struct Needs {
    /// The workload.
    pub workload: Workload,
    /// What people call it.
    pub name: &'static str,
    /// The traffic without which it does not work.
    pub flows: &'static [Flow],
    /// What it says of the subnet's route table.
    pub table: Table,
    /// What it says of the subnet's NAT gateway.
    pub nat_gateway: NatGateway,
    /// Whether the subnet must have a network security group.
    pub security_group: bool,
    /// What it says of the subnet's delegation.
    pub delegation: Delegation,
    /// How large the subnet is.
    pub size: Size,
    /// Whether nothing else may stand in the subnet.
    pub dedicated: bool,
    /// Whether a network may have one such subnet only.
    pub one_in_network: bool,
    /// What the service writes itself into the subnet's route table and security group, above what the design says.
    pub writes: Writes,
    /// How its machines reach the Internet where a route leads straight there.
    pub egress: Egress,
    /// Where all of this is from.
    pub source: &'static str,
}

/// Traffic that a workload needs.
#[derive(Clone, Copy, Debug)]
pub struct Flow {
    /// The other side, and who opens the connection.
    pub peer: Peer,
    /// The protocol.
    pub protocol: Protocol,
    /// The ports, from first to last; all of them where the list is empty.
    pub ports: &'static [(u16, u16)],
    /// The way that it may take.
    pub way: Way,
    /// What it is for.
    pub purpose: &'static str,
}

/// The other side of a flow, and who opens the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// To a service tag.
    To(&'static str),
    /// To the part of a service tag that is in the network's own region.
    ToRegion(&'static str),
    /// To what the default route is for: the public addresses that no other route names.
    ToInternet,
    /// To machines in the subnets of the network that have one of these workloads.
    ToWorkloads(&'static [Workload]),
    /// To the tag VirtualNetwork; only what the subnet's own security group says of it.
    ToVirtualNetwork,
    /// From a service tag, to a public address of the workload; replies leave the subnet.
    From(&'static str),
    /// From the Internet, as from a tag.
    FromInternet,
    /// From the tag VirtualNetwork; only what the subnet's own security group says of it.
    FromVirtualNetwork,
    /// From the tag AzureLoadBalancer; only what the subnet's own security group says of it.
    FromLoadBalancer,
}

/// The way that a flow may take out of the subnet; for what comes from outside, the way of its replies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Any that ends in Azure or on the Internet, and whose replies come back.
    Any,
    /// Past no appliance and no gateway.
    Direct,
    /// Through an appliance or a gateway, never straight to the Internet.
    Forwarded,
}

/// What a workload says of its subnet's route table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// There may be one.
    Optional,
    /// There must be one.
    Required,
    /// There must be one that no other subnet uses, because the service writes into it.
    Own,
    /// The service does not support user-defined routes.
    Unsupported,
}

/// What a workload says of its subnet's NAT gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NatGateway {
    /// There may be one.
    Optional,
    /// There must be one.
    Required,
    /// The service does not work with one.
    Unsupported,
}

/// What a workload says of its subnet's delegation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delegation {
    /// To this service.
    Required(&'static str),
    /// To this service, or to none.
    Possible(&'static str),
    /// To none.
    Refused,
}

/// How large a subnet is, as lengths of its prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// The smallest that the service takes.
    pub smallest: u8,
    /// What Microsoft recommends at least.
    pub recommended: u8,
    /// The addresses that the service takes at least, beside those that Azure keeps.
    pub addresses: u32,
}

/// What a service writes itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writes {
    /// Routes for the tags of its flows.
    pub routes: bool,
    /// Security rules for its flows.
    pub rules: bool,
}

impl Writes {
    /// A service that writes nothing into the design's own resources.
    pub const NOTHING: Self = Self { routes: false, rules: false };
}

/// How machines reach the Internet where a route leads straight there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Egress {
    /// With public addresses or a load balancer that belong to the service.
    Own,
    /// With what the subnet gives them.
    Subnet,
}

impl Flow {
    /// A flow over TCP, whichever way it takes.
    pub(super) const fn tcp(peer: Peer, ports: &'static [(u16, u16)], purpose: &'static str) -> Self {
        Self { peer, protocol: Protocol::Tcp, ports, way: Way::Any, purpose }
    }

    /// The same flow over UDP.
    pub(super) const fn udp(peer: Peer, ports: &'static [(u16, u16)], purpose: &'static str) -> Self {
        Self { peer, protocol: Protocol::Udp, ports, way: Way::Any, purpose }
    }

    /// A flow of anything, whichever way it takes.
    pub(super) const fn any(peer: Peer, purpose: &'static str) -> Self {
        Self { peer, protocol: Protocol::Any, ports: &[], way: Way::Any, purpose }
    }

    /// The same flow, by this way only.
    pub(super) const fn by(self, way: Way) -> Self {
        Self { way, ..self }
    }
}

impl Peer {
    /// The service tag of the other side, and whether only its part in the network's region is meant.
    pub fn tag(self) -> Option<(&'static str, bool)> {
        match self {
            Self::To(tag) | Self::From(tag) => Some((tag, false)),
            Self::ToRegion(tag) => Some((tag, true)),
            _ => None,
        }
    }

    /// Whether the connection is opened from outside the subnet.
    pub fn inbound(self) -> bool {
        matches!(self, Self::From(_) | Self::FromInternet | Self::FromVirtualNetwork | Self::FromLoadBalancer)
    }
}
