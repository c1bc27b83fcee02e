//! `default-route-uninspected`: in a landing zone, machines reach the Internet past the firewall.
//!
//! # What it checks
//! In the profile `landing-zone`, where a firewall or appliance is in reach of a network, what its machines send to the Internet goes
//! to one.
//!
//! # Why it matters
//! What leaves directly is inspected and logged by nothing.
//!
//! # Fix
//! Route 0.0.0.0/0 to the firewall, and ::/0, which Azure Firewall does not take, to an appliance or to None. The fix adds the first where
//! the subnet's table has none and one firewall alone is in reach.
//!
//! # Source
//! Azure review checklists, D07.08; Azure Policy fc5e4038 ("All Internet traffic should be routed via your deployed Azure Firewall"),
//! which looks for tables and firewalls and not at routes.

use super::family::Family;
use super::way_out::holds_public_address;
use super::{Property, for_machines};
use crate::address::{Address, Ipv4, Prefix};
use crate::design::{FirewallId, Resource, SubnetId, VnetId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::Network;
use crate::json::{Json, Object};
use crate::route::NextHop;

pub(super) const PROPERTY: Property = Property::new("default-route-uninspected", Severity::Warning, run).over_ipv6(run).in_landing_zones();

fn run<A: Family>(property: &Property, network: &Network<'_, A>, found: &mut Vec<Diagnostic>) {
    let design = network.design;
    for vnet in design.vnet_ids().filter(|vnet| !design[*vnet].existing()) {
        let firewalls = in_reach(network, vnet);
        if firewalls.is_empty() {
            continue;
        }
        for subnet in design.subnets_of(vnet).filter(|subnet| for_machines(network, *subnet) && !holds_appliance(network, *subnet)) {
            let leaves = network.routes.of_subnet(design, subnet).map.lookup(A::SOMEWHERE) == Some(NextHop::Internet);
            if leaves && is_let_out(network, subnet) {
                found.push(report(property, network, subnet, &firewalls));
            }
        }
    }
}

/// The firewalls in a network and its peers.
fn in_reach<A: Address>(network: &Network<'_, A>, vnet: VnetId) -> Vec<FirewallId> {
    let design = network.design;
    let near = |home: VnetId| home == vnet || design.connected_link(vnet, home).is_some();
    design.firewall_ids().filter(|id| design.firewall_vnet(*id).is_some_and(near)).collect()
}

fn holds_appliance<A: Address>(network: &Network<'_, A>, subnet: SubnetId) -> bool {
    network.design.forwarders_in(subnet.vnet).any(|it| network.design.forwarder_subnet(it) == Some(subnet))
}

/// Whether a machine of the subnet has a way to the Internet once a route sends it there; over IPv4 one comes sooner or later.
fn is_let_out<A: Address>(network: &Network<'_, A>, subnet: SubnetId) -> bool {
    A::BITS == Ipv4::BITS || holds_public_address(network, subnet)
}

fn report<A: Address>(property: &Property, network: &Network<'_, A>, subnet: SubnetId, firewalls: &[FirewallId]) -> Diagnostic {
    let design = network.design;
    let message = format!("machines of `{}` reach the Internet past the firewall", design.subnet_path(subnet));
    let finding = property.report(design[subnet].at.pointer(), message);
    if A::BITS != Ipv4::BITS {
        return finding.hint("Azure Firewall has no IPv6 address: route ::/0 to an appliance that has one, or to None");
    }
    let finding = finding.hint("route 0.0.0.0/0 to the firewall");
    let (Some(table), [firewall]) = (design.table_of(subnet), firewalls) else { return finding };
    let (table, name) = (&design[table], design[*firewall].name.as_str());
    let taken = table.routes.iter().any(|route| route.name.is("default") || route.address_prefix.is_default());
    if taken || table.existing() {
        return finding.related(table.at.pointer());
    }
    let route = Object::new()
        .with("name", "default")
        .with("addressPrefix", Prefix::<Ipv4>::ALL.to_string())
        .with("nextHop", Object::new().with("firewall", name));
    match table.routes.is_empty() {
        true => finding.adding(table.at.field("routes"), vec![Json::from(route)]),
        false => finding.adding(table.at.field("routes/-"), route),
    }
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{after_fix, findings, hub_and_spoke};

    fn design(routes: &str) -> String {
        hub_and_spoke(&format!(r#""disableBgpRoutePropagation": true, "routes": [{routes}]"#), "")
    }

    #[test]
    fn machines_that_leave_directly_are_reported_and_sent_to_the_firewall() {
        let document = design(r#"{ "name": "r", "addressPrefix": "10.8.0.0/16", "nextHopType": "None" }"#);
        assert_eq!(
            findings(&PROPERTY, &document),
            ["/virtualNetworks/1/subnets/0: machines of `spoke/app` reach the Internet past the firewall"]
        );
        assert_eq!(after_fix(&PROPERTY, &document)["routeTables"][0]["routes"][1]["nextHop"]["firewall"], "fw");
        assert_eq!(findings(&PROPERTY, &design(r#"{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" }"#)).len(), 1);
    }

    #[test]
    fn machines_behind_the_firewall_are_silent() {
        assert!(
            findings(&PROPERTY, &design(r#"{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }"#)).is_empty()
        );
    }

    #[test]
    fn machines_that_reach_nothing_are_silent() {
        assert!(findings(&PROPERTY, &design(r#"{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "None" }"#)).is_empty());
    }

    #[test]
    fn a_network_without_a_firewall_in_reach_is_silent() {
        let alone = design("").replace(r#""between": ["hub", "spoke"]"#, r#""between": ["hub", "other"]"#).replacen(
            r#"{ "name": "spoke""#,
            r#"{ "name": "other", "addressSpace": ["10.3.0.0/16"] }, { "name": "spoke""#,
            1,
        );
        assert!(findings(&PROPERTY, &alone).is_empty());
    }
}
