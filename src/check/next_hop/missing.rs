//! `next-hop-missing`: a route does not say where packets go.
//!
//! # What it checks
//! Every route has `nextHopType`, or `nextHop` with the name of a firewall or appliance.
//!
//! # Why it matters
//! Azure refuses a route without a next hop type.
//!
//! # Fix
//! Write `nextHopType`. Where the route has a `nextHopIpAddress`, the fix writes `VirtualAppliance`.
//!
//! # Source
//! Azure REST API reference, Microsoft.Network/routeTables/routes: `nextHopType` is required.

use super::super::Rule;
use super::super::findings::Findings;
use crate::design::{Design, NextHopType, RouteTable};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::table("next-hop-missing", Severity::Error, run);

fn run(rule: &Rule, _: &Design, table: &RouteTable, found: &mut Findings) {
    for route in table.routes.iter().filter(|route| route.next_hop.is_none() && route.next_hop_type.is_none()) {
        let finding = rule.report(route.at.pointer(), format!("route `{}` does not say where packets go", route.name));
        found.push(if route.next_hop_ip_address.is_some() {
            let value = NextHopType::VirtualAppliance.as_str();
            finding.hint("an address is the next hop of the type VirtualAppliance").adding(route.at.field("nextHopType"), value)
        } else {
            finding.hint("write `nextHopType`, or `nextHop` with the name of a firewall or appliance")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, route};

    #[test]
    fn a_route_to_nowhere_is_reported() {
        assert_eq!(findings(&RULE, &route("")), ["/routeTables/0/routes/0: route `r` does not say where packets go"]);
    }

    #[test]
    fn an_address_alone_is_not_a_type_but_tells_it() {
        let document = route(r#", "nextHopIpAddress": "10.0.2.4""#);
        assert_eq!(findings(&RULE, &document).len(), 1);
        assert_eq!(after_fix(&RULE, &document)["routeTables"][0]["routes"][0]["nextHopType"], "VirtualAppliance");
    }

    #[test]
    fn a_type_is_enough() {
        assert!(findings(&RULE, &route(r#", "nextHopType": "None""#)).is_empty());
    }

    #[test]
    fn a_name_is_enough() {
        assert!(findings(&RULE, &route(r#", "nextHop": { "appliance": "nva" }"#)).is_empty());
    }
}
