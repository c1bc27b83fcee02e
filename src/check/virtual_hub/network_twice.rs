//! `virtual-hub-network-twice`: a network is connected to a virtual hub twice, or to two.
//!
//! # What it checks
//! Every network stands once in the `connections` of all hubs together.
//!
//! # Why it matters
//! Azure connects a virtual network to one hub and refuses the second connection. Routes and proofs know the first one alone.
//!
//! # Fix
//! Connect it to one hub; hubs reach each other's networks. The fix removes the later connection.
//!
//! # Source
//! Microsoft Learn, "Virtual WAN FAQ": can a spoke virtual network be connected to several hubs?; specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::repeated_names;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-network-twice", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let places: Vec<_> =
        design.virtual_hubs.iter().flat_map(|hub| hub.connections.iter().map(move |connection| (hub, connection))).collect();
    for (position, first) in repeated_names(places.iter().map(|(_, connection)| &connection.remote_virtual_network.name)) {
        let (Some((_, connection)), Some((holder, other))) = (places.get(position), places.get(first)) else { continue };
        let at = connection.at.pointer();
        let message = format!("network `{}` is connected to virtual hub `{}` already", connection.remote_virtual_network.name, holder.name);
        let finding = rule.report(at.clone(), message).related(other.at.pointer());
        found.push(finding.hint("hubs reach the networks of each other").removing(at));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::hubs;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn a_network_of_two_hubs_is_reported_and_kept_in_the_first() {
        let document = hubs("", r#", "connections": ["TWO", "three"]"#);
        let expected = ["/virtualHubs/1/connections/0: network `TWO` is connected to virtual hub `hub-1` already"];
        assert_eq!(findings(&RULE, &document), expected);
        assert_eq!(after_fix(&RULE, &document)["virtualHubs"][1]["connections"], serde_json::json!(["three"]));
    }

    #[test]
    fn other_networks_are_silent() {
        assert!(findings(&RULE, &hubs("", r#", "connections": ["three"]"#)).is_empty());
    }

    #[test]
    fn a_network_twice_in_one_hub_is_reported() {
        let document = hubs("", r#", "connections": ["three", "three"]"#);
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualHubs/1/connections/1: network `three` is connected to virtual hub `hub-2` already"]
        );
    }
}
