//! The ends of intents, and next hops by name.

use super::named;
use super::names::EndpointNames;
use crate::design::endpoint::{Endpoint, Endpoints, NamedEndpoint, WrittenEndpoint, resolve};
use crate::design::model::{ApplianceId, Design, FirewallId, PrivateEndpointId};
use crate::design::place::Place;
use crate::design::read::Sink;
use crate::design::reference::Reference;
use crate::design::route_table::NamedNextHop;
use crate::diagnostic::{Diagnostic, Severity};

impl EndpointNames {
    pub(super) fn next_hop(&self, next_hop: &mut NamedNextHop, at: Place, sink: &Sink) {
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

/// Resolves the ends of all intents.
pub(super) fn resolve_endpoints(design: &mut Design, names: &EndpointNames, sink: &Sink) {
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
