//! `asymmetric-path`: machines are answered past the stateful appliance that their requests passed.
//!
//! # What it checks
//! Where a subnet sends packets for another one to a stateful firewall or appliance that does not translate their source, the other one
//! sends its answers to the same. What the routes of both say is compared for a machine of each of their prefixes, and a request with its
//! answer is followed to the end before it is reported.
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
//! Specification 4.10.

use super::family::Family;
use super::{Property, for_machines};
use crate::address::{Address, AddressSet, Interval, sort_by_rank};
use crate::design::{Forwarder, SubnetId, TableId, VnetId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Disposition, Header, Instance, Network, Position, Traffic};
use crate::route::{EffectiveRoutes, NextHop};

pub(super) const PROPERTY: Property = Property::new("asymmetric-path", Severity::Warning, run).over_ipv6(run).with_few_findings();

/// The most pairs of subnets that are compared in one design, and the most that are followed.
const MOST_PAIRS: usize = 200_000;
const MOST_TRACES: usize = 1_000;

/// A subnet with the address of a machine in one of its prefixes.
#[derive(Clone, Copy)]
struct Place<A> {
    subnet: SubnetId,
    address: A,
    /// The position of its view.
    view: u32,
}

fn run<A: Family>(property: &Property, network: &Network<'_, A>, found: &mut Vec<Diagnostic>) {
    let design = network.design;
    let stateful = |it: &Forwarder| network.keeps_source(*it);
    if !design.forwarders().any(|it| stateful(&it)) {
        return;
    }
    let (places, views) = survey(network);
    let (mut pairs, mut traces) = (MOST_PAIRS, MOST_TRACES);
    let view = |place: &Place<A>| views.get(place.view as usize);
    for passed in passed_by(&views) {
        // The subnets with one view have the same candidates: those whose answers do not go there.
        let mut candidates: Vec<Option<Vec<Place<A>>>> = views.iter().map(|_| None).collect();
        let mut reported: Vec<SubnetId> = Vec::new();
        let passes_on = |other: &&Place<A>| passed.all.contains(other.address) && passes_on(network, passed.by, other.address);
        for other in places.iter().filter(passes_on) {
            if reported.contains(&other.subnet) {
                continue;
            }
            let (Some(back), Some(known)) = (view(other), candidates.get_mut(other.view as usize)) else { continue };
            let known = known.get_or_insert_with(|| within(&places, &back.to(passed.by).complement()));
            let asymmetric = known.iter().find_map(|one| {
                pairs = pairs.saturating_sub(1);
                let sends = || view(one).is_some_and(|there| there.sends(passed.by, other.address));
                if pairs == 0 || traces == 0 || one.subnet == other.subnet || !sends() {
                    return None;
                }
                traces -= 1;
                Some((one, answers(network, one, other)?))
            });
            if let Some((one, end)) = asymmetric {
                reported.push(other.subnet);
                found.push(report(property, network, passed.by, (one.subnet, other.subnet, end)));
                if found.len() > property.most {
                    return;
                }
            }
        }
    }
}

/// Whether an appliance has a way into Azure for an address.
fn passes_on<A: Address>(network: &Network<'_, A>, by: Instance, address: A) -> bool {
    let into_azure = |it: Forwarder| {
        let hop = network.effective(Position::Forwarder(it)).and_then(|effective| effective.map.lookup(address));
        matches!(hop, Some(NextHop::VnetLocal | NextHop::Peering { .. } | NextHop::VirtualAppliance { .. }))
    };
    network.design.forwarders().any(|it| Instance::from(it) == by && into_azure(it))
}

