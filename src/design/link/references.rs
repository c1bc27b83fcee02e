//! The references of a document, one after the other.

use super::{Linker, reference_unknown};
use crate::design::hub_connection::HubConnection;
use crate::design::id::VnetId;
use crate::design::intent::Intent;
use crate::design::list::List;
use crate::design::model::Design;
use crate::design::names::Kind;
use crate::design::place::Place;
use crate::design::read::fault;
use crate::design::reference::Reference;
use crate::design::route_table::NamedNextHop;

/// What `through` and `avoid` may name.
const WAYPOINT: &[Kind] = &[Kind::Firewall, Kind::Appliance, Kind::LoadBalancer, Kind::Gateway];

impl Linker<'_> {
    /// Fills in every reference but those of peerings and of the ends of intents.
    pub(super) fn fill_references(&self, design: &mut Design, intents: &mut [Intent]) {
        for subnet in design.virtual_networks.iter_mut().flat_map(|network| &mut network.subnets) {
            self.fill_given(&mut subnet.route_table, Kind::RouteTable, subnet.at, "routeTable");
            self.fill_given(&mut subnet.network_security_group, Kind::NetworkSecurityGroup, subnet.at, "networkSecurityGroup");
            self.fill_given(&mut subnet.nat_gateway, Kind::NatGateway, subnet.at, "natGateway");
        }
        for gateway in &mut design.nat_gateways {
            self.public_ips(&mut gateway.public_ip_addresses, gateway.at);
        }
        for route in design.route_tables.iter_mut().flat_map(|table| &mut table.routes) {
            if let Some(next_hop) = &mut route.next_hop {
                self.next_hop(next_hop, route.at, "nextHop");
            }
        }
        for firewall in &mut design.firewalls {
            self.fill_given(&mut firewall.virtual_network, Kind::VirtualNetwork, firewall.at, "virtualNetwork");
            self.public_ips(&mut firewall.public_ip_addresses, firewall.at);
            for rule in &mut firewall.nat_rules {
                self.fill(&mut rule.public_ip_address, &[Kind::PublicIpAddress], rule.at, "publicIpAddress");
            }
        }
        for interface in design.appliances.iter_mut().flat_map(|appliance| &mut appliance.network_interfaces) {
            self.subnet(&mut interface.subnet, interface.at, "subnet");
            self.fill_given(&mut interface.public_ip_address, Kind::PublicIpAddress, interface.at, "publicIpAddress");
            self.fill_given(&mut interface.public_ipv6_address, Kind::PublicIpAddress, interface.at, "publicIpv6Address");
        }
        for balancer in &mut design.load_balancers {
            self.subnet(&mut balancer.subnet, balancer.at, "subnet");
            for (index, backend) in balancer.backends.placed_mut() {
                self.fill(backend, &[Kind::Appliance], balancer.at, &format!("backends/{index}"));
            }
        }
        for gateway in &mut design.virtual_network_gateways {
            self.fill(&mut gateway.virtual_network, &[Kind::VirtualNetwork], gateway.at, "virtualNetwork");
            self.public_ips(&mut gateway.public_ip_addresses, gateway.at);
            for connection in &mut gateway.connections {
                self.fill(&mut connection.to, &[Kind::Site, Kind::Gateway], connection.at, "to");
            }
        }
        for server in &mut design.route_servers {
            self.fill(&mut server.virtual_network, &[Kind::VirtualNetwork], server.at, "virtualNetwork");
            for peer in &mut server.peers {
                self.fill(&mut peer.appliance, &[Kind::Appliance], peer.at, "appliance");
            }
        }
        for hub in &mut design.virtual_hubs {
            for connection in hub.connections.iter_mut() {
                self.hub_connection(connection, hub.at);
            }
            self.fill_given(&mut hub.firewall, Kind::Firewall, hub.at, "firewall");
            for peer in &mut hub.bgp_peers {
                self.fill(&mut peer.appliance, &[Kind::Appliance], peer.at, "appliance");
            }
            if let Some(intent) = &mut hub.routing_intent {
                self.fill_given(&mut intent.internet, Kind::Firewall, hub.at, "routingIntent/internet");
                self.fill_given(&mut intent.private, Kind::Firewall, hub.at, "routingIntent/private");
            }
        }
        for endpoint in &mut design.private_endpoints {
            self.subnet(&mut endpoint.subnet, endpoint.at, "subnet");
        }
        for rule in design.network_security_groups.iter_mut().flat_map(|group| &mut group.security_rules) {
            self.application_groups(&mut rule.source_application_security_groups, rule.at, "sourceApplicationSecurityGroups");
            self.application_groups(&mut rule.destination_application_security_groups, rule.at, "destinationApplicationSecurityGroups");
        }
        for interface in &mut design.network_interfaces {
            self.subnet(&mut interface.subnet, interface.at, "subnet");
            self.fill_given(&mut interface.public_ip_address, Kind::PublicIpAddress, interface.at, "publicIpAddress");
            self.fill_given(&mut interface.public_ipv6_address, Kind::PublicIpAddress, interface.at, "publicIpv6Address");
            self.fill_given(&mut interface.network_security_group, Kind::NetworkSecurityGroup, interface.at, "networkSecurityGroup");
            self.application_groups(&mut interface.application_security_groups, interface.at, "applicationSecurityGroups");
        }
        for rule in design.network_manager.iter_mut().flat_map(|manager| &mut manager.security_admin_rules) {
            for (index, network) in rule.applies_to.placed_mut() {
                self.fill(network, &[Kind::VirtualNetwork], rule.at, &format!("appliesTo/{index}"));
            }
        }
        if let Some(manager) = &mut design.network_manager {
            for (group, members) in manager.connected_groups.placed_mut() {
                for (index, network) in members.placed_mut() {
                    self.fill(network, &[Kind::VirtualNetwork], manager.at, &format!("connectedGroups/{group}/{index}"));
                }
            }
            for rule in &mut manager.routing_rules {
                for (index, place) in rule.applies_to.placed_mut() {
                    let field = format!("appliesTo/{index}");
                    if place.name.as_str().contains('/') {
                        self.subnet(place, rule.at, &field);
                    } else {
                        self.fill(place, &[Kind::VirtualNetwork], rule.at, &field);
                    }
                }
            }
        }
        for intent in intents {
            if let Some(waypoint) = &mut intent.through {
                self.fill(waypoint, WAYPOINT, intent.at, "through");
            }
            if let Some(waypoint) = &mut intent.avoid {
                if waypoint.name.is("Internet") && self.known(&waypoint.name, WAYPOINT).is_none() {
                    waypoint.target = Some((Kind::Internet, 0));
                } else {
                    self.fill(waypoint, WAYPOINT, intent.at, "avoid");
                }
            }
        }
    }

    fn next_hop(&self, next_hop: &mut NamedNextHop, at: Place, field: &str) {
        self.fill_given(&mut next_hop.firewall, Kind::Firewall, at, &format!("{field}/firewall"));
        self.fill_given(&mut next_hop.appliance, Kind::Appliance, at, &format!("{field}/appliance"));
        self.fill_given(&mut next_hop.load_balancer, Kind::LoadBalancer, at, &format!("{field}/loadBalancer"));
    }

    fn hub_connection(&self, connection: &mut HubConnection, hub: Place) {
        let (at, field) = connection.network_place(hub);
        self.fill(&mut connection.remote_virtual_network, &[Kind::VirtualNetwork], at, &field);
        for route in &mut connection.static_routes {
            if let Some(next_hop) = &mut route.next_hop {
                self.next_hop(next_hop, route.at, "nextHop");
            }
        }
    }

    fn fill_given(&self, reference: &mut Option<Reference>, kind: Kind, at: Place, field: &str) {
        if let Some(reference) = reference {
            self.fill(reference, &[kind], at, field);
        }
    }

    fn public_ips(&self, references: &mut List<Reference>, at: Place) {
        for (index, reference) in references.placed_mut() {
            self.fill(reference, &[Kind::PublicIpAddress], at, &format!("publicIpAddresses/{index}"));
        }
    }

    fn application_groups(&self, references: &mut List<Reference>, at: Place, field: &str) {
        for (index, reference) in references.placed_mut() {
            self.fill(reference, &[Kind::ApplicationSecurityGroup], at, &format!("{field}/{index}"));
        }
    }

    fn subnet(&self, reference: &mut Reference, at: Place, field: &str) {
        reference.target = reference.name.as_str().split_once('/').and_then(|(vnet, subnet)| {
            let subnets = Kind::SubnetOf(VnetId(self.names.get(Kind::VirtualNetwork, vnet)?.index));
            Some((subnets, self.names.get(subnets, subnet)?.index))
        });
        if reference.target.is_none() {
            let finding = reference_unknown(at.field(field), format!("no subnet is `{}`", fault::shown(reference.name.as_str())));
            let split = reference.name.as_str().contains('/');
            self.sink.report(if split { finding } else { finding.hint("write it as `vnet/subnet`") });
        }
    }
}
