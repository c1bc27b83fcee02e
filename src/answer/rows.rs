//! A trace as the host sees it: plain rows.

use serde::Serialize;

use super::routes::EffectiveRouteRow;
use crate::flow::Disposition;

/// A trace as the host sees it.
#[derive(Clone, Debug, Serialize)]
pub struct TraceRow {
    pub(super) forward: WalkRow,
    pub(super) reply: Option<WalkRow>,
    pub(super) answered: bool,
    pub(super) symmetric: bool,
}

/// A walk as the host sees it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WalkRow {
    pub(super) packet: PacketRow,
    pub(super) hops: Vec<HopRow>,
    pub(super) disposition: Disposition,
    pub(super) delivered: bool,
    pub(super) passes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) egress_as: Option<String>,
}

/// A packet as the host sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PacketRow {
    pub(super) source: String,
    pub(super) destination: String,
    pub(super) protocol: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) destination_port: Option<u16>,
}

/// A hop as the host sees it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HopRow {
    pub(super) at: String,
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) route: Option<EffectiveRouteRow>,
    /// What security groups said of the packet here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) security_rules: Vec<SecurityDecisionRow>,
    pub(super) because: String,
}

/// The rule that decided, as the host sees it.
#[derive(Clone, Debug, Serialize)]
pub struct SecurityDecisionRow {
    pub(super) group: String,
    pub(super) rule: String,
    pub(super) direction: &'static str,
    pub(super) access: &'static str,
}
