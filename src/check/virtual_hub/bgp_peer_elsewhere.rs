//! `virtual-hub-bgp-peer-elsewhere`: an appliance that a virtual hub peers with is in no network of the hub.
//!
//! # What it checks
//! The first interface of every appliance in `bgpPeers` stands in a network that is connected to the hub.
//!
//! # Why it matters
//! A hub has BGP sessions only with appliances of its own networks: Azure refuses another one.
//!
//! # Fix
//! Connect the network of the appliance to the hub.
//!
//! # Source
//! Microsoft Learn, "Scenario: BGP peering with a virtual hub", benefits and considerations; specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;

use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-bgp-peer-elsewhere", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.hub_ids() {
        for peer in &design[id].bgp_peers {
            let appliance = peer.appliance.index().and_then(|index| design.appliances.get(index as usize));
            let Some(home) = appliance.and_then(|it| it.network_interfaces.first()?.subnet.subnet()).map(|subnet| subnet.vnet) else {
                continue;
            };
            if design.hub_of(home) == Some(id) {
                continue;
            }
            let name = &design[id].name;
            let message = format!(
                "appliance `{}` stands in `{}`, which is not connected to virtual hub `{name}`",
                peer.appliance.name, design[home].name
            );
            found.push(rule.report(peer.at.field("appliance"), message).related(design[home].at.pointer()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::with;
    use super::RULE;
    use crate::check::testing::findings;

    fn peer(subnet: &str) -> String {
        let appliance = format!(
            r#", "appliances": [{{ "name": "nva", "networkInterfaces": [{{ "subnet": "{subnet}", "privateIpAddress": "10.1.0.4" }}] }}]"#
        );
        with(r#", "bgpPeers": [{ "appliance": "nva" }]"#, "", &appliance)
    }

    #[test]
    fn an_appliance_of_another_network_is_reported() {
        let expected =
            ["/virtualHubs/0/bgpPeers/0/appliance: appliance `nva` stands in `three`, which is not connected to virtual hub `hub-1`"];
        assert_eq!(findings(&RULE, &peer("three/s")), expected);
    }

    #[test]
    fn an_appliance_of_a_connected_network_is_silent() {
        assert!(findings(&RULE, &peer("one/s")).is_empty());
    }

    #[test]
    fn a_hub_without_peers_is_silent() {
        assert!(findings(&RULE, &peer("three/s").replace(r#"{ "appliance": "nva" }"#, "")).is_empty());
    }
}
