//! Azure Virtual Network Manager: what it sets for several virtual networks at once.

use super::list::List;
use super::name::Name;
use super::reference::Reference;
use super::route_table::{Destination, NextHopType};
use super::security_group::{Access, Direction, PortRange, SecurityAddress, SecurityProtocol};
use crate::address::AnyAddress;

record! {
    /// What Azure Virtual Network Manager sets for several virtual networks at once.
    NetworkManager: "a network manager" {
        /// Rules that are asked before those of network security groups.
        "securityAdminRules" => security_admin_rules: default Vec<SecurityAdminRule> = Vec::new();
        /// Groups of virtual networks, by name, that reach each other directly.
        "connectedGroups" => connected_groups: default List<List<Reference>> = List::default();
        /// Rules that become user-defined routes of subnets.
        "routingRules" => routing_rules: default Vec<RoutingRule> = Vec::new();
        /// Where the routes of routing rules go if a subnet has a route table.
        "routeTableUsageMode" => route_table_usage_mode: default RouteTableUsageMode = RouteTableUsageMode::ManagedOnly;
    }
}

words! {
    /// Where Azure Virtual Network Manager writes routes for a subnet that has a route table.
    RouteTableUsageMode: "a use of route tables" {
        /// Into a route table of its own, which has the routes of the subnet's table too and takes its place.
        ManagedOnly = "ManagedOnly",
        /// Into the subnet's route table.
        UseExisting = "UseExisting",
    }
}
words_read!(RouteTableUsageMode: "a use of route tables");

/// More pairs of networks than this are not looked at: 250 groups of 100 networks are within.
const MOST_PAIRS: usize = 2_500_000;

impl NetworkManager {
    /// How many of the connected groups, from the first one on, have few enough pairs of networks to be looked at.
    pub fn groups_taken(&self) -> usize {
        let mut pairs = 0_usize;
        let few = |group: &&List<Reference>| {
            pairs = pairs.saturating_add(group.len().saturating_mul(group.len()));
            pairs <= MOST_PAIRS
        };
        self.connected_groups.iter().take_while(few).count()
    }
}

record! {
    /// A rule that is asked before those of network security groups; what is left out matches everything.
    SecurityAdminRule: "a security admin rule" {
        /// Name of the rule.
        "name" => name: required Name;
        /// From 1 to 4096; the lowest number that matches decides.
        "priority" => priority: required u32;
        /// Inbound or Outbound.
        "direction" => direction: required Direction;
        /// Allow leaves it to the security groups, AlwaysAllow and Deny are final.
        "access" => access: required AdminAccess;
        /// The protocol, or `*`.
        "protocol" => protocol: required SecurityProtocol;
        /// What the rule is for.
        "description" => description: optional String;
        /// Prefixes, addresses, service tags or `*`.
        "sources" => sources: default List<SecurityAddress> = List::from(vec![SecurityAddress::any()]);
        /// Ports and ranges of ports.
        "sourcePortRanges" => source_port_ranges: default List<PortRange> = List::from(vec![PortRange::ALL]);
        /// Prefixes, addresses, service tags or `*`.
        "destinations" => destinations: default List<SecurityAddress> = List::from(vec![SecurityAddress::any()]);
        /// Ports and ranges of ports.
        "destinationPortRanges" => destination_port_ranges: default List<PortRange> = List::from(vec![PortRange::ALL]);
        /// The virtual networks that the rule is for, by name.
        "appliesTo" => applies_to: required List<Reference>;
    }
}

record! {
    /// A rule that becomes a user-defined route of the subnets that it is for.
    RoutingRule: "a routing rule" {
        /// Name of the rule.
        "name" => name: required Name;
        /// A prefix or a service tag.
        "destination" => destination: required Destination;
        /// Where packets go.
        "nextHopType" => next_hop_type: required RoutingRuleNextHopType;
        /// The appliance's address; for `VirtualAppliance` only.
        "nextHopIpAddress" => next_hop_ip_address: optional AnyAddress;
        /// Whether the rule's collection keeps routes that gateways learn away from its subnets; on by default.
        "disableBgpRoutePropagation" => disable_bgp_route_propagation: optional bool;
        /// What the rule's collection keeps on the direct way, by a route of its own.
        "localRouteSetting" => local_route_setting: default LocalRouteSetting = LocalRouteSetting::NotSpecified;
        /// The subnets that the rule is for, as `vnet/subnet`, or whole virtual networks, by name.
        "appliesTo" => applies_to: required List<Reference>;
    }
}

words! {
    /// The next hop types of a routing rule.
    RoutingRuleNextHopType: "a next hop type" {
        /// The virtual network gateway of the network or of its hub.
        VirtualNetworkGateway = "VirtualNetworkGateway",
        /// Delivery inside the virtual network.
        VnetLocal = "VnetLocal",
        /// The Internet.
        Internet = "Internet",
        /// A firewall or other appliance.
        VirtualAppliance = "VirtualAppliance",
        /// Nowhere: packets are dropped.
        NoNextHop = "NoNextHop",
    }
}
words_read!(RoutingRuleNextHopType: "a next hop type");

impl From<RoutingRuleNextHopType> for NextHopType {
    /// The type that the route of a rule has.
    fn from(written: RoutingRuleNextHopType) -> Self {
        match written {
            RoutingRuleNextHopType::VirtualNetworkGateway => Self::VirtualNetworkGateway,
            RoutingRuleNextHopType::VnetLocal => Self::VnetLocal,
            RoutingRuleNextHopType::Internet => Self::Internet,
            RoutingRuleNextHopType::VirtualAppliance => Self::VirtualAppliance,
            RoutingRuleNextHopType::NoNextHop => Self::None,
        }
    }
}

words! {
    /// What a collection of routing rules keeps on the direct way.
    LocalRouteSetting: "a local route setting" {
        /// Nothing.
        NotSpecified = "NotSpecified",
        /// What is for the own subnet.
        DirectRoutingWithinSubnet = "DirectRoutingWithinSubnet",
        /// What is for the own virtual network.
        DirectRoutingWithinVNet = "DirectRoutingWithinVNet",
    }
}
words_read!(LocalRouteSetting: "a local route setting");

words! {
    /// What a security admin rule does with the packets that match.
    AdminAccess: "an access" {
        /// Leaves them to the network security groups.
        Allow = "Allow",
        /// Lets them pass, whatever the network security groups say.
        AlwaysAllow = "AlwaysAllow",
        /// Drops them.
        Deny = "Deny",
    }
}
words_read!(AdminAccess: "an access");

impl From<Access> for AdminAccess {
    /// What a rule that has the last word says.
    fn from(access: Access) -> Self {
        match access {
            Access::Allow => Self::Allow,
            Access::Deny => Self::Deny,
        }
    }
}
