//! The design with every reference resolved.

use std::ops::Index;

use super::announcement::Announcement;
use super::appliance::{Appliance, Firewall, PrivateEndpoint, PublicIpAddress};
use super::gateway::{Connection, OnPremises, VirtualNetworkGateway};
use super::hub_connection::StaticRoute;
use super::id::{
    AnnouncementId, ApplianceId, ApplicationSecurityGroupId, FirewallId, Forwarder, GatewayId, HubId, LinkId, LoadBalancerId, NatGatewayId,
    NetworkInterfaceId, PrivateEndpointId, PublicIpId, Remote, RouteServerId, SecurityGroupId, SiteId, StaticRouteId, SubnetId, TableId,
    VnetId,
};
use super::intent::Intent;
use super::interface::{ApplicationSecurityGroup, NetworkInterface};
use super::load_balancer::LoadBalancer;
use super::managed::Managed;
use super::name::Name;
use super::names::{Kind, Names};
use super::nat_gateway::NatGateway;
use super::network_manager::NetworkManager;
use super::options::Options;
use super::peering::Link;
use super::resource::Tags;
use super::route_server::RouteServer;
use super::route_table::RouteTable;
use super::security_group::NetworkSecurityGroup;
use super::service_tag::TagAddresses;
use super::virtual_hub::VirtualHub;
use super::vnet::{Subnet, VirtualNetwork, reserved};
use crate::address::{Address, AnyPrefix, Prefix};

/// A design whose references are resolved. Parts that could not be read are left out and have been reported.
#[derive(Clone, Debug, Default)]
pub struct Design {
    /// Name of the design.
    pub name: Option<Name>,
    /// Region of everything that does not say its own.
    pub location: Option<String>,
    /// Resource group of everything that does not say its own.
    pub resource_group: Option<String>,
    /// Tags of everything that does not say its own.
    pub tags: Tags,
    /// API version of the resource definitions.
    pub api_version: Option<String>,
    /// How strictly it is judged.
    pub options: Options,
    /// Virtual networks.
    pub virtual_networks: Vec<VirtualNetwork>,
    /// Route tables.
    pub route_tables: Vec<RouteTable>,
    /// The directed links of all peerings.
    pub links: Vec<Link>,
    /// Network security groups.
    pub network_security_groups: Vec<NetworkSecurityGroup>,
    /// Public IP addresses.
    pub public_ip_addresses: Vec<PublicIpAddress>,
    /// NAT gateways.
    pub nat_gateways: Vec<NatGateway>,
    /// Azure Firewalls.
    pub firewalls: Vec<Firewall>,
    /// Network virtual appliances.
    pub appliances: Vec<Appliance>,
    /// Load balancers in front of appliances.
    pub load_balancers: Vec<LoadBalancer>,
    /// Gateways.
    pub virtual_network_gateways: Vec<VirtualNetworkGateway>,
    /// Route servers.
    pub route_servers: Vec<RouteServer>,
    /// Virtual hubs.
    pub virtual_hubs: Vec<VirtualHub>,
    /// What appliances advertise, by speaker.
    pub announcements: Vec<Announcement>,
    /// The static routes of virtual hubs, by hub.
    pub static_routes: Vec<StaticRoute>,
    /// Sites outside Azure.
    pub on_premises: Vec<OnPremises>,
    /// Private endpoints.
    pub private_endpoints: Vec<PrivateEndpoint>,
    /// Application security groups.
    pub application_security_groups: Vec<ApplicationSecurityGroup>,
    /// Network interfaces of machines.
    pub network_interfaces: Vec<NetworkInterface>,
    /// What Azure Virtual Network Manager sets.
    pub network_manager: Option<NetworkManager>,
    /// Intents.
    pub intents: Vec<Intent>,
    /// The addresses of service tags, which the host knows and the document does not say.
    pub tag_addresses: TagAddresses,
    /// What each name means.
    pub(super) names: Names,
    /// All subnets, network by network.
    pub(super) subnets: Vec<SubnetId>,
    /// What routing rules make of the route tables.
    pub(super) managed: Managed,
    /// What each network has.
    pub(super) inside: Vec<Inside>,
    /// Which gateway has a connection to which other, ascending.
    pub(super) tunnels: Vec<(GatewayId, GatewayId)>,
    /// Per label: its subnets.
    pub(super) labelled: Vec<Vec<SubnetId>>,
}

