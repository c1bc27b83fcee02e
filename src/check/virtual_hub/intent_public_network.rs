//! `routing-intent-public-network`: a routing intent for private traffic misses a connected network.
//!
//! # What it checks
//! Behind a hub with a policy for private traffic, the address spaces of connected networks, the static routes and the learned prefixes are inside 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16.
//!
//! # Why it matters
//! These blocks are what the policy speaks of: what lies outside of them is not sent to the hub, unless it is named as private traffic prefix, which designs do not hold.
//!
//! # Fix
//! Use private addresses.
//!
//! # Source
//! Microsoft Learn, "How to configure Virtual WAN Hub routing policies", troubleshooting; specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Ipv4, Prefix};
use crate::design::PRIVATE_TRAFFIC;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("routing-intent-public-network", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let outside = |prefix: &Prefix<Ipv4>| prefix.length() > 0 && !PRIVATE_TRAFFIC.iter().any(|block| block.covers(*prefix));
    for id in design.hub_ids().filter(|id| design.private_policy(*id).is_some()) {
        let hub = &design[id];
        let message = |prefix: Prefix<Ipv4>| format!("{prefix} is outside the private traffic of virtual hub `{}`", hub.name);
        for connection in &hub.connections {
            let Some(vnet) = connection.remote_virtual_network.vnet() else { continue };
            if let Some(prefix) = design[vnet].prefixes().find(&outside) {
                found.push(rule.report(connection.at.pointer(), message(prefix)).related(design[vnet].at.field("addressSpace")));
            }
        }
        for (at, prefix) in super::static_prefixes(hub) {
            if let Some(prefix) = prefix.of().filter(&outside) {
                found.push(rule.report(at, message(prefix)));
            }
        }
        for (position, prefix) in hub.learned().filter(|(_, prefix)| outside(prefix)) {
            let index = hub.learns.index(position as usize);
            found.push(rule.report(hub.at.field(&format!("learns/{index}")), message(prefix)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{FIREWALL, with};
    use super::RULE;
    use crate::check::testing::findings;

    const INTENT: &str = r#", "firewall": "fw", "routingIntent": { "private": "fw" }, "learns": ["192.168.0.0/16", "0.0.0.0/0"]"#;

    #[test]
    fn a_network_with_public_addresses_is_reported() {
        let document = with(INTENT, "", FIREWALL).replace("10.2.0.0", "40.0.0.0");
        let expected = ["/virtualHubs/0/connections/1: 40.0.0.0/16 is outside the private traffic of virtual hub `hub-1`"];
        assert_eq!(findings(&RULE, &document), expected);
    }

    #[test]
    fn a_static_route_for_public_addresses_is_reported() {
        let route = r#""connections": [{ "remoteVirtualNetwork": "one", "staticRoutes": [{ "name": "r", "addressPrefixes": ["0.0.0.0/0", "40.0.0.0/16"] }] }]"#;
        let document = with(INTENT, "", FIREWALL).replace(r#""connections": ["one", "two"]"#, route);
        let expected = "/virtualHubs/0/connections/0/staticRoutes/0/addressPrefixes/1: 40.0.0.0/16 is outside the private traffic of virtual hub `hub-1`";
        assert_eq!(findings(&RULE, &document), [expected]);
    }

    #[test]
    fn private_addresses_are_silent() {
        assert!(findings(&RULE, &with(INTENT, "", FIREWALL)).is_empty());
    }

    #[test]
    fn a_hub_without_a_policy_is_silent() {
        assert!(findings(&RULE, &with("", "", "").replace("10.2.0.0", "40.0.0.0")).is_empty());
    }
}