/// The subnets for machines by address, and the views that they have.
fn survey<A: Family>(network: &Network<'_, A>) -> (Vec<Place<A>>, Vec<View<A>>) {
    let design = network.design;
    let mut places: Vec<Place<A>> = Vec::new();
    let mut views: Vec<View<A>> = Vec::new();
    // Subnets come network by network: those with the same routes are near.
    let mut here: Vec<(VnetId, Option<TableId>, u32)> = Vec::new();
    for subnet in design.subnet_ids().filter(|subnet| for_machines(network, *subnet)) {
        let machines = A::machines(network, subnet);
        if machines.is_empty() {
            continue;
        }
        let table = design.table_of(subnet);
        here.retain(|(vnet, ..)| *vnet == subnet.vnet);
        let known = here.iter().find(|(_, known, _)| *known == table).map(|(.., view)| *view);
        let view = known.unwrap_or(views.len() as u32);
        if known.is_none() {
            here.push((subnet.vnet, table, view));
            views.push(View { sends: sent(network, network.routes.of_subnet(design, subnet)) });
        }
        let addresses = design[subnet].prefixes().filter_map(|prefix| machines.intersection(&AddressSet::from(prefix.interval())).lowest());
        places.extend(addresses.map(|address| Place { subnet, address, view }));
    }
    sort_by_rank(&mut places, |place| place.address.rank(0));
    (places, views)
}

/// What subnets with the same routes send to stateful appliances that keep the sender.
struct View<A> {
    sends: Vec<(Instance, AddressSet<A>)>,
}

impl<A: Address> View<A> {
    /// What goes to an appliance.
    fn to(&self, by: Instance) -> AddressSet<A> {
        let there = self.sends.iter().filter(|(it, _)| *it == by);
        there.fold(AddressSet::default(), |all, (_, part)| all.union(part))
    }

    fn sends(&self, by: Instance, address: A) -> bool {
        self.sends.iter().any(|(it, part)| *it == by && part.contains(address))
    }
}

/// The addresses that go to each stateful appliance that keeps the sender.
fn sent<A: Address>(network: &Network<'_, A>, effective: &EffectiveRoutes<A>) -> Vec<(Instance, AddressSet<A>)> {
    let mut found: Vec<(Instance, AddressSet<A>)> = Vec::new();
    if !effective.user().iter().any(|route| matches!(route.next_hop, NextHop::VirtualAppliance { .. })) {
        return found;
    }
    let mut last: Option<(NextHop<A>, Option<Instance>)> = None;
    for (run, next_hop) in effective.map.segments() {
        let Some(next_hop @ NextHop::VirtualAppliance { .. }) = next_hop else { continue };
        let by = match last.filter(|(known, _)| *known == next_hop) {
            Some((_, by)) => by,
            None => network.appliance_for(effective, run.first).filter(|it| network.keeps_source(*it)).map(Instance::from),
        };
        last = Some((next_hop, by));
        let Some(by) = by else { continue };
        match found.iter_mut().find(|(known, _)| *known == by) {
            Some((_, part)) => part.push(run),
            None => found.push((by, AddressSet::from(run))),
        }
    }
    found
}

/// An appliance, and the addresses that some subnet sends to it.
struct Passed<A> {
    by: Instance,
    all: AddressSet<A>,
}

fn passed_by<A: Address>(views: &[View<A>]) -> Vec<Passed<A>> {
    let mut parts: Vec<(Instance, Vec<Interval<A>>)> = Vec::new();
    for (by, part) in views.iter().flat_map(|view| &view.sends) {
        match parts.iter_mut().find(|known| known.0 == *by) {
            Some((_, known)) => known.extend_from_slice(part.intervals()),
            None => parts.push((*by, part.intervals().to_vec())),
        }
    }
    parts.into_iter().map(|(by, all)| Passed { by, all: AddressSet::of(all) }).collect()
}

/// The places inside a set, which are sorted by address.
fn within<A: Address>(places: &[Place<A>], set: &AddressSet<A>) -> Vec<Place<A>> {
    let mut found = Vec::new();
    for interval in set.intervals() {
        let first = places.partition_point(|place| place.address < interval.first);
        found.extend(places.iter().skip(first).take_while(|place| place.address <= interval.last));
    }
    found
}

