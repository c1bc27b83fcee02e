//! `routes-aggregable`: fewer routes do the same.
//!
//! # What it checks
//! Where two routes of a table for the two halves of a block lead to one next hop, the smallest table with the same next hops is made. It
//! is reported if no route of another source could then decide otherwise, in any network that uses the table. The default route stays as it is;
//! routes that only repeat another are another rule's. Tables to which a network manager adds routes are left out.
//!
//! # Why it matters
//! A table takes 400 routes, and each is one more to read.
//!
//! # Fix
//! The fix writes the smallest table: it widens some routes and removes those that they then stand for.
//!
//! # Source
//! Draves, King, Venkatachary, Zill, "Constructing Optimal IP Routing Tables", INFOCOM 1999; Microsoft Learn, "Azure subscription and
//! service limits", user-defined routes.

use super::Property;
use super::minimal::{Entry, MOST_HOPS, minimal};
use super::nested::around;
use super::tables::{uses, written};
use crate::address::{Address, AddressSet, Prefix, Share, sort_by_rank};
use crate::design::{Design, Resource, Route as Written, TableId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::Network;
use crate::route::{EffectiveRoutes, NextHop, Route, none_blocks};

pub(super) const PROPERTY: Property = Property::new("routes-aggregable", Severity::Info, run).over_ipv6(run).with_few_findings();

fn run<A: Address>(property: &Property, network: &Network<'_, A>, found: &mut Vec<Diagnostic>) {
    let design = network.design;
    for (table, uses) in design.table_ids().zip(uses(network)) {
        let Some(routes) = uses.first().map(|first| first.user()).filter(|routes| have_halves(routes)) else { continue };
        // Those of the other family are another table to Azure.
        let other = |route: &&Written| route.address_prefix.prefix::<A>().is_none() && route.address_prefix.tag().is_none();
        let others = design[table].routes.iter().filter(other).count();
        if design[table].existing() || design.is_part_of_managed(table) || routes.len() + others != design[table].routes.len() {
            continue;
        }
        let Some(smaller) = smaller(design, table, routes) else { continue };
        let changed = changed(routes, &smaller);
        if uses.iter().all(|pair| !changed.meets(network, pair)) {
            found.extend(report(property, design, table, routes, &smaller));
        }
        if found.len() > property.most {
            return;
        }
    }
}

/// Where a smaller table differs.
struct Changed<A> {
    /// The addresses of routes that are not in both.
    addresses: AddressSet<A>,
    /// The shortest length of a route of the smaller table that decides there.
    length: u8,
}

fn changed<A: Address>(routes: &[Route<A>], smaller: &[(Prefix<A>, NextHop<A>)]) -> Changed<A> {
    // Both are sorted by prefix.
    let gone = routes.iter().filter(|route| !has(smaller, route)).map(|route| route.prefix);
    let old = |(prefix, hop): &(Prefix<A>, NextHop<A>)| {
        routes.binary_search_by_key(prefix, |route| route.prefix).ok().and_then(|at| routes.get(at)).is_some_and(|it| it.next_hop == *hop)
    };
    let new = smaller.iter().filter(|entry| !old(entry)).map(|(prefix, _)| *prefix);
    let addresses = AddressSet::covering(gone.chain(new));
    let there = |prefix: &Prefix<A>| AddressSet::from(prefix.interval()).share(&addresses) != Share::None;
    let lengths =
        smaller.iter().map(|(prefix, _)| prefix).filter(|prefix| prefix.length() > 0 && there(prefix)).map(|prefix| prefix.length());
    Changed { length: lengths.min().unwrap_or_default(), addresses }
}

/// Whether a route is one of the smaller table.
fn has<A: Address>(smaller: &[(Prefix<A>, NextHop<A>)], route: &Route<A>) -> bool {
    let found = smaller.binary_search_by_key(&route.prefix, |(prefix, _)| *prefix).ok().and_then(|at| smaller.get(at));
    found.is_some_and(|(_, next_hop)| *next_hop == route.next_hop)
}

impl<A: Address> Changed<A> {
    /// Whether a route of another source is longer there than one of the smaller table, and might decide where it does not now.
    fn meets(&self, network: &Network<'_, A>, pair: &EffectiveRoutes<A>) -> bool {
        let given = pair.given().iter().map(|route| route.prefix).chain(none_blocks(network.design).iter().copied());
        let longer = given.filter(|prefix| prefix.length() > self.length);
        AddressSet::covering(longer).share(&self.addresses) != Share::None
    }
}

/// Whether two routes for the two halves of a block lead to one next hop.
fn have_halves<A: Address>(routes: &[Route<A>]) -> bool {
    let halves = |low: &Route<A>, high: &Route<A>| {
        let length = low.prefix.length();
        length == high.prefix.length()
            && low.next_hop == high.next_hop
            && low.prefix != high.prefix
            && length > 1
            && Prefix::holding(low.prefix.first(), length - 1) == Prefix::holding(high.prefix.first(), length - 1)
    };
    routes.windows(2).any(|pair| matches!(pair, [low, high] if halves(low, high)))
}

/// The routes of the smallest table, if there is one that is smaller by more than the routes that only repeat another.
fn smaller<A: Address>(design: &Design, table: TableId, routes: &[Route<A>]) -> Option<Vec<(Prefix<A>, NextHop<A>)>> {
    let mut hops: Vec<NextHop<A>> = Vec::new();
    let mut entries: Vec<Entry<A>> = Vec::new();
    for route in routes {
        // A tag is not a prefix, and which of several appliances is meant depends on the route.
        written(design, table, route).filter(|_| !matches!(route.next_hop, NextHop::VirtualApplianceEcmp { .. }))?;
        let hop = hops.iter().position(|hop| *hop == route.next_hop).unwrap_or(hops.len());
        if hop == hops.len() {
            hops.push(route.next_hop);
        }
        entries.push((route.prefix, hop as u32));
    }
    if hops.len() >= MOST_HOPS {
        return None;
    }
    let (default, others) = entries.split_at(entries.partition_point(|(prefix, _)| *prefix == Prefix::ALL));
    let outer = around(&others.iter().map(|(prefix, _)| *prefix).collect::<Vec<_>>());
    let repeats = outer
        .iter()
        .zip(others)
        .filter(|(outer, (_, hop))| outer.and_then(|outer| others.get(outer as usize)).is_some_and(|(_, around)| around == hop));
    let fewest = minimal(others);
    let worthwhile = fewest.len() + repeats.count() < others.len();
    let all = default.iter().chain(&fewest);
    worthwhile.then(|| all.filter_map(|(prefix, hop)| Some((*prefix, *hops.get(*hop as usize)?))).collect())
}

fn report<A: Address>(
    property: &Property,
    design: &Design,
    table: TableId,
    routes: &[Route<A>],
    smaller: &[(Prefix<A>, NextHop<A>)],
) -> Option<Diagnostic> {
    // Each route of the smaller table is one of the table, or takes the place of one with its next hop.
    let mut left: Vec<&Route<A>> = routes.iter().filter(|route| !has(smaller, route)).collect();
    let mut widened = Vec::new();
    for (prefix, next_hop) in smaller {
        if routes.iter().any(|route| route.prefix == *prefix && route.next_hop == *next_hop) {
            continue;
        }
        let inside = left.iter().position(|route| route.next_hop == *next_hop && prefix.covers(route.prefix));
        let place = inside.or_else(|| left.iter().position(|route| route.next_hop == *next_hop))?;
        widened.push((left.remove(place), *prefix));
    }
    let names: Vec<String> = widened
        .iter()
        .take(4)
        .filter_map(|(route, prefix)| Some(format!("`{}` for {prefix} instead of {}", written(design, table, route)?.name, route.prefix)))
        .collect();
    let message = format!("{} of the {} routes of `{}` do the same: {}", smaller.len(), routes.len(), design[table].name, names.join(", "));
    let mut finding =
        property.report(design[table].at.field("routes"), message).hint("widen these routes, and remove those that they then stand for");
    for (route, prefix) in &widened {
        finding = finding.replacing(written(design, table, route)?.at.field("addressPrefix"), prefix.to_string());
    }
    let mut gone: Vec<_> = left.into_iter().filter_map(|route| written(design, table, route)).collect();
    sort_by_rank(&mut gone, |route| u64::MAX - u64::from(route.at.index()));
    Some(gone.into_iter().fold(finding, |finding, route| finding.removing(route.at.pointer())))
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{after_fix, findings, hub_and_spoke};

    fn design(routes: &[(&str, &str)]) -> String {
        let route = |(i, (prefix, hop)): (usize, &(&str, &str))| {
            let hop = if *hop == "fw" { r#""nextHop": { "firewall": "fw" }"#.to_owned() } else { format!(r#""nextHopType": "{hop}""#) };
            format!(r#"{{ "name": "r{i}", "addressPrefix": "{prefix}", {hop} }}"#)
        };
        let all: Vec<_> = routes.iter().enumerate().map(route).collect();
        hub_and_spoke(&format!(r#""disableBgpRoutePropagation": true, "routes": [{}]"#, all.join(",")), "")
    }

    #[test]
    fn four_quarters_become_one_route() {
        let document = design(&[("172.20.0.0/18", "fw"), ("172.20.64.0/18", "fw"), ("172.20.128.0/18", "fw"), ("172.20.192.0/18", "fw")]);
        assert_eq!(
            findings(&PROPERTY, &document),
            ["/routeTables/0/routes: 1 of the 4 routes of `rt-spoke` do the same: `r0` for 172.20.0.0/16 instead of 172.20.0.0/18"]
        );
        let routes = &after_fix(&PROPERTY, &document)["routeTables"][0]["routes"];
        assert_eq!((routes.as_array().unwrap().len(), &routes[0]["addressPrefix"]), (1, &"172.20.0.0/16".into()));
    }

    #[test]
    fn an_exception_is_left_inside() {
        let document = design(&[
            ("0.0.0.0/0", "Internet"),
            ("172.20.0.0/18", "fw"),
            ("172.20.64.0/18", "None"),
            ("172.20.128.0/18", "fw"),
            ("172.20.192.0/18", "fw"),
        ]);
        let routes = &after_fix(&PROPERTY, &document)["routeTables"][0]["routes"];
        let prefixes: Vec<_> = routes.as_array().unwrap().iter().map(|route| route["addressPrefix"].as_str().unwrap()).collect();
        assert_eq!(prefixes, ["0.0.0.0/0", "172.20.0.0/16", "172.20.64.0/18"]);
    }

    #[test]
    fn neighbours_that_are_no_halves_are_silent() {
        assert!(findings(&PROPERTY, &design(&[("172.20.64.0/18", "fw"), ("172.20.128.0/18", "fw")])).is_empty());
    }

    #[test]
    fn halves_that_lead_elsewhere_are_silent() {
        assert!(findings(&PROPERTY, &design(&[("172.20.0.0/17", "fw"), ("172.20.128.0/17", "None")])).is_empty());
    }

    #[test]
    fn halves_that_must_be_longer_than_another_route_stay() {
        // The route of the peering, 10.0.0.0/16, is longer than the block of both.
        let two = [("10.0.0.0/17", "fw"), ("10.0.128.0/17", "fw")];
        assert_eq!(findings(&PROPERTY, &design(&two)).len(), 1, "as long as the peering's, and wins");
        let halves = [("10.0.0.0/17", "fw"), ("10.0.128.0/17", "fw"), ("10.1.0.0/17", "fw"), ("10.1.128.0/17", "fw")];
        assert!(findings(&PROPERTY, &design(&halves)).is_empty(), "10.0.0.0/15 would lose to both networks");
    }
}
