//! The names of a document, and who has them.

use crate::design::document::Document;
use crate::design::id::{SubnetId, VnetId};
use crate::design::name::Name;
use crate::design::names::{Kind, Names};
use crate::design::place::Place;
use crate::design::read::Sink;
use crate::design::vnet::VirtualNetwork;
use crate::diagnostic::{Diagnostic, Severity};

/// The names of everything in the document; reports the second holder of each.
pub(super) fn names_of(document: &Document, sink: &Sink) -> Names {
    let mut naming = Naming { names: Names::default(), sink };
    for (vnet, network) in (0..).map(VnetId).zip(&document.virtual_networks) {
        naming.add_all(Kind::SubnetOf(vnet), &network.subnets, |it| (&it.name, it.at));
    }
    naming.add_all(Kind::VirtualNetwork, &document.virtual_networks, |it| (&it.name, it.at));
    naming.add_all(Kind::RouteTable, &document.route_tables, |it| (&it.name, it.at));
    naming.add_all(Kind::NetworkSecurityGroup, &document.network_security_groups, |it| (&it.name, it.at));
    naming.add_all(Kind::PublicIpAddress, &document.public_ip_addresses, |it| (&it.name, it.at));
    naming.add_all(Kind::NatGateway, &document.nat_gateways, |it| (&it.name, it.at));
    naming.add_all(Kind::Gateway, &document.virtual_network_gateways, |it| (&it.name, it.at));
    naming.add_all(Kind::RouteServer, &document.route_servers, |it| (&it.name, it.at));
    naming.add_all(Kind::VirtualHub, &document.virtual_hubs, |it| (&it.name, it.at));
    naming.add_all(Kind::Site, &document.on_premises, |it| (&it.name, it.at));
    naming.add_all(Kind::Firewall, &document.firewalls, |it| (&it.name, it.at));
    naming.add_all(Kind::Appliance, &document.appliances, |it| (&it.name, it.at));
    naming.add_all(Kind::LoadBalancer, &document.load_balancers, |it| (&it.name, it.at));
    naming.add_all(Kind::PrivateEndpoint, &document.private_endpoints, |it| (&it.name, it.at));
    naming.add_all(Kind::NetworkInterface, &document.network_interfaces, |it| (&it.name, it.at));
    naming.add_all(Kind::ApplicationSecurityGroup, &document.application_security_groups, |it| (&it.name, it.at));
    naming.names
}

struct Naming<'s> {
    names: Names,
    sink: &'s Sink,
}

impl Naming<'_> {
    fn add_all<T>(&mut self, kind: Kind, elements: &[T], named: impl Fn(&T) -> (&Name, Place)) {
        for (element, index) in elements.iter().zip(0..) {
            let (name, at) = named(element);
            self.add(kind, name, index, at);
        }
    }

    #[inline(never)]
    fn add(&mut self, kind: Kind, name: &Name, index: u32, at: Place) {
        if let Some(first) = self.names.add(kind, name, index, at) {
            let message = format!("a second {} is named `{name}`; names differ by more than case", kind.noun());
            let finding = Diagnostic::new("duplicate-name", Severity::Error, at.field("name"), message);
            self.sink.report(finding.related(first.at.field("name")));
        }
    }
}

/// Adds the labels of all subnets; per label its subnets.
pub(super) fn add_labels(names: &mut Names, networks: &[VirtualNetwork]) -> Vec<Vec<SubnetId>> {
    let mut labelled: Vec<Vec<SubnetId>> = Vec::new();
    for (vnet, network) in (0..).map(VnetId).zip(networks) {
        for (index, subnet) in (0..).zip(&network.subnets) {
            for label in &subnet.labels {
                let known = names.add(Kind::Label, label, labelled.len() as u32, subnet.at).map(|known| known.index as usize);
                match known.and_then(|known| labelled.get_mut(known)) {
                    Some(list) => list.push(SubnetId { vnet, index }),
                    None => labelled.push(vec![SubnetId { vnet, index }]),
                }
            }
        }
    }
    labelled
}
