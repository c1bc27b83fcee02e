//! `bgp-peer-unreachable`: a route server is to speak with an appliance that it cannot reach.
//!
//! # What it checks
//! The first interface of each peer stands in the route server's network or in one that is peered with it.
//!
//! # Why it matters
//! The BGP session does not come up, and none of the appliance's routes is programmed.
//!
//! # Fix
//! Peer the two networks, or take an appliance in the route server's own.
//!
//! # Source
//! Microsoft Learn, "Default route injection in spoke virtual networks": without a peering to the route server's network there is no BGP
//! adjacency.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::appliance;
use crate::design::Forwarder;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("bgp-peer-unreachable", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.route_server_ids() {
        let Some(home) = design.route_server_vnet(id) else { continue };
        for peer in &design[id].peers {
            let stands = appliance(peer).and_then(|appliance| design.forwarder_network(Forwarder::Appliance(appliance, 0)));
            let Some(vnet) = stands.filter(|vnet| *vnet != home && !design.linked(home, *vnet)) else { continue };
            let message = format!(
                "`{}` stands in `{}`, which is not peered with `{}` of route server `{}`",
                peer.appliance.name, design[vnet].name, design[home].name, design[id].name
            );
            found.push(rule.report(peer.at.field("appliance"), message).related(design[vnet].at.pointer()).hint("peer the two networks"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::findings;

    fn design(stands: &str, peerings: &str) -> String {
        format!(
            r#"{{ "virtualNetworks": [
                   {{ "name": "hub", "addressSpace": ["10.0.0.0/16"], "subnets": [{{ "name": "s", "addressPrefix": "10.0.2.0/24" }}, {{ "name": "RouteServerSubnet", "addressPrefix": "10.0.3.0/27" }}] }},
                   {{ "name": "far", "addressSpace": ["10.1.0.0/16"], "subnets": [{{ "name": "s", "addressPrefix": "10.1.2.0/24" }}] }}],
                 "peerings": [{peerings}],
                 "appliances": [{{ "name": "nva", "networkInterfaces": [{{ "subnet": "{stands}/s", "privateIpAddress": "10.{}.2.4", "enableIPForwarding": true }}] }}],
                 "routeServers": [{{ "name": "rs", "virtualNetwork": "hub", "peers": [{{ "appliance": "nva" }}] }}] }}"#,
            if stands == "hub" { 0 } else { 1 }
        )
    }

    #[test]
    fn an_appliance_in_a_network_apart_is_reported() {
        assert_eq!(
            findings(&RULE, &design("far", "")),
            ["/routeServers/0/peers/0/appliance: `nva` stands in `far`, which is not peered with `hub` of route server `rs`"]
        );
    }

    #[test]
    fn an_appliance_beside_the_route_server_is_silent() {
        assert!(findings(&RULE, &design("hub", "")).is_empty());
    }

    #[test]
    fn an_appliance_in_a_peered_network_is_silent() {
        assert!(findings(&RULE, &design("far", r#"{ "between": ["hub", "far"] }"#)).is_empty());
    }
}
