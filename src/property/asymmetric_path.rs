//! `asymmetric-path`: machines are answered past the stateful appliance that their requests passed.
//!
//! # What it checks
//! Where a subnet sends packets for another one to a stateful firewall or appliance that does not translate their source, the other one
//! sends its answers to the same. What the routes of both say is compared address by address, and a request with its answer is followed
//! to the end before it is reported.
//!
//! # Why it matters
//! An appliance that remembers connections drops what belongs to none that it has seen begin, and sees half of these. Azure shows
//! no error: both directions have a valid route.
//!
//! # Fix
//! Give the other subnet a route to the same appliance, or take both directions past it.
//!
//! # Source
//! Microsoft Learn, "Deploy and configure Azure Firewall in a hybrid network", routes in both directions; Azure Architecture Center, "Deploy
//! highly available NVAs", asymmetric traffic; specification 4.11 and 11.1.

use super::{Property, for_machines};
use crate::address::{AddressSet, Ipv4, sort_by_rank};
use crate::design::{Forwarder, SubnetId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Header, Instance, Network, Position, Traffic};
use crate::ipv4::{machines, trace};
use crate::route::{EffectiveRoutes, NextHop};

pub(super) const PROPERTY: Property = Property::new("asymmetric-path", Severity::Warning, run);

/// The most pairs of subnets that are compared in one design, and the most that are followed.
const MOST_PAIRS: usize = 200_000;
const MOST_TRACES: usize = 2_000;

/// A subnet with one of its addresses.
type Place = (SubnetId, Ipv4);

fn run(property: &Property, network: &Network<'_>, found: &mut Vec<Diagnostic>) {
    let design = network.design;
    let stateful = |it: &Forwarder| network.keeps_source(*it);
    if !design.forwarders().any(|it| stateful(&it)) {
        return;
    }
    let mut places: Vec<Place> = Vec::new();
    for subnet in design.subnet_ids().filter(|subnet| for_machines(network, *subnet)) {
        places.extend(design[subnet].usable().lowest().map(|address| (subnet, address)));
    }
    sort_by_rank(&mut places, |(_, address)| u64::from(address.0));
    let (mut pairs, mut traces) = (MOST_PAIRS, MOST_TRACES);
    for passed in passed_by(network, &places) {
        for other in &places {
            if !passed.all.contains(other.1) {
                continue;
            }
            let back = network.routes.of_subnet(design, other.0);
            let back_through = |address: Ipv4| network.appliance_for(back, address).map(Instance::from) == Some(passed.by);
            // Only those whose answers do not go there: most subnets send all but a few of them there.
            let mut candidates = past(back, passed.by, network).into_iter().flat_map(|past| within(&places, &past));
            let asymmetric = candidates.find(|one| {
                pairs = pairs.saturating_sub(1);
                let sends =
                    || network.appliance_for(network.routes.of_subnet(design, one.0), other.1).map(Instance::from) == Some(passed.by);
                if pairs == 0 || traces == 0 || one.0 == other.0 || back_through(one.1) || !sends() {
                    return false;
                }
                traces -= 1;
                is_confirmed(network, one.0, other.0)
            });
            if let Some((one, _)) = asymmetric {
                found.push(report(property, network, passed.by, *one, other.0));
            }
        }
    }
}

/// An appliance, and the addresses that some subnet sends to it.
struct Passed {
    by: Instance,
    all: AddressSet,
}

fn passed_by(network: &Network<'_>, places: &[Place]) -> Vec<Passed> {
    let mut passed: Vec<Passed> = Vec::new();
    let mut seen: Vec<(u32, Option<u32>)> = Vec::new();
    for (subnet, _) in places {
        let effective = network.routes.of_subnet(network.design, *subnet);
        let pair = (effective.vnet.0, effective.table.map(|table| table.0));
        if !effective.user().iter().any(|route| matches!(route.next_hop, NextHop::VirtualAppliance { .. })) {
            continue;
        }
        let Err(place) = seen.binary_search(&pair) else { continue };
        seen.insert(place, pair);
        for (appliance, part) in by_appliance(network, effective) {
            match passed.iter_mut().find(|known| known.by == appliance) {
                Some(known) => known.all = known.all.union(&part),
                None => passed.push(Passed { by: appliance, all: part }),
            }
        }
    }
    passed
}

