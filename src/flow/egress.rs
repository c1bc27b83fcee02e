//! What gives packets a public address on their way to the Internet, once a route has sent them there (specification 10.1, 10.2).
//!
//! A NAT gateway comes before the public IP addresses of the sender, and these before default outbound access, which private
//! subnets do not have.

use super::disposition::Disposition;
use super::network::Network;
use super::position::Position;
use super::traffic::{Traffic, with_ports};
use crate::address::{Address, AddressSet, Ipv4, Share};
use crate::design::{ApplianceId, ApplianceInterface, Balanced, FirewallId, Forwarder, NatGatewayId, PortRange, PublicIpId, SubnetId};
use crate::route::{NearStorage, near_storage};
use crate::workload::has_own_way_out;

/// What gives a packet its public address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Egress {
    /// A NAT gateway.
    NatGateway(NatGatewayId),
    /// The sender's own public IP address.
    PublicIp(PublicIpId),
    /// One of the public addresses of a firewall.
    Firewall(FirewallId),
    /// A service that Azure runs in the subnet.
    Service,
    /// Azure itself, with an address that may change.
    DefaultOutboundAccess,
}

/// What gives the packets of one place a public address.
pub(super) struct Ways<A: Address> {
    /// The NAT gateway, for TCP and UDP; not known where it has no address.
    nat_gateway: Option<Result<NatGatewayId, Disposition>>,
    /// The senders with a public IP address of their own.
    pub(super) own: Vec<(A, PublicIpId)>,
    /// What the other senders have.
    others: Result<Egress, Disposition>,
}

/// The numbers of TCP and UDP.
pub(super) fn translatable<A: Address>() -> AddressSet<A> {
    with_ports(true, true, &[PortRange::ALL])
}

impl<A: Address> Ways<A> {
    /// Whether TCP and UDP go another way than the other protocols.
    pub(super) fn part_protocols(&self) -> bool {
        self.nat_gateway.is_some()
    }

    /// What gives TCP and UDP from a place with a NAT gateway, or anything from another place, its public address.
    pub(super) fn of_translatable(&self, source: Option<A>) -> Result<Egress, Disposition> {
        match self.nat_gateway {
            Some(nat_gateway) => nat_gateway.map(Egress::NatGateway),
            None => self.without(source),
        }
    }

    /// The same for packets that are neither TCP nor UDP.
    pub(super) fn of_other(&self, source: Option<A>) -> Result<Egress, Disposition> {
        match (self.nat_gateway, self.without(source)) {
            (None, way) => way,
            // Default outbound access is for what has no explicit way, and this has one.
            (Some(_), Ok(Egress::DefaultOutboundAccess) | Err(Disposition::DroppedNoEgress)) => {
                Err(Disposition::DroppedProtocolNotTranslated)
            }
            (Some(_), _) => Err(Disposition::UndecidedEgress),
        }
    }

    /// What `source`, or a sender without an address of its own, has beside the NAT gateway.
    fn without(&self, source: Option<A>) -> Result<Egress, Disposition> {
        let own = self.own.iter().find(|(address, _)| Some(*address) == source);
        own.map_or(self.others, |(_, id)| Ok(Egress::PublicIp(*id)))
    }
}

fn is_v4<A: Address>() -> bool {
    A::BITS == Ipv4::BITS
}

