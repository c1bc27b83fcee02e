//! Every way a packet can end.

use serde::Serialize;

use super::position::{Instance, Position};
use crate::design::{Forwarder, PrivateEndpointId, ServiceTag, SiteId, SubnetId};

/// How a walk ends. Exhaustive on purpose: a new way to end must be thought through everywhere.
///
/// Each variant's comment is its exact condition and its row in `docs/dispositions.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disposition {
    /// The destination is a usable address of a subnet in the network that the last route leads to, or the public IP address of a machine there, and the packet comes from the Internet.
    DeliveredToSubnet(SubnetId),
    /// The destination is the address of a private endpoint in the network that the last route leads to, or has its /32 route.
    DeliveredToPrivateEndpoint(PrivateEndpointId),
    /// The destination is the address of a firewall or of an appliance's interface in the network that the last route leads to, or of the one that the route names; or it is the public IP address of the interface, and the packet comes from the Internet.
    DeliveredToAppliance(Forwarder),
    /// A gateway sent the packet to the site that taught it the longest prefix holding the destination.
    DeliveredToOnPremises(SiteId),
    /// A route with next hop Internet decided, the destination is a public address, and something gives the packet one too; or the packet is on the Internet already and not for the design.
    DeliveredToInternet,
    /// The route of a service endpoint decided: the packet reaches an Azure service, which sees the sender's private address.
    DeliveredToService(ServiceTag),
    /// The destination is 168.63.129.16, 169.254.169.254 or fe80::1234:5678:9abc, and the packet leaves a subnet, an appliance or a firewall: its host answers, whatever routes say.
    DeliveredToPlatform,
    /// A route with next hop None decided.
    DroppedByNoneRoute,
    /// No active route holds the destination.
    DroppedNoRoute,
    /// The last route leads into a network where nothing can have the destination: outside every subnet, or one of the five addresses that Azure reserves in each.
    DroppedNoSuchAddress,
    /// A route with next hop Internet decided, and the destination is not a public address.
    DroppedPrivateAddressToInternet,
    /// The appliance that a route names is neither in the subnet's own network nor in a directly connected peer.
    DroppedNextHopUnreachable,
    /// The address that a route names belongs to nothing, or to an interface without IP forwarding.
    DroppedNextHopNotForwarding,
    /// A route with next hop VirtualNetworkGateway decided, and no VPN gateway serves the network.
    DroppedNoGateway,
    /// The packet is at a gateway that has learned no prefix for the destination, or whose subnet would send it back out.
    DroppedGatewayHasNoRoute,
    /// The packet is in a virtual hub that does not know the destination.
    DroppedHubHasNoRoute,
    /// No gateway advertises the destination to the site that the packet comes from.
    DroppedNotAdvertised,
    /// The packet crosses a peering, be it to the peer's gateway, and one of the two links has `allowVirtualNetworkAccess` false.
    DroppedPeeringAccess,
    /// The packet crosses a peering that lists subnets, and comes from one of the network that it does not list.
    DroppedSubnetNotPeered,
    /// The packet crosses a peering from a network that its source does not belong to, not sent by a gateway, and the receiving side's link has `allowForwardedTraffic` false.
    DroppedForwardedTraffic,
    /// The packet comes from the Internet, and the destination, which is no public IP address of the design, is not public or is inside an address space: nothing outside can send to it.
    DroppedPrivateAddressFromInternet,
    /// The packet comes from the Internet for a public IP address of the design that lets in nothing unasked: of a firewall of which no NAT rule matches, of a NAT gateway or a gateway, of a machine without a network security group, or of nothing.
    DroppedUnsolicited,
    /// A forwarder sends the packet on to a private endpoint without translating it, and it came from a machine or a VPN gateway of the forwarder's own network.
    DroppedUntranslatedToPrivateEndpoint,
    /// The packet would leave to the Internet from a forwarder with the address of another machine, which nothing has translated.
    DroppedNotTranslated,
    /// The packet would leave to the Internet, and nothing gives it a public address: its subnet has no NAT gateway and no default outbound access, and the sender has no public IP address.
    DroppedNoEgress,
    /// The packet would leave to the Internet through a NAT gateway, and is neither TCP nor UDP, which is all that NAT gateways translate.
    DroppedProtocolNotTranslated,
    /// A reply is to pass a stateful firewall or appliance that has not passed the request on.
    DroppedNoSession,
    /// The first security rule that matches denies the packet: where it leaves its subnet or an appliance, or where it arrives.
    DroppedBySecurityRule,
    /// The load balancer that the packet is for, or that a route names, has no backend in its network.
    DroppedNoBackend,
    /// The load balancer has neither HA ports nor a load-balancing rule for what the packet carries.
    DroppedNoLoadBalancingRule,
    /// The packet is for the frontend of a load balancer and comes from the backend that it is handed to: the machine does not know its own connection again.
    DroppedBalancedToSender,
    /// The design does not say which ports the load balancer carries; or it carries only some, and the question leaves open what decides, the packet is a reply, or a route leads to the load balancer and not the destination.
    UndecidedLoadBalancer,
    /// The firewall has rules, and the first that matches denies the packet, or none matches.
    DroppedByFirewallRule,
    /// The design does not say whether a NAT rule of the firewall matches, or any other rule that another would contradict: because of an application rule, a service tag, or a protocol or port that the question leaves open.
    UndecidedFirewallRule,
    /// The design does not say whether a security rule matches that another rule would contradict: because of a service tag, a default route in the tag VirtualNetwork, a source port, or a protocol or port that the question leaves open.
    UndecidedSecurityRule,
    /// The packet came back to where it had been with the same addresses.
    DroppedLoop,
    /// Two gateways, or two connections of one gateway, are equally good: which one is used is not decided by the design.
    UndecidedGateway,
    /// The design does not say what gives the packet a public address: a service runs in its subnet, or one of its workloads has public addresses of its own, and the subnet has neither NAT gateway nor default outbound access; the NAT gateway has no address; or a packet that is neither TCP nor UDP has a NAT gateway and another address.
    UndecidedEgress,
    /// The packet would leave to the Internet, and the destination is a public IP address of the design: with which address it comes back in is not documented.
    UndecidedOwnPublicAddress,
    /// A forwarder sends the packet on to a private endpoint without translating it, which is recorded for other networks than this: not after another forwarder of the same network, nor where policies let route tables apply.
    UndecidedPrivateEndpoint,
    /// A route for a service tag, or a service endpoint, decides if the destination is one of its addresses, and these are not known; without it the packet would go another way.
    UndecidedServiceTag(ServiceTag),
    /// The packet is in an appliance that advertises the destination itself: the appliance sends it on over a way that the design does not state.
    UndecidedBeyondAppliance,
    /// The address that a route names belongs to a network interface with IP forwarding, and no appliance of the design says what its machine does with packets.
    UndecidedMachine,
    /// The packet would take a connected group whose networks overlap, or cross it from a network that its source does not belong to, or to the appliance that a route names: what Azure does then is not documented.
    UndecidedConnectedGroup,
    /// The packet goes to a virtual hub, or a firewall there lets it in from the Internet, and the design or the documentation does not say what the hub does with it.
    UndecidedHub,
}

