//! `workload-route-table-not-allowed`: the subnet of a workload has a route table, and its service supports none.
//!
//! # What it checks
//! The subnet of a Consumption-only environment of Azure Container Apps has no route table.
//!
//! # Why it matters
//! The environment does not support user-defined routes; with them its infrastructure does not reach its control plane.
//!
//! # Fix
//! Take the table away from the subnet, or use an environment with workload profiles. The fix takes it away.
//!
//! # Source
//! Microsoft Learn, "Securing a custom VNET in Azure Container Apps with Network Security Groups": custom user-defined routes aren't supported.
//! Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{all, pointer};
use crate::diagnostic::Severity;
use crate::workload::Table;

pub(in crate::check) const RULE: Rule = Rule::design("workload-route-table-not-allowed", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (id, index, needs) in all(design) {
        if needs.table == Table::Unsupported && design[id].route_table.is_some() {
            let path = design[id].at.field("routeTable");
            let message = format!("{} supports no route table on `{}`", needs.name, design.subnet_path(id));
            found.push(rule.report(path.clone(), message).related(pointer(design, id, index)).removing(path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    fn design(workload: &str, members: &str) -> String {
        let rest = r#""routeTables": [{ "name": "rt", "existing": true }]"#;
        subnet("apps", "10.0.0.0/23", &format!(r#""workloads": ["{workload}"]{members}"#), rest)
    }

    #[test]
    fn a_table_is_reported_and_taken_away() {
        let document = design("ContainerAppsConsumption", r#", "routeTable": "rt""#);
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworks/0/subnets/0/routeTable: Azure Container Apps, Consumption only supports no route table on `vnet/apps`"]
        );
        assert!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][0].get("routeTable").is_none());
    }

    #[test]
    fn without_a_table_it_is_silent() {
        assert!(findings(&RULE, &design("ContainerAppsConsumption", "")).is_empty());
    }

    #[test]
    fn an_environment_with_workload_profiles_may_have_one() {
        assert!(findings(&RULE, &design("ContainerAppsWorkloadProfiles", r#", "routeTable": "rt""#)).is_empty());
    }
}