impl<A: Address> Network<'_, A> {
    /// What gives packets that leave `position` to the Internet a public address.
    pub(super) fn ways(&self, position: Position) -> Ways<A> {
        let design = self.design;
        let Some(subnet) = self.standing(position) else {
            let others = match position {
                Position::Forwarder(Forwarder::Firewall(id)) => Egress::Firewall(id),
                _ => Egress::Service,
            };
            return Ways { nat_gateway: None, own: Vec::new(), others: Ok(others) };
        };
        let nat_gateway = design.nat_gateway_of(subnet).and_then(|id| {
            let gateway = &design[id];
            // The SKU that is written is for IPv4; whether somebody else's is not known (specification 10.4).
            if !is_v4::<A>() {
                return gateway.existing.then_some(Err(Disposition::UndecidedEgress));
            }
            let known = gateway.existing || !gateway.public_ip_addresses.is_empty();
            Some(if known { Ok(id) } else { Err(Disposition::UndecidedEgress) })
        });
        let (mut own, mut others) = (Vec::new(), self.without_address(subnet));
        match position {
            // A firewall that the design gives no address is given one (docs/emission.md).
            Position::Forwarder(Forwarder::Firewall(id)) => others = Ok(Egress::Firewall(id)),
            Position::Subnet(_) => {
                let standing = &design[subnet].workloads;
                // Default outbound access is for what has no explicit way: beside a NAT gateway only the others of the subnet have it.
                if (others == Err(Disposition::DroppedNoEgress) || nat_gateway.is_some()) && standing.iter().any(|it| has_own_way_out(*it))
                {
                    others = Err(Disposition::UndecidedEgress);
                }
                for interface in design.network_interfaces_in(subnet.vnet).map(|id| &design[id]) {
                    let public = interface.public::<A>();
                    let here = interface.subnet.subnet() == Some(subnet);
                    own.extend(interface.address().zip(public.filter(|_| here)));
                }
            }
            Position::Forwarder(forwarder @ Forwarder::Appliance(id, index)) => {
                let public = design.interface(id, index).and_then(ApplianceInterface::public::<A>);
                own.extend(self.address_of(forwarder).zip(public));
                if others == Ok(Egress::DefaultOutboundAccess) {
                    others = self.behind_load_balancer(id, index);
                }
            }
            _ => {}
        }
        Ways { nat_gateway, own, others }
    }

    /// What the interface of an appliance has that default outbound access would be for.
    ///
    /// What a load balancer hands packets to has none; whether that is so for the machine's other interfaces is not documented.
    fn behind_load_balancer(&self, id: ApplianceId, index: u32) -> Result<Egress, Disposition> {
        match self.design.balanced(id, index) {
            Balanced::Not => Ok(Egress::DefaultOutboundAccess),
            Balanced::Itself => Err(Disposition::DroppedNoEgress),
            Balanced::Beside => Err(Disposition::UndecidedEgress),
        }
    }

    /// The subnet in which a position is.
    fn standing(&self, position: Position) -> Option<SubnetId> {
        match position {
            Position::Subnet(subnet) => Some(subnet),
            Position::PrivateEndpoint(endpoint) => self.design[endpoint].subnet.subnet(),
            Position::Forwarder(forwarder) => self.subnet_of(forwarder),
            Position::Gateway(_) | Position::Hub(_) | Position::Site(_) | Position::Internet => None,
        }
    }

    /// What a machine of a subnet has that has no public address, beside the NAT gateway.
    fn without_address(&self, subnet: SubnetId) -> Result<Egress, Disposition> {
        let design = self.design;
        // Nothing of IPv6 reaches the Internet that was not asked for (specification 10.7).
        if is_v4::<A>() && design.has_default_outbound_access(subnet) {
            return Ok(Egress::DefaultOutboundAccess);
        }
        match (design.is_for_machines(subnet), &design[subnet].delegation) {
            (true, _) => Err(Disposition::DroppedNoEgress),
            // Whether the service has addresses of its own is the service's affair (specification 10.3).
            (false, Some(_)) => Err(Disposition::UndecidedEgress),
            (false, None) => Ok(Egress::Service),
        }
    }

    /// The Storage that what leaves `position` without a public address reaches all the same.
    pub(super) fn storage_near(&self, position: Position) -> Option<NearStorage<A>> {
        near_storage(self.design, self.standing(position)?.vnet)
    }

    /// What becomes of one packet for the Internet that nothing gives a public address, for that reason.
    pub(super) fn without_egress(&self, position: Position, destination: A, reason: Disposition) -> Disposition {
        match self.storage_near(position).filter(|_| reason == Disposition::DroppedNoEgress) {
            Some(near) if near.certain.contains(destination) => Disposition::DeliveredToService(near.tag),
            Some(near) if near.possible.contains(destination) => Disposition::UndecidedServiceTag(near.tag),
            _ => reason,
        }
    }

    /// What gives one packet that leaves `position` to the Internet a public address.
    pub(super) fn egress(&self, position: Position, source: A, traffic: Traffic) -> Result<Egress, Disposition> {
        let ways = self.ways(position);
        // A question that leaves the protocol open means one that can pass.
        if traffic.set::<A>().share(&translatable()) == Share::None {
            ways.of_other(Some(source))
        } else {
            ways.of_translatable(Some(source))
        }
    }
}