/// How the answer of a request ends that arrives from one machine at the other, if it does not pass what that passed.
fn answers<A: Family>(network: &Network<'_, A>, one: &Place<A>, other: &Place<A>) -> Option<Disposition> {
    let header = Header { source: one.address, destination: other.address, traffic: Traffic::ANY };
    let trace = A::trace(network, Position::Subnet(one.subnet), header);
    let arrived = trace.forward.disposition == Disposition::DeliveredToSubnet(other.subnet);
    let asymmetric = arrived && !trace.symmetric && !trace.answered;
    trace.reply.filter(|_| asymmetric).map(|reply| reply.disposition)
}

/// Says of two subnets how the answers of the second one to the first one end.
fn report<A: Address>(
    property: &Property,
    network: &Network<'_, A>,
    by: Instance,
    (one, other, end): (SubnetId, SubnetId, Disposition),
) -> Diagnostic {
    let design = network.design;
    let name = network.instance_name(by);
    let (from, to) = (design.subnet_path(one), design.subnet_path(other));
    let past = if end.is_delivered() { "is answered past it".to_owned() } else { format!("what answers is lost: {}", end.name()) };
    let message = format!("`{from}` reaches `{to}` through `{name}`, but {past}");
    let place = match design.table_of(other) {
        Some(table) => design[table].at.pointer(),
        None => design[other].at.pointer(),
    };
    let prefixes: Vec<String> = design[one].prefixes::<A>().map(|prefix| prefix.to_string()).collect();
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
    fn machines_of_each_prefix_are_asked_for() {
        let two =
            |prefixes: &str| design("").replacen(r#""addressPrefix": "10.0.9.0/24""#, &format!(r#""addressPrefixes": [{prefixes}]"#), 1);
        for document in
            [two(r#""10.0.9.0/24", "192.168.9.0/24""#), two(r#""192.168.9.0/24", "10.0.9.0/24""#), two(r#""9.9.9.0/24", "10.0.9.0/24""#)]
        {
            assert_eq!(findings(&PROPERTY, &document).len(), 1, "{document}");
        }
    }

    #[test]
    fn an_answer_that_is_lost_is_not_called_an_answer() {
        let nowhere = r#"{ "name": "spoke", "addressPrefix": "10.1.0.0/16", "nextHopType": "None" }"#;
        assert_eq!(
            findings(&PROPERTY, &design(nowhere)),
            ["/routeTables/0: `spoke/app` reaches `hub/shared` through `fw`, but what answers is lost: DroppedByNoneRoute"]
        );
    }

    #[test]
    fn what_goes_elsewhere_behind_the_appliance_is_not_spoken_of() {
        // The appliance has an interface beside the other subnet too, but from that to which the route leads packets leave for the Internet.
        let document = r#"{ "virtualNetworks": [
            { "name": "spoke", "addressSpace": ["10.1.0.0/16"], "subnets": [{ "name": "app", "addressPrefix": "10.1.1.0/24", "routeTable": "rt" }] },
            { "name": "hub", "addressSpace": ["10.0.0.0/16"], "subnets": [{ "name": "nva", "addressPrefix": "10.0.1.0/24" }] },
            { "name": "far", "addressSpace": ["20.9.0.0/16"], "subnets": [{ "name": "nva", "addressPrefix": "20.9.0.0/24" }, { "name": "app", "addressPrefix": "20.9.1.0/24" }] } ],
            "peerings": [{ "between": ["hub", "spoke"], "allowForwardedTraffic": false }],
            "publicIpAddresses": [{ "name": "pip" }],
            "routeTables": [{ "name": "rt", "routes": [{ "name": "far", "addressPrefix": "20.9.1.0/24", "nextHop": { "appliance": "nva" } }] }],
            "appliances": [{ "name": "nva", "snat": "Public", "networkInterfaces": [
                { "subnet": "hub/nva", "privateIpAddress": "10.0.1.4", "enableIPForwarding": true, "publicIpAddress": "pip" },
                { "subnet": "far/nva", "privateIpAddress": "20.9.0.4", "enableIPForwarding": true } ] }] }"#;
        assert!(findings(&PROPERTY, document).is_empty());
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
