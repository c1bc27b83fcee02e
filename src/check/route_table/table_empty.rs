//! `route-table-empty`: a route table changes nothing.
//!
//! # What it checks
//! Every route table that the design writes and that a subnet uses has a route, or disables the propagation of gateway routes.
//!
//! # Why it matters
//! The subnets take the system routes as if there were no table. Most often the routes were forgotten.
//!
//! # Fix
//! Write the routes. The fix removes the table instead.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing": what user-defined routes are for.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::without_table;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("route-table-empty", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.table_ids() {
        let (table, users) = (&design[id], design.users(id));
        if !table.routes.is_empty() || table.disable_bgp_route_propagation || table.existing || users.is_empty() {
            continue;
        }
        let finding = rule.report(table.at.pointer(), format!("route table `{}` changes nothing", table.name)).hint("write its routes");
        found.push(without_table(finding, design, id));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, route, routes};

    #[test]
    fn a_table_without_routes_is_reported_and_removed() {
        assert_eq!(findings(&RULE, &routes("")), ["/routeTables/0: route table `rt` changes nothing"]);
        let fixed = after_fix(&RULE, &routes(""));
        assert_eq!(fixed["routeTables"], serde_json::json!([]));
        assert_eq!(fixed["virtualNetworks"][0]["subnets"][0].get("routeTable"), None);
    }

    #[test]
    fn a_table_with_a_route_is_silent() {
        assert!(findings(&RULE, &route(r#", "nextHopType": "None""#)).is_empty());
    }

    #[test]
    fn a_table_that_keeps_gateway_routes_away_does_something() {
        let document = routes("").replace(r#""routes": []"#, r#""disableBgpRoutePropagation": true"#);
        assert!(findings(&RULE, &document).is_empty());
    }
}
