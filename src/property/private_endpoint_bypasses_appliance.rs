//! `private-endpoint-bypasses-appliance`: a route to an appliance does not catch a private endpoint that it was written for.
//!
//! # What it checks
//! Where a route table sends a prefix to an appliance, and the prefix holds a private endpoint and is at least as long as the address
//! prefix of the endpoint's network around it, traffic to the endpoint takes that route.
//!
//! # Why it matters
//! Each private endpoint adds a /32 route, here and in peered networks, which is longer than any other. Without network policies for route
//! tables only another /32 beats it, so the traffic goes past the appliance without a word.
//!
//! # Fix
//! Set `privateEndpointNetworkPolicies` of the endpoint's subnet to `RouteTableEnabled`, or to `Enabled`; or write a /32 route for the endpoint.
//!
//! # Source
//! Microsoft Learn, "Manage network policies for private endpoints"; specification 3.4 and 6.

use super::Property;
use crate::address::{Prefix, sort_by_rank};
use crate::design::{NetworkPolicies, PrivateEndpointId, SubnetId, TableId, VnetId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::Network;
use crate::route::{EffectiveRoutes, NextHop};

pub(super) const PROPERTY: Property = Property::new("private-endpoint-bypasses-appliance", Severity::Warning, run);

fn run(property: &Property, network: &Network<'_>, found: &mut Vec<Diagnostic>) {
    let design = network.design;
    if design.private_endpoints.is_empty() {
        return;
    }
    // Subnets of one network with one table have the same routes.
    let mut asked: Vec<(VnetId, TableId)> = Vec::new();
    let mut bypasses: Vec<(TableId, PrivateEndpointId, SubnetId)> = Vec::new();
    for subnet in design.subnet_ids() {
        let effective = network.routes.of_subnet(design, subnet);
        let Some(table) = effective.table else { continue };
        if asked.first().is_some_and(|(vnet, _)| *vnet != subnet.vnet) {
            asked.clear();
        }
        if !asked.contains(&(subnet.vnet, table)) {
            asked.push((subnet.vnet, table));
            bypasses.extend(bypassing(network, effective).into_iter().map(|endpoint| (table, endpoint, subnet)));
        }
    }
    sort_by_rank(&mut bypasses, |(table, endpoint, _)| u64::from(table.0) << 32 | u64::from(endpoint.0));
    bypasses.dedup_by_key(|(table, endpoint, _)| (*table, *endpoint));
    for (table, endpoint, subnet) in bypasses {
        let Some(home) = design[endpoint].subnet.subnet() else { continue };
        let message = format!(
            "`{}` sends a prefix with private endpoint `{}` to an appliance, but the endpoint's own /32 route wins in `{}`",
            design[table].name,
            design[endpoint].name,
            design.subnet_path(subnet),
        );
        let policies = match design[home].private_endpoint_network_policies {
            Some(NetworkPolicies::NetworkSecurityGroupEnabled) => NetworkPolicies::Enabled,
            _ => NetworkPolicies::RouteTableEnabled,
        };
        let finding = property.report(design[table].at.pointer(), message).related(design[endpoint].at.pointer()).hint(format!(
            "set `privateEndpointNetworkPolicies` of `{}` to `{}`",
            design.subnet_path(home),
            policies.as_str()
        ));
        let place = design[home].at.field("privateEndpointNetworkPolicies");
        found.push(if design[home.vnet].existing { finding } else { finding.adding(place, policies.as_str()) });
    }
}

/// The private endpoints that traffic reaches past the appliance.
fn bypassing(network: &Network<'_>, effective: &EffectiveRoutes) -> Vec<PrivateEndpointId> {
    let design = network.design;
    let near = design.connected_links(effective.vnet).map(|link| design[link].to);
    let mut found = Vec::new();
    for vnet in [effective.vnet].into_iter().chain(near) {
        for endpoint in design.private_endpoints_in(vnet) {
            let address = design[endpoint].private_ip_address;
            if effective.map.lookup(address) != Some(NextHop::PrivateEndpoint(endpoint)) {
                continue;
            }
            let around = design[vnet].prefixes().filter(|prefix: &Prefix| prefix.contains(address));
            let Some(space) = around.max_by_key(|space| space.length()) else { continue };
            let meant = effective.routes().any(|route| {
                let appliance = matches!(route.next_hop, NextHop::VirtualAppliance { .. } | NextHop::VirtualApplianceEcmp { .. });
                appliance && route.prefix.contains(address) && route.prefix.length() >= space.length()
            });
            if meant {
                found.push(endpoint);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::findings;

    fn design(prefix: &str, policies: &str) -> String {
        format!(
            r#"{{ "virtualNetworks": [ {{ "name": "v", "addressSpace": ["10.1.0.0/16"], "subnets": [
                 {{ "name": "app", "addressPrefix": "10.1.1.0/24", "routeTable": "rt" }}, {{ "name": "nva", "addressPrefix": "10.1.2.0/24" }},
                 {{ "name": "pe", "addressPrefix": "10.1.0.0/24", "privateEndpointNetworkPolicies": "{policies}" }} ] }} ],
               "routeTables": [ {{ "name": "rt", "routes": [ {{ "name": "r", "addressPrefix": "{prefix}", "nextHop": {{ "appliance": "nva" }} }} ] }} ],
               "appliances": [ {{ "name": "nva", "networkInterfaces": [
                 {{ "subnet": "v/nva", "privateIpAddress": "10.1.2.4", "enableIPForwarding": true }} ] }} ],
               "privateEndpoints": [ {{ "name": "blob", "subnet": "v/pe", "privateIpAddress": "10.1.0.5" }} ] }}"#
        )
    }

    // The four values and the lengths of prefixes are those of GC-085 to GC-091.
    #[test]
    fn a_route_that_the_endpoints_own_beats_is_reported() {
        for policies in ["Disabled", "NetworkSecurityGroupEnabled"] {
            let found = findings(&PROPERTY, &design("10.1.0.0/24", policies));
            let told = "/routeTables/0: `rt` sends a prefix with private endpoint `blob` to an appliance, but the endpoint's own /32 route wins in `v/app`";
            assert_eq!(found, [told], "{policies}");
        }
    }

    #[test]
    fn policies_for_route_tables_and_a_route_for_the_endpoint_alone_are_silent() {
        for policies in ["Enabled", "RouteTableEnabled"] {
            assert!(findings(&PROPERTY, &design("10.1.0.0/16", policies)).is_empty(), "{policies}");
        }
        assert!(findings(&PROPERTY, &design("10.1.0.5/32", "Disabled")).is_empty());
    }

    #[test]
    fn a_route_that_is_shorter_than_the_address_space_was_not_written_for_the_endpoint() {
        assert!(findings(&PROPERTY, &design("10.0.0.0/8", "Disabled")).is_empty());
    }
}
