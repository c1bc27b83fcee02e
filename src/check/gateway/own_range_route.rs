//! `gateway-own-range-route`: a route of GatewaySubnet takes the gateway's own traffic elsewhere.
//!
//! # What it checks
//! In the route table of GatewaySubnet, no route that beats the network's own one covers GatewaySubnet, or a part of it, unless its
//! next hop is VnetLocal. Of IPv4 alone: what instances say to each other over IPv6 is not documented.
//!
//! # Why it matters
//! The instances of the gateway talk to each other, and with a Route Server, inside GatewaySubnet. Sent to an appliance, that traffic is
//! lost, and the gateway with it. Most often the whole network was written where its other subnets are meant.
//!
//! # Fix
//! Name the subnets that must pass the appliance one by one. The fix adds a route that keeps GatewaySubnet local, or removes the one
//! inside it.
//!
//! # Source
//! Microsoft Learn, "About VPN Gateway configuration settings", section GatewaySubnet (user-defined routes that overlap with
//! GatewaySubnet); specification 5.4.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{Ipv4, Prefix};
use crate::design::{Design, NextHop, Resource, Route, reserved};
use crate::diagnostic::Severity;
use crate::json::Object;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-own-range-route", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for subnet in design.called(reserved::GATEWAY) {
        let Some(table) = design.written_table_of(*subnet) else { continue };
        let spaces = design.space(subnet.vnet);
        for own in design[*subnet].prefixes() {
            let Some((space, _)) = spaces.iter().find(|(space, _)| space.covers(own)) else { continue };
            // The longest route around the subnet, if it beats the one of the network; and every route inside.
            let mut around: Option<(Prefix, &Route)> = None;
            for route in &design[table].routes {
                let Some(prefix) = route.address_prefix.prefix() else { continue };
                if prefix.covers(own) && prefix.length() >= space.length() {
                    around = around.filter(|(longest, _)| longest.length() >= prefix.length()).or(Some((prefix, route)));
                } else if own.covers(prefix) && !is_local(design, route) {
                    let message = format!("route `{}` takes {prefix} out of GatewaySubnet of `{}`", route.name, design[subnet.vnet].name);
                    let finding = rule.report(route.at.pointer(), message).related(design[*subnet].at.field("routeTable"));
                    let alone = design[table].routes.len() == 1;
                    found.push(if alone { finding } else { finding.removing(route.at.pointer()) });
                }
            }
            let Some((prefix, route)) = around.filter(|(_, route)| !is_local(design, route)) else { continue };
            let message =
                format!("route `{}` for {prefix} takes GatewaySubnet of `{}`, {own}, with it", route.name, design[subnet.vnet].name);
            let finding = rule
                .report(route.at.pointer(), message)
                .related(design[*subnet].at.field("routeTable"))
                .hint("name the subnets that must pass the appliance one by one, or keep GatewaySubnet local");
            let name = "gateway-subnet";
            let free = prefix != own && !design[table].existing() && !design[table].routes.iter().any(|it| it.name.is(name));
            let local = Object::new().with("name", name).with("addressPrefix", own.to_string()).with("nextHopType", "VnetLocal");
            found.push(if free { finding.adding(design[table].at.field("routes/-"), local) } else { finding });
        }
    }
}

fn is_local(design: &Design, route: &Route) -> bool {
    // What is not complete is reported for that.
    design.next_hop::<Ipv4>(route).is_none_or(|next_hop| next_hop == NextHop::VnetLocal)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, network};

    fn design(routes: &str) -> String {
        network(
            r#"{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27", "routeTable": "rt" }, { "name": "AzureFirewallSubnet", "addressPrefix": "10.0.1.0/26" }"#,
            &format!(
                r#""firewalls": [{{ "name": "fw", "virtualNetwork": "vnet" }}], "routeTables": [{{ "name": "rt", "routes": [{routes}] }}]"#
            ),
        )
    }

    fn to_firewall(prefix: &str) -> String {
        format!(r#"{{ "name": "r", "addressPrefix": "{prefix}", "nextHop": {{ "firewall": "fw" }} }}"#)
    }

    #[test]
    fn the_whole_network_through_a_firewall_is_reported_and_the_subnet_kept_local() {
        let document = design(&to_firewall("10.0.0.0/16"));
        assert_eq!(
            findings(&RULE, &document),
            ["/routeTables/0/routes/0: route `r` for 10.0.0.0/16 takes GatewaySubnet of `vnet`, 10.0.0.0/27, with it"]
        );
        assert_eq!(after_fix(&RULE, &document)["routeTables"][0]["routes"][1]["nextHopType"], "VnetLocal");
    }

    #[test]
    fn a_route_inside_the_subnet_is_reported() {
        let document = design(&format!("{}, {}", to_firewall("10.0.0.16/28"), to_firewall("10.0.7.0/24").replace(r#""r""#, r#""s""#)));
        assert_eq!(findings(&RULE, &document), ["/routeTables/0/routes/0: route `r` takes 10.0.0.16/28 out of GatewaySubnet of `vnet`"]);
        assert_eq!(after_fix(&RULE, &document)["routeTables"][0]["routes"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn routes_for_other_subnets_are_silent() {
        assert!(findings(&RULE, &design(&to_firewall("10.0.1.0/24"))).is_empty());
    }

    #[test]
    fn a_route_shorter_than_the_network_never_wins() {
        assert!(findings(&RULE, &design(&to_firewall("10.0.0.0/8"))).is_empty());
    }

    #[test]
    fn a_subnet_kept_local_is_silent() {
        let local = r#"{ "name": "l", "addressPrefix": "10.0.0.0/27", "nextHopType": "VnetLocal" }"#;
        assert!(findings(&RULE, &design(&format!("{}, {local}", to_firewall("10.0.0.0/16")))).is_empty());
    }
}
