//! The host subnet of an Azure Databricks workspace.

use super::Needs;
use super::databricks::SUBNET;
use crate::design::Workload;

pub(super) const NEEDS: Needs = Needs { workload: Workload::DatabricksHost, name: "the host subnet of Azure Databricks", ..SUBNET };
