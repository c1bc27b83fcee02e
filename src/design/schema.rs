//! The JSON Schema of the design document: from the declarations that read it, and what they do not say.

use serde_json::{Value, json};

use super::document::Document;
use super::options::Level;
use super::read::{Definitions, Schema};

/// The JSON Schema (draft 7, which editors know best) of a design document.
pub fn schema() -> Value {
    let mut definitions = Definitions::new();
    Document::schema(&mut definitions);
    for (record, member, refinement) in refinements() {
        refine(&mut definitions, record, member, refinement);
    }
    let mut root = definitions.remove("Document").unwrap_or_default();
    if let Value::Object(fields) = &mut root {
        fields.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        fields.insert("title".to_owned(), json!("Design"));
        fields.insert("definitions".to_owned(), Value::Object(definitions));
    }
    root
}

/// The names that Azure takes: 1 to 80 characters, for a virtual network 2 to 64; a security rule may start with `_`.
///
/// Source: Microsoft Learn, "Naming rules and restrictions for Azure resources", Microsoft.Network.
const NAME: &str = "^[a-zA-Z0-9]([a-zA-Z0-9_.-]{0,78}[a-zA-Z0-9_])?$";
/// Of virtual networks and private endpoints.
const NETWORK_NAME: &str = "^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}[a-zA-Z0-9_]$";
const RULE_NAME: &str = "^[a-zA-Z0-9_]([a-zA-Z0-9_.-]{0,78}[a-zA-Z0-9_])?$";