impl Disposition {
    /// Whether the packet arrived somewhere.
    pub fn is_delivered(self) -> bool {
        match self {
            Self::DeliveredToSubnet(_)
            | Self::DeliveredToPrivateEndpoint(_)
            | Self::DeliveredToAppliance(_)
            | Self::DeliveredToOnPremises(_)
            | Self::DeliveredToInternet
            | Self::DeliveredToService(_)
            | Self::DeliveredToPlatform => true,
            Self::DroppedByNoneRoute
            | Self::DroppedNoRoute
            | Self::DroppedNoSuchAddress
            | Self::DroppedPrivateAddressToInternet
            | Self::DroppedNextHopUnreachable
            | Self::DroppedNextHopNotForwarding
            | Self::DroppedNoGateway
            | Self::DroppedGatewayHasNoRoute
            | Self::DroppedHubHasNoRoute
            | Self::DroppedNotAdvertised
            | Self::DroppedPeeringAccess
            | Self::DroppedSubnetNotPeered
            | Self::DroppedForwardedTraffic
            | Self::DroppedPrivateAddressFromInternet
            | Self::DroppedUnsolicited
            | Self::DroppedUntranslatedToPrivateEndpoint
            | Self::DroppedNotTranslated
            | Self::DroppedNoEgress
            | Self::DroppedProtocolNotTranslated
            | Self::DroppedNoSession
            | Self::DroppedBySecurityRule
            | Self::DroppedNoBackend
            | Self::DroppedNoLoadBalancingRule
            | Self::DroppedBalancedToSender
            | Self::UndecidedLoadBalancer
            | Self::DroppedByFirewallRule
            | Self::UndecidedFirewallRule
            | Self::UndecidedSecurityRule
            | Self::DroppedLoop
            | Self::UndecidedGateway
            | Self::UndecidedEgress
            | Self::UndecidedOwnPublicAddress
            | Self::UndecidedPrivateEndpoint
            | Self::UndecidedServiceTag(_)
            | Self::UndecidedBeyondAppliance
            | Self::UndecidedMachine
            | Self::UndecidedConnectedGroup
            | Self::UndecidedHub => false,
        }
    }

