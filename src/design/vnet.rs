//! Virtual networks and their subnets.

use super::list::List;
use super::name::Name;
use super::reference::Reference;
use super::service_endpoint::ServiceEndpoint;
use super::workloads::Workload;
use crate::address::{Address, AddressSet, AnyPrefix, Interval, Ipv4, Prefix};

/// The names of subnets that Azure gives a meaning.
pub mod reserved {
    /// Holds the virtual network gateways.
    pub const GATEWAY: &str = "GatewaySubnet";
    /// Holds the Azure Firewall.
    pub const FIREWALL: &str = "AzureFirewallSubnet";
    /// Holds the management interface of an Azure Firewall.
    pub const FIREWALL_MANAGEMENT: &str = "AzureFirewallManagementSubnet";
    /// Holds Azure Bastion.
    pub const BASTION: &str = "AzureBastionSubnet";
    /// Holds Azure Route Server.
    pub const ROUTE_SERVER: &str = "RouteServerSubnet";
    /// All of them.
    pub const ALL: [&str; 5] = [GATEWAY, FIREWALL, FIREWALL_MANAGEMENT, BASTION, ROUTE_SERVER];
}

resource! {
    /// A virtual network.
    VirtualNetwork: "a virtual network" {
        /// The address prefixes of the network.
        "addressSpace" => address_space: required List<AnyPrefix>;
        /// The subnets.
        "subnets" => subnets: default Vec<Subnet> = Vec::new();
        /// Addresses of DNS servers; Azure's own by default.
        "dnsServers" => dns_servers: default List<Ipv4> = List::default();
        /// What the gateways of the network tell other ends in place of its prefixes, and of those of peers that these cover.
        "summarizedGatewayPrefixes" => summarized_gateway_prefixes: default List<AnyPrefix> = List::default();
    }
}

record! {
    /// A subnet with everything it carries.
    Subnet: "a subnet" {
        /// Name of the subnet.
        "name" => name: required Name;
        /// The address prefix; `addressPrefixes` where there are several.
        "addressPrefix" => address_prefix: optional AnyPrefix;
        /// The address prefixes.
        "addressPrefixes" => address_prefixes: default List<AnyPrefix> = List::default();
        /// The route table.
        "routeTable" => route_table: optional Reference;
        /// The network security group.
        "networkSecurityGroup" => network_security_group: optional Reference;
        /// The NAT gateway through which the subnet reaches the Internet.
        "natGateway" => nat_gateway: optional Reference;
        /// Whether Azure lets machines without a public address of their own reach the Internet; the API version's default.
        "defaultOutboundAccess" => default_outbound_access: optional bool;
        /// The service that the subnet is delegated to, such as `Microsoft.Databricks/workspaces`.
        "delegation" => delegation: optional String;
        /// Whether route tables and security groups apply to the private endpoints in the subnet.
        "privateEndpointNetworkPolicies" => private_endpoint_network_policies: optional NetworkPolicies;
        /// The services that the subnet reaches by service endpoints.
        "serviceEndpoints" => service_endpoints: default List<ServiceEndpoint> = List::default();
        /// Groups of subnets that intents name as `#label`.
        "labels" => labels: default List<Name> = List::default();
        /// Services in the subnet, whose needs the design is checked against.
        "workloads" => workloads: default List<Workload> = List::default();
    }
}

words! {
    /// Which policies apply to the private endpoints of a subnet.
    NetworkPolicies: "network policies" {
        /// None; Azure's default.
        Disabled = "Disabled",
        /// Route tables and security groups.
        Enabled = "Enabled",
        /// Security groups only.
        NetworkSecurityGroupEnabled = "NetworkSecurityGroupEnabled",
        /// Route tables only.
        RouteTableEnabled = "RouteTableEnabled",
    }
}
words_read!(NetworkPolicies: "network policies");

impl NetworkPolicies {
    /// Whether route tables apply to private endpoints.
    pub fn route_tables(self) -> bool {
        matches!(self, Self::Enabled | Self::RouteTableEnabled)
    }

    /// Whether security groups apply to private endpoints.
    pub fn security_groups(self) -> bool {
        matches!(self, Self::Enabled | Self::NetworkSecurityGroupEnabled)
    }
}

