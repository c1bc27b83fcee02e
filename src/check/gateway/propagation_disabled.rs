//! `gateway-propagation-disabled`: GatewaySubnet does not get the routes of its own gateway.
//!
//! # What it checks
//! No route table of a subnet named GatewaySubnet has `disableBgpRoutePropagation`.
//!
//! # Why it matters
//! The gateway stops working.
//!
//! # Fix
//! Leave propagation on. Where other subnets use the table too, give GatewaySubnet a table of its own.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing": do not disable gateway route propagation on GatewaySubnet.
//! Specification 5.3 and 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::route_table::without_table;
use super::super::survey::Survey;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-propagation-disabled", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (table, subnet, alone) in design.tables_of(&|subnet| design[subnet].is(reserved::GATEWAY)) {
        if !design[table].disable_bgp_route_propagation {
            continue;
        }
        let message =
            format!("route table `{}` keeps GatewaySubnet of `{}` from the gateway's routes", design[table].name, design[subnet.vnet].name);
        let path = design[table].at.field("disableBgpRoutePropagation");
        let finding = rule.report(path.clone(), message).related(design[subnet].at.field("routeTable"));
        found.push(if alone && design[table].routes.is_empty() {
            // Without routes there is nothing left that the table would change.
            without_table(finding.hint("leave propagation on"), design, table)
        } else if alone {
            finding.hint("leave propagation on").replacing(path, false)
        } else {
            finding.hint("give GatewaySubnet a table of its own, with propagation left on")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, network};

    fn design(disabled: bool, other: &str) -> String {
        network(
            &format!(
                r#"{{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27", "routeTable": "rt" }}, {{ "name": "app", "addressPrefix": "10.0.1.0/24"{other} }}"#
            ),
            &format!(
                r#""routeTables": [{{ "name": "rt", "disableBgpRoutePropagation": {disabled}, "routes": [
                   {{ "name": "r", "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }}] }}]"#
            ),
        )
    }

    #[test]
    fn a_table_without_propagation_is_reported() {
        let document = design(true, "");
        assert_eq!(
            findings(&RULE, &document),
            ["/routeTables/0/disableBgpRoutePropagation: route table `rt` keeps GatewaySubnet of `vnet` from the gateway's routes"],
        );
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn a_table_that_other_subnets_use_is_not_changed() {
        let document = design(true, r#", "routeTable": "rt""#);
        assert_eq!(findings(&RULE, &document).len(), 1);
        assert!(!fixable(&RULE, &document));
    }

    #[test]
    fn propagation_left_on_is_silent() {
        assert!(findings(&RULE, &design(false, "")).is_empty());
    }

    #[test]
    fn other_subnets_may_do_without() {
        let document = design(true, r#", "routeTable": "rt""#).replace(r#""10.0.0.0/27", "routeTable": "rt""#, r#""10.0.0.0/27""#);
        assert!(findings(&RULE, &document).is_empty());
    }
}
