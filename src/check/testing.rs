//! What the tests of the rules share: documents to start from, and findings whose fixes have been tried.

use serde_json::Value;

use super::{Rule, check};
use crate::design::decode;
use crate::diagnostic::Diagnostic;

/// What a rule finds in a document that is otherwise well-formed, as `path: message`.
///
/// Every fix that comes with a finding is applied: the finding must be gone and no rule may find more than before.
pub(super) fn findings(rule: &Rule, document: &str) -> Vec<String> {
    let before = all(document);
    let own = before.iter().filter(|finding| finding.code == rule.code);
    own.map(|finding| {
        assert!(finding.fix.is_empty() || !fixed(document, &before, finding).is_empty());
        format!("{}: {}", finding.path, finding.message)
    })
    .collect()
}

/// The document after the one finding's fix, parsed, for tests that look at what the fix does.
pub(super) fn after_fix(rule: &Rule, document: &str) -> Value {
    let before = all(document);
    let mut own = before.iter().filter(|finding| finding.code == rule.code);
    let (Some(finding), None) = (own.next(), own.next()) else { panic!("one finding expected, got {before:?}") };
    assert_ne!(finding.fix, [], "{finding:?} has no fix");
    serde_json::from_str(&fixed(document, &before, finding)).unwrap()
}

/// Whether every finding of a rule comes with a fix.
pub(super) fn fixable(rule: &Rule, document: &str) -> bool {
    all(document).iter().filter(|finding| finding.code == rule.code).all(|finding| !finding.fix.is_empty())
}

fn all(document: &str) -> Vec<Diagnostic> {
    let decoded = decode(document.as_bytes());
    assert_eq!(decoded.diagnostics, [], "the document of a rule's test must be well-formed");
    check(&decoded.design)
}

/// Applies a fix and looks at what it leaves.
fn fixed(document: &str, before: &[Diagnostic], finding: &Diagnostic) -> String {
    let mut value: Value = serde_json::from_str(document).unwrap();
    let patch: json_patch::Patch = serde_json::from_value(serde_json::to_value(&finding.fix).unwrap()).unwrap();
    json_patch::patch(&mut value, &patch).unwrap_or_else(|error| panic!("{error} in the fix of {finding:?}"));
    let fixed = value.to_string();
    let after = all(&fixed);
    let count = |list: &[Diagnostic], code: &str| list.iter().filter(|it| it.code == code).count();
    for code in before.iter().chain(&after).map(|it| it.code) {
        let most = count(before, code) - usize::from(code == finding.code);
        assert!(count(&after, code) <= most, "the fix of {finding:?} leaves {after:?}");
    }
    fixed
}

/// One network `vnet`, 10.0.0.0/16, with these subnets; `rest` is further members of the document.
pub(super) fn network(subnets: &str, rest: &str) -> String {
    let comma = if rest.is_empty() { "" } else { "," };
    format!(
        r#"{{ "location": "eastus",
              "virtualNetworks": [{{ "name": "vnet", "addressSpace": ["10.0.0.0/16"], "subnets": [{subnets}] }}]{comma} {rest} }}"#
    )
}

/// The network with one subnet of this name and prefix, which has these further members.
pub(super) fn subnet(name: &str, prefix: &str, members: &str, rest: &str) -> String {
    let comma = if members.is_empty() { "" } else { "," };
    network(&format!(r#"{{ "name": "{name}", "addressPrefix": "{prefix}"{comma} {members} }}"#), rest)
}

/// The network with subnet `app`, whose table `rt` has these routes, and appliance `nva` at 10.0.2.4 in subnet `dmz`.
pub(super) fn routes(routes: &str) -> String {
    network(
        r#"{ "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "rt" }, { "name": "dmz", "addressPrefix": "10.0.2.0/24" }"#,
        &format!(
            r#""routeTables": [{{ "name": "rt", "routes": [{routes}] }}],
               "appliances": [{{ "name": "nva", "networkInterfaces": [
                 {{ "name": "nic", "subnet": "vnet/dmz", "privateIpAddress": "10.0.2.4", "enableIPForwarding": true }}] }}]"#
        ),
    )
}

/// One route with these members beside name and prefix, in the network of [`routes`].
pub(super) fn route(members: &str) -> String {
    routes(&format!(r#"{{ "name": "r", "addressPrefix": "10.9.0.0/16"{members} }}"#))
}

/// Three networks `hub`, `a` and `b`, each with a /16, and these peerings; `rest` is further members of the document.
pub(super) fn peered(peerings: &str, rest: &str) -> String {
    let comma = if rest.is_empty() { "" } else { "," };
    format!(
        r#"{{ "location": "eastus",
              "virtualNetworks": [
                {{ "name": "hub", "addressSpace": ["10.0.0.0/16"], "subnets": [{{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27" }}] }},
                {{ "name": "a", "addressSpace": ["10.1.0.0/16"] }}, {{ "name": "b", "addressSpace": ["10.2.0.0/16"] }}],
              "peerings": [{peerings}]{comma} {rest} }}"#
    )
}

/// A VPN gateway `name` in `vnet` as a member of the document.
pub(super) fn vpn(name: &str, vnet: &str) -> String {
    format!(r#""virtualNetworkGateways": [{{ "name": "{name}", "type": "Vpn", "virtualNetwork": "{vnet}" }}]"#)
}
