//! `next-hop-twice`: a route says twice where packets go.
//!
//! # What it checks
//! A route with `nextHop` has neither `nextHopType`, `nextHopIpAddress` nor `nextHopIpAddresses`.
//!
//! # Why it matters
//! The two can say different things, and only one of them can be meant.
//!
//! # Fix
//! Keep one of the two. The fix keeps the name, which stays right when the address changes.
//!
//! # Source
//! The design language: `nextHop` names what `nextHopType` and `nextHopIpAddress` spell out.

use super::super::Rule;
use super::super::findings::Findings;
use crate::design::{Design, RouteTable};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::table("next-hop-twice", Severity::Error, run);

fn run(rule: &Rule, _: &Design, table: &RouteTable, found: &mut Findings) {
    for route in table.routes.iter().filter(|route| route.next_hop.is_some()) {
        let spelt = [
            ("nextHopType", route.next_hop_type.is_some()),
            ("nextHopIpAddress", route.next_hop_ip_address.is_some()),
            ("nextHopIpAddresses", route.next_hop_ip_addresses.is_some()),
        ];
        if spelt.iter().all(|(_, given)| !given) {
            continue;
        }
        let mut finding = rule.report(route.at.pointer(), format!("route `{}` says twice where packets go", route.name));
        for (member, _) in spelt.iter().filter(|(_, given)| *given) {
            let path = route.at.field(member);
            finding = finding.related(path.clone()).removing(path);
        }
        found.push(finding.hint("keep `nextHop`, or what spells it out"));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, route};

    #[test]
    fn a_name_beside_a_type_is_reported_and_stays() {
        let document = route(r#", "nextHop": { "appliance": "nva" }, "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.2.4""#);
        assert_eq!(findings(&RULE, &document), ["/routeTables/0/routes/0: route `r` says twice where packets go"]);
        let expected = serde_json::json!({ "name": "r", "addressPrefix": "10.9.0.0/16", "nextHop": { "appliance": "nva" } });
        assert_eq!(after_fix(&RULE, &document)["routeTables"][0]["routes"][0], expected);
    }

    #[test]
    fn a_name_alone_is_silent() {
        assert!(findings(&RULE, &route(r#", "nextHop": { "appliance": "nva" }"#)).is_empty());
    }

    #[test]
    fn type_and_address_are_one_way_of_saying_it() {
        assert!(findings(&RULE, &route(r#", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.2.4""#)).is_empty());
    }
}
