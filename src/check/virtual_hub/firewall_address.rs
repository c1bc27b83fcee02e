//! `virtual-hub-firewall-address`: the address of a hub's firewall is not one of the hub's.
//!
//! # What it checks
//! A `privateIpAddress` of the firewall of a virtual hub is inside the hub's `addressPrefix`.
//!
//! # Why it matters
//! Azure gives the firewall an address of the hub: this one is a mistake, and nothing answers there.
//!
//! # Fix
//! State the address that Azure gave, or leave it out. The fix leaves it out.
//!
//! # Source
//! Microsoft Learn, "What is a secured virtual hub?"; dmauser/azure-virtualwan: 10.1.0.132 in the hub 10.1.0.0.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Ipv4, Prefix};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-firewall-address", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.firewall_ids() {
        let (Some(hub), Some(address)) = (design.firewall_hub(id), design[id].private_ip_address) else { continue };
        let own: Option<Prefix<Ipv4>> = design[hub].prefix();
        if own.is_some_and(|own| !own.contains(address)) {
            let at = design[id].at.field("privateIpAddress");
            let message = format!("{address} is outside {} of virtual hub `{}`", design[hub].address_prefix, design[hub].name);
            found.push(rule.report(at.clone(), message).related(design[hub].at.field("addressPrefix")).removing(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{FIREWALL, with};
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    fn at(address: &str) -> String {
        let firewall = FIREWALL.replace(r#""fw""#, &format!(r#""fw", "privateIpAddress": "{address}""#));
        with(r#", "firewall": "fw""#, "", &firewall)
    }

    #[test]
    fn an_address_of_nobody_is_reported_and_left_out() {
        let expected = ["/firewalls/0/privateIpAddress: 10.1.0.4 is outside 10.100.0.0/23 of virtual hub `hub-1`"];
        assert_eq!(findings(&RULE, &at("10.1.0.4")), expected);
        assert_eq!(after_fix(&RULE, &at("10.1.0.4"))["firewalls"][0], serde_json::json!({ "name": "fw" }));
    }

    #[test]
    fn an_address_of_the_hub_is_silent() {
        assert!(findings(&RULE, &at("10.100.0.132")).is_empty());
    }

    #[test]
    fn a_firewall_without_an_address_is_silent() {
        assert!(findings(&RULE, &with(r#", "firewall": "fw""#, "", FIREWALL)).is_empty());
    }
}
