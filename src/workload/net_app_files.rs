//! Azure NetApp Files: a delegated subnet that reaches no service and no Internet.
//!
//! Specification 12.4.

use super::{Delegation, Egress, NatGateway, Needs, Size, Table, Writes};
use crate::design::Workload;

/// Route tables and security groups need the Standard network features, which the design does not state.
pub(super) const NEEDS: Needs = Needs {
    workload: Workload::NetAppFiles,
    name: "Azure NetApp Files",
    flows: &[],
    table: Table::Optional,
    nat_gateway: NatGateway::Optional,
    security_group: false,
    delegation: Delegation::Required("Microsoft.Netapp/volumes"),
    // "Using a /28 network mask ... is sufficient for most use cases", "a larger subnet (for example, /26)" for many volumes.
    size: Size { smallest: 29, recommended: 28, addresses: 1 },
    dedicated: true,
    // "In each VNet, only one subnet can be delegated to Azure NetApp Files."
    one_in_network: true,
    writes: Writes::NOTHING,
    egress: Egress::Own,
    source: "Microsoft Learn, \"Delegate a subnet to Azure NetApp Files\" (2022-10-25) and \"Guidelines for Azure NetApp Files network planning\"",
};
