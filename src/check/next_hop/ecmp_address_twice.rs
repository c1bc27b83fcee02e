//! `ecmp-next-hop-twice`: a route to several appliances has an address twice.
//!
//! # What it checks
//! No two of the `nextHopIpAddresses` of a route are the same.
//!
//! # Why it matters
//! The second says nothing: flows are spread over different addresses, and a typing error has left one appliance without any.
//!
//! # Fix
//! Remove the second one, or write the address that is meant. The fix removes it where three or more are written.
//!
//! # Source
//! Azure/bicep-types-az, Microsoft.Network 2025-07-01, RouteNextHopEcmp: `nextHopIpAddresses`.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::to_several;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("ecmp-next-hop-twice", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for route in to_several(design) {
        let addresses = route.equal_next_hops();
        // More of them are another fault.
        for (position, address) in addresses.iter().enumerate().take(64) {
            let Some(first) = addresses.iter().take(position).position(|earlier| earlier == address) else { continue };
            let path = |position: usize| route.equal_next_hop_pointer(position);
            let finding = rule
                .report(path(position), format!("route `{}` has the next hop address {address} twice", route.name))
                .related(path(first))
                .hint("remove it, or write the address that is meant");
            found.push(if addresses.len() > 2 { finding.removing(path(position)) } else { finding });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, route};

    fn to(addresses: &str) -> String {
        route(&format!(r#", "nextHopType": "VirtualApplianceEcmp", "nextHopIpAddresses": [{addresses}]"#))
    }

    #[test]
    fn the_second_of_two_is_reported() {
        let path = "/routeTables/0/routes/0/nextHopIpAddresses";
        let message = |at: u32| format!("{path}/{at}: route `r` has the next hop address 10.0.2.4 twice");
        assert_eq!(findings(&RULE, &to(r#""10.0.2.4", "10.0.2.4""#)), [message(1)]);
        assert_eq!(findings(&RULE, &to(r#""10.0.2.4", "10.0.2.5", "10.0.2.4""#)), [message(2)]);
    }

    #[test]
    fn what_a_route_of_another_type_has_is_another_fault() {
        assert!(findings(&RULE, &to(r#""10.0.2.4", "10.0.2.4""#).replace("VirtualApplianceEcmp", "None")).is_empty());
    }

    #[test]
    fn different_addresses_are_silent() {
        assert!(findings(&RULE, &to(r#""10.0.2.4", "10.0.2.5""#)).is_empty());
    }
}
