//! `virtual-hub-small`: a virtual hub has fewer addresses than are recommended.
//!
//! # What it checks
//! The `addressPrefix` of every hub is a /23 or larger; what Azure refuses is another rule.
//!
//! # Why it matters
//! A firewall, appliances and several gateways in one hub take their addresses from it, and it cannot be changed later.
//!
//! # Fix
//! Give the hub a /23.
//!
//! # Source
//! Azure/review-checklists, D10.09; Microsoft Learn, "Virtual WAN FAQ": /23 for a hub with appliances.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Ipv4, Prefix};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-small", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for hub in design.virtual_hubs.iter().filter(|hub| !hub.existing) {
        let prefix: Option<Prefix<Ipv4>> = hub.prefix();
        if prefix.is_some_and(|prefix| prefix.length() == 24) {
            let message = format!("{} of virtual hub `{}` is smaller than a /23", hub.address_prefix, hub.name);
            found.push(rule.report(hub.at.field("addressPrefix"), message).hint("the addresses of a hub cannot be changed later"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::hubs;
    use super::RULE;
    use crate::check::testing::findings;

    fn of(prefix: &str) -> Vec<String> {
        findings(&RULE, &hubs("", "").replace("10.100.0.0/23", prefix))
    }

    #[test]
    fn a_24_is_reported() {
        assert_eq!(of("10.100.0.0/24"), ["/virtualHubs/0/addressPrefix: 10.100.0.0/24 of virtual hub `hub-1` is smaller than a /23"]);
    }

    #[test]
    fn a_23_is_silent() {
        assert!(of("10.100.0.0/23").is_empty());
    }

    #[test]
    fn what_azure_refuses_is_another_rule() {
        assert!(of("10.100.0.0/25").is_empty());
    }
}
