//! `next-hop-reserved-address`: the next hop of a route is an address that Azure keeps for itself.
//!
//! # What it checks
//! No `nextHopIpAddress` is one of the first four addresses or the last address of a subnet's prefix.
//!
//! # Why it matters
//! No appliance can have such an address, and the subnet's gateway at the second one forwards nothing that a route sends it.
//! Azure accepts the route and drops what it matches.
//!
//! # Fix
//! Write the private address of the appliance, the fifth of the prefix or a later one.
//!
//! # Source
//! Microsoft Learn, "Azure Virtual Network FAQ": restrictions on IP addresses within subnets.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Fault, Survey};
use super::{each_misled, shown};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("next-hop-reserved-address", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    each_misled(design, &mut |route, misled| {
        if let Fault::Reserved(subnet) = misled.fault {
            let message = format!("Azure keeps {} of subnet `{}` for itself", shown(design, misled.target), design.subnet_path(subnet));
            found.push(
                rule.report(misled.target.pointer(route), message)
                    .related(design[subnet].at.pointer())
                    .hint("write the address of a firewall or appliance, or name it with `nextHop`"),
            );
        }
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, route};

    fn to(address: &str) -> String {
        route(&format!(r#", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "{address}""#))
    }

    #[test]
    fn the_first_four_and_the_last_address_are_reported() {
        for address in ["10.0.2.0", "10.0.2.1", "10.0.2.2", "10.0.2.3", "10.0.2.255"] {
            let expected = format!("/routeTables/0/routes/0/nextHopIpAddress: Azure keeps {address} of subnet `vnet/dmz` for itself");
            assert_eq!(findings(&RULE, &to(address)), [expected]);
        }
    }

    #[test]
    fn the_fifth_address_is_an_appliance() {
        assert!(findings(&RULE, &to("10.0.2.4")).is_empty());
    }

    #[test]
    fn outside_subnets_nothing_is_kept() {
        assert!(findings(&RULE, &to("10.0.99.1")).is_empty());
    }
}
