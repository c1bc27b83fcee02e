//! `workload-route-table-shared`: a route table that a service writes into is used by other subnets too.
//!
//! # What it checks
//! The route table of a subnet with AKS and kubenet is used by no subnet of another cluster or workload.
//!
//! # Why it matters
//! AKS writes a route for the pods of each node into the table, and every cluster uses the same pod addresses unless told otherwise: two clusters
//! overwrite each other's routes. Whoever writes the table anew takes the routes away again, and the cluster stops.
//!
//! # Fix
//! Give each subnet a table of its own.
//!
//! # Source
//! Microsoft Learn, "Use kubenet networking with your own IP address ranges in Azure Kubernetes Service (AKS)": each cluster must use a single, unique
//! route table; hashicorp/terraform-provider-azurerm issue 4719. Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{all, pointer};
use crate::diagnostic::Severity;
use crate::workload::Table;

pub(in crate::check) const RULE: Rule = Rule::design("workload-route-table-shared", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (id, index, needs) in all(design).into_iter().filter(|(.., needs)| needs.table == Table::Own) {
        let Some(table) = design.written_table_of(id) else { continue };
        if let Some(other) = design.users(table).iter().find(|other| **other != id) {
            let message = format!(
                "{} in `{}` needs a route table of its own, but `{}` is used by `{}` too",
                needs.name,
                design.subnet_path(id),
                design[table].name,
                design.subnet_path(*other),
            );
            let finding = rule.report(design[id].at.field("routeTable"), message).related(pointer(design, id, index));
            found.push(finding.related(design[*other].at.field("routeTable")).hint("give each of them a table"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, network};

    fn design(one: &str, other: &str) -> String {
        network(
            &format!(
                r#"{{ "name": "nodes", "addressPrefix": "10.0.0.0/24", "routeTable": "rt", "workloads": [{one}] }},
                   {{ "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "{other}" }}"#
            ),
            r#""routeTables": [{ "name": "rt" }, { "name": "rt-app" }]"#,
        )
    }

    #[test]
    fn a_table_of_two_subnets_is_reported() {
        assert_eq!(
            findings(&RULE, &design(r#""AksLoadBalancer", "AksKubenet""#, "rt")),
            [
                "/virtualNetworks/0/subnets/0/routeTable: AKS with kubenet in `vnet/nodes` needs a route table of its own, but `rt` is used by `vnet/app` too"
            ]
        );
    }

    #[test]
    fn a_table_of_one_subnet_is_silent() {
        assert!(findings(&RULE, &design(r#""AksKubenet""#, "rt-app")).is_empty());
    }

    #[test]
    fn aks_that_writes_no_routes_may_share_its_table() {
        assert!(findings(&RULE, &design(r#""AksUserDefinedRouting""#, "rt")).is_empty());
    }
}
