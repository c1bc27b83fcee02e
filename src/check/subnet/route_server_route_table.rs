//! `route-server-subnet-route-table`: RouteServerSubnet carries a route table.
//!
//! # What it checks
//! A subnet named RouteServerSubnet has no `routeTable`.
//!
//! # Why it matters
//! Azure Route Server supports no user-defined routes on its subnet: they cut it from its peers and from Azure.
//!
//! # Fix
//! Take the route table from the subnet.
//!
//! # Source
//! Microsoft Learn, "Azure Route Server FAQ": user-defined routes on RouteServerSubnet.
//! Specification 6 and 11.6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::association::without_table;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("route-server-subnet-route-table", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.called(reserved::ROUTE_SERVER).iter().copied() {
        let Some(carried) = &design[id].route_table else { continue };
        let message = format!("RouteServerSubnet of `{}` carries route table `{}`", design[id.vnet].name, carried.name);
        let finding = rule.report(design[id].at.field("routeTable"), message).hint("take it from the subnet");
        found.push(without_table(finding, design, id));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, subnet};

    const REST: &str =
        r#""routeTables": [{ "name": "x", "routes": [{ "name": "r", "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }] }]"#;

    #[test]
    fn one_with_route_table_is_reported() {
        let document = subnet("RouteServerSubnet", "10.0.0.0/26", r#""routeTable": "x""#, REST);
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworks/0/subnets/0/routeTable: RouteServerSubnet of `vnet` carries route table `x`"],
        );
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn one_without_is_silent() {
        assert!(findings(&RULE, &subnet("RouteServerSubnet", "10.0.0.0/26", "", "")).is_empty());
    }

    #[test]
    fn a_subnet_with_a_similar_name_may_carry_one() {
        assert!(findings(&RULE, &subnet("RouteServerSubnets", "10.0.0.0/26", r#""routeTable": "x""#, REST)).is_empty());
    }
}
