//! `ecmp-needs-2-to-64-next-hops`: a route to several appliances has too few or too many addresses.
//!
//! # What it checks
//! Every route with `nextHopType` `VirtualApplianceEcmp` has 2 to 64 `nextHopIpAddresses`.
//!
//! # Why it matters
//! Azure refuses the route.
//!
//! # Fix
//! Write the addresses of 2 to 64 appliances; to a single one leads `VirtualAppliance` with `nextHopIpAddress`. The fix writes that.
//!
//! # Source
//! Azure/bicep-types-az, Microsoft.Network 2025-07-01, RouteNextHopEcmp: `nextHopIpAddresses`.
//! Specification 1.10, 4.7 and 13.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::to_several;
use crate::design::NextHopType;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("ecmp-needs-2-to-64-next-hops", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for route in to_several(design) {
        if route.next_hop.is_some() {
            continue;
        }
        let addresses = route.equal_next_hops();
        if (2..=64).contains(&addresses.len()) {
            continue;
        }
        let path = route.at.field("nextHopIpAddresses");
        let message = format!("route `{}` has {} next hop addresses, not 2 to 64", route.name, addresses.len());
        found.push(match (addresses, &route.next_hop_ip_address) {
            ([one], None) => rule
                .report(path.clone(), message)
                .hint("a route to one appliance has the type VirtualAppliance")
                .removing(path)
                .replacing(route.at.field("nextHopType"), NextHopType::VirtualAppliance.as_str())
                .adding(route.at.field("nextHopIpAddress"), one.to_string()),
            ([], _) => rule.report(route.at.pointer(), message).hint("write the appliances' addresses as `nextHopIpAddresses`"),
            _ => rule.report(path, message).hint("write 2 to 64 addresses"),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, route};

    fn to(addresses: &str) -> String {
        route(&format!(r#", "nextHopType": "VirtualApplianceEcmp", "nextHopIpAddresses": [{addresses}]"#))
    }

    #[test]
    fn one_address_is_too_few_and_is_what_virtual_appliance_is_for() {
        let message = "/routeTables/0/routes/0/nextHopIpAddresses: route `r` has 1 next hop addresses, not 2 to 64";
        assert_eq!(findings(&RULE, &to(r#""10.0.2.4""#)), [message]);
        let expected = serde_json::json!({ "name": "r", "addressPrefix": "10.9.0.0/16", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.2.4" });
        assert_eq!(after_fix(&RULE, &to(r#""10.0.2.4""#))["routeTables"][0]["routes"][0], expected);
    }

    #[test]
    fn none_and_65_are_reported() {
        let message = "/routeTables/0/routes/0: route `r` has 0 next hop addresses, not 2 to 64";
        assert_eq!(findings(&RULE, &route(r#", "nextHopType": "VirtualApplianceEcmp""#)), [message]);
        let many = |count: u32| (0..count).map(|i| format!(r#""10.0.2.{}""#, i + 4)).collect::<Vec<_>>().join(",");
        assert_eq!(findings(&RULE, &to(&many(65))).len(), 1);
        assert!(findings(&RULE, &to(&many(64))).is_empty());
    }

    #[test]
    fn two_are_enough() {
        assert!(findings(&RULE, &to(r#""10.0.2.4", "10.0.2.5""#)).is_empty());
    }
}
