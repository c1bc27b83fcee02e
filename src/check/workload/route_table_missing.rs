//! `workload-route-table-missing`: the subnet of a workload has no route table, and its service demands one.
//!
//! # What it checks
//! The subnet of AKS with outbound type `userDefinedRouting`, of AKS with kubenet, and of SQL Managed Instance has a route table.
//!
//! # Why it matters
//! AKS validates the table before it creates the cluster, and kubenet writes the routes of its pods into it. SQL Managed Instance
//! refuses a subnet without one.
//!
//! # Fix
//! Give the subnet a route table of its own.
//!
//! # Source
//! Microsoft Learn, "Customize cluster egress with a user-defined routing table in Azure Kubernetes Service (AKS)", "Use kubenet networking with your own IP
//! address ranges in Azure Kubernetes Service (AKS)", and "Connectivity architecture for Azure SQL Managed Instance". Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::report_missing;
use crate::design::Subnet;
use crate::diagnostic::Severity;
use crate::workload::{Needs, Table};

pub(in crate::check) const RULE: Rule = Rule::design("workload-route-table-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let is_missing = |needs: &Needs, subnet: &Subnet| matches!(needs.table, Table::Required | Table::Own) && subnet.route_table.is_none();
    report_missing(rule, design, ("route table", "routeTable"), is_missing, found);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    fn design(workload: &str, members: &str) -> String {
        let rest = if members.is_empty() { "" } else { r#""routeTables": [{ "name": "rt" }]"# };
        subnet("nodes", "10.0.0.0/24", &format!(r#""workloads": ["{workload}"]{members}"#), rest)
    }

    #[test]
    fn services_that_work_with_a_table_need_one() {
        for workload in ["AksUserDefinedRouting", "AksKubenet", "SqlManagedInstance"] {
            assert_eq!(findings(&RULE, &design(workload, "")).len(), 1, "{workload}");
        }
        assert_eq!(
            findings(&RULE, &design("AksKubenet", "")),
            ["/virtualNetworks/0/subnets/0/workloads/0: AKS with kubenet needs a route table on `vnet/nodes`"]
        );
    }

    #[test]
    fn a_table_is_enough() {
        assert!(findings(&RULE, &design("AksUserDefinedRouting", r#", "routeTable": "rt""#)).is_empty());
    }

    #[test]
    fn other_outbound_types_need_none() {
        assert!(findings(&RULE, &design("AksLoadBalancer", "")).is_empty());
    }
}
