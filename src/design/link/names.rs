//! The names of a document, and the references that use them.

use std::collections::HashMap;
use std::hash::Hash;

use super::waypoint::{APPLIANCE, FIREWALL, GATEWAY, INTERNET, SITE};
use super::{named, report_unknown, unknown};
use crate::design::document::Document;
use crate::design::model::Design;
use crate::design::name::Name;
use crate::design::place::Place;
use crate::design::read::{Sink, fault};
use crate::design::reference::Reference;
use crate::diagnostic::{Diagnostic, Severity};

/// What each name of the document means, kind by kind.
pub(super) struct Names {
    pub(super) vnets: HashMap<Name, u32>,
    pub(super) subnets: HashMap<(u32, Name), u32>,
    pub(super) tables: HashMap<Name, u32>,
    pub(super) groups: HashMap<Name, u32>,
    pub(super) public_ips: HashMap<Name, u32>,
    pub(super) gateways: HashMap<Name, u32>,
    pub(super) sites: HashMap<Name, u32>,
    pub(super) endpoints: EndpointNames,
}

/// The names that endpoints can use in object form.
pub(super) struct EndpointNames {
    pub(super) firewalls: HashMap<Name, u32>,
    pub(super) appliances: HashMap<Name, u32>,
    pub(super) private_endpoints: HashMap<Name, u32>,
}

/// Maps names to indices and reports the second holder of a name.
fn index<'d>(kind: &str, all: impl Iterator<Item = (&'d Name, Place)>, sink: &Sink) -> HashMap<Name, u32> {
    let mut places: Vec<Place> = Vec::new();
    let mut names = HashMap::new();
    for (position, (name, at)) in all.enumerate() {
        places.push(at);
        insert(kind, name, name.clone(), position as u32, at, &places, &mut names, sink);
    }
    names
}

#[allow(clippy::too_many_arguments)]
fn insert<K: Eq + Hash>(
    kind: &str,
    name: &Name,
    key: K,
    position: u32,
    at: Place,
    places: &[Place],
    names: &mut HashMap<K, u32>,
    sink: &Sink,
) {
    if let Some(first) = names.get(&key) {
        let message = format!("a second {kind} is named `{name}`; names differ by more than case");
        let first = places.get(*first as usize).copied().unwrap_or_default();
        sink.report(Diagnostic::new("duplicate-name", Severity::Error, at.field("name"), message).related(first.field("name")));
    } else {
        names.insert(key, position);
    }
}

impl Names {
    pub(super) fn of(document: &Document, sink: &Sink) -> Self {
        let mut subnets = HashMap::new();
        for (vnet, network) in document.virtual_networks.iter().enumerate() {
            let places: Vec<_> = network.subnets.iter().map(|subnet| subnet.at).collect();
            for (position, subnet) in network.subnets.iter().enumerate() {
                let key = (vnet as u32, subnet.name.clone());
                insert("subnet of this network", &subnet.name, key, position as u32, subnet.at, &places, &mut subnets, sink);
            }
        }
        Self {
            vnets: index("virtual network", document.virtual_networks.iter().map(|it| (&it.name, it.at)), sink),
            subnets,
            tables: index("route table", document.route_tables.iter().map(|it| (&it.name, it.at)), sink),
            groups: index("network security group", document.network_security_groups.iter().map(|it| (&it.name, it.at)), sink),
            public_ips: index("public IP address", document.public_ip_addresses.iter().map(|it| (&it.name, it.at)), sink),
            gateways: index("gateway", document.virtual_network_gateways.iter().map(|it| (&it.name, it.at)), sink),
            sites: index("site", document.on_premises.iter().map(|it| (&it.name, it.at)), sink),
            endpoints: EndpointNames {
                firewalls: index("firewall", document.firewalls.iter().map(|it| (&it.name, it.at)), sink),
                appliances: index("appliance", document.appliances.iter().map(|it| (&it.name, it.at)), sink),
                private_endpoints: index("private endpoint", document.private_endpoints.iter().map(|it| (&it.name, it.at)), sink),
            },
        }
    }

