//! What the tests of the properties share: a network to vary, and findings whose fixes have been tried.

use serde_json::Value;

use super::{Property, Run};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::Network;
use crate::verify::verify;

/// What a property finds in a well-formed document.
fn all(property: &Property, document: &str) -> Vec<Diagnostic> {
    let decoded = crate::design::decode(document.as_bytes());
    assert_eq!(decoded.diagnostics, [], "the document of a property's test must be well-formed");
    let routes = crate::route::Routes::of(&decoded.design);
    let network = Network::new(&decoded.design, &routes);
    let mut found = Vec::new();
    match property.run {
        Run::Network(run) => run(property, &network, &mut found),
        Run::Intents(run) => run(property, &network, &verify(&network), &mut found),
        Run::Workloads(_) => panic!("tests of workloads have findings of their own"),
    }
    found
}

/// What a property finds, as `path: message`; every fix that comes with a finding is applied, and leaves fewer.
pub(super) fn findings(property: &Property, document: &str) -> Vec<String> {
    let before = all(property, document);
    for finding in before.iter().filter(|finding| !finding.fix.is_empty()) {
        let after = all(property, &fixed(document, finding));
        assert!(after.len() < before.len(), "the fix of {finding:?} leaves {after:?}");
    }
    before.into_iter().map(|finding| format!("{}: {}", finding.path, finding.message)).collect()
}

/// The document after the one finding's fix, parsed, for tests that look at what the fix does.
pub(super) fn after_fix(property: &Property, document: &str) -> Value {
    let found = all(property, document);
    let [finding] = found.as_slice() else { panic!("one finding expected, got {found:?}") };
    assert_ne!(finding.fix, [], "{finding:?} has no fix");
    serde_json::from_str(&fixed(document, finding)).unwrap()
}

/// How bad what a property finds is.
pub(super) fn severities(property: &Property, document: &str) -> Vec<Severity> {
    all(property, document).into_iter().map(|finding| finding.severity).collect()
}

fn fixed(document: &str, finding: &Diagnostic) -> String {
    let mut value: Value = serde_json::from_str(document).unwrap();
    let patch: json_patch::Patch = serde_json::from_value(serde_json::to_value(&finding.fix).unwrap()).unwrap();
    json_patch::patch(&mut value, &patch).unwrap_or_else(|error| panic!("{error} in the fix of {finding:?}"));
    value.to_string()
}

/// Hub with firewall and VPN gateway, one spoke: the network that the tests of these properties vary.
pub(super) fn hub_and_spoke(spoke_table: &str, gateway_table: &str) -> String {
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
