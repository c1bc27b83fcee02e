//! `peering-bypasses-appliance`: peerings take traffic past the appliance that the default route points at.
//!
//! # What it checks
//! Where a route table sends 0.0.0.0/0 to an appliance, no system route of a peering is used for the machines of a peered network.
//!
//! # Why it matters
//! The default route loses to every longer prefix, and each peering adds one for each prefix of the peer: traffic to its machines goes
//! there directly and is never inspected. Azure accepts the design without a word.
//!
//! # Fix
//! Write a route to the appliance for each prefix of the peer, on both sides, so that replies pass it too. Where the direct way is meant,
//! suppress the finding.
//!
//! # Source
//! Microsoft Learn, "Deploy and configure Azure Firewall in a hybrid network" (traffic between directly peered networks is routed
//! directly even if a default route points at the firewall); specification 1.8 and 3.1.

use super::tables::{first_user, uses};
use super::{Property, for_machines};
use crate::address::Address;
use crate::design::{Forwarder, SubnetId, VnetId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Instance, Network};
use crate::route::{EffectiveRoutes, NextHop, Route, RouteState};

pub(super) const PROPERTY: Property = Property::new("peering-bypasses-appliance", Severity::Warning, run).over_ipv6(run);

fn run<A: Address>(property: &Property, network: &Network<'_, A>, found: &mut Vec<Diagnostic>) {
    let design = network.design;
    for (table, uses) in design.table_ids().zip(uses(network)) {
        // One finding for a table: all that it misses is written into the same place.
        let bypass = uses.iter().find_map(|effective| {
            let user = first_user(design, effective).filter(|user| for_machines(network, *user))?;
            Some((*effective, user, bypassing(network, effective)?))
        });
        let Some((effective, user, (appliance, first))) = bypass else { continue };
        let prefixes: Vec<String> = bypasses(network, effective, appliance).take(4).map(|(route, _)| route.prefix.to_string()).collect();
        let message = format!(
            "`{}` sends everything to `{}`, but the peering with `{}` takes {} of `{}` past it",
            design[table].name,
            design.forwarder_name(appliance),
            design[first].name,
            prefixes.join(", "),
            design.subnet_path(user)
        );
        found.push(
            property
                .report(design[table].at.pointer(), message)
                .related(design[user].at.field("routeTable"))
                .related(design[first].at.pointer())
                .hint("write a route to the appliance for each prefix of the peer, on both sides"),
        );
    }
}

/// The appliance of the default route, and a peer that is reached past it.
fn bypassing<A: Address>(network: &Network<'_, A>, effective: &EffectiveRoutes<A>) -> Option<(Forwarder, VnetId)> {
    let default = effective.user_default()?;
    let appliance = network.appliance_for(effective, A::default())?;
    matches!(default.next_hop, NextHop::VirtualAppliance { .. }).then_some(())?;
    Some((appliance, bypasses(network, effective, appliance).next()?.1))
}

/// The routes of peerings in use that lead to machines, each with the peer.
fn bypasses<'e, A: Address>(
    network: &'e Network<'_, A>,
    effective: &'e EffectiveRoutes<A>,
    appliance: Forwarder,
) -> impl Iterator<Item = (&'e Route<A>, VnetId)> {
    let design = network.design;
    effective.given().iter().filter(|route| route.state == RouteState::Active).filter_map(move |route| {
        let NextHop::Peering { link, to, .. } = route.next_hop else { return None };
        let open =
            design[link].allow_virtual_network_access && design[link].partner.is_some_and(|back| design[back].allow_virtual_network_access);
        // Some machine of the peer decides by no longer route.
        let reached = |subnet: SubnetId| {
            design[subnet].usable().intervals().iter().any(|prefix| effective.map.lookup(prefix.first) == Some(route.next_hop))
        };
        let machines =
            design.subnets_of(to).any(|subnet| for_machines(network, subnet) && !holds(network, subnet, appliance) && reached(subnet));
        (open && machines).then_some((route, to))
    })
}

/// Whether an appliance stands in a subnet.
fn holds<A: Address>(network: &Network<'_, A>, subnet: SubnetId, appliance: Forwarder) -> bool {
    let design = network.design;
    design.forwarders_in(subnet.vnet).any(|it| Instance::from(it) == appliance.into() && design.forwarder_subnet(it) == Some(subnet))
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{findings, hub_and_spoke};

    /// The hub has a subnet for machines as well.
    fn design(routes: &[&str]) -> String {
        let route = |(i, prefix): (usize, &&str)| {
            format!(r#"{{ "name": "r{i}", "addressPrefix": "{prefix}", "nextHop": {{ "firewall": "fw" }} }}"#)
        };
        let all: Vec<_> = routes.iter().enumerate().map(route).collect();
        let shared = r#""subnets": [ { "name": "shared", "addressPrefix": "10.0.9.0/24" }, { "name": "GatewaySubnet""#;
        hub_and_spoke(&format!(r#""disableBgpRoutePropagation": true, "routes": [{}]"#, all.join(",")), "").replacen(
            r#""subnets": [
                { "name": "GatewaySubnet""#,
            shared,
            1,
        )
    }

    #[test]
    fn a_peer_that_is_reached_past_the_firewall_is_reported() {
        assert_eq!(
            findings(&PROPERTY, &design(&["0.0.0.0/0"])),
            ["/routeTables/0: `rt-spoke` sends everything to `fw`, but the peering with `hub` takes 10.0.0.0/16 of `spoke/app` past it"]
        );
        assert_eq!(findings(&PROPERTY, &design(&["0.0.0.0/0", "10.0.0.0/8"])).len(), 1, "a summary is shorter");
    }

    #[test]
    fn a_route_for_the_peer_s_prefix_or_its_machines_is_enough() {
        assert!(findings(&PROPERTY, &design(&["0.0.0.0/0", "10.0.0.0/16"])).is_empty());
        assert!(findings(&PROPERTY, &design(&["0.0.0.0/0", "10.0.9.0/24"])).is_empty());
    }

    #[test]
    fn a_hub_without_machines_is_silent() {
        let hub = hub_and_spoke(r#""routes": [{ "name": "d", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }]"#, "");
        assert!(findings(&PROPERTY, &hub).is_empty());
    }

    #[test]
    fn without_a_default_route_to_an_appliance_the_direct_way_is_meant() {
        assert!(findings(&PROPERTY, &design(&["10.8.0.0/16"])).is_empty());
    }
}
