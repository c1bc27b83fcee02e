//! `routing-intent-without-propagation`: a route table keeps the routes of a routing intent away.
//!
//! # What it checks
//! No subnet of a network behind a hub with a routing intent has a table with `disableBgpRoutePropagation` true and no default route of its own.
//!
//! # Why it matters
//! The policies reach a subnet as learned routes: without them it sends nothing through the firewall, and reaches neither other networks nor branches.
//!
//! # Fix
//! Let routes propagate. The fix does.
//!
//! # Source
//! Microsoft Learn, "How to configure Virtual WAN Hub routing policies": "Propagate gateway routes" is to be Yes; specification 5.1.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::is_new;
use super::super::survey::Survey;
use crate::address::Ipv4;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("routing-intent-without-propagation", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut seen = Vec::new();
    for hub in design.hub_ids() {
        if design.private_policy(hub).is_none() && design.internet_policy(hub).is_none() {
            continue;
        }
        for subnet in design.connected_to(hub).flat_map(|vnet| design.subnets_of(vnet)) {
            let Some(id) = design.table_of(subnet) else { continue };
            let table = &design[id];
            let own = table.routes.iter().any(|route| route.address_prefix.prefix::<Ipv4>().is_some_and(|it| it.length() == 0));
            if !table.disable_bgp_route_propagation || own || found.is_full() || !is_new(&mut seen, id) {
                continue;
            }
            let at = table.at.field("disableBgpRoutePropagation");
            let message =
                format!("`{}` keeps the routes of virtual hub `{}` away from {}", table.name, design[hub].name, design.subnet_path(subnet));
            found.push(rule.report(at.clone(), message).related(design[subnet].at.pointer()).replacing(at, false));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{FIREWALL, with};
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    const INTENT: &str = r#", "firewall": "fw", "routingIntent": { "private": "fw" }"#;

    const ROUTE: &str = r#""routes": [{ "name": "r", "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }]"#;

    fn tabled(members: &str) -> String {
        let tables = format!(r#"{FIREWALL}, "routeTables": [{{ "name": "rt", {members} }}]"#);
        with(INTENT, "", &tables).replace(r#""10.1.0.0/24""#, r#""10.1.0.0/24", "routeTable": "rt""#)
    }

    #[test]
    fn a_table_without_propagation_is_reported_and_opened() {
        let document = tabled(&format!(r#""disableBgpRoutePropagation": true, {ROUTE}"#));
        let expected = ["/routeTables/0/disableBgpRoutePropagation: `rt` keeps the routes of virtual hub `hub-1` away from one/s"];
        assert_eq!(findings(&RULE, &document), expected);
        assert_eq!(after_fix(&RULE, &document)["routeTables"][0]["disableBgpRoutePropagation"], false);
    }

    #[test]
    fn a_table_with_propagation_is_silent() {
        assert!(findings(&RULE, &tabled(ROUTE)).is_empty());
    }

    #[test]
    fn a_table_with_a_default_route_of_its_own_is_silent() {
        let route =
            r#""disableBgpRoutePropagation": true, "routes": [{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "None" }]"#;
        assert!(findings(&RULE, &tabled(route)).is_empty());
    }
}
