//! The container subnet of an Azure Databricks workspace.
//!
//! Specification 12.3 and 12.4.

use super::Needs;
use super::databricks::SUBNET;
use crate::design::Workload;

pub(super) const NEEDS: Needs =
    Needs { workload: Workload::DatabricksContainer, name: "the container subnet of Azure Databricks", ..SUBNET };
