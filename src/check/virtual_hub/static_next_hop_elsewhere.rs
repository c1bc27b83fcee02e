//! `virtual-hub-route-next-hop-elsewhere`: a static route of a virtual hub leads out of the network of its connection.
//!
//! # What it checks
//! The next hop of every static route is an address of the connected network, or something that stands in it.
//!
//! # Why it matters
//! A hub hands the packet to the connection, and looks for the next hop in the network there. The address of a hub's router is none either.
//!
//! # Fix
//! Put the route on the connection to the network of the appliance.
//!
//! # Source
//! Microsoft Learn, "Static routes in Virtual WAN", configuration options; "About virtual hub routing", additional considerations; specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::static_routes;
use crate::address::{Address, Ipv4};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-route-next-hop-elsewhere", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (connection, route) in static_routes(design) {
        let Some(home) = connection.remote_virtual_network.vnet() else { continue };
        let (address, named) = design.static_next_hop::<Ipv4>(route);
        let hop = match (named, address) {
            (Some(named), _) if design.forwarder_subnet(named).is_none_or(|subnet| subnet.vnet != home) => {
                format!("`{}`", design.forwarder_name(named))
            }
            (None, Some(address)) if !design[home].contains(address) => address.any().to_string(),
            _ => continue,
        };
        let message = format!("{hop}, the next hop of static route `{}`, is not in `{}`", route.name, design[home].name);
        found.push(rule.report(route.at.pointer(), message).related(design[home].at.pointer()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::fixed;
    use super::RULE;
    use crate::check::testing::findings;

    fn of(hop: &str) -> Vec<String> {
        findings(&RULE, &fixed("", &format!(r#""addressPrefixes": ["10.50.0.0/16"], {hop}"#), ""))
    }

    #[test]
    fn an_address_of_another_network_is_reported() {
        let expected = "/virtualHubs/0/connections/1/staticRoutes/0: 10.100.0.68, the next hop of static route `r0`, is not in `two`";
        assert_eq!(of(r#""nextHopIpAddress": "10.100.0.68""#), [expected]);
    }

    #[test]
    fn an_appliance_of_another_network_is_reported() {
        let document = fixed("", r#""addressPrefixes": ["10.50.0.0/16"], "nextHop": { "appliance": "nva" }"#, "").replace("two/s", "one/s");
        let expected = "/virtualHubs/0/connections/1/staticRoutes/0: `nva`, the next hop of static route `r0`, is not in `two`";
        assert_eq!(findings(&RULE, &document), [expected]);
    }

    #[test]
    fn the_connected_network_is_silent() {
        assert!(of(r#""nextHopIpAddress": "10.2.0.9""#).is_empty());
        assert!(of(r#""nextHop": { "appliance": "nva" }"#).is_empty());
    }
}
