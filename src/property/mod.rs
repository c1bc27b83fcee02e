//! Built-in properties: findings that need routes, not the design alone.
//!
//! Each file's header is its page, as for the rules of [`crate::check`].

mod gateway_return_route_missing;
mod private_endpoint_bypasses_appliance;
mod propagation_bypasses_appliance;

use crate::design::Profile;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::Network;

/// A built-in property.
pub struct Property {
    /// Stable kebab-case code; names the fault.
    pub code: &'static str,
    /// How bad a finding is.
    pub severity: Severity,
    run: fn(&Property, &Network<'_>, &mut Vec<Diagnostic>),
}

impl Property {
    fn report(&self, path: impl Into<String>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, self.severity, path, message)
    }
}

/// Every built-in property, sorted by code.
pub const PROPERTIES: &[Property] =
    &[gateway_return_route_missing::PROPERTY, private_endpoint_bypasses_appliance::PROPERTY, propagation_bypasses_appliance::PROPERTY];

/// Checks every built-in property.
pub fn check_properties(network: &Network<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for property in PROPERTIES {
        let asked = network.design.options.severity_of(property.code, property.severity, Profile::Recommended);
        if let Some(severity) = asked {
            (property.run)(&Property { severity, ..*property }, network, &mut found);
        }
    }
    found
}

/// What a property finds in a well-formed document, as `path: message`.
#[cfg(test)]
fn findings(property: &Property, document: &str) -> Vec<String> {
    let decoded = crate::design::decode(document.as_bytes());
    assert_eq!(decoded.diagnostics, [], "the document of a property's test must be well-formed");
    let routes = crate::route::Routes::of(&decoded.design);
    let mut found = Vec::new();
    (property.run)(property, &Network::new(&decoded.design, &routes), &mut found);
    found.into_iter().map(|finding| format!("{}: {}", finding.path, finding.message)).collect()
}

/// Hub with firewall and VPN gateway, one spoke: the network that the tests of these properties vary.
#[cfg(test)]
fn hub_and_spoke(spoke_table: &str, gateway_table: &str) -> String {
    format!(
        r#"{{ "virtualNetworks": [
             {{ "name": "hub", "addressSpace": ["10.0.0.0/16"], "subnets": [
                {{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27", "routeTable": "rt-gateway" }},
                {{ "name": "AzureFirewallSubnet", "addressPrefix": "10.0.1.0/26" }} ] }},
             {{ "name": "spoke", "addressSpace": ["10.1.0.0/16"], "subnets": [
                {{ "name": "app", "addressPrefix": "10.1.0.0/24", "routeTable": "rt-spoke" }} ] }} ],
           "peerings": [ {{ "between": ["hub", "spoke"], "gatewayTransit": "hub", "allowForwardedTraffic": true }} ],
           "firewalls": [ {{ "name": "fw", "virtualNetwork": "hub" }} ],
           "onPremises": [ {{ "name": "dc", "addressPrefixes": ["192.168.1.0/24"] }} ],
           "virtualNetworkGateways": [ {{ "name": "vpn", "type": "Vpn", "virtualNetwork": "hub", "connections": [ {{ "to": "dc" }} ] }} ],
           "routeTables": [ {{ "name": "rt-spoke", {spoke_table} }}, {{ "name": "rt-gateway", "routes": [{gateway_table}] }} ] }}"#
    )
}
