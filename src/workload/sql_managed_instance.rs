//! Azure SQL Managed Instance, which keeps the subnet's routes and security rules in order itself.
//!
//! Specification 12.4.

use super::{Delegation, Egress, Flow, NatGateway, Needs, Peer, Size, Table, Way, Writes};
use crate::design::Workload;

pub(super) const NEEDS: Needs = Needs {
    workload: Workload::SqlManagedInstance,
    name: "SQL Managed Instance",
    flows: &[
        Flow::any(Peer::ToWorkloads(&[Workload::SqlManagedInstance]), "the parts of an instance reach each other"),
        Flow::any(Peer::FromLoadBalancer, "the platform's load balancer probes the instances"),
        Flow::tcp(Peer::To("AzureActiveDirectory"), &[(443, 443)], "authentication with Microsoft Entra ID").by(Way::Direct),
        Flow::tcp(Peer::To("OneDsCollector"), &[(443, 443)], "telemetry").by(Way::Direct),
        Flow::tcp(Peer::ToRegion("Storage"), &[(443, 443)], "Azure Storage, on which the service depends").by(Way::Direct),
    ],
    table: Table::Required,
    // "Using Azure Virtual Network NAT ... renders SQL Managed Instance unavailable."
    nat_gateway: NatGateway::Unsupported,
    security_group: true,
    delegation: Delegation::Required("Microsoft.Sql/managedInstances"),
    // "The SQL Managed Instance subnet must have at least 32 IP addresses."
    size: Size { smallest: 27, recommended: 27, addresses: 1 },
    dedicated: true,
    one_in_network: false,
    // "The service automatically provisions rules" and "entries and keeps them current"; a network intent policy holds them.
    writes: Writes { routes: true, rules: true },
    egress: Egress::Own,
    source: "Microsoft Learn, \"Connectivity architecture for Azure SQL Managed Instance\" (2023-08-02)",
};
