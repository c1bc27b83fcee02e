//! `virtual-hub-too-small`: the addresses of a virtual hub are too few.
//!
//! # What it checks
//! The `addressPrefix` of every hub is a /24 or larger.
//!
//! # Why it matters
//! Azure creates no hub with less.
//!
//! # Fix
//! Give the hub a /24 or, better, a /23.
//!
//! # Source
//! Microsoft Learn, "Virtual WAN FAQ", "What is the recommended hub address space during hub creation?"; specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Ipv4, Prefix};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-too-small", Severity::Error, run);

/// The longest prefix that Azure takes.
const LONGEST: u8 = 24;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for hub in design.virtual_hubs.iter().filter(|hub| !hub.existing) {
        let prefix: Option<Prefix<Ipv4>> = hub.prefix();
        if prefix.is_some_and(|prefix| prefix.length() > LONGEST) {
            let message = format!("{} of virtual hub `{}` is smaller than a /{LONGEST}", hub.address_prefix, hub.name);
            found.push(rule.report(hub.at.field("addressPrefix"), message).hint("a /23 leaves room for every service of a hub"));
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
    fn a_hub_of_less_than_a_24_is_reported() {
        assert_eq!(of("10.100.0.0/25"), ["/virtualHubs/0/addressPrefix: 10.100.0.0/25 of virtual hub `hub-1` is smaller than a /24"]);
    }

    #[test]
    fn the_recommended_size_is_silent() {
        assert!(of("10.100.0.0/23").is_empty());
    }

    #[test]
    fn the_smallest_size_is_silent() {
        assert!(of("10.100.0.0/24").is_empty());
    }
}
