//! `bgp-prefix-not-programmed`: an appliance advertises a prefix of the route server's own network.
//!
//! # What it checks
//! No advertised prefix is equal to or inside an address prefix of the route server's network.
//!
//! # Why it matters
//! Azure does not tell machines of it: traffic inside the network never takes the appliance by BGP, although the appliance says so.
//!
//! # Fix
//! Advertise a larger prefix for traffic between networks, or steer traffic inside the network with user-defined routes. The fix does not
//! advertise it.
//!
//! # Source
//! Microsoft Learn, "Default route injection in spoke virtual networks": no route with the same or a longer prefix than the address
//! space. Specification 11.6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Ipv4, Prefix};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("bgp-prefix-not-programmed", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for server in &design.route_servers {
        let Some(home) = server.virtual_network.vnet() else { continue };
        for peer in &server.peers {
            for route in &peer.advertises {
                let Some(prefix) = route.address_prefix.of::<Ipv4>() else { continue };
                let Some(space) = design[home].prefixes().find(|space: &Prefix| space.covers(prefix)) else { continue };
                let path = route.at.pointer();
                let message = format!("{} is inside {space} of `{}`, so that no machine is told", route.address_prefix, design[home].name);
                let finding = rule.report(format!("{path}/addressPrefix"), message).related(design[home].at.pointer());
                found.push(finding.hint("advertise a larger prefix, or write user-defined routes").removing(path));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{document, peer};
    use super::RULE;
    use crate::check::testing::{findings, fixable};

    fn design(prefix: &str) -> String {
        document(&peer(prefix, ""), "", "")
    }

    #[test]
    fn the_networks_own_prefix_and_what_is_inside_are_reported() {
        assert_eq!(
            findings(&RULE, &design("10.0.0.0/16")),
            ["/routeServers/0/peers/0/advertises/0/addressPrefix: 10.0.0.0/16 is inside 10.0.0.0/16 of `vnet`, so that no machine is told"]
        );
        assert!(fixable(&RULE, &design("10.0.1.0/24")));
    }

    #[test]
    fn what_is_elsewhere_is_silent() {
        assert!(findings(&RULE, &design("172.16.0.0/12")).is_empty());
    }

    #[test]
    fn a_larger_prefix_is_silent() {
        assert!(findings(&RULE, &design("10.0.0.0/15")).is_empty());
    }
}