/// The addresses that go to each stateful appliance that keeps the sender.
fn by_appliance(network: &Network<'_>, effective: &EffectiveRoutes) -> Vec<(Instance, AddressSet)> {
    let mut found = Vec::new();
    for (next_hop, part) in effective.map.split(&AddressSet::all()) {
        if let Some(NextHop::VirtualAppliance { .. }) = next_hop {
            let appliance = part.lowest().and_then(|address| network.appliance_for(effective, address));
            found.extend(appliance.filter(|it| network.keeps_source(*it)).map(|it| (it.into(), part)));
        }
    }
    found
}

/// The addresses that do not go to an appliance.
fn past(effective: &EffectiveRoutes, by: Instance, network: &Network<'_>) -> Option<AddressSet> {
    let there = by_appliance(network, effective).into_iter().filter(|(it, _)| *it == by);
    Some(there.fold(AddressSet::default(), |all, (_, part)| all.union(&part)).complement())
}

/// The places inside a set, which are sorted by address.
fn within<'p>(places: &'p [Place], set: &AddressSet) -> Vec<&'p Place> {
    let mut found = Vec::new();
    for interval in set.intervals() {
        let first = places.partition_point(|(_, address)| *address < interval.first);
        found.extend(places.iter().skip(first).take_while(|(_, address)| *address <= interval.last));
    }
    found
}

/// Whether a request from one subnet arrives in the other, and its answer does not pass what it passed.
fn is_confirmed(network: &Network<'_>, one: SubnetId, other: SubnetId) -> bool {
    let machine = |subnet: SubnetId| machines(network.design, subnet).lowest();
    let (Some(source), Some(destination)) = (machine(one), machine(other)) else { return false };
    let trace = trace(network, Position::Subnet(one), Header { source, destination, traffic: Traffic::ANY });
    trace.forward.disposition.is_delivered() && trace.reply.is_some() && !trace.symmetric && !trace.answered
}

fn report(property: &Property, network: &Network<'_>, by: Instance, one: SubnetId, other: SubnetId) -> Diagnostic {
    let design = network.design;
    let name = network.instance_name(by);
    let message =
        format!("`{}` reaches `{}` through `{name}`, but is answered past it", design.subnet_path(one), design.subnet_path(other));
    let place = match design.table_of(other) {
        Some(table) => design[table].at.pointer(),
        None => design[other].at.pointer(),
    };
    let prefixes: Vec<String> = design[one].prefixes::<Ipv4>().map(|prefix| prefix.to_string()).collect();
    property.report(place, message).related(design[one].at.pointer()).related(design[other].at.pointer()).hint(format!(
        "give `{}` a route for {} to `{name}`",
        design.subnet_path(other),
        prefixes.join(" and ")
    ))
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{findings, hub_and_spoke};

    /// The hub has a subnet `shared` with a table for its way to the spoke.
    fn design(back: &str) -> String {
        let there = r#""disableBgpRoutePropagation": true, "routes": [{ "name": "hub", "addressPrefix": "10.0.0.0/16", "nextHop": { "firewall": "fw" } }]"#;
        let shared = r#""addressSpace": ["10.0.0.0/16"], "subnets": [ { "name": "shared", "addressPrefix": "10.0.9.0/24", "routeTable": "rt-shared" },"#;
        let table = format!(r#""routeTables": [ {{ "name": "rt-shared", "disableBgpRoutePropagation": true, "routes": [{back}] }},"#);
        hub_and_spoke(there, "").replacen(r#""addressSpace": ["10.0.0.0/16"], "subnets": ["#, shared, 1).replacen(
            r#""routeTables": ["#,
            &table,
            1,
        )
    }

    fn back(prefix: &str) -> String {
        format!(r#"{{ "name": "spoke", "addressPrefix": "{prefix}", "nextHop": {{ "firewall": "fw" }} }}"#)
    }

    #[test]
    fn an_answer_past_the_firewall_is_reported_where_the_route_is_missing() {
        assert_eq!(
            findings(&PROPERTY, &design("")),
            ["/routeTables/0: `spoke/app` reaches `hub/shared` through `fw`, but is answered past it"]
        );
    }

    #[test]
    fn an_answer_through_the_firewall_is_silent() {
        assert!(findings(&PROPERTY, &design(&back("10.1.0.0/16"))).is_empty());
    }

    #[test]
    fn a_summary_loses_to_the_peering_and_does_not_help() {
        assert_eq!(findings(&PROPERTY, &design(&back("10.0.0.0/8"))).len(), 1);
    }

    #[test]
    fn a_firewall_that_translates_gets_the_answer() {
        let document = design("").replace(r#""name": "fw","#, r#""name": "fw", "snat": "Always","#);
        assert!(findings(&PROPERTY, &document).is_empty());
    }
}
