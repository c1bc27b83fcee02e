//! Document to design: finds what each name means and reports the names that mean nothing.

mod ends;
mod names;
mod peerings;
mod waypoint;

use std::collections::HashMap;

use self::ends::resolve_endpoints;
use self::names::Names;
use self::peerings::links;
pub use self::waypoint::Waypoint;
use super::document::Document;
use super::model::{Design, SiteId, SubnetId, VnetId};
use super::name::Name;
use super::read::{Sink, fault, schema};
use super::reference::Reference;
use crate::address::sort_by_rank;
use crate::diagnostic::{Diagnostic, Severity};

/// Resolves the references of a document.
pub(super) fn link(document: Document, sink: &Sink) -> Design {
    let names = Names::of(&document, sink);
    let mut design = Design {
        name: document.name,
        location: document.location,
        resource_group: document.resource_group,
        tags: document.tags,
        api_version: document.api_version,
        virtual_networks: document.virtual_networks,
        route_tables: document.route_tables,
        links: Vec::new(),
        network_security_groups: document.network_security_groups,
        public_ip_addresses: document.public_ip_addresses,
        firewalls: document.firewalls,
        appliances: document.appliances,
        virtual_network_gateways: document.virtual_network_gateways,
        on_premises: document.on_premises,
        private_endpoints: document.private_endpoints,
        intents: document.intents,
        ..Design::default()
    };
    names.resolve_references(&mut design, sink);
    design.links = links(&document.peerings, &names, sink);
    let networks = design.virtual_networks.len();
    let mut by_target: Vec<_> = design.link_ids().zip(&design.links).collect();
    sort_by_rank(&mut by_target, |(_, link)| u64::from(link.to.0));
    design.links_from = by_network(networks, by_target.into_iter().map(|(id, link)| (Some(link.from), id)));
    let gateways = design.gateway_ids().zip(&design.virtual_network_gateways);
    design.gateways_in = by_network(networks, gateways.map(|(id, gateway)| (gateway.virtual_network.vnet(), id)));
    let endpoints = design.private_endpoint_ids().zip(&design.private_endpoints);
    design.private_endpoints_in = by_network(networks, endpoints.map(|(id, endpoint)| (endpoint.subnet.subnet().map(|it| it.vnet), id)));
    design.vnets_by_name = names.vnets.into_iter().map(|(name, index)| (name, VnetId(index))).collect();
    design.subnets_by_name =
        names.subnets.into_iter().map(|((vnet, name), index)| ((VnetId(vnet), name), SubnetId { vnet: VnetId(vnet), index })).collect();
    design.sites_by_name = names.sites.into_iter().map(|(name, index)| (name, SiteId(index))).collect();
    let forwarders: Vec<_> = design.forwarders().map(|it| (design.forwarder_subnet(it).map(|subnet| subnet.vnet), it)).collect();
    design.forwarders_in = by_network(networks, forwarders.into_iter());
    for subnet in design.subnet_ids().collect::<Vec<_>>() {
        for label in design[subnet].labels.clone() {
            design.labelled.entry(label).or_default().push(subnet);
        }
    }
    resolve_endpoints(&mut design, &names.endpoints, sink);
    design
}

/// Sorts ids into one list for each network.
fn by_network<Id>(networks: usize, all: impl Iterator<Item = (Option<VnetId>, Id)>) -> Vec<Vec<Id>> {
    let mut lists: Vec<Vec<Id>> = (0..networks).map(|_| Vec::new()).collect();
    for (vnet, id) in all {
        if let Some(list) = vnet.and_then(|vnet| lists.get_mut(vnet.0 as usize)) {
            list.push(id);
        }
    }
    lists
}

/// Fills in one reference.
fn named(reference: Option<&mut Reference>, kind: &str, names: &HashMap<Name, u32>, pointer: impl Fn() -> String, sink: &Sink) {
    if let Some(reference) = reference {
        reference.target = names.get(&reference.name).map(|index| (*index, 0));
        if reference.target.is_none() {
            report_unknown(kind, &reference.name, names.keys(), pointer(), sink);
        }
    }
}

fn unknown(path: String, message: String) -> Diagnostic {
    Diagnostic::new("reference-unknown", Severity::Error, path, message).arm("InvalidResourceReference")
}

fn report_unknown<'n>(kind: &str, name: &Name, known: impl Iterator<Item = &'n Name>, path: String, sink: &Sink) {
    let finding = unknown(path, format!("no {kind} is named `{}`", fault::shown(name.as_str())));
    // Few, or the search would cost more than it helps.
    sink.report(match schema::nearest(name.as_str(), known.take(1000).map(Name::as_str)) {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => finding,
    });
}