    pub(super) fn resolve_references(&self, design: &mut Design, sink: &Sink) {
        for network in &mut design.virtual_networks {
            for subnet in &mut network.subnets {
                let at = subnet.at;
                named(subnet.route_table.as_mut(), "route table", &self.tables, || at.field("routeTable"), sink);
                named(
                    subnet.network_security_group.as_mut(),
                    "network security group",
                    &self.groups,
                    || at.field("networkSecurityGroup"),
                    sink,
                );
            }
        }
        for table in &mut design.route_tables {
            for route in &mut table.routes {
                if let Some(next_hop) = &mut route.next_hop {
                    self.endpoints.next_hop(next_hop, route.at, sink);
                }
            }
        }
        for firewall in &mut design.firewalls {
            let at = firewall.at;
            named(Some(&mut firewall.virtual_network), "virtual network", &self.vnets, || at.field("virtualNetwork"), sink);
            self.public_ips(&mut firewall.public_ip_addresses, at, sink);
        }
        for appliance in &mut design.appliances {
            let at = appliance.at;
            for (i, interface) in appliance.network_interfaces.iter_mut().enumerate() {
                self.subnet(&mut interface.subnet, || at.field(&format!("networkInterfaces/{i}/subnet")), sink);
                let pointer = || at.field(&format!("networkInterfaces/{i}/publicIpAddress"));
                named(interface.public_ip_address.as_mut(), "public IP address", &self.public_ips, pointer, sink);
            }
        }
        for gateway in &mut design.virtual_network_gateways {
            let at = gateway.at;
            named(Some(&mut gateway.virtual_network), "virtual network", &self.vnets, || at.field("virtualNetwork"), sink);
            self.public_ips(&mut gateway.public_ip_addresses, at, sink);
            for connection in &mut gateway.connections {
                self.remote(&mut connection.to, connection.at, sink);
            }
        }
        for endpoint in &mut design.private_endpoints {
            let at = endpoint.at;
            self.subnet(&mut endpoint.subnet, || at.field("subnet"), sink);
        }
        for intent in &mut design.intents {
            let at = intent.at;
            for (waypoint, key) in [(&mut intent.through, "through"), (&mut intent.avoid, "avoid")] {
                if let Some(reference) = waypoint {
                    self.waypoint(reference, key == "avoid", || at.field(key), sink);
                }
            }
        }
    }

    fn public_ips(&self, references: &mut [Reference], at: Place, sink: &Sink) {
        for (i, reference) in references.iter_mut().enumerate() {
            named(Some(reference), "public IP address", &self.public_ips, || at.field(&format!("publicIpAddresses/{i}")), sink);
        }
    }

    fn subnet(&self, reference: &mut Reference, pointer: impl Fn() -> String, sink: &Sink) {
        let found = reference.name.as_str().split_once('/').and_then(|(vnet, subnet)| {
            let vnet = *self.vnets.get(&Name::from(vnet))?;
            Some((vnet, *self.subnets.get(&(vnet, Name::from(subnet)))?))
        });
        reference.target = found;
        if found.is_none() {
            let message = format!("no subnet is `{}`", fault::shown(reference.name.as_str()));
            sink.report(unknown(pointer(), message).hint("write it as `vnet/subnet`"));
        }
    }

    fn remote(&self, reference: &mut Reference, at: Place, sink: &Sink) {
        let site = self.sites.get(&reference.name).map(|index| (*index, SITE));
        reference.target = site.or_else(|| self.gateways.get(&reference.name).map(|index| (*index, GATEWAY)));
        if reference.target.is_none() {
            report_unknown("site or gateway", &reference.name, self.sites.keys().chain(self.gateways.keys()), at.field("to"), sink);
        }
    }

    fn waypoint(&self, reference: &mut Reference, internet: bool, pointer: impl Fn() -> String, sink: &Sink) {
        let name = &reference.name;
        let kinds = [(&self.endpoints.firewalls, FIREWALL), (&self.endpoints.appliances, APPLIANCE), (&self.gateways, GATEWAY)];
        let found = kinds.iter().find_map(|(names, kind)| Some((*names.get(name)?, *kind)));
        reference.target = found.or_else(|| (internet && name.is("Internet")).then_some((0, INTERNET)));
        if reference.target.is_none() {
            let known = kinds.iter().flat_map(|(names, _)| names.keys());
            report_unknown("firewall, appliance or gateway", name, known, pointer(), sink);
        }
    }
}
