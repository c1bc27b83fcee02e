//! The input model: what the user drew or wrote, in ARM's own names.
//!
//! [`decode`] reads the document into a [`Design`] and reports everything that is wrong with it as a
//! document; what it means is for the stages to the right.

#[macro_use]
pub(crate) mod read;
#[macro_use]
mod resource;
mod announcement;
mod announcing;
mod appliance;
mod balancing;
mod decode;
mod document;
mod endpoint;
mod endpoint_names;
mod firewall_rule;
mod forwarder;
mod gateway;
mod hub_connection;
mod hubs;
mod id;
mod intent;
mod interface;
mod link;
mod list;
mod load_balancer;
mod managed;
mod model;
mod name;
mod names;
mod nat_gateway;
mod near_word;
mod network_manager;
mod options;
mod outbound_access;
mod peering;
mod place;
mod reference;
mod route_server;
mod route_table;
mod routing_rules;
pub mod schema;
mod security_group;
mod service_endpoint;
mod service_tag;
mod static_routes;
mod tag_spelling;
mod trace_query;
mod virtual_hub;
mod vnet;
mod workloads;

pub use announcement::Announcement;
pub use appliance::{Appliance, ApplianceInterface, Firewall, IpVersion, PrivateEndpoint, PublicIpAddress, Snat};
pub use balancing::Balanced;
pub use decode::{Decoded, decode};
pub use endpoint::{Endpoint, Endpoints, NamedEndpoint};
pub use firewall_rule::{ApplicationRule, FirewallRule, NatRule};
pub use gateway::{Connection, GatewayType, Learned, OnPremises, VirtualNetworkGateway, VpnType};
pub use hub_connection::{HubConnection, HubStaticRoute, HubVirtualNetworkConnection, LocalRouteOverride, StaticRoute};
pub use id::{
    AnnouncementId, ApplianceId, ApplicationSecurityGroupId, FirewallId, Forwarder, GatewayId, HubId, LinkId, LoadBalancerId, NatGatewayId,
    NetworkInterfaceId, PrivateEndpointId, PublicIpId, Remote, RouteServerId, SecurityGroupId, SiteId, Speaker, StaticRouteId, SubnetId,
    TableId, VnetId, Waypoint,
};
pub use intent::{Intent, IntentSeverity, Protocol};
pub use interface::{ApplicationSecurityGroup, NetworkInterface};
pub use list::List;
pub use load_balancer::{LoadBalancer, LoadBalancingRule, Probe, ProbeProtocol, TransportProtocol};
pub use model::Design;
pub use name::Name;
pub use nat_gateway::NatGateway;
pub use network_manager::{
    AdminAccess, LocalRouteSetting, NetworkManager, RouteTableUsageMode, RoutingRule, RoutingRuleNextHopType, SecurityAdminRule,
};
pub use options::{
    BastionRouteTable, DisablePeeringRouteRemoves, Ipv6SystemRoutes, LearnedInsideOverridden, Level, NoneRoutesRemovedBy, Options, Profile,
    ServiceEndpointsBeat, StorageFromPrivateSubnets, Suppression, VirtualNetworkTagHolds,
};
pub use outbound_access::{DEFAULT_API_VERSION, PRIVATE_SINCE};
pub use peering::{Link, ListedSubnets, Peering};
pub use place::Place;
pub use read::fault::shown;
pub use read::schema::nearest;
pub use reference::Reference;
pub use resource::{Resource, Tags};
pub use route_server::{AZURE, AdvertisedRoute, BgpPeer, RouteServer, RoutingPreference};
pub use route_table::{Destination, DisabledPeeringRoutes, NamedNextHop, NextHop, NextHopType, Route, RouteTable};
pub use security_group::{Access, Direction, NetworkSecurityGroup, PortRange, SecurityAddress, SecurityProtocol, SecurityRule};
pub use service_endpoint::ServiceEndpoint;
pub use service_tag::{ServiceTag, TagAddresses};
pub use tag_spelling::TagSpelling;
pub use trace_query::{TraceQuery, TracedEnd, TracedEnds};
pub use virtual_hub::{PRIVATE_TRAFFIC, RoutingIntent, VirtualHub};
pub use vnet::{NetworkPolicies, Subnet, VirtualNetwork, reserved};
pub use workloads::Workload;
