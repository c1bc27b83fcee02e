//! `virtual-hub-route-not-propagated`: no hub knows the static routes of a connection.
//!
//! # What it checks
//! Connections with `staticRoutes` do not say `propagateStaticRoutes` false.
//!
//! # Why it matters
//! Without it a route in the table of every hub has to point to the connection, and a design has no such routes: nothing is sent to the next hop.
//!
//! # Fix
//! Propagate the routes. The fix does.
//!
//! # Source
//! Microsoft Learn, "Static routes in Virtual WAN", configuration options; specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-route-not-propagated", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for hub in &design.virtual_hubs {
        for connection in &hub.connections {
            if connection.propagate_static_routes || connection.static_routes.is_empty() {
                continue;
            }
            let at = connection.at.field("propagateStaticRoutes");
            let message = format!("no hub knows the static routes of the connection to `{}`", connection.remote_virtual_network.name);
            found.push(rule.report(at.clone(), message).replacing(at, true));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::fixed;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    const ROUTE: &str = r#""addressPrefixes": ["10.50.0.0/16"], "nextHopIpAddress": "10.2.0.4""#;

    #[test]
    fn routes_that_are_not_propagated_are_reported_and_propagated() {
        let document = fixed(r#", "propagateStaticRoutes": false"#, ROUTE, "");
        let expected = ["/virtualHubs/0/connections/1/propagateStaticRoutes: no hub knows the static routes of the connection to `two`"];
        assert_eq!(findings(&RULE, &document), expected);
        assert_eq!(after_fix(&RULE, &document)["virtualHubs"][0]["connections"][1]["propagateStaticRoutes"], true);
    }

    #[test]
    fn propagated_routes_are_silent() {
        assert!(findings(&RULE, &fixed("", ROUTE, "")).is_empty());
    }

    #[test]
    fn a_connection_without_routes_is_silent() {
        let document =
            super::super::testing::hubs("", r#", "connections": [{ "remoteVirtualNetwork": "three", "propagateStaticRoutes": false }]"#);
        assert!(findings(&RULE, &document).is_empty());
    }
}
