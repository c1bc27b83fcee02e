//! `next-hop-address-missing`: a route to an appliance has no address.
//!
//! # What it checks
//! Every route with `nextHopType` `VirtualAppliance` has a `nextHopIpAddress`.
//!
//! # Why it matters
//! Azure refuses the route.
//!
//! # Fix
//! Write the appliance's private address, or name it: `nextHop` with the name of a firewall or appliance. The fix names it
//! where the design has exactly one.
//!
//! # Source
//! Azure REST API reference, Microsoft.Network/routeTables/routes: `nextHopIpAddress`; error code MissingNextHopIpAddress.
//! Specification 4.2.

use super::super::Rule;
use super::super::findings::Findings;
use crate::design::{Design, NextHopType, Route, RouteTable};
use crate::diagnostic::Severity;
use crate::json::Object;

pub(in crate::check) const RULE: Rule = Rule::table("next-hop-address-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Design, table: &RouteTable, found: &mut Findings) {
    for route in table.routes.iter().filter(|route| lacks_address(route)) {
        let finding = rule
            .report(route.at.pointer(), format!("route `{}` leads to an appliance without an address", route.name))
            .hint("write `nextHopIpAddress`, or `nextHop` with the name of a firewall or appliance")
            .arm("MissingNextHopIpAddress");
        let name = match (design.firewalls.as_slice(), design.appliances.as_slice()) {
            ([firewall], []) => Some(Object::new().with("firewall", firewall.name.as_str())),
            _ => None,
        };
        found.push(match name {
            Some(value) => finding.removing(route.at.field("nextHopType")).adding(route.at.field("nextHop"), value),
            None => finding,
        });
    }
}

fn lacks_address(route: &Route) -> bool {
    route.next_hop_type == Some(NextHopType::VirtualAppliance) && route.next_hop_ip_address.is_none() && route.next_hop.is_none()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, network, route};

    #[test]
    fn an_appliance_without_address_is_reported() {
        assert_eq!(
            findings(&RULE, &route(r#", "nextHopType": "VirtualAppliance""#)),
            ["/routeTables/0/routes/0: route `r` leads to an appliance without an address"],
        );
    }

    #[test]
    fn the_only_firewall_of_the_design_is_named() {
        let document = network(
            r#"{ "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "rt" }, { "name": "AzureFirewallSubnet", "addressPrefix": "10.0.0.0/26" }"#,
            r#""firewalls": [{ "name": "fw", "virtualNetwork": "vnet" }],
               "routeTables": [{ "name": "rt", "routes": [{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance" }] }]"#,
        );
        let expected = serde_json::json!({ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } });
        assert_eq!(after_fix(&RULE, &document)["routeTables"][0]["routes"][0], expected);
    }

    #[test]
    fn an_appliance_with_address_is_silent() {
        assert!(findings(&RULE, &route(r#", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.2.4""#)).is_empty());
    }

    #[test]
    fn other_types_have_no_address() {
        assert!(findings(&RULE, &route(r#", "nextHopType": "VnetLocal""#)).is_empty());
    }
}
