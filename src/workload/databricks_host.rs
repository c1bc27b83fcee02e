//! The host subnet of an Azure Databricks workspace.
//!
//! Specification 12.3 and 12.4.

use super::Needs;
use super::databricks::SUBNET;
use crate::design::Workload;

pub(super) const NEEDS: Needs = Needs { workload: Workload::DatabricksHost, name: "the host subnet of Azure Databricks", ..SUBNET };
