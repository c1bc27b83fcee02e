//! The document as it is written: the members at the top.

use super::appliance::{Appliance, Firewall, PrivateEndpoint, PublicIpAddress};
use super::gateway::{OnPremises, VirtualNetworkGateway};
use super::intent::Intent;
use super::interface::{ApplicationSecurityGroup, NetworkInterface};
use super::load_balancer::LoadBalancer;
use super::name::Name;
use super::nat_gateway::NatGateway;
use super::network_manager::NetworkManager;
use super::options::Options;
use super::peering::Peering;
use super::resource::Tags;
use super::route_server::RouteServer;
use super::route_table::RouteTable;
use super::security_group::NetworkSecurityGroup;
use super::virtual_hub::VirtualHub;
use super::vnet::VirtualNetwork;

record! {
    /// A design: what an Azure network should be, and what its traffic must do.
    Document: "a design" {
        /// Where the JSON Schema of this document is.
        "$schema" => schema: optional String;
        /// Name of the design.
        "name" => name: optional Name;
        /// Azure region of everything that does not say its own.
        "location" => location: optional String;
        /// Resource group of everything that does not say its own.
        "resourceGroup" => resource_group: optional String;
        /// Tags of everything that does not say its own.
        "tags" => tags: default Tags = Tags::default();
        /// API version of the resource definitions.
        "apiVersion" => api_version: optional String;
        /// How strictly the design is judged, and what is taken to be true where sources disagree.
        "options" => options: default Options = Options::default();
        /// Virtual networks.
        "virtualNetworks" => virtual_networks: default Vec<VirtualNetwork> = Vec::new();
        /// Route tables.
        "routeTables" => route_tables: default Vec<RouteTable> = Vec::new();
        /// Peerings of virtual networks.
        "peerings" => peerings: default Vec<Peering> = Vec::new();
        /// Network security groups.
        "networkSecurityGroups" => network_security_groups: default Vec<NetworkSecurityGroup> = Vec::new();
        /// Public IP addresses.
        "publicIpAddresses" => public_ip_addresses: default Vec<PublicIpAddress> = Vec::new();
        /// NAT gateways.
        "natGateways" => nat_gateways: default Vec<NatGateway> = Vec::new();
        /// Azure Firewalls.
        "firewalls" => firewalls: default Vec<Firewall> = Vec::new();
        /// Network virtual appliances.
        "appliances" => appliances: default Vec<Appliance> = Vec::new();
        /// Internal load balancers in front of appliances.
        "loadBalancers" => load_balancers: default Vec<LoadBalancer> = Vec::new();
        /// VPN and ExpressRoute gateways.
        "virtualNetworkGateways" => virtual_network_gateways: default Vec<VirtualNetworkGateway> = Vec::new();
        /// Sites outside Azure.
        "onPremises" => on_premises: default Vec<OnPremises> = Vec::new();
        /// Azure Route Servers.
        "routeServers" => route_servers: default Vec<RouteServer> = Vec::new();
        /// Virtual hubs of one Virtual WAN.
        "virtualHubs" => virtual_hubs: default Vec<VirtualHub> = Vec::new();
        /// Private endpoints.
        "privateEndpoints" => private_endpoints: default Vec<PrivateEndpoint> = Vec::new();
        /// Application security groups.
        "applicationSecurityGroups" => application_security_groups: default Vec<ApplicationSecurityGroup> = Vec::new();
        /// Network interfaces of machines.
        "networkInterfaces" => network_interfaces: default Vec<NetworkInterface> = Vec::new();
        /// What Azure Virtual Network Manager sets for several virtual networks at once.
        "networkManager" => network_manager: optional NetworkManager;
        /// What traffic must and must not do.
        "intents" => intents: default Vec<Intent> = Vec::new();
    }
}
