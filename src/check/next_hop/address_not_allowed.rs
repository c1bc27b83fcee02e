//! `next-hop-address-not-allowed`: a route has an address that its next hop type does not take.
//!
//! # What it checks
//! Only routes with `nextHopType` `VirtualAppliance` have a `nextHopIpAddress`, and only those with `VirtualApplianceEcmp` have
//! `nextHopIpAddresses`.
//!
//! # Why it matters
//! Azure refuses the route. In a deployed table this happens when only the type of a route is changed: the address stays.
//!
//! # Fix
//! Remove the address, or make the type `VirtualAppliance`, with several addresses `VirtualApplianceEcmp`.
//!
//! # Source
//! Azure REST API reference, Microsoft.Network/routeTables/routes: `nextHopIpAddress`; error code NextHopIpAddressNotAllowed.
//! Specification 4.2.

use super::super::Rule;
use super::super::findings::Findings;
use crate::design::{Design, NextHopType, RouteTable};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::table("next-hop-address-not-allowed", Severity::Error, run);

fn run(rule: &Rule, _: &Design, table: &RouteTable, found: &mut Findings) {
    for route in &table.routes {
        let (Some(hop), None) = (route.next_hop_type, &route.next_hop) else { continue };
        if hop == NextHopType::VirtualAppliance && route.next_hop_ip_addresses.is_none() {
            continue;
        }
        let one = (route.next_hop_ip_address.is_some(), "nextHopIpAddress", NextHopType::VirtualAppliance);
        let several = (route.next_hop_ip_addresses.is_some(), "nextHopIpAddresses", NextHopType::VirtualApplianceEcmp);
        for (_, member, takes) in [one, several].into_iter().filter(|(given, _, takes)| *given && hop != *takes) {
            let path = route.at.field(member);
            let message = format!("route `{}` has an address, which the next hop type `{}` does not take", route.name, hop.as_str());
            found.push(
                rule.report(path.clone(), message)
                    .related(route.at.field("nextHopType"))
                    .hint(format!("remove `{member}`, or make the type {}", takes.as_str()))
                    .removing(path)
                    .arm("NextHopIpAddressNotAllowed"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, route};

    #[test]
    fn an_address_beside_another_type_is_reported() {
        for hop in ["Internet", "None", "VnetLocal"] {
            let document = route(&format!(r#", "nextHopType": "{hop}", "nextHopIpAddress": "10.0.2.4""#));
            let expected = format!(
                "/routeTables/0/routes/0/nextHopIpAddress: route `r` has an address, which the next hop type `{hop}` does not take"
            );
            assert_eq!(findings(&RULE, &document), [expected]);
            assert!(fixable(&RULE, &document));
        }
    }

    #[test]
    fn one_address_and_several_belong_to_different_types() {
        let path = "/routeTables/0/routes/0";
        let one = route(r#", "nextHopType": "VirtualApplianceEcmp", "nextHopIpAddress": "10.0.2.4""#);
        assert!(findings(&RULE, &one).concat().starts_with(&format!("{path}/nextHopIpAddress: ")));
        let several = route(r#", "nextHopType": "VirtualAppliance", "nextHopIpAddresses": ["10.0.2.4", "10.0.2.5"]"#);
        assert!(findings(&RULE, &several).concat().starts_with(&format!("{path}/nextHopIpAddresses: ")));
    }

    #[test]
    fn an_appliance_has_an_address() {
        assert!(findings(&RULE, &route(r#", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.2.4""#)).is_empty());
    }

    #[test]
    fn an_address_without_a_type_is_another_fault() {
        assert!(findings(&RULE, &route(r#", "nextHopIpAddress": "10.0.2.4""#)).is_empty());
    }
}
