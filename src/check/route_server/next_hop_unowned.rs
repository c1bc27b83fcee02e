//! `bgp-next-hop-unowned`: an appliance advertises a route with a next hop that leads nowhere.
//!
//! # What it checks
//! The `nextHop` of an advertised route is the address of something that forwards, in the route server's network or in one that is peered
//! with it.
//!
//! # Why it matters
//! Azure programs the route as it is, and every packet that follows it is dropped.
//!
//! # Fix
//! Name an address of an appliance or firewall, or leave `nextHop` out: then it is the appliance's own. The fix leaves it out.
//!
//! # Source
//! Microsoft Learn, "Next hop IP support" of Azure Route Server: the next hop is in the route server's network or in one peered with it.
//! Specification 11.6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Survey, Target};
use crate::address::AnyAddress;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("bgp-next-hop-unowned", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for server in &design.route_servers {
        let Some(home) = server.virtual_network.vnet() else { continue };
        for peer in &server.peers {
            for route in &peer.advertises {
                let next_hop = route.next_hop.as_ref().and_then(AnyAddress::of);
                let Some(next_hop) = next_hop.filter(|address| design.misleads(home, Target::Address(*address))) else { continue };
                let path = route.at.field("nextHop");
                let message = format!("nothing that forwards has {next_hop}, seen from `{}`", design[home].name);
                found.push(rule.report(path.clone(), message).hint("name the address of an appliance, or leave it out").removing(path));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{document, peer};
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    fn design(address: &str) -> String {
        document(&peer("10.9.0.0/16", &format!(r#", "nextHop": "{address}""#)), "", "")
    }

    #[test]
    fn an_address_that_nothing_has_is_reported_and_left_out() {
        let document = design("10.0.2.9");
        let expected = "/routeServers/0/peers/0/advertises/0/nextHop: nothing that forwards has 10.0.2.9, seen from `vnet`";
        assert_eq!(findings(&RULE, &document), [expected]);
        assert_eq!(after_fix(&RULE, &document)["routeServers"][0]["peers"][0]["advertises"][0].get("nextHop"), None);
        assert_eq!(findings(&RULE, &design("172.16.0.4")).len(), 1);
    }

    #[test]
    fn the_address_of_an_appliance_is_silent() {
        assert!(findings(&RULE, &design("10.0.2.4")).is_empty());
    }

    #[test]
    fn no_address_is_silent() {
        assert!(findings(&RULE, &document(&peer("10.9.0.0/16", ""), "", "")).is_empty());
    }
}
