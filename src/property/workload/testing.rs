//! What the tests of workloads share: designs to vary, and findings whose fixes have been tried.

use serde_json::Value;

use crate::design::{TagAddresses, decode};
use crate::diagnostic::Diagnostic;
use crate::flow::Network;
use crate::property::{PROPERTIES, Property, check_properties};
use crate::route::Routes;

/// A hub with the firewall `fw`, and a spoke with the subnet `app`, which has these members; `rest` is further members of the document.
pub(super) fn design(members: &str, rest: &str) -> String {
    let comma = if rest.is_empty() { "" } else { "," };
    format!(
        r#"{{ "location": "eastus", "virtualNetworks": [
             {{ "name": "hub", "addressSpace": ["10.0.0.0/16"], "subnets": [{{ "name": "AzureFirewallSubnet", "addressPrefix": "10.0.1.0/26" }}] }},
             {{ "name": "spoke", "addressSpace": ["10.1.0.0/16"], "subnets": [{{ "name": "app", "addressPrefix": "10.1.0.0/24", {members} }}] }}],
           "peerings": [{{ "between": ["hub", "spoke"], "allowForwardedTraffic": true }}],
           "firewalls": [{{ "name": "fw", "virtualNetwork": "hub" }}]{comma} {rest} }}"#
    )
}

/// The design with a workload, and these routes in the table of its subnet.
pub(super) fn hub(workload: &str, routes: &str, members: &str) -> String {
    let comma = if members.is_empty() { "" } else { "," };
    design(
        &format!(r#""routeTable": "rt", "workloads": ["{workload}"]{comma} {members}"#),
        &format!(r#""routeTables": [{{ "name": "rt", "routes": [{routes}] }}]"#),
    )
}

/// The group `nsg` with these rules, as a member of the document.
pub(super) fn group(rules: &str) -> String {
    format!(r#""networkSecurityGroups": [{{ "name": "nsg", "securityRules": [{rules}] }}]"#)
}

/// What a property finds, as `path: message`; every fix is applied: it must remove its finding and bring no other about workloads.
pub(super) fn findings(property: &Property, document: &str) -> Vec<String> {
    findings_with(property, document, "")
}

/// What a property finds when these addresses of service tags are told.
pub(super) fn findings_with(property: &Property, document: &str, tags: &str) -> Vec<String> {
    let before = all(document, tags);
    let own = before.iter().filter(|finding| finding.code == property.code);
    own.map(|finding| {
        if !finding.fix.is_empty() {
            let mut value: Value = serde_json::from_str(document).unwrap();
            let patch: json_patch::Patch = serde_json::from_value(serde_json::to_value(&finding.fix).unwrap()).unwrap();
            json_patch::patch(&mut value, &patch).unwrap();
            let after = all(&value.to_string(), tags);
            for known in PROPERTIES.iter().filter(|known| known.code.starts_with("workload-")) {
                let count = |list: &[Diagnostic]| list.iter().filter(|it| it.code == known.code).count();
                let most = count(&before) - usize::from(known.code == finding.code);
                assert!(count(&after) <= most, "the fix of {finding:#?} leaves {after:#?}");
            }
        }
        format!("{}: {}", finding.path, finding.message)
    })
    .collect()
}

/// How many changes the fix of each finding makes.
pub(super) fn fixed(property: &Property, document: &str) -> Vec<usize> {
    findings(property, document);
    all(document, "").iter().filter(|finding| finding.code == property.code).map(|finding| finding.fix.len()).collect()
}

fn all(document: &str, tags: &str) -> Vec<Diagnostic> {
    let mut decoded = decode(document.as_bytes());
    assert_eq!(decoded.diagnostics, [], "the document of a property's test must be well-formed");
    decoded.design.tag_addresses = TagAddresses::read(tags);
    let routes = Routes::of(&decoded.design);
    check_properties((&Network::new(&decoded.design, &routes), &[]), None)
}
