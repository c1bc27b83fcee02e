//! `firewall-without-place`: a firewall stands nowhere.
//!
//! # What it checks
//! Every firewall names its `virtualNetwork`, or is the `firewall` of a virtual hub.
//!
//! # Why it matters
//! Azure creates a firewall in a network or in a hub. No route leads to one that stands nowhere.
//!
//! # Fix
//! Name the network, or name the firewall in the hub.
//!
//! # Source
//! ARM, Microsoft.Network/azureFirewalls: `ipConfigurations` or `virtualHub`; Microsoft Learn, "What is a secured virtual hub?"

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;

use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-without-place", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.firewall_ids() {
        let firewall = &design[id];
        if firewall.virtual_network.is_none() && design.firewall_hub(id).is_none() {
            let message = format!("firewall `{}` stands neither in a network nor in a virtual hub", firewall.name);
            found.push(rule.report(firewall.at.pointer(), message).hint("add `virtualNetwork`, or name it as the `firewall` of a hub"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{FIREWALL, with};
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn a_firewall_that_no_hub_names_is_reported() {
        let expected = ["/firewalls/0: firewall `fw` stands neither in a network nor in a virtual hub"];
        assert_eq!(findings(&RULE, &with("", "", FIREWALL)), expected);
    }

    #[test]
    fn the_firewall_of_a_hub_is_silent() {
        assert!(findings(&RULE, &with(r#", "firewall": "fw""#, "", FIREWALL)).is_empty());
    }

    #[test]
    fn a_firewall_of_a_network_is_silent() {
        let placed = FIREWALL.replace(r#""fw""#, r#""fw", "virtualNetwork": "three""#);
        assert!(findings(&RULE, &with("", "", &placed)).is_empty());
    }
}
