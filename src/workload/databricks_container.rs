//! The container subnet of an Azure Databricks workspace.

use super::Needs;
use super::databricks::SUBNET;
use crate::design::Workload;

pub(super) const NEEDS: Needs =
    Needs { workload: Workload::DatabricksContainer, name: "the container subnet of Azure Databricks", ..SUBNET };
