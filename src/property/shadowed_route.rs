//! `route-shadowed`: a route never decides.
//!
//! # What it checks
//! In every network that uses a table, each of its routes has an address for which no longer active route decides. All addresses are
//! looked at, and routes of every source: several can cover one together. The default route is left out: it has other effects. So has a
//! route that takes the place of a private endpoint's.
//!
//! # Why it matters
//! Whoever reads the table believes that the traffic goes there. Most often the system routes of a peering, or routes that were added
//! for parts, are longer, and take it past a firewall.
//!
//! # Fix
//! Write routes for the prefixes that cover it, or remove it. The fix removes it, where that changes nothing for security groups either; nor
//! where learned routes may count inside a system route that it overrides (option `learnedInsideOverridden`).
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing", how Azure selects a route; specification 1.2 and 1.7.

use super::Property;
use super::nested::{around, covered};
use super::tables::{beaten_endpoints, first_user, prefixes, uses_of_routes, without, written};
use crate::address::{Address, sort_by_rank};
use crate::design::{LearnedInsideOverridden, Resource, TableId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::Network;
use crate::route::{EffectiveRoutes, NextHop, Origin, Route, RouteState};

pub(super) const PROPERTY: Property = Property::new("route-shadowed", Severity::Warning, run).over_ipv6(run);

fn run<A: Address>(property: &Property, network: &Network<'_, A>, found: &mut Vec<Diagnostic>) {
    for (table, uses) in network.design.table_ids().zip(uses_of_routes(network)) {
        let Some((first, others)) = uses.split_first() else { continue };
        let mut shadowed = shadowed(first);
        for other in others {
            if shadowed.is_empty() {
                break;
            }
            let here = self::shadowed(other);
            shadowed.retain(|(route, _)| here.iter().any(|(it, _)| it.origin == route.origin));
        }
        for (route, covering) in shadowed {
            found.extend(report(property, network, (table, first), &route, &covering));
        }
        if found.len() > property.most {
            return;
        }
    }
}

/// The user-defined routes that never decide, each with the nearest routes that cover it.
fn shadowed<A: Address>(effective: &EffectiveRoutes<A>) -> Vec<(Route<A>, Vec<Route<A>>)> {
    // Without anything inside, nothing is covered: nearly every table is done here.
    let mut active: Vec<Route<A>> = effective.given().iter().filter(|route| route.state == RouteState::Active).copied().collect();
    active.extend_from_slice(effective.user());
    sort_by_rank(&mut active, |route| route.prefix.rank());
    let prefixes = prefixes(&active);
    let around = around(&prefixes);
    let mut found = Vec::new();
    for position in covered(&prefixes, &around) {
        let Some(route) = active.get(position as usize).filter(|route| is_user(route) && route.prefix.length() > 0) else { continue };
        if beaten_endpoints(effective).any(|endpoint| route.prefix.covers(endpoint.prefix)) {
            continue;
        }
        let inside = active.iter().zip(&around).filter(|(_, outer)| **outer == Some(position)).map(|(route, _)| *route);
        found.push((*route, inside.collect()));
    }
    found
}

fn is_user<A: Address>(route: &Route<A>) -> bool {
    matches!(route.origin, Origin::User { .. })
}

fn report<A: Address>(
    property: &Property,
    network: &Network<'_, A>,
    (table, effective): (TableId, &EffectiveRoutes<A>),
    route: &Route<A>,
    covering: &[Route<A>],
) -> Option<Diagnostic> {
    let design = network.design;
    let shadowed = written(design, table, route)?;
    let name = |route: &Route<A>| match (written(design, table, route), route.next_hop) {
        (Some(written), _) => format!("`{}` ({})", written.name, route.prefix),
        (None, NextHop::Peering { to, .. }) => format!("{} of the peering with `{}`", route.prefix, design[to].name),
        (None, NextHop::VnetLocal) => format!("{} of the network itself", route.prefix),
        (None, NextHop::PrivateEndpoint(endpoint)) => format!("{} of private endpoint `{}`", route.prefix, design[endpoint].name),
        _ => route.prefix.to_string(),
    };
    let names: Vec<String> = covering.iter().take(4).map(name).collect();
    let more = if covering.len() > names.len() { " and others" } else { "" };
    let message =
        format!("route `{}` for {} never decides: {}{more} are longer and cover it", shadowed.name, route.prefix, names.join(", "));
    let mut finding = property.report(shadowed.at.pointer(), message).hint("write routes for the prefixes that cover it, or remove it");
    for written in covering.iter().take(10).filter_map(|route| written(design, table, route)) {
        finding = finding.related(written.at.pointer());
    }
    if let Some(user) = first_user(design, effective) {
        finding = finding.related(design[user].at.field("routeTable"));
    }
    // The prefixes of a table's routes belong to the tag VirtualNetwork, as those of networks and learned ones do.
    let tagged = |route: &Route<A>| is_user(route) || matches!(route.next_hop, NextHop::VnetLocal | NextHop::Learned(_));
    let same = design.network_security_groups.is_empty() || covering.iter().all(tagged);
    let lets_learned_in = design.options.learned_inside_overridden == LearnedInsideOverridden::Used;
    Some(if same && !lets_learned_in && !design[table].existing() { without(finding, design, table, vec![shadowed]) } else { finding })
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{after_fix, findings, hub_and_spoke};

    fn route(name: &str, prefix: &str) -> String {
        format!(r#"{{ "name": "{name}", "addressPrefix": "{prefix}", "nextHop": {{ "firewall": "fw" }} }}"#)
    }

    fn design(prefixes: &[&str]) -> String {
        let all: Vec<_> = prefixes.iter().enumerate().map(|(i, prefix)| route(&format!("r{i}"), prefix)).collect();
        hub_and_spoke(&format!(r#""disableBgpRoutePropagation": true, "routes": [{}]"#, all.join(",")), "")
    }

    #[test]
    fn a_route_whose_halves_are_written_is_reported_and_removed() {
        let document = design(&["10.8.0.0/16", "10.8.0.0/17", "10.8.128.0/17"]);
        assert_eq!(
            findings(&PROPERTY, &document),
            [
                "/routeTables/0/routes/0: route `r0` for 10.8.0.0/16 never decides: `r1` (10.8.0.0/17), `r2` (10.8.128.0/17) are longer and cover it"
            ]
        );
        assert_eq!(after_fix(&PROPERTY, &document)["routeTables"][0]["routes"][0]["name"], "r1");
    }

    #[test]
    fn the_routes_of_a_peering_cover_as_well() {
        let document = design(&["10.0.0.0/15", "10.9.0.0/16"]);
        assert_eq!(
            findings(&PROPERTY, &document),
            [
                "/routeTables/0/routes/0: route `r0` for 10.0.0.0/15 never decides: 10.0.0.0/16 of the peering with `hub`, 10.1.0.0/16 of the network itself are longer and cover it"
            ]
        );
    }

    #[test]
    fn a_route_with_one_address_of_its_own_is_silent() {
        assert!(findings(&PROPERTY, &design(&["10.8.0.0/16", "10.8.0.0/17"])).is_empty());
        assert!(findings(&PROPERTY, &design(&["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1"])).is_empty(), "the default route has other effects");
    }

    #[test]
    fn a_route_for_exactly_the_peering_s_prefix_wins() {
        assert!(findings(&PROPERTY, &design(&["10.0.0.0/16"])).is_empty());
    }

    // Specification 3.4: with network policies for route tables, a route as long as the network's space takes the endpoint's place.
    #[test]
    fn a_route_that_takes_the_place_of_an_endpoint_s_is_silent() {
        let endpoint = |policies: &str| {
            let subnet = format!(
                r#""subnets": [ {{ "name": "pe", "addressPrefix": "10.1.9.0/24", "privateEndpointNetworkPolicies": "{policies}" }}, "#
            );
            let all = design(&["10.1.0.0/16", "10.1.0.0/17", "10.1.128.0/17"]);
            let at = all.find(r#""name": "spoke""#).unwrap();
            let (before, after) = all.split_at(at);
            let all = format!("{before}{}", after.replacen(r#""subnets": ["#, &subnet, 1));
            all.replacen(
                '{',
                r#"{ "privateEndpoints": [{ "name": "pe", "subnet": "spoke/pe", "privateIpAddress": "10.1.9.4", "service": "blob" }], "#,
                1,
            )
        };
        assert_eq!(findings(&PROPERTY, &endpoint("Disabled")).len(), 1, "{}", endpoint("Disabled"));
        assert!(findings(&PROPERTY, &endpoint("Enabled")).is_empty());
    }

    #[test]
    fn a_route_that_decides_beside_routing_rules_is_silent() {
        let alone = r#"{ "name": "alone", "addressSpace": ["10.7.0.0/16"], "subnets": [{ "name": "s", "addressPrefix": "10.7.0.0/24", "routeTable": "rt-spoke" }] }, { "name": "hub""#;
        let rule = r#"{ "networkManager": { "routingRules": [{ "name": "r", "appliesTo": ["alone/s"], "destination": "10.20.0.0/16", "nextHopType": "NoNextHop" }] }, "#;
        let document = design(&["10.0.0.0/15", "10.9.0.0/16"]).replacen(r#"{ "name": "hub""#, alone, 1).replacen('{', rule, 1);
        assert!(findings(&PROPERTY, &document).is_empty());
    }

    #[test]
    fn a_route_that_decides_in_one_of_two_networks_is_silent() {
        let alone = r#"{ "name": "alone", "addressSpace": ["10.7.0.0/16"], "subnets": [{ "name": "s", "addressPrefix": "10.7.0.0/24", "routeTable": "rt-spoke" }] }, { "name": "hub""#;
        let document = design(&["10.0.0.0/15", "10.9.0.0/16"]).replacen(r#"{ "name": "hub""#, alone, 1);
        assert!(findings(&PROPERTY, &document).is_empty());
    }
}
