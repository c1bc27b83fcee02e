//! `bastion-subnet-route-table`: AzureBastionSubnet carries a route table.
//!
//! # What it checks
//! A subnet named AzureBastionSubnet has no `routeTable`. A support article says that only tables whose default route does not
//! lead to the Internet are refused; deployments were refused with any table. `bastionRouteTable` of the options says which counts.
//!
//! # Why it matters
//! Azure refuses the association: Azure Bastion must reach the Internet and the networks directly.
//!
//! # Fix
//! Take the route table from the subnet.
//!
//! # Source
//! Microsoft Learn, "Azure Bastion FAQ": user-defined routes on AzureBastionSubnet; error code
//! RouteTableCannotBeAttachedForAzureBastionSubnet. Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::association::without_table;
use crate::design::{BastionRouteTable, NextHopType, TableId, reserved};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("bastion-subnet-route-table", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let guard = design.options.bastion_route_table;
    for id in design.called(reserved::BASTION).iter().copied() {
        let Some(carried) = &design[id].route_table else { continue };
        if guard == BastionRouteTable::RefusedWithDefaultRoute
            && !design.written_table_of(id).is_some_and(|table| leads_elsewhere(design, table))
        {
            continue;
        }
        let message = format!("AzureBastionSubnet of `{}` carries route table `{}`", design[id.vnet].name, carried.name);
        let finding = rule
            .report(design[id].at.field("routeTable"), message)
            .hint("take it from the subnet")
            .arm("RouteTableCannotBeAttachedForAzureBastionSubnet");
        found.push(without_table(finding, design, id));
    }
}

/// Whether a table has a default route that does not lead to the Internet.
fn leads_elsewhere(design: &Survey<'_>, table: TableId) -> bool {
    let mut routes = design[table].routes.iter();
    routes.any(|route| route.address_prefix.is_default() && route.next_hop_type != Some(NextHopType::Internet))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, subnet};

    const REST: &str =
        r#""routeTables": [{ "name": "x", "routes": [{ "name": "r", "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }] }]"#;

    #[test]
    fn one_with_route_table_is_reported() {
        let document = subnet("AzureBastionSubnet", "10.0.0.0/26", r#""routeTable": "x""#, REST);
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworks/0/subnets/0/routeTable: AzureBastionSubnet of `vnet` carries route table `x`"],
        );
        assert!(fixable(&RULE, &document));
    }

    // Specification 16, point 10.
    #[test]
    fn the_options_may_allow_a_table_without_a_default_route_elsewhere() {
        let with = |hop: &str| {
            let rest = format!(
                r#""options": {{ "bastionRouteTable": "RefusedWithDefaultRoute" }},
                   "routeTables": [{{ "name": "x", "routes": [{{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "{hop}" }}] }}]"#
            );
            findings(&RULE, &subnet("AzureBastionSubnet", "10.0.0.0/26", r#""routeTable": "x""#, &rest)).len()
        };
        assert_eq!((with("Internet"), with("None")), (0, 1));
    }

    #[test]
    fn one_without_is_silent() {
        assert!(findings(&RULE, &subnet("AzureBastionSubnet", "10.0.0.0/26", "", "")).is_empty());
    }

    #[test]
    fn a_subnet_with_a_similar_name_may_carry_one() {
        assert!(findings(&RULE, &subnet("AzureBastionSubnets", "10.0.0.0/26", r#""routeTable": "x""#, REST)).is_empty());
    }
}