    /// The variant's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::DeliveredToSubnet(_) => "DeliveredToSubnet",
            Self::DeliveredToPrivateEndpoint(_) => "DeliveredToPrivateEndpoint",
            Self::DeliveredToAppliance(_) => "DeliveredToAppliance",
            Self::DeliveredToOnPremises(_) => "DeliveredToOnPremises",
            Self::DeliveredToInternet => "DeliveredToInternet",
            Self::DeliveredToService(_) => "DeliveredToService",
            Self::DeliveredToPlatform => "DeliveredToPlatform",
            Self::DroppedByNoneRoute => "DroppedByNoneRoute",
            Self::DroppedNoRoute => "DroppedNoRoute",
            Self::DroppedNoSuchAddress => "DroppedNoSuchAddress",
            Self::DroppedPrivateAddressToInternet => "DroppedPrivateAddressToInternet",
            Self::DroppedNextHopUnreachable => "DroppedNextHopUnreachable",
            Self::DroppedNextHopNotForwarding => "DroppedNextHopNotForwarding",
            Self::DroppedNoGateway => "DroppedNoGateway",
            Self::DroppedGatewayHasNoRoute => "DroppedGatewayHasNoRoute",
            Self::DroppedHubHasNoRoute => "DroppedHubHasNoRoute",
            Self::DroppedNotAdvertised => "DroppedNotAdvertised",
            Self::DroppedPeeringAccess => "DroppedPeeringAccess",
            Self::DroppedSubnetNotPeered => "DroppedSubnetNotPeered",
            Self::DroppedForwardedTraffic => "DroppedForwardedTraffic",
            Self::DroppedPrivateAddressFromInternet => "DroppedPrivateAddressFromInternet",
            Self::DroppedUnsolicited => "DroppedUnsolicited",
            Self::DroppedUntranslatedToPrivateEndpoint => "DroppedUntranslatedToPrivateEndpoint",
            Self::DroppedNotTranslated => "DroppedNotTranslated",
            Self::DroppedNoEgress => "DroppedNoEgress",
            Self::DroppedProtocolNotTranslated => "DroppedProtocolNotTranslated",
            Self::DroppedNoSession => "DroppedNoSession",
            Self::DroppedBySecurityRule => "DroppedBySecurityRule",
            Self::DroppedNoBackend => "DroppedNoBackend",
            Self::DroppedNoLoadBalancingRule => "DroppedNoLoadBalancingRule",
            Self::DroppedBalancedToSender => "DroppedBalancedToSender",
            Self::UndecidedLoadBalancer => "UndecidedLoadBalancer",
            Self::DroppedByFirewallRule => "DroppedByFirewallRule",
            Self::UndecidedFirewallRule => "UndecidedFirewallRule",
            Self::UndecidedSecurityRule => "UndecidedSecurityRule",
            Self::DroppedLoop => "DroppedLoop",
            Self::UndecidedGateway => "UndecidedGateway",
            Self::UndecidedEgress => "UndecidedEgress",
            Self::UndecidedOwnPublicAddress => "UndecidedOwnPublicAddress",
            Self::UndecidedPrivateEndpoint => "UndecidedPrivateEndpoint",
            Self::UndecidedServiceTag(_) => "UndecidedServiceTag",
            Self::UndecidedBeyondAppliance => "UndecidedBeyondAppliance",
            Self::UndecidedMachine => "UndecidedMachine",
            Self::UndecidedConnectedGroup => "UndecidedConnectedGroup",
            Self::UndecidedHub => "UndecidedHub",
        }
    }

    /// Where the packet is, if it arrived: there its reply starts.
    pub fn position(self) -> Option<Position> {
        Some(match self {
            Self::DeliveredToSubnet(subnet) => Position::Subnet(subnet),
            Self::DeliveredToPrivateEndpoint(endpoint) => Position::PrivateEndpoint(endpoint),
            Self::DeliveredToAppliance(forwarder) => Position::Forwarder(forwarder),
            Self::DeliveredToOnPremises(site) => Position::Site(site),
            // Azure brings their replies back to where the request left.
            Self::DeliveredToInternet | Self::DeliveredToService(_) | Self::DeliveredToPlatform => Position::Internet,
            _ => return None,
        })
    }

    /// How a reply ends that Azure brings back itself to where the request started: only in Azure it knows the sender.
    pub(super) fn returned(start: Position) -> Self {
        match start {
            Position::Subnet(subnet) => Self::DeliveredToSubnet(subnet),
            Position::Forwarder(forwarder) => Self::DeliveredToAppliance(forwarder),
            Position::PrivateEndpoint(endpoint) => Self::DeliveredToPrivateEndpoint(endpoint),
            Position::Internet => Self::DeliveredToInternet,
            Position::Gateway(_) | Position::Hub(_) | Position::Site(_) => Self::DroppedNotTranslated,
        }
    }

    /// The firewall or appliance that the packet was for.
    pub fn instance(self) -> Option<Instance> {
        match self {
            Self::DeliveredToAppliance(forwarder) => Some(forwarder.into()),
            _ => None,
        }
    }
}

impl Serialize for Disposition {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