/// What stands in a network, and what it reaches from there.
#[derive(Clone, Debug, Default)]
pub(super) struct Inside {
    /// Its links, connected or not, sorted by the network they lead to.
    pub(super) links: Vec<LinkId>,
    /// The networks that it reaches because a connected group has both, ascending.
    pub(super) grouped: Vec<VnetId>,
    /// Its gateways.
    pub(super) gateways: Vec<GatewayId>,
    /// Its gateways, and those of a peer that it uses.
    pub(super) serving: Vec<GatewayId>,
    /// Its route servers, and those of a peer that it uses.
    pub(super) route_servers: Vec<RouteServerId>,
    /// The virtual hub that it is connected to.
    pub(super) hub: Option<HubId>,
    /// Its private endpoints.
    pub(super) private_endpoints: Vec<PrivateEndpointId>,
    /// Its firewalls and appliance interfaces.
    pub(super) forwarders: Vec<Forwarder>,
    /// The network interfaces of its machines.
    pub(super) network_interfaces: Vec<NetworkInterfaceId>,
}

/// What a network that the design does not have would have.
static NOTHING: Inside = Inside {
    links: Vec::new(),
    grouped: Vec::new(),
    gateways: Vec::new(),
    serving: Vec::new(),
    route_servers: Vec::new(),
    hub: None,
    private_endpoints: Vec::new(),
    forwarders: Vec::new(),
    network_interfaces: Vec::new(),
};

/// Lets an id stand for its element of one of the design's lists.
macro_rules! lists {
    ($($id:ident => $list:ident: $element:ty, $all:ident;)*) => { $(
        impl Index<$id> for Design {
            type Output = $element;

            // Ids are made from the lists themselves, and the lists never change afterwards.
            #[allow(clippy::indexing_slicing)]
            fn index(&self, id: $id) -> &$element {
                &self.$list[id.0 as usize]
            }
        }

        impl Design {
            /// The ids of all elements of the list.
            pub fn $all(&self) -> impl DoubleEndedIterator<Item = $id> + Clone + use<> {
                (0..self.$list.len() as u32).map($id)
            }
        }
    )* };
}

lists! {
    VnetId => virtual_networks: VirtualNetwork, vnet_ids;
    LinkId => links: Link, link_ids;
    SecurityGroupId => network_security_groups: NetworkSecurityGroup, security_group_ids;
    PublicIpId => public_ip_addresses: PublicIpAddress, public_ip_ids;
    NatGatewayId => nat_gateways: NatGateway, nat_gateway_ids;
    FirewallId => firewalls: Firewall, firewall_ids;
    ApplianceId => appliances: Appliance, appliance_ids;
    LoadBalancerId => load_balancers: LoadBalancer, load_balancer_ids;
    GatewayId => virtual_network_gateways: VirtualNetworkGateway, gateway_ids;
    RouteServerId => route_servers: RouteServer, route_server_ids;
    HubId => virtual_hubs: VirtualHub, hub_ids;
    AnnouncementId => announcements: Announcement, announcement_ids;
    StaticRouteId => static_routes: StaticRoute, static_route_ids;
    SiteId => on_premises: OnPremises, site_ids;
    PrivateEndpointId => private_endpoints: PrivateEndpoint, private_endpoint_ids;
    NetworkInterfaceId => network_interfaces: NetworkInterface, network_interface_ids;
    ApplicationSecurityGroupId => application_security_groups: ApplicationSecurityGroup, application_security_group_ids;
}

impl Index<TableId> for Design {
    type Output = RouteTable;

    // As for the other ids; behind the written tables come those that the network manager makes.
    #[allow(clippy::indexing_slicing)]
    fn index(&self, id: TableId) -> &RouteTable {
        let index = id.0 as usize;
        self.route_tables.get(index).unwrap_or_else(|| &self.managed.tables[index - self.route_tables.len()])
    }
}

impl Index<SubnetId> for Design {
    type Output = Subnet;

    // As for the other ids.
    #[allow(clippy::indexing_slicing)]
    fn index(&self, id: SubnetId) -> &Subnet {
        &self[id.vnet].subnets[id.index as usize]
    }
}

