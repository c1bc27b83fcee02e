//! `virtual-hub-router-address`: the address of a hub's router is not one of the hub's.
//!
//! # What it checks
//! A `routerAddress` of a virtual hub is inside its `addressPrefix`.
//!
//! # Why it matters
//! Azure gives the router an address of the hub: this one is a mistake, and routes are listed with an address that nobody has.
//!
//! # Fix
//! State the address that Azure gave, or leave it out. The fix leaves it out.
//!
//! # Source
//! dmauser/azure-virtualwan: the router is the 68th address of its hub. Specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{AnyAddress, Ipv4, Prefix};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-router-address", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for hub in &design.virtual_hubs {
        let (Some(own), Some(stated)) = (hub.prefix::<Ipv4>(), &hub.router_address) else { continue };
        let inside = |own: Prefix<Ipv4>| AnyAddress::of(stated).is_some_and(|address: Ipv4| own.contains(address));
        if !inside(own) {
            let at = hub.at.field("routerAddress");
            let message = format!("{stated} is outside {} of virtual hub `{}`", hub.address_prefix, hub.name);
            found.push(rule.report(at.clone(), message).related(hub.at.field("addressPrefix")).removing(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::hubs;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    fn at(address: &str) -> String {
        hubs(&format!(r#", "routerAddress": "{address}""#), "")
    }

    #[test]
    fn an_address_of_nobody_is_reported_and_left_out() {
        let expected = ["/virtualHubs/0/routerAddress: 10.100.2.0 is outside 10.100.0.0/23 of virtual hub `hub-1`"];
        assert_eq!(findings(&RULE, &at("10.100.2.0")), expected);
        assert!(after_fix(&RULE, &at("10.100.2.0"))["virtualHubs"][0].get("routerAddress").is_none());
    }

    #[test]
    fn an_address_of_the_hub_is_silent() {
        assert!(findings(&RULE, &at("10.100.0.68")).is_empty());
        assert!(findings(&RULE, &at("10.100.1.255")).is_empty());
    }

    #[test]
    fn a_hub_that_states_none_is_silent() {
        assert!(findings(&RULE, &hubs("", "")).is_empty());
    }
}
