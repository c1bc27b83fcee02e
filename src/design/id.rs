//! The ids that name parts of a design; [`Design`](super::Design) is indexed by them.

/// Declares ids: the position of an element in one of the design's lists.
macro_rules! ids {
    ($($(#[$meta:meta])* $id:ident;)*) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $id(pub u32);
    )* };
}

ids! {
    /// Names a virtual network.
    VnetId;
    /// Names a route table.
    TableId;
    /// Names one directed link of a peering.
    LinkId;
    /// Names a network security group.
    SecurityGroupId;
    /// Names a public IP address.
    PublicIpId;
    /// Names a NAT gateway.
    NatGatewayId;
    /// Names a firewall.
    FirewallId;
    /// Names an appliance.
    ApplianceId;
    /// Names a load balancer.
    LoadBalancerId;
    /// Names a gateway.
    GatewayId;
    /// Names a route server.
    RouteServerId;
    /// Names a virtual hub.
    HubId;
    /// Names what appliances say of one prefix.
    AnnouncementId;
    /// Names a destination of a static route of a virtual hub.
    StaticRouteId;
    /// Names a site.
    SiteId;
    /// Names a private endpoint.
    PrivateEndpointId;
    /// Names a network interface of a machine.
    NetworkInterfaceId;
    /// Names an application security group.
    ApplicationSecurityGroupId;
}

/// Names a subnet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubnetId {
    /// The subnet's virtual network.
    pub vnet: VnetId,
    /// Its index there.
    pub index: u32,
}

/// Something that forwards packets inside Azure: a firewall, or one interface of an appliance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Forwarder {
    /// An Azure Firewall.
    Firewall(FirewallId),
    /// An interface of an appliance, by its index.
    Appliance(ApplianceId, u32),
    /// The frontend of a load balancer, which hands packets to one of its backends.
    LoadBalancer(LoadBalancerId),
}

/// What `through` and `avoid` speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Waypoint {
    /// A firewall.
    Firewall(FirewallId),
    /// An appliance.
    Appliance(ApplianceId),
    /// A load balancer.
    LoadBalancer(LoadBalancerId),
    /// A gateway.
    Gateway(GatewayId),
    /// The Internet.
    Internet,
}

/// What appliances have BGP sessions with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speaker {
    /// A route server.
    RouteServer(RouteServerId),
    /// A virtual hub.
    Hub(HubId),
}

impl From<RouteServerId> for Speaker {
    fn from(id: RouteServerId) -> Self {
        Self::RouteServer(id)
    }
}

impl From<HubId> for Speaker {
    fn from(id: HubId) -> Self {
        Self::Hub(id)
    }
}

/// What a connection of a gateway leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Remote {
    /// A site outside Azure.
    Site(SiteId),
    /// Another gateway of the design.
    Gateway(GatewayId),
}
