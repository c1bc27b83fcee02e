//! `virtual-hub-route-default-returns`: an appliance gets back what it sends to the Internet.
//!
//! # What it checks
//! A connection with a static route for 0.0.0.0/0 says `enableInternetSecurity` false, or the subnet of the next hop has a default route of
//! its own, or learns none.
//!
//! # Why it matters
//! The hub teaches the default route to every connected network, that of the appliance included: what the appliance sends to the Internet
//! goes to the hub, and from there back to it.
//!
//! # Fix
//! Keep the default route away from the network of the appliance. The fix does.
//!
//! # Source
//! Microsoft Learn, "Route traffic to indirect spokes" (Virtual WAN), additional considerations; specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::static_routes;
use crate::address::{AnyPrefix, Ipv4, Prefix};
use crate::design::SubnetId;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-route-default-returns", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let default = |prefix: &AnyPrefix| prefix.of().is_some_and(|it: Prefix| it.length() == 0);
    for (connection, route) in static_routes(design) {
        let known = connection.propagate_static_routes && connection.enable_internet_security;
        let Some(home) = connection.remote_virtual_network.vnet().filter(|_| known && route.address_prefixes.iter().any(default)) else {
            continue;
        };
        let hub = design.hub_of(home);
        if hub.is_none_or(|hub| design.internet_policy(hub).is_some()) {
            continue;
        }
        let stands = match design.static_next_hop::<Ipv4>(route) {
            (_, Some(named)) => design.forwarder_subnet(named),
            (address, None) => address.and_then(|address| design.subnet_at(home, address)),
        };
        let own = |subnet: SubnetId| {
            design.table_of(subnet).map(|table| &design[table]).is_some_and(|table| {
                table.disable_bgp_route_propagation || table.routes.iter().any(|route| route.address_prefix.is_default())
            })
        };
        let Some(subnet) = stands.filter(|subnet| subnet.vnet == home && !own(*subnet)) else { continue };
        let message = format!("static route `{}` is the default route, which `{}` learns itself", route.name, design.subnet_path(subnet));
        let finding = rule.report(route.at.pointer(), message).related(design[subnet].at.pointer());
        found.push(finding.adding(connection.at.field("enableInternetSecurity"), false));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{FIREWALL, fixed};
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    const DEFAULT: &str = r#""addressPrefixes": ["0.0.0.0/0"], "nextHop": { "appliance": "nva" }"#;

    #[test]
    fn a_default_route_that_comes_back_is_reported_and_kept_away() {
        let document = fixed("", DEFAULT, "");
        let expected = ["/virtualHubs/0/connections/1/staticRoutes/0: static route `r0` is the default route, which `two/s` learns itself"];
        assert_eq!(findings(&RULE, &document), expected);
        assert_eq!(after_fix(&RULE, &document)["virtualHubs"][0]["connections"][1]["enableInternetSecurity"], false);
    }

    #[test]
    fn a_connection_that_learns_no_default_route_is_silent() {
        assert!(findings(&RULE, &fixed(r#", "enableInternetSecurity": false"#, DEFAULT, "")).is_empty());
    }

    #[test]
    fn a_subnet_with_a_default_route_of_its_own_is_silent() {
        let table =
            r#""routeTables": [{ "name": "rt", "routes": [{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" }] }],"#;
        let document = fixed("", DEFAULT, "").replacen('{', &format!("{{ {table}"), 1);
        assert!(findings(&RULE, &document.replace(r#""10.2.0.0/24""#, r#""10.2.0.0/24", "routeTable": "rt""#)).is_empty());
    }

    #[test]
    fn another_prefix_and_a_hub_with_a_policy_are_silent() {
        assert!(findings(&RULE, &fixed("", &DEFAULT.replace("0.0.0.0/0", "10.50.0.0/16"), "")).is_empty());
        let document =
            fixed("", DEFAULT, "").replace(r#""connections""#, r#""firewall": "fw", "routingIntent": { "internet": "fw" }, "connections""#);
        assert!(findings(&RULE, &document.replacen(r#", "appliances""#, &format!(r#"{FIREWALL}, "appliances""#), 1)).is_empty());
    }
}
