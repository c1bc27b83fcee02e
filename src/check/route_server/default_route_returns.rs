//! `bgp-default-route-returns`: an appliance gets back what it sends to the Internet.
//!
//! # What it checks
//! The subnet of an appliance that advertises 0.0.0.0/0 does not use that route itself: its route table has a default route of its own, or
//! disables gateway route propagation.
//!
//! # Why it matters
//! Azure programs the default route into every subnet of the networks that the route server serves, the appliance's own included. What
//! the appliance sends to the Internet over this interface comes back to it.
//!
//! # Fix
//! Give the subnet a route table with a route for 0.0.0.0/0 to the Internet.
//!
//! # Source
//! dmauser/azure-virtualwan, vhub-nvafw-bgp: the table of the appliances' subnet; Microsoft Learn, "Troubleshoot Azure Route Server
//! issues": why connectivity is lost after 0.0.0.0/0 is advertised. Specification 11.6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::appliance;
use crate::design::{Design, SubnetId};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("bgp-default-route-returns", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.route_server_ids() {
        for peer in design[id].peers.iter().filter(|peer| peer.advertises.iter().any(|route| route.address_prefix.length() == 0)) {
            let interface = appliance(peer).and_then(|appliance| design[appliance].network_interfaces.first());
            let stands = interface.and_then(|interface| interface.subnet.subnet());
            let told =
                |subnet: &SubnetId| design.route_servers_serving(subnet.vnet).any(|it| it == id) && !has_own_default(design, *subnet);
            let Some(subnet) = stands.filter(told) else { continue };
            let message =
                format!("`{}` advertises the default route, which `{}` uses itself", peer.appliance.name, design.subnet_path(subnet));
            found.push(
                rule.report(peer.at.field("advertises"), message)
                    .related(design[subnet].at.pointer())
                    .hint("give the subnet a route table with a route for 0.0.0.0/0 to the Internet"),
            );
        }
    }
}

/// Whether the table of a subnet keeps learned default routes out.
fn has_own_default(design: &Design, subnet: SubnetId) -> bool {
    design.table_of(subnet).is_some_and(|table| {
        let table = &design[table];
        table.disable_bgp_route_propagation || table.routes.iter().any(|route| route.address_prefix.is_default())
    })
}

#[cfg(test)]
mod tests {
    use super::super::{document, peer};
    use super::RULE;
    use crate::check::testing::{findings, network};

    fn design(table: &str) -> String {
        network(
            r#"{ "name": "nva", "addressPrefix": "10.0.2.0/24", "routeTable": "rt" }, { "name": "RouteServerSubnet", "addressPrefix": "10.0.3.0/27" }"#,
            &format!(
                r#""routeTables": [{{ "name": "rt", {table} }}],
                   "appliances": [{{ "name": "nva", "networkInterfaces": [{{ "subnet": "vnet/nva", "privateIpAddress": "10.0.2.4", "enableIPForwarding": true }}] }}],
                   "routeServers": [{{ "name": "rs", "virtualNetwork": "vnet", "peers": [{}] }}]"#,
                peer("0.0.0.0/0", "")
            ),
        )
    }

    #[test]
    fn a_subnet_that_uses_its_appliances_default_route_is_reported() {
        let expected = "/routeServers/0/peers/0/advertises: `nva` advertises the default route, which `vnet/nva` uses itself";
        assert_eq!(findings(&RULE, &document(&peer("0.0.0.0/0", ""), "", "")), [expected]);
        assert_eq!(findings(&RULE, &design(r#""routes": []"#)), [expected]);
    }

    #[test]
    fn a_subnet_with_a_default_route_of_its_own_is_silent() {
        let internet = r#""routes": [{ "name": "internet", "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" }]"#;
        assert!(findings(&RULE, &design(internet)).is_empty());
        assert!(findings(&RULE, &design(r#""disableBgpRoutePropagation": true"#)).is_empty());
    }

    #[test]
    fn another_prefix_is_silent() {
        assert!(findings(&RULE, &document(&peer("10.0.0.0/8", ""), "", "")).is_empty());
    }
}