/// What is said about members of records, and with an empty member about the records themselves.
fn refinements() -> Vec<(&'static str, &'static str, Value)> {
    let name = |pattern: &str| json!({ "pattern": pattern });
    vec![
        ("RouteTable", "name", name(NAME)),
        ("Route", "name", name(NAME)),
        ("NetworkSecurityGroup", "name", name(NAME)),
        ("SecurityRule", "name", name(RULE_NAME)),
        ("VirtualNetwork", "name", name(NETWORK_NAME)),
        ("Subnet", "name", name(NAME)),
        ("PublicIpAddress", "name", name(NAME)),
        ("Firewall", "name", name(NAME)),
        ("VirtualHub", "name", name(NAME)),
        ("VirtualHub", "addressPrefix", json!({ "examples": ["10.100.0.0/23"] })),
        ("VirtualNetworkGateway", "name", name(NAME)),
        ("PrivateEndpoint", "name", name(NETWORK_NAME)),
        ("RouteServer", "name", name(NAME)),
        ("NatGateway", "name", name(NAME)),
        ("OnPremises", "name", name(NAME)),
        ("LoadBalancer", "name", name(NAME)),
        ("NatRule", "priority", json!({ "minimum": 100, "maximum": 65000 })),
        ("NatRule", "sources", json!({ "examples": [["203.0.113.0/24"]] })),
        ("NatRule", "translatedPort", json!({ "minimum": 1, "maximum": 65535 })),
        ("LoadBalancingRule", "name", name(NAME)),
        ("LoadBalancingRule", "frontendPort", json!({ "minimum": 1, "maximum": 65534 })),
        ("LoadBalancingRule", "backendPort", json!({ "minimum": 1, "maximum": 65535 })),
        ("Probe", "port", json!({ "minimum": 1, "maximum": 65535 })),
        ("NetworkInterface", "name", name(NAME)),
        ("ApplicationSecurityGroup", "name", name(NAME)),
        ("Document", "location", json!({ "examples": ["eastus", "westeurope"] })),
        ("Document", "resourceGroup", json!({ "examples": ["rg-network"] })),
        ("Document", "apiVersion", json!({ "pattern": r"^\d{4}-\d{2}-\d{2}(-preview)?$", "examples": ["2025-07-01"] })),
        ("Options", "severities", json!({ "additionalProperties": Level::schema(&mut Definitions::new()) })),
        ("Suppression", "code", json!({ "examples": ["next-hop-unowned"] })),
        ("Suppression", "path", json!({ "pattern": "^(/.*)?$", "examples": ["/routeTables/0"] })),
        ("Suppression", "reason", json!({ "pattern": r"\S", "examples": ["the appliance is deployed by another team"] })),
        ("VirtualNetwork", "addressSpace", json!({ "minItems": 1 })),
        ("Subnet", "name", json!({ "examples": super::vnet::reserved::ALL })),
        ("Subnet", "delegation", json!({ "examples": ["Microsoft.Databricks/workspaces", "Microsoft.App/environments"] })),
        ("Subnet", "labels", json!({ "examples": [["training"]] })),
        ("Subnet", "", json!({ "anyOf": [{ "required": ["addressPrefix"] }, { "required": ["addressPrefixes"] }] })),
        ("Route", "", exactly_one(&[&["nextHopType"], &["nextHop"]])),
        ("Route", "nextHopIpAddresses", json!({ "minItems": 2, "maxItems": 64, "examples": [["10.0.2.4", "10.0.2.5"]] })),
        ("NamedNextHop", "", exactly_one(&[&["firewall"], &["appliance"], &["loadBalancer"]])),
        (
            "NamedEndpoint",
            "",
            exactly_one(&[&["firewall"], &["appliance"], &["loadBalancer"], &["privateEndpoint"], &["networkInterface"]]),
        ),
        ("Peering", "", exactly_one(&[&["between"], &["from", "to"]])),
        ("Peering", "between", json!({ "minItems": 2, "maxItems": 2, "examples": [["vnet-hub", "vnet-spoke"]] })),
        ("SecurityRule", "priority", json!({ "minimum": 100, "maximum": 4096 })),
        ("SecurityAdminRule", "priority", json!({ "minimum": 1, "maximum": 4096 })),
        ("SecurityAdminRule", "sources", json!({ "examples": [["Internet"]] })),
        ("SecurityAdminRule", "destinationPortRanges", json!({ "examples": [["22", "3389"]] })),
        ("SecurityRule", "sourceAddressPrefix", json!({ "examples": ["VirtualNetwork", "Internet", "10.0.0.0/8", "*"] })),
        ("SecurityRule", "destinationAddressPrefix", json!({ "examples": ["VirtualNetwork", "Internet", "10.0.0.0/8", "*"] })),
        ("VirtualNetworkGateway", "sku", json!({ "examples": ["VpnGw1AZ", "VpnGw2AZ", "ErGw1AZ"] })),
        ("VirtualNetworkGateway", "asn", json!({ "minimum": 1, "maximum": u32::MAX })),
        ("Appliance", "networkInterfaces", json!({ "minItems": 1 })),
        ("ApplianceInterface", "subnet", json!({ "examples": ["vnet-hub/nva"] })),
        ("NetworkInterface", "subnet", json!({ "examples": ["vnet-training/gpu"] })),
        ("PrivateEndpoint", "subnet", json!({ "examples": ["vnet-training/storage"] })),
        ("PrivateEndpoint", "service", json!({ "examples": ["Microsoft.Storage/storageAccounts"] })),
        ("PrivateEndpoint", "groupId", json!({ "examples": ["blob"] })),
        ("Intent", "ports", json!({ "items": { "type": "integer", "minimum": 0, "maximum": u16::MAX }, "examples": [[443]] })),
        ("Intent", "avoid", json!({ "examples": ["Internet"] })),
    ]
}

/// Objects that have the members of exactly one of these groups.
fn exactly_one(groups: &[&[&str]]) -> Value {
    json!({ "oneOf": groups.iter().map(|members| json!({ "required": members })).collect::<Vec<_>>() })
}

/// Adds to what is said about a member or a record; false when there is no such member.
fn refine(definitions: &mut Definitions, record: &str, member: &str, refinement: Value) -> bool {
    let pointer = if member.is_empty() { String::new() } else { format!("/properties/{member}") };
    let target = definitions.get_mut(record).and_then(|record| record.pointer_mut(&pointer));
    match (target, refinement) {
        (Some(Value::Object(target)), Value::Object(refinement)) => {
            target.extend(refinement);
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Definitions, Document, Schema, refine, refinements};

    #[test]
    fn every_refinement_finds_its_member() {
        let mut definitions = Definitions::new();
        Document::schema(&mut definitions);
        for (record, member, refinement) in refinements() {
            assert!(refine(&mut definitions, record, member, refinement), "{record}.{member}");
        }
        assert!(!refine(&mut definitions, "Route", "nextHopIpAdress", serde_json::json!({})));
    }
}
