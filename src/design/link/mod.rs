//! Document to design: finds what each name means and reports the names that mean nothing.

mod ends;
mod inside;
mod naming;
mod peerings;
mod references;

pub(super) use self::ends::traced_ends;
use self::inside::fill_networks;
use self::naming::{add_labels, names_of};
use super::announcing::announcements;
use super::document::Document;
use super::model::Design;
use super::name::Name;
use super::names::{Kind, Names};
use super::place::Place;
use super::read::{Sink, fault, schema};
use super::reference::Reference;
use super::routing_rules::fill_managed;
use super::static_routes::static_routes;
use crate::diagnostic::{Diagnostic, Severity};

/// Resolves the references of a document.
pub(super) fn link(document: Document, sink: &Sink) -> Design {
    let mut names = names_of(&document, sink);
    let mut design = Design {
        labelled: add_labels(&mut names, &document.virtual_networks),
        name: document.name,
        location: document.location,
        resource_group: document.resource_group,
        tags: document.tags,
        api_version: document.api_version,
        options: document.options,
        virtual_networks: document.virtual_networks,
        route_tables: document.route_tables,
        network_security_groups: document.network_security_groups,
        public_ip_addresses: document.public_ip_addresses,
        nat_gateways: document.nat_gateways,
        firewalls: document.firewalls,
        appliances: document.appliances,
        load_balancers: document.load_balancers,
        virtual_network_gateways: document.virtual_network_gateways,
        route_servers: document.route_servers,
        virtual_hubs: document.virtual_hubs,
        on_premises: document.on_premises,
        private_endpoints: document.private_endpoints,
        application_security_groups: document.application_security_groups,
        network_interfaces: document.network_interfaces,
        network_manager: document.network_manager,
        ..Design::default()
    };
    let linker = Linker { names: &names, sink };
    let mut intents = document.intents;
    linker.fill_references(&mut design, &mut intents);
    design.links = linker.links(&document.peerings);
    design.names = names;
    design.subnets = design.vnet_ids().flat_map(|vnet| design.subnets_of(vnet)).collect();
    design.announcements = announcements(&design);
    fill_networks(&mut design);
    design.static_routes = static_routes(&design);
    fill_managed(&mut design);
    let linker = Linker { names: &design.names, sink };
    for intent in &mut intents {
        linker.end(&design, &mut intent.from, intent.at, "from");
        linker.end(&design, &mut intent.to, intent.at, "to");
        linker.end(&design, &mut intent.except, intent.at, "except");
    }
    design.intents = intents;
    design
}

/// What the names mean, and where the findings go.
struct Linker<'d> {
    names: &'d Names,
    sink: &'d Sink,
}

impl Linker<'_> {
    /// Fills in a reference to something of one of these kinds.
    fn fill(&self, reference: &mut Reference, kinds: &[Kind], at: Place, field: &str) {
        reference.target = self.find(&reference.name, kinds, at, field);
    }

    /// What a name means among these kinds; reports that it means nothing.
    #[inline(never)]
    fn find(&self, name: &Name, kinds: &[Kind], at: Place, field: &str) -> Option<(Kind, u32)> {
        let found = self.known(name, kinds);
        if found.is_none() {
            self.sink.report(unknown(self.names, name, kinds, at.field(field)));
        }
        found
    }

    /// What a name means among these kinds, the first ones first.
    fn known(&self, name: &Name, kinds: &[Kind]) -> Option<(Kind, u32)> {
        kinds.iter().find_map(|kind| Some((*kind, self.names.get(*kind, name.as_str())?.index)))
    }
}

/// `reference-unknown`: nothing of these kinds has the name.
fn unknown(names: &Names, name: &Name, kinds: &[Kind], path: String) -> Diagnostic {
    let nouns = kinds.iter().map(|kind| kind.noun()).collect::<Vec<_>>().join(", ");
    let nouns = nouns.rsplit_once(", ").map_or(nouns.clone(), |(first, last)| format!("{first} or {last}"));
    let finding = reference_unknown(path, format!("no {nouns} is named `{}`", fault::shown(name.as_str())));
    // Few names, or the search would cost more than it helps.
    match schema::nearest(name.as_str(), names.of(kinds).take(1000)) {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => finding,
    }
}

fn reference_unknown(path: String, message: String) -> Diagnostic {
    Diagnostic::new("reference-unknown", Severity::Error, path, message).arm("InvalidResourceReference")
}
