//! `workload-security-group-missing`: the subnet of a workload has no network security group, and its service demands one.
//!
//! # What it checks
//! The subnet of API Management, Azure Databricks and SQL Managed Instance has a network security group.
//!
//! # Why it matters
//! The load balancer of API Management lets nothing in without one. Azure Databricks and SQL Managed Instance write their rules into it and refuse a
//! subnet that has none.
//!
//! # Fix
//! Give the subnet a network security group.
//!
//! # Source
//! Microsoft Learn, "Network resource requirements for API Management injection into a virtual network", "Deploy Azure Databricks in your Azure virtual
//! network (VNet injection)", and "Connectivity architecture for Azure SQL Managed Instance". Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::report_missing;
use crate::design::Subnet;
use crate::diagnostic::Severity;
use crate::workload::Needs;

pub(in crate::check) const RULE: Rule = Rule::design("workload-security-group-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let is_missing = |needs: &Needs, subnet: &Subnet| needs.security_group && subnet.network_security_group.is_none();
    report_missing(rule, design, ("network security group", "networkSecurityGroup"), is_missing, found);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    fn design(workload: &str, members: &str) -> String {
        let rest = if members.is_empty() { "" } else { r#""networkSecurityGroups": [{ "name": "nsg" }]"# };
        subnet("api", "10.0.0.0/24", &format!(r#""workloads": ["{workload}"]{members}"#), rest)
    }

    #[test]
    fn a_subnet_without_group_is_reported() {
        assert_eq!(
            findings(&RULE, &design("ApiManagement", "")),
            ["/virtualNetworks/0/subnets/0/workloads/0: API Management needs a network security group on `vnet/api`"]
        );
    }

    #[test]
    fn a_group_is_enough() {
        assert!(findings(&RULE, &design("ApiManagement", r#", "networkSecurityGroup": "nsg""#)).is_empty());
    }

    #[test]
    fn services_that_only_tolerate_a_group_need_none() {
        assert!(findings(&RULE, &design("ApplicationGatewayV2", "")).is_empty());
    }
}
