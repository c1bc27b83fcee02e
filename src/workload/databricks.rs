//! What both subnets of an Azure Databricks workspace need.
//!
//! Specification 12.3 and 12.4.

use super::{Delegation, Egress, Flow, NatGateway, Needs, Peer, Size, Table, Writes};
use crate::design::Workload;

/// Behind a gateway to another site the control plane is not reached; behind a firewall that lets the traffic pass it is.
pub(super) const SUBNET: Needs = Needs {
    workload: Workload::DatabricksHost,
    name: "Azure Databricks",
    flows: &[
        Flow::any(Peer::ToWorkloads(&[Workload::DatabricksHost, Workload::DatabricksContainer]), "workers reach each other"),
        Flow::tcp(
            Peer::To("AzureDatabricks"),
            &[(443, 443), (3306, 3306), (8443, 8451)],
            "the control plane, secure cluster connectivity, and the web application",
        ),
        Flow::tcp(Peer::To("Sql"), &[(3306, 3306)], "the metastore"),
        Flow::tcp(Peer::To("Storage"), &[(443, 443)], "artifacts, logs and the workspace's storage"),
        Flow::tcp(Peer::To("EventHub"), &[(9093, 9093)], "logs"),
    ],
    table: Table::Optional,
    nat_gateway: NatGateway::Optional,
    security_group: true,
    delegation: Delegation::Required("Microsoft.Databricks/workspaces"),
    // Every node has one address in each of the two subnets.
    size: Size { smallest: 28, recommended: 26, addresses: 1 },
    dedicated: true,
    one_in_network: false,
    // "NSG rules that Azure Databricks auto-provisions and manages": the design cannot deny what they allow.
    writes: Writes { routes: false, rules: true },
    egress: Egress::Subnet,
    source: "Microsoft Learn, \"Deploy Azure Databricks in your Azure virtual network (VNet injection)\" and \"User-defined route settings for \
             Azure Databricks\"",
};