impl Design {
    /// The ids of all subnets, network by network.
    pub fn subnet_ids(&self) -> impl Iterator<Item = SubnetId> + '_ {
        self.subnets.iter().copied()
    }

    /// Whether a network has IPv6 addresses.
    pub fn has_v6(&self) -> bool {
        let subnets = |network: &VirtualNetwork| network.subnets.iter().any(|subnet| subnet.all_prefixes().any(AnyPrefix::is_v6));
        self.virtual_networks.iter().any(|network| network.address_space.iter().any(AnyPrefix::is_v6) || subnets(network))
    }

    /// The ids of a network's subnets.
    pub fn subnets_of(&self, vnet: VnetId) -> impl Iterator<Item = SubnetId> + use<> {
        (0..self[vnet].subnets.len() as u32).map(move |index| SubnetId { vnet, index })
    }

    /// The network with this name.
    pub fn vnet_named(&self, name: &str) -> Option<VnetId> {
        Some(VnetId(self.names.get(Kind::VirtualNetwork, name)?.index))
    }

    /// The subnet of `vnet` with this name.
    pub fn subnet_named(&self, vnet: VnetId, name: &str) -> Option<SubnetId> {
        Some(SubnetId { vnet, index: self.names.get(Kind::SubnetOf(vnet), name)?.index })
    }

    /// The site with this name.
    pub fn site_named(&self, name: &str) -> Option<SiteId> {
        Some(SiteId(self.names.get(Kind::Site, name)?.index))
    }

    /// `vnet/subnet`.
    pub fn subnet_path(&self, id: SubnetId) -> String {
        format!("{}/{}", self[id.vnet].name, self[id].name)
    }

    /// The subnet of `vnet` that owns `address`.
    pub fn subnet_at<A: Address>(&self, vnet: VnetId, address: A) -> Option<SubnetId> {
        self.subnets_of(vnet).find(|id| self[*id].contains(address))
    }

    /// The ids of the written route tables.
    pub fn table_ids(&self) -> impl DoubleEndedIterator<Item = TableId> + Clone + use<> {
        (0..self.route_tables.len() as u32).map(TableId)
    }

    /// The route table of a subnet: one that Azure Virtual Network Manager makes, or the written one.
    pub fn table_of(&self, id: SubnetId) -> Option<TableId> {
        let managed = self.managed.subnets.binary_search_by_key(&id, |(subnet, _)| *subnet).ok();
        managed.and_then(|place| self.managed.subnets.get(place)).map(|(_, table)| *table).or_else(|| self.written_table_of(id))
    }

    /// The route table that the document gives a subnet.
    pub fn written_table_of(&self, id: SubnetId) -> Option<TableId> {
        self[id].route_table.as_ref()?.table()
    }

    pub(super) fn inside(&self, vnet: VnetId) -> &Inside {
        self.inside.get(vnet.0 as usize).unwrap_or(&NOTHING)
    }

    /// The links that `vnet` has, connected or not.
    pub fn links_from(&self, vnet: VnetId) -> impl Iterator<Item = LinkId> + '_ {
        self.inside(vnet).links.iter().copied()
    }

    /// The links of `vnet` whose other side has a link too, so that both are Connected.
    pub fn connected_links(&self, vnet: VnetId) -> impl Iterator<Item = LinkId> + '_ {
        self.links_from(vnet).filter(|id| self[*id].partner.is_some())
    }

    /// The connected link from one network to another.
    pub fn connected_link(&self, from: VnetId, to: VnetId) -> Option<LinkId> {
        let links = &self.inside(from).links;
        let first = links.partition_point(|id| self[*id].to < to);
        links.get(first..)?.iter().copied().take_while(|id| self[*id].to == to).find(|id| self[*id].partner.is_some())
    }

    /// The networks that `vnet` reaches because a connected group has both, and no peering of the two wins (specification 3.7).
    pub fn grouped(&self, vnet: VnetId) -> &[VnetId] {
        &self.inside(vnet).grouped
    }

    /// The prefixes that a link leads to: the peer's address space, or its listed subnets (specification 3.6).
    pub fn prefixes_over<A: Address>(&self, link: LinkId) -> Vec<Prefix<A>> {
        let link = &self[link];
        match &link.subnets {
            None => self[link.to].prefixes().collect(),
            Some(listed) => listed.remote.iter().flat_map(|subnet| self[*subnet].prefixes()).collect(),
        }
    }

    /// Whether a link leads to `address`.
    pub fn leads_to<A: Address>(&self, link: LinkId, address: A) -> bool {
        let link = &self[link];
        match &link.subnets {
            None => self[link.to].contains(address),
            Some(listed) => listed.remote.iter().any(|subnet| self[*subnet].contains(address)),
        }
    }

    /// Whether a link leads to what stands at `address` in the network behind it: to everything, unless it lists subnets.
    pub fn leads_to_standing<A: Address>(&self, link: LinkId, address: A) -> bool {
        self[link].subnets.is_none() || self.leads_to(link, address)
    }

    /// The private endpoints that stand in `vnet`.
    pub fn private_endpoints_in(&self, vnet: VnetId) -> impl Iterator<Item = PrivateEndpointId> + '_ {
        self.inside(vnet).private_endpoints.iter().copied()
    }

    /// The firewalls and appliance interfaces that stand in `vnet`.
    pub fn forwarders_in(&self, vnet: VnetId) -> impl Iterator<Item = Forwarder> + '_ {
        self.inside(vnet).forwarders.iter().copied()
    }

    /// The network interfaces of the machines in `vnet`.
    pub fn network_interfaces_in(&self, vnet: VnetId) -> impl Iterator<Item = NetworkInterfaceId> + '_ {
        self.inside(vnet).network_interfaces.iter().copied()
    }

    /// The subnets with a label.
    pub fn labelled(&self, label: &Name) -> &[SubnetId] {
        let list = self.names.get(Kind::Label, label.as_str()).and_then(|found| self.labelled.get(found.index as usize));
        list.map_or(&[], Vec::as_slice)
    }

    /// The gateways that stand in `vnet`.
    pub fn gateways_in(&self, vnet: VnetId) -> impl Iterator<Item = GatewayId> + '_ {
        self.inside(vnet).gateways.iter().copied()
    }

    /// The gateways that serve `vnet`: its own, and those of a peer that it uses over gateway transit.
    ///
    /// Transit needs `useRemoteGateways` on this side and `allowGatewayTransit` on the other (routing.md 8.4).
    pub fn gateways_serving(&self, vnet: VnetId) -> impl Iterator<Item = GatewayId> + '_ {
        self.inside(vnet).serving.iter().copied()
    }

    /// The connected links over which `vnet` uses the gateways of the peer.
    pub fn transit_links(&self, vnet: VnetId) -> impl Iterator<Item = LinkId> + '_ {
        let allowed = |link: &LinkId| self[*link].partner.is_some_and(|partner| self[partner].allow_gateway_transit);
        self.connected_links(vnet).filter(|link| self[*link].use_remote_gateways).filter(allowed)
    }

    /// Whether a connection carries anything: one to another gateway only with one back (specification 3.2).
    pub fn is_joined(&self, gateway: GatewayId, connection: &Connection) -> bool {
        match connection.to.remote() {
            Some(Remote::Gateway(far)) => far != gateway && self.tunnels.binary_search(&(far, gateway)).is_ok(),
            Some(Remote::Site(_)) | None => true,
        }
    }

    /// The network of a gateway.
    pub fn gateway_vnet(&self, id: GatewayId) -> Option<VnetId> {
        self[id].virtual_network.vnet()
    }

    /// The subnet that a gateway stands in.
    pub fn gateway_subnet(&self, id: GatewayId) -> Option<SubnetId> {
        self.subnet_named(self.gateway_vnet(id)?, reserved::GATEWAY)
    }

    /// The subnet that a firewall stands in.
    pub fn firewall_subnet(&self, id: FirewallId) -> Option<SubnetId> {
        self.subnet_named(self.firewall_vnet(id)?, reserved::FIREWALL)
    }

    /// The network that a firewall stands in, unless it stands in a virtual hub.
    pub fn firewall_vnet(&self, id: FirewallId) -> Option<VnetId> {
        self[id].virtual_network.as_ref()?.vnet()
    }

    /// The private address of a firewall: stated, or the first usable one of its subnet, or in a virtual hub the one that was seen there.
    ///
    /// Azure gives an Azure Firewall the first usable address of AzureFirewallSubnet, the fifth of the prefix.
    pub fn firewall_address<A: Address>(&self, id: FirewallId) -> Option<A> {
        let stated = self[id].private_ip_address;
        let first = || self[self.firewall_subnet(id)?].usable().lowest();
        stated.or_else(first).or_else(|| self.derived_hub_address(id)).and_then(A::from_v4)
    }
}
