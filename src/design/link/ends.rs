//! The ends of intents.

use super::Linker;
use crate::design::endpoint::{Endpoint, Endpoints, NamedEndpoint, WrittenEndpoint, resolve};
use crate::design::id::{ApplianceId, FirewallId, NetworkInterfaceId, PrivateEndpointId};
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
        match (&written.firewall, &written.appliance, &written.private_endpoint, &written.network_interface) {
            (Some(name), None, None, None) => find(name, Kind::Firewall, "firewall").map(|id| Endpoint::Firewall(FirewallId(id))),
            (None, Some(name), None, None) => find(name, Kind::Appliance, "appliance").map(|id| Endpoint::Appliance(ApplianceId(id))),
            (None, None, Some(name), None) => {
                find(name, Kind::PrivateEndpoint, "privateEndpoint").map(|id| Endpoint::PrivateEndpoint(PrivateEndpointId(id)))
            }
            (None, None, None, Some(name)) => {
                find(name, Kind::NetworkInterface, "networkInterface").map(|id| Endpoint::NetworkInterface(NetworkInterfaceId(id)))
            }
            _ => {
                let message = "an endpoint is exactly one of `firewall`, `appliance`, `privateEndpoint` and `networkInterface`";
                self.error("endpoint-unclear", at.field(field), message.to_owned())
            }
        }
    }

    fn error(&self, code: &'static str, path: String, message: String) -> Option<Endpoint> {
        self.sink.report(Diagnostic::new(code, Severity::Error, path, message));
        None
    }
}