impl VirtualNetwork {
    /// The prefixes of one family.
    pub fn prefixes<A: Address>(&self) -> impl Iterator<Item = Prefix<A>> + Clone + '_ {
        self.address_space.iter().filter_map(AnyPrefix::of)
    }

    /// The prefixes of one family, each with its index in the address space.
    pub fn placed<A: Address>(&self) -> impl Iterator<Item = (usize, Prefix<A>)> + Clone + '_ {
        self.address_space.placed().filter_map(|(index, prefix)| Some((index, prefix.of()?)))
    }

    /// The summarized prefixes of one family, each with its index in the list.
    pub fn summary<A: Address>(&self) -> impl Iterator<Item = (usize, Prefix<A>)> + Clone + '_ {
        self.summarized_gateway_prefixes.placed().filter_map(|(index, prefix)| Some((index, prefix.of()?)))
    }

    /// Whether `address` is in the network's address space.
    pub fn contains<A: Address>(&self, address: A) -> bool {
        self.prefixes().any(|prefix| prefix.contains(address))
    }
}

impl Subnet {
    /// Every prefix of the subnet.
    pub fn all_prefixes(&self) -> impl Iterator<Item = &AnyPrefix> + Clone {
        self.address_prefix.iter().chain(&self.address_prefixes)
    }

    /// The prefixes of one family.
    pub fn prefixes<A: Address>(&self) -> impl Iterator<Item = Prefix<A>> + Clone + '_ {
        self.all_prefixes().filter_map(AnyPrefix::of)
    }

    /// The prefixes of one family, each with its position among all.
    pub fn placed<A: Address>(&self) -> impl Iterator<Item = (usize, Prefix<A>)> + Clone + '_ {
        self.all_prefixes().enumerate().filter_map(|(index, prefix)| Some((index, prefix.of()?)))
    }

    /// The JSON pointer of the `position`th of [`all_prefixes`](Self::all_prefixes).
    pub fn prefix_pointer(&self, position: usize) -> String {
        match position.checked_sub(self.address_prefix.iter().count()) {
            Some(position) => self.at.field(&format!("addressPrefixes/{}", self.address_prefixes.index(position))),
            None => self.at.field("addressPrefix"),
        }
    }

    /// Whether the subnet has this reserved name; Azure compares it without regard to case.
    pub fn is(&self, name: &str) -> bool {
        self.name.is(name)
    }

    /// The service endpoints as bits.
    pub fn endpoints(&self) -> u16 {
        self.service_endpoints.iter().fold(0, |bits, endpoint| bits | endpoint.bit())
    }

    /// The subnet that owns `address`, reserved addresses included.
    pub fn contains<A: Address>(&self, address: A) -> bool {
        self.prefixes().any(|prefix| prefix.contains(address))
    }

    /// The addresses that Azure gives to network interfaces: all but the first four and the last of each prefix.
    ///
    /// Source: Microsoft Learn, "Virtual network FAQ", reserved addresses within subnets.
    pub fn usable<A: Address>(&self) -> AddressSet<A> {
        AddressSet::of(self.prefixes().filter_map(|prefix: Prefix<A>| {
            let first = prefix.first().offset(4)?;
            let last = prefix.last().previous()?;
            (first <= last && prefix.contains(first)).then_some(Interval { first, last })
        }))
    }
}

#[cfg(test)]
mod tests {
    use crate::address::{AnyPrefix, Ipv4, Prefix};
    use crate::design::{List, Place, Subnet};

    fn subnet(prefix: &str) -> Subnet {
        Subnet {
            at: Place::default(),
            name: "s".into(),
            address_prefix: Prefix::<Ipv4>::parse(prefix).ok().map(AnyPrefix::from),
            address_prefixes: List::default(),
            route_table: None,
            network_security_group: None,
            nat_gateway: None,
            default_outbound_access: None,
            delegation: None,
            private_endpoint_network_policies: None,
            service_endpoints: List::default(),
            labels: List::default(),
            workloads: List::default(),
        }
    }

    // Expected values: routing.md 7.2, five reserved addresses; a /29 has three usable ones.
    #[test]
    fn five_addresses_of_each_prefix_are_reserved() {
        assert_eq!(subnet("192.168.1.0/24").usable::<Ipv4>().size(), 251);
        assert_eq!(subnet("10.0.0.0/29").usable::<Ipv4>().size(), 3);
        assert_eq!(subnet("10.0.0.0/26").usable().lowest(), Some(Ipv4::new(10, 0, 0, 4)));
    }

    #[test]
    fn a_prefix_without_room_has_no_usable_address() {
        for prefix in ["10.0.0.0/30", "10.0.0.0/31", "10.0.0.0/32"] {
            assert!(subnet(prefix).usable::<Ipv4>().is_empty(), "{prefix}");
        }
    }
}
