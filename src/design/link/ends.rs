//! The ends of intents.

use super::Linker;
use crate::design::endpoint::{Endpoint, Endpoints, NamedEndpoint, WrittenEndpoint, resolve};
use crate::design::id::{ApplianceId, FirewallId, LoadBalancerId, NetworkInterfaceId, PrivateEndpointId};
use crate::design::model::Design;
use crate::design::names::Kind;
use crate::design::place::Place;
use crate::design::reference::Reference;
use crate::diagnostic::{Diagnostic, Severity};

impl Linker<'_> {
    /// Resolves one end of the intent at `at`.
    pub(super) fn end(&self, design: &Design, ends: &mut Endpoints, at: Place, key: &str) {
        for (index, written) in std::mem::take(&mut ends.written) {
            let field = index.map_or_else(|| key.to_owned(), |index| format!("{key}/{index}"));
            let resolved = match written {
                WrittenEndpoint::Named(named) => self.named_end(&named, at, &field),
                WrittenEndpoint::Text(text) => match resolve(design, text.as_str()) {
                    Ok(endpoint) => Some(endpoint),
                    Err(message) => self.error("endpoint-unknown", at.field(&field), message),
                },
            };
            ends.resolved.extend(resolved);
        }
    }

    fn named_end(&self, written: &NamedEndpoint, at: Place, field: &str) -> Option<Endpoint> {
        let find = |reference: &Reference, kind: Kind, member: &str| {
            let (_, index) = self.find(&reference.name, &[kind], at, &format!("{field}/{member}"))?;
            Some(index)
        };
        let named = [
            written.firewall.as_ref().map(|name| (name, Kind::Firewall, "firewall")),
            written.appliance.as_ref().map(|name| (name, Kind::Appliance, "appliance")),
            written.private_endpoint.as_ref().map(|name| (name, Kind::PrivateEndpoint, "privateEndpoint")),
            written.network_interface.as_ref().map(|name| (name, Kind::NetworkInterface, "networkInterface")),
            written.load_balancer.as_ref().map(|name| (name, Kind::LoadBalancer, "loadBalancer")),
        ];
        let mut named = named.into_iter().flatten();
        match (named.next(), named.next()) {
            (Some((name, kind, member)), None) => find(name, kind, member).map(|id| match kind {
                Kind::Firewall => Endpoint::Firewall(FirewallId(id)),
                Kind::Appliance => Endpoint::Appliance(ApplianceId(id)),
                Kind::PrivateEndpoint => Endpoint::PrivateEndpoint(PrivateEndpointId(id)),
                Kind::LoadBalancer => Endpoint::LoadBalancer(LoadBalancerId(id)),
                _ => Endpoint::NetworkInterface(NetworkInterfaceId(id)),
            }),
            _ => {
                let message =
                    "an endpoint is exactly one of `firewall`, `appliance`, `privateEndpoint`, `networkInterface` and `loadBalancer`";
                self.error("endpoint-unclear", at.field(field), message.to_owned())
            }
        }
    }

    fn error(&self, code: &'static str, path: String, message: String) -> Option<Endpoint> {
        self.sink.report(Diagnostic::new(code, Severity::Error, path, message));
        None
    }
}
