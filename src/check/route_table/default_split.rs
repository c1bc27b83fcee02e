//! `default-route-split`: a route table has a default route and the two halves of it.
//!
//! # What it checks
//! No table has routes for 0.0.0.0/0, 0.0.0.0/1 and 128.0.0.0/1 together.
//!
//! # Why it matters
//! The halves are longer and decide for every address, so the default route decides for none. It still counts elsewhere: it takes
//! away the routes with next hop None, and it is what gateways and services look for.
//!
//! # Fix
//! Keep one of the two ways to write it. The fix removes the halves where all three lead to one next hop and no gateway's routes
//! reach the table.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing", longest prefix match; specification 1.2 and 2.4.

use super::super::Rule;
use super::super::findings::Findings;
use crate::address::{Address, Ipv4, Ipv6, Prefix};
use crate::design::{Design, Resource, Route, RouteTable};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::table("default-route-split", Severity::Info, run);

fn run(rule: &Rule, design: &Design, table: &RouteTable, found: &mut Findings) {
    look::<Ipv4>(rule, design, table, found);
    look::<Ipv6>(rule, design, table, found);
}

fn look<A: Address>(rule: &Rule, design: &Design, table: &RouteTable, found: &mut Findings) {
    // Found by looking once: nearly every table has at most one so short.
    let short = |route: &&Route| route.address_prefix.prefix::<A>().is_some_and(|prefix| prefix.length() <= 1);
    let mut short = table.routes.iter().filter(short);
    let (Some(one), Some(two), Some(three), None) = (short.next(), short.next(), short.next(), short.next()) else { return };
    let all = [one, two, three];
    let with = |first: A, length: u8| {
        let prefix = Some(Prefix::holding(first, length));
        all.iter().copied().find(|route| route.address_prefix.prefix() == prefix)
    };
    let halves = (with(A::MIN, 1), with(A::MAX, 1));
    let (Some(whole), (Some(low), Some(high))) = (with(A::MIN, 0), halves) else { return };
    let message = format!("`{}` and `{}` of `{}` decide for every address, and `{}` for none", low.name, high.name, table.name, whole.name);
    let finding = rule
        .report(whole.at.pointer(), message)
        .related(low.at.pointer())
        .related(high.at.pointer())
        .hint("keep the default route or its two halves");
    let hop = design.next_hop::<A>(whole);
    let same = hop.is_some() && design.next_hop(low) == hop && design.next_hop(high) == hop;
    found.push(if same && table.disable_bgp_route_propagation && !table.existing() {
        let (first, second) = if low.at < high.at { (low, high) } else { (high, low) };
        finding.removing(second.at.pointer()).removing(first.at.pointer())
    } else {
        finding
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable, routes};

    fn design(prefixes: &[&str]) -> String {
        let route = |prefix: &&str| {
            format!(
                r#"{{ "name": "to-{}", "addressPrefix": "{prefix}", "nextHop": {{ "appliance": "nva" }} }}"#,
                prefix.replace(['.', '/'], "-")
            )
        };
        let all: Vec<_> = prefixes.iter().map(route).collect();
        routes(&all.join(",")).replace(r#""name": "rt","#, r#""name": "rt", "disableBgpRoutePropagation": true,"#)
    }

    #[test]
    fn a_default_route_beside_its_halves_is_reported_and_stays() {
        let document = design(&["0.0.0.0/1", "0.0.0.0/0", "128.0.0.0/1"]);
        assert_eq!(
            findings(&RULE, &document),
            ["/routeTables/0/routes/1: `to-0-0-0-0-1` and `to-128-0-0-0-1` of `rt` decide for every address, and `to-0-0-0-0-0` for none"]
        );
        assert_eq!(after_fix(&RULE, &document)["routeTables"][0]["routes"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn where_the_halves_lead_elsewhere_nothing_is_removed() {
        let document = design(&["0.0.0.0/1", "0.0.0.0/0", "128.0.0.0/1"]);
        let other = document.replacen(r#""nextHop": { "appliance": "nva" }"#, r#""nextHopType": "None""#, 1);
        assert_eq!(findings(&RULE, &other).len(), 1);
        assert!(!fixable(&RULE, &other));
    }

    #[test]
    fn the_halves_alone_are_silent() {
        assert!(findings(&RULE, &design(&["0.0.0.0/1", "128.0.0.0/1"])).is_empty());
    }

    #[test]
    fn one_half_beside_the_default_route_is_silent() {
        assert!(findings(&RULE, &design(&["0.0.0.0/0", "128.0.0.0/1"])).is_empty());
    }
}
