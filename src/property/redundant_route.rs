//! `route-redundant`: without a route, the same would decide.
//!
//! # What it checks
//! In some network that uses a table, each of its routes sends packets elsewhere than the route of the table around it, or a route of
//! another source stands between the two. Tables that name service tags, or to which a network manager adds routes, are left out; routes
//! that matter to the tag VirtualNetwork of a security group count as different.
//!
//! # Why it matters
//! A route that changes nothing is one more to read, and one more of the 400 that a table may have.
//!
//! # Fix
//! The fix removes all routes that repeat one. Keep them where they are to stay when the other one changes.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing", how Azure selects a route; specification 1.2, 1.3 and 2.4.

use super::Property;
use super::nested::around;
use super::tables::{beaten_endpoints, prefixes, uses, without, written};
use crate::address::{Address, Prefix, sort_by_rank};
use crate::design::{Design, TableId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::Network;
use crate::route::{EffectiveRoutes, NextHop, Route, none_blocks};

pub(super) const PROPERTY: Property = Property::new("route-redundant", Severity::Info, run).over_ipv6(run).with_few_findings();

fn run<A: Address>(property: &Property, network: &Network<'_, A>, found: &mut Vec<Diagnostic>) {
    for (table, uses) in network.design.table_ids().zip(uses(network)) {
        found
            .extend(repeated(network.design, table, &uses).into_iter().filter_map(|group| report(property, network.design, table, &group)));
        if found.len() > property.most {
            return;
        }
    }
}

/// A route with those that repeat it.
type Group<A> = (Route<A>, Vec<Route<A>>);

fn repeated<A: Address>(design: &Design, table: TableId, uses: &[&EffectiveRoutes<A>]) -> Vec<Group<A>> {
    let Some(routes) = uses.first().map(|first| first.user()) else { return Vec::new() };
    // A tag can have the prefix of a route that beats it, and would then decide; so can a route of a network manager.
    if design.is_part_of_managed(table) || design[table].routes.iter().any(|route| route.address_prefix.tag().is_some()) {
        return Vec::new();
    }
    let mut around = around(&prefixes(routes));
    let outer = |around: &[Option<u32>], position: usize| around.get(position).copied().flatten();
    // What is not repeated loses the route around it.
    let tagged = !design.network_security_groups.is_empty();
    for (position, route) in routes.iter().enumerate() {
        let other = outer(&around, position).and_then(|outer| routes.get(outer as usize));
        let repeats = |other: &Route<A>| other.next_hop == route.next_hop && !(tagged && other.prefix.length() == 0);
        let both = [Some(route), other].into_iter().flatten().all(|route| written(design, table, route).is_some());
        if !both || !other.is_some_and(repeats) {
            clear(&mut around, position);
        }
    }
    for effective in uses {
        if around.iter().all(Option::is_none) {
            return Vec::new();
        }
        for between in between(design, effective) {
            let first = routes.partition_point(|route| route.prefix < between);
            let inside = routes.iter().enumerate().skip(first).take_while(|(_, route)| between.covers(route.prefix));
            for (position, _) in inside {
                let shorter = |outer: u32| routes.get(outer as usize).is_some_and(|outer| outer.prefix.length() < between.length());
                if outer(&around, position).is_some_and(shorter) {
                    clear(&mut around, position);
                }
            }
        }
        // A route can be what beats the one of a private endpoint, by its length.
        for beaten in beaten_endpoints(effective) {
            for (position, route) in routes.iter().enumerate() {
                if route.prefix.covers(beaten.prefix) {
                    clear(&mut around, position);
                }
            }
        }
    }
    grouped(routes, &around)
}

fn clear(around: &mut [Option<u32>], position: usize) {
    around.iter_mut().skip(position).take(1).for_each(|outer| *outer = None);
}

/// The prefixes of other sources that can decide between two routes of the table.
fn between<A: Address>(design: &Design, effective: &EffectiveRoutes<A>) -> Vec<Prefix<A>> {
    let mut all: Vec<Prefix<A>> = effective.given().iter().map(|route| route.prefix).filter(|prefix| prefix.length() > 0).collect();
    // A None route is not listed where the table has its prefix, and would come back.
    let removed = effective.user_default().is_some_and(|route| !matches!(route.next_hop, NextHop::None | NextHop::Internet));
    if !removed {
        all.extend(none_blocks(design));
    }
    all
}

/// The routes that are repeated, each with all those that repeat it or one of these.
fn grouped<A: Address>(routes: &[Route<A>], around: &[Option<u32>]) -> Vec<Group<A>> {
    let mut members: Vec<(u32, u32)> = Vec::new();
    for (outer, position) in around.iter().zip(0..) {
        let Some(mut root) = *outer else { continue };
        while let Some(further) = around.get(root as usize).copied().flatten() {
            root = further;
        }
        members.push((root, position));
    }
    sort_by_rank(&mut members, |(root, _)| u64::from(*root));
    let route = |position: u32| routes.get(position as usize).copied();
    let groups = members.chunk_by(|a, b| a.0 == b.0);
    groups
        .filter_map(|group| Some((route(group.first()?.0)?, group.iter().filter_map(|(_, position)| route(*position)).collect())))
        .collect()
}

fn report<A: Address>(property: &Property, design: &Design, table: TableId, (root, repeating): &Group<A>) -> Option<Diagnostic> {
    let root = written(design, table, root)?;
    let mut repeating: Vec<_> = repeating.iter().filter_map(|route| written(design, table, route)).collect();
    sort_by_rank(&mut repeating, |route| u64::from(route.at.index()));
    let names: Vec<String> = repeating.iter().take(4).map(|route| format!("`{}` ({})", route.name, route.address_prefix)).collect();
    let (more, verb) = match repeating.len() {
        1 => (String::new(), "changes"),
        count if count > names.len() => (format!(" and {} more", count - names.len()), "change"),
        _ => (String::new(), "change"),
    };
    let message = format!("{}{more} {verb} nothing: `{}` ({}) leads there", names.join(", "), root.name, root.address_prefix);
    let finding = property.report(repeating.first()?.at.pointer(), message).related(root.at.pointer()).hint("remove what repeats it");
    let finding = repeating.iter().skip(1).take(10).fold(finding, |finding, route| finding.related(route.at.pointer()));
    Some(without(finding, design, table, repeating))
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{after_fix, findings, hub_and_spoke};

    fn design(propagation: bool, routes: &[(&str, &str)]) -> String {
        let route = |(i, (prefix, hop)): (usize, &(&str, &str))| {
            let hop = if *hop == "fw" { r#""nextHop": { "firewall": "fw" }"#.to_owned() } else { format!(r#""nextHopType": "{hop}""#) };
            format!(r#"{{ "name": "r{i}", "addressPrefix": "{prefix}", {hop} }}"#)
        };
        let all: Vec<_> = routes.iter().enumerate().map(route).collect();
        hub_and_spoke(&format!(r#""disableBgpRoutePropagation": {}, "routes": [{}]"#, !propagation, all.join(",")), "")
    }

    #[test]
    fn routes_that_repeat_the_one_around_them_are_reported_once_and_removed() {
        let document = design(false, &[("0.0.0.0/0", "fw"), ("172.16.0.0/12", "fw"), ("172.16.1.0/24", "fw")]);
        assert_eq!(
            findings(&PROPERTY, &document),
            ["/routeTables/0/routes/1: `r1` (172.16.0.0/12), `r2` (172.16.1.0/24) change nothing: `r0` (0.0.0.0/0) leads there"]
        );
        assert_eq!(after_fix(&PROPERTY, &document)["routeTables"][0]["routes"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn a_route_that_leads_elsewhere_is_silent() {
        assert!(findings(&PROPERTY, &design(false, &[("0.0.0.0/0", "fw"), ("172.16.0.0/12", "Internet")])).is_empty());
    }

    #[test]
    fn a_route_that_beats_a_learned_or_system_route_is_needed() {
        assert!(findings(&PROPERTY, &design(true, &[("0.0.0.0/0", "fw"), ("192.168.1.0/24", "fw")])).is_empty(), "learned");
        assert_eq!(findings(&PROPERTY, &design(false, &[("0.0.0.0/0", "fw"), ("192.168.1.0/24", "fw")])).len(), 1);
        assert!(findings(&PROPERTY, &design(false, &[("0.0.0.0/0", "fw"), ("10.0.0.0/16", "fw")])).is_empty(), "the peering's");
    }

    #[test]
    fn without_a_default_route_the_none_routes_come_back() {
        assert!(findings(&PROPERTY, &design(false, &[("128.0.0.0/1", "fw"), ("172.16.0.0/12", "fw")])).is_empty());
        assert_eq!(findings(&PROPERTY, &design(false, &[("128.0.0.0/1", "fw"), ("172.0.0.0/8", "fw")])).len(), 1);
    }

    #[test]
    fn a_prefix_may_matter_to_a_security_group() {
        let document = design(false, &[("0.0.0.0/0", "fw"), ("172.16.0.0/12", "fw")]);
        let guarded = document.replacen('{', r#"{ "networkSecurityGroups": [{ "name": "nsg" }],"#, 1);
        assert!(findings(&PROPERTY, &guarded).is_empty());
    }

    #[test]
    fn one_of_two_networks_may_need_it() {
        let alone = r#"{ "name": "alone", "addressSpace": ["10.7.0.0/16"], "subnets": [{ "name": "s", "addressPrefix": "10.7.0.0/24", "routeTable": "rt-spoke" }] }, { "name": "hub""#;
        let document = design(false, &[("0.0.0.0/0", "fw"), ("10.7.0.0/16", "fw")]);
        assert_eq!(findings(&PROPERTY, &document).len(), 1);
        assert!(findings(&PROPERTY, &document.replacen(r#"{ "name": "hub""#, alone, 1)).is_empty());
    }
}
