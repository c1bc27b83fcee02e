//! `route-prefix-duplicate`: two routes of one table have the same address prefix.
//!
//! # What it checks
//! The address prefixes of a table's routes are all different.
//!
//! # Why it matters
//! Azure refuses the second route.
//!
//! # Fix
//! Remove one of the two. The fix removes the second one where both lead to the same next hop.
//!
//! # Source
//! Microsoft Learn, "Create, change, or delete a route table"; error code RouteConflict.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::{key, repeated_keys};
use crate::address::{Address, AnyPrefix, Ipv4, Ipv6, Prefix, sort_by_rank};
use crate::design::{Design, Destination, NextHop, Route, RouteTable};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::table("route-prefix-duplicate", Severity::Error, run);

fn run(rule: &Rule, design: &Design, table: &RouteTable, found: &mut Findings) {
    let mut long: Vec<Prefix<Ipv6>> = table.routes.iter().filter_map(|route| route.address_prefix.prefix()).collect();
    sort_by_rank(&mut long, |prefix| prefix.rank());
    let keys: Vec<u64> = table.routes.iter().map(|route| destination_key(&route.address_prefix, &long)).collect();
    for (second, first) in repeated_keys(&keys) {
        let (Some(second), Some(first)) = (table.routes.get(second), table.routes.get(first)) else { continue };
        let message = format!("a second route of `{}` is for {}", table.name, second.address_prefix);
        let finding = rule.report(second.at.field("addressPrefix"), message).related(first.at.pointer()).arm("RouteConflict");
        let same = match first.address_prefix {
            Destination::Prefix(AnyPrefix::V6(_)) => have_one_hop::<Ipv6>(design, first, second),
            _ => have_one_hop::<Ipv4>(design, first, second),
        };
        found.push(if same {
            finding.hint("remove it: the first one leads to the same next hop").removing(second.at.pointer())
        } else {
            finding.hint("remove the one that is not meant")
        });
    }
}

/// Whether two routes of one family lead to one next hop.
fn have_one_hop<A: Address>(design: &Design, one: &Route, other: &Route) -> bool {
    let hop = design.next_hop::<A>(one);
    hop.is_some_and(|hop| hop != NextHop::VirtualApplianceEcmp) && hop == design.next_hop(other)
}

/// A number that equal destinations share, and no others; `long` are the IPv6 prefixes of the table, sorted.
fn destination_key(destination: &Destination, long: &[Prefix<Ipv6>]) -> u64 {
    match destination {
        Destination::Prefix(prefix) => key(prefix, long),
        Destination::Tag(tag) => 1 << 40 | tag.number(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, routes};

    fn design(one: &str, other: &str, hop: &str) -> String {
        routes(&format!(
            r#"{{ "name": "a", "addressPrefix": "{one}", "nextHopType": "None" }},
               {{ "name": "b", "addressPrefix": "{other}", "nextHopType": "{hop}" }}"#
        ))
    }

    #[test]
    fn the_second_route_for_a_prefix_is_reported() {
        let document = design("10.8.0.0/16", "10.8.0.0/16", "None");
        assert_eq!(findings(&RULE, &document), ["/routeTables/0/routes/1/addressPrefix: a second route of `rt` is for 10.8.0.0/16"]);
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn the_second_route_for_a_tag_is_reported() {
        let document = design("Storage.EastUS", "storage.eastus", "None");
        assert_eq!(findings(&RULE, &document), ["/routeTables/0/routes/1/addressPrefix: a second route of `rt` is for Storage.EastUS"]);
        assert!(findings(&RULE, &design("Storage", "Storage.EastUS", "None")).is_empty());
    }

    #[test]
    fn which_of_two_next_hops_is_meant_is_not_guessed() {
        assert!(!fixable(&RULE, &design("10.8.0.0/16", "10.8.0.0/16", "Internet")));
    }

    #[test]
    fn different_prefixes_are_silent() {
        assert!(findings(&RULE, &design("10.8.0.0/16", "10.9.0.0/16", "None")).is_empty());
    }

    #[test]
    fn the_same_address_with_another_length_is_another_prefix() {
        assert!(findings(&RULE, &design("10.8.0.0/16", "10.8.0.0/17", "None")).is_empty());
    }
}
