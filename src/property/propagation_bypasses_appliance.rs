//! `propagation-bypasses-appliance`: learned routes take traffic past the appliance that the default route points at.
//!
//! # What it checks
//! Where a route table sends 0.0.0.0/0 to an appliance and leaves gateway route propagation on, no route that
//! a gateway propagates into its subnets is used.
//!
//! # Why it matters
//! The default route loses to every longer prefix. With propagation on, each learned prefix is longer, so traffic
//! to on-premises networks takes the gateway directly and is never inspected. Azure accepts the design without a word.
//!
//! # Fix
//! Disable gateway route propagation in the table, or write a user-defined route to the appliance for each learned prefix.
//!
//! # Source
//! Microsoft Learn, "Deploy and configure Azure Firewall in a hybrid network"; specification 3.2 and 11.1.

use super::{Property, for_machines};
use crate::address::{Address, sort_by_rank};
use crate::design::{Resource, SubnetId, TableId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::Network;
use crate::route::{EffectiveRoutes, NextHop, Route};

pub(super) const PROPERTY: Property = Property::new("propagation-bypasses-appliance", Severity::Error, run).over_ipv6(run);

fn run<A: Address>(property: &Property, network: &Network<'_, A>, found: &mut Vec<Diagnostic>) {
    let design = network.design;
    let mut bypassed: Vec<(TableId, SubnetId, Route<A>)> = Vec::new();
    for subnet in design.subnet_ids().filter(|subnet| for_machines(network, *subnet)) {
        let effective = network.routes.of_subnet(design, subnet);
        // A table of the network manager is not the design's to change.
        let table = effective.table.filter(|table| !design.is_managed(*table));
        if let (Some(table), Some(bypass)) = (table, bypass(effective)) {
            bypassed.push((table, subnet, bypass));
        }
    }
    sort_by_rank(&mut bypassed, |(table, ..)| u64::from(table.0));
    for subnets in bypassed.chunk_by(|a, b| a.0 == b.0) {
        let Some((table, first, route)) = subnets.first() else { continue };
        let at = design[*table].place();
        let message = format!(
            "`{}` sends everything to an appliance, but leaves gateway routes on: {} of `{}` takes the gateway instead",
            design[*table].name,
            route.prefix,
            design.subnet_path(*first),
        );
        let mut finding = property
            .report(at.pointer(), message)
            .hint("set `disableBgpRoutePropagation` to true, or add a route to the appliance for each learned prefix")
            .adding(at.field("disableBgpRoutePropagation"), true);
        for (_, subnet, _) in subnets {
            finding = finding.related(design[*subnet].at.field("routeTable"));
        }
        found.push(finding);
    }
}

/// A learned route that is used although the default route is user-defined and leads to an appliance.
fn bypass<A: Address>(effective: &EffectiveRoutes<A>) -> Option<Route<A>> {
    let bypass = effective.learned_in_use().next()?;
    let inspected = effective
        .user_default()
        .is_some_and(|route| matches!(route.next_hop, NextHop::VirtualAppliance { .. } | NextHop::VirtualApplianceEcmp { .. }));
    inspected.then_some(*bypass)
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{findings, hub_and_spoke};

    const DEFAULT: &str = r#"{ "name": "default", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }"#;

    #[test]
    fn a_learned_prefix_that_beats_the_default_route_is_reported() {
        let found = findings(&PROPERTY, &hub_and_spoke(&format!(r#""routes": [{DEFAULT}]"#), ""));
        assert_eq!(
            found,
            [
                "/routeTables/0: `rt-spoke` sends everything to an appliance, but leaves gateway routes on: 192.168.1.0/24 of `spoke/app` takes the gateway instead"
            ]
        );
    }

    #[test]
    fn a_shorter_route_to_the_appliance_does_not_help() {
        let summary = r#"{ "name": "dc", "addressPrefix": "192.168.0.0/16", "nextHop": { "firewall": "fw" } }"#;
        assert_eq!(findings(&PROPERTY, &hub_and_spoke(&format!(r#""routes": [{DEFAULT}, {summary}]"#), "")).len(), 1);
    }

    #[test]
    fn a_route_for_exactly_the_learned_prefix_is_enough() {
        let same = r#"{ "name": "dc", "addressPrefix": "192.168.1.0/24", "nextHop": { "firewall": "fw" } }"#;
        assert!(findings(&PROPERTY, &hub_and_spoke(&format!(r#""routes": [{DEFAULT}, {same}]"#), "")).is_empty());
    }

    #[test]
    fn a_table_without_propagation_is_silent() {
        let table = format!(r#""disableBgpRoutePropagation": true, "routes": [{DEFAULT}]"#);
        assert!(findings(&PROPERTY, &hub_and_spoke(&table, "")).is_empty());
    }
}
