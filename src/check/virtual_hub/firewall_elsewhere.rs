//! `virtual-hub-firewall-elsewhere`: the firewall of a virtual hub stands elsewhere.
//!
//! # What it checks
//! The `firewall` of every hub names no `virtualNetwork`, and is the firewall of no other hub.
//!
//! # Why it matters
//! A firewall stands in one place. The hub has none otherwise, and its routing intent does nothing.
//!
//! # Fix
//! Give the hub a firewall of its own, or take `virtualNetwork` away.
//!
//! # Source
//! ARM, Microsoft.Network/azureFirewalls: one of `ipConfigurations` and `virtualHub`; Microsoft Learn, "How to configure Virtual WAN Hub routing policies".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;

use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-firewall-elsewhere", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for hub in design.hub_ids() {
        let Some(id) = design.hub_firewall(hub).filter(|id| design.firewall_hub(*id) != Some(hub)) else { continue };
        let (firewall, name) = (&design[id], &design[hub].name);
        let place = match (&firewall.virtual_network, design.firewall_hub(id)) {
            (Some(network), _) => format!("network `{}`", network.name),
            (None, Some(other)) => format!("virtual hub `{}`", design[other].name),
            (None, None) => continue,
        };
        let message = format!("firewall `{}` of virtual hub `{name}` stands in {place}", firewall.name);
        found.push(rule.report(design[hub].at.field("firewall"), message).related(firewall.at.pointer()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{FIREWALL, with};
    use super::RULE;
    use crate::check::testing::findings;

    const NAMED: &str = r#", "firewall": "fw""#;

    #[test]
    fn a_firewall_of_a_network_is_reported() {
        let placed = FIREWALL.replace(r#""fw""#, r#""fw", "virtualNetwork": "three""#);
        let expected = ["/virtualHubs/0/firewall: firewall `fw` of virtual hub `hub-1` stands in network `three`"];
        assert_eq!(findings(&RULE, &with(NAMED, "", &placed)), expected);
    }

    #[test]
    fn a_firewall_of_one_hub_is_silent() {
        assert!(findings(&RULE, &with(NAMED, "", FIREWALL)).is_empty());
    }

    #[test]
    fn a_firewall_of_two_hubs_is_reported_at_the_second() {
        let expected = ["/virtualHubs/1/firewall: firewall `fw` of virtual hub `hub-2` stands in virtual hub `hub-1`"];
        assert_eq!(findings(&RULE, &with(NAMED, NAMED, FIREWALL)), expected);
    }
}
