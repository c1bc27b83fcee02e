//! Document to design: finds what each name means and reports the names that mean nothing.

use std::collections::HashMap;
use std::hash::Hash;

use super::document::Document;
use super::endpoint::{Endpoint, Endpoints, NamedEndpoint, WrittenEndpoint, resolve};
use super::model::{ApplianceId, Design, FirewallId, Forwarder, GatewayId, LinkId, PrivateEndpointId, SiteId, SubnetId, VnetId};
use super::name::Name;
use super::peering::{Link, Peering};
use super::place::Place;
use super::read::{Sink, fault, schema};
use super::reference::Reference;
use super::route_table::NamedNextHop;
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
    by_target.sort_by_key(|(_, link)| link.to);
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

/// What each name of the document means, kind by kind.
struct Names {
    vnets: HashMap<Name, u32>,
    subnets: HashMap<(u32, Name), u32>,
    tables: HashMap<Name, u32>,
    groups: HashMap<Name, u32>,
    public_ips: HashMap<Name, u32>,
    gateways: HashMap<Name, u32>,
    sites: HashMap<Name, u32>,
    endpoints: EndpointNames,
}

/// The names that endpoints can use in object form.
struct EndpointNames {
    firewalls: HashMap<Name, u32>,
    appliances: HashMap<Name, u32>,
    private_endpoints: HashMap<Name, u32>,
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
    fn of(document: &Document, sink: &Sink) -> Self {
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

    fn resolve_references(&self, design: &mut Design, sink: &Sink) {
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

/// The kinds of things that one reference may mean.
const SITE: u32 = 0;
const GATEWAY: u32 = 1;
const FIREWALL: u32 = 2;
const APPLIANCE: u32 = 3;
const INTERNET: u32 = 4;

/// What `through` and `avoid` speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Waypoint {
    /// A firewall.
    Firewall(FirewallId),
    /// An appliance.
    Appliance(ApplianceId),
    /// A gateway.
    Gateway(GatewayId),
    /// The Internet.
    Internet,
}

impl Reference {
    /// The waypoint meant by `through` or `avoid`.
    pub fn waypoint(&self) -> Option<Waypoint> {
        match self.target? {
            (id, FIREWALL) => Some(Waypoint::Firewall(FirewallId(id))),
            (id, APPLIANCE) => Some(Waypoint::Appliance(ApplianceId(id))),
            (id, GATEWAY) => Some(Waypoint::Gateway(GatewayId(id))),
            (_, INTERNET) => Some(Waypoint::Internet),
            _ => None,
        }
    }

    /// What a connection leads to.
    pub fn remote(&self) -> Option<super::gateway::Remote> {
        match self.target? {
            (id, SITE) => Some(super::gateway::Remote::Site(SiteId(id))),
            (id, GATEWAY) => Some(super::gateway::Remote::Gateway(GatewayId(id))),
            _ => None,
        }
    }
}

impl NamedNextHop {
    /// The forwarder meant.
    pub fn forwarder(&self, design: &Design) -> Option<Forwarder> {
        if let Some(firewall) = &self.firewall {
            return firewall.index().map(|index| Forwarder::Firewall(FirewallId(index)));
        }
        let id = ApplianceId(self.appliance.as_ref()?.index()?);
        let interface = match &self.interface {
            None => 0,
            Some(name) => design[id].network_interfaces.iter().position(|it| it.name.as_ref() == Some(name))?,
        };
        Some(Forwarder::Appliance(id, interface as u32))
    }
}

impl EndpointNames {
    fn next_hop(&self, next_hop: &mut NamedNextHop, at: Place, sink: &Sink) {
        named(next_hop.firewall.as_mut(), "firewall", &self.firewalls, || at.field("nextHop/firewall"), sink);
        named(next_hop.appliance.as_mut(), "appliance", &self.appliances, || at.field("nextHop/appliance"), sink);
    }

    fn endpoint(&self, written: &NamedEndpoint, pointer: &str, sink: &Sink) -> Option<Endpoint> {
        let (mut firewall, mut appliance, mut endpoint) =
            (written.firewall.clone(), written.appliance.clone(), written.private_endpoint.clone());
        if [firewall.is_some(), appliance.is_some(), endpoint.is_some()].iter().filter(|given| **given).count() != 1 {
            let message = "an endpoint is exactly one of `firewall`, `appliance` and `privateEndpoint`";
            sink.report(Diagnostic::new("endpoint-unclear", Severity::Error, pointer, message));
            return None;
        }
        named(firewall.as_mut(), "firewall", &self.firewalls, || format!("{pointer}/firewall"), sink);
        named(appliance.as_mut(), "appliance", &self.appliances, || format!("{pointer}/appliance"), sink);
        named(endpoint.as_mut(), "private endpoint", &self.private_endpoints, || format!("{pointer}/privateEndpoint"), sink);
        let index = |reference: Option<Reference>| reference.and_then(|reference| reference.index());
        index(firewall)
            .map(|id| Endpoint::Firewall(FirewallId(id)))
            .or_else(|| index(appliance).map(|id| Endpoint::Appliance(ApplianceId(id))))
            .or_else(|| index(endpoint).map(|id| Endpoint::PrivateEndpoint(PrivateEndpointId(id))))
    }
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
    // The names come from a map; sorting makes the suggestion the same every time. Few, or the search would cost more than it helps.
    let mut known: Vec<_> = known.take(1000).map(Name::as_str).collect();
    known.sort_unstable();
    sink.report(match schema::nearest(name.as_str(), known) {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => finding,
    });
}

/// The directed links that the peerings stand for, partners found.
fn links(peerings: &[Peering], names: &Names, sink: &Sink) -> Vec<Link> {
    let mut links = Vec::new();
    for peering in peerings {
        add_links(peering, names, &mut links, sink);
    }
    let mut by_ends: HashMap<(VnetId, VnetId), LinkId> = HashMap::new();
    for (i, link) in links.iter().enumerate() {
        by_ends.entry((link.from, link.to)).or_insert(LinkId(i as u32));
    }
    for link in &mut links {
        link.partner = by_ends.get(&(link.to, link.from)).copied();
    }
    links
}

fn add_links(peering: &Peering, names: &Names, links: &mut Vec<Link>, sink: &Sink) {
    let at = peering.at;
    let form = |message: &str| sink.report(Diagnostic::new("peering-form", Severity::Error, at.pointer(), message));
    let vnet = |reference: &Reference, field: &str| {
        let found = names.vnets.get(&reference.name).map(|index| VnetId(*index));
        if found.is_none() {
            report_unknown("virtual network", &reference.name, names.vnets.keys(), at.field(field), sink);
        }
        found
    };
    let link = |from, to, gateway_transit, remote_gateways| Link {
        at,
        from,
        to,
        allow_virtual_network_access: peering.allow_virtual_network_access,
        allow_forwarded_traffic: peering.allow_forwarded_traffic,
        allow_gateway_transit: gateway_transit,
        use_remote_gateways: remote_gateways,
        partner: None,
    };
    match (&peering.between, &peering.from, &peering.to) {
        (Some(ends), None, None) => {
            let [a, b] = ends.as_slice() else {
                return form("`between` names exactly two virtual networks");
            };
            if peering.allow_gateway_transit.is_some() || peering.use_remote_gateways.is_some() {
                form("with `between`, the network with the gateway is named by `gatewayTransit`");
            }
            let (a, b) = (vnet(a, "between/0"), vnet(b, "between/1"));
            let hub = peering.gateway_transit.as_ref().and_then(|hub| vnet(hub, "gatewayTransit"));
            let (Some(a), Some(b)) = (a, b) else { return };
            if hub.is_some_and(|hub| hub != a && hub != b) {
                form("`gatewayTransit` names one of the two networks of `between`");
            }
            links.push(link(a, b, hub == Some(a), hub == Some(b)));
            links.push(link(b, a, hub == Some(b), hub == Some(a)));
        }
        (None, Some(from), Some(to)) => {
            if peering.gateway_transit.is_some() {
                form("`gatewayTransit` belongs to `between`; one link has `allowGatewayTransit` and `useRemoteGateways`");
            }
            let (from, to) = (vnet(from, "from"), vnet(to, "to"));
            if let (Some(from), Some(to)) = (from, to) {
                links.push(link(from, to, peering.allow_gateway_transit == Some(true), peering.use_remote_gateways == Some(true)));
            }
        }
        _ => form("a peering has either `between`, or `from` and `to`"),
    }
}

/// Resolves the ends of all intents.
fn resolve_endpoints(design: &mut Design, names: &EndpointNames, sink: &Sink) {
    let mut intents = std::mem::take(&mut design.intents);
    for intent in &mut intents {
        for ends in [&mut intent.from, &mut intent.to, &mut intent.except] {
            resolve_ends(design, names, ends, sink);
        }
    }
    design.intents = intents;
}

fn resolve_ends(design: &Design, names: &EndpointNames, ends: &mut Endpoints, sink: &Sink) {
    for (pointer, written) in std::mem::take(&mut ends.written) {
        let resolved = match written {
            WrittenEndpoint::Named(named) => names.endpoint(&named, &pointer, sink),
            WrittenEndpoint::Text(text) => match resolve(design, &text) {
                Ok(endpoint) => Some(endpoint),
                Err(fault) if fault.later => {
                    let message = format!("{} is not supported yet", fault.message);
                    sink.report(Diagnostic::new("not-supported-yet", Severity::Error, pointer, message));
                    None
                }
                Err(fault) => {
                    sink.report(Diagnostic::new("endpoint-unknown", Severity::Error, pointer, fault.message));
                    None
                }
            },
        };
        ends.resolved.extend(resolved);
    }
}
