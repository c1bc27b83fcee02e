//! The shapes of an emission. `src/wasm/types.d.ts` describes the same shapes to JavaScript.

use serde::Serialize;

use crate::json::Object;

/// Everything that a design becomes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Emission {
    /// The writes, in an order in which they can be made one after the other.
    pub resources: Vec<ResourceDefinition>,
    /// Resources of the design that someone else owns.
    pub existing: Vec<ExistingResource>,
    /// Objects of the design for which nothing is written.
    pub not_emitted: Vec<NotEmitted>,
}

/// One write to Azure Resource Manager.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResourceDefinition {
    /// Stable identity inside the design: `virtualNetworks/vnet-hub/subnets/gpu`.
    pub key: String,
    /// `Microsoft.Network/virtualNetworks/subnets`.
    #[serde(rename = "type")]
    pub resource_type: &'static str,
    /// API version of the write.
    pub api_version: String,
    /// Segments of the resource's name, parents first.
    pub name: Vec<String>,
    /// Where the resource lives.
    pub scope: Scope,
    /// The body of the request; a reference stands in it as `{ "id": { "$ref": KEY } }`.
    pub body: Object,
    /// Keys of the writes that must be complete before this one starts.
    pub depends_on: Vec<String>,
    /// Keys of the resources that Azure locks while this write is made.
    pub locks: Vec<String>,
    /// JSON pointer of the object of the design that this comes from.
    pub path: String,
}

/// Where a resource lives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scope {
    /// Subscription id; the one deployed to by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription: Option<String>,
    /// Name of the resource group.
    pub resource_group: String,
}

/// A resource that is part of the network and owned by someone else: never written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExistingResource {
    /// Stable identity inside the design.
    pub key: String,
    /// `Microsoft.Network/virtualNetworks`.
    #[serde(rename = "type")]
    pub resource_type: &'static str,
    /// Segments of the resource's name, parents first.
    pub name: Vec<String>,
    /// Where the resource lives.
    pub scope: Scope,
    /// Resource id, where the design states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// JSON pointer of the object of the design.
    pub path: String,
}

/// An object of the design for which no resource is written, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NotEmitted {
    /// JSON pointer of the object.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Why nothing is written.
    pub because: String,
}
