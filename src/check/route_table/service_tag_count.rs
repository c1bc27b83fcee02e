//! `route-service-tag-count`: a route table has more routes for service tags than Azure allows.
//!
//! # What it checks
//! No route table has more than 25 routes whose address prefix is a service tag.
//!
//! # Why it matters
//! Azure refuses the next one, which leaves the table half written.
//!
//! # Fix
//! Name a wider tag in the place of several regional ones, or give the subnets tables of their own.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing", service tags for user-defined routes. Specification 13.

use super::super::Rule;
use super::super::findings::Findings;
use crate::design::{Design, Destination, RouteTable};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::table("route-service-tag-count", Severity::Error, run);

/// The limit, as of mid-2024.
const MOST: usize = 25;

fn run(rule: &Rule, _: &Design, table: &RouteTable, found: &mut Findings) {
    let count = table.routes.iter().filter(|route| matches!(route.address_prefix, Destination::Tag(_))).count();
    if count > MOST {
        let message = format!("route table `{}` has {count} routes for service tags; Azure allows {MOST}", table.name);
        found.push(rule.report(table.at.field("routes"), message).hint("name a wider tag in the place of several regional ones"));
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, RULE};
    use crate::check::testing::{findings, routes};
    use crate::design::ServiceTag;

    fn design(count: usize, prefix: &str) -> String {
        let route = |name: &str| format!(r#"{{ "name": "{name}", "addressPrefix": "{name}", "nextHopType": "Internet" }}"#);
        let mut all: Vec<_> = ServiceTag::names().take(count).map(route).collect();
        all.push(route(prefix).replacen(prefix, "more", 1));
        routes(&all.join(","))
    }

    #[test]
    fn one_too_many_is_reported() {
        let expected = "/routeTables/0/routes: route table `rt` has 26 routes for service tags; Azure allows 25";
        assert_eq!(findings(&RULE, &design(MOST, "WindowsVirtualDesktop")), [expected]);
    }

    #[test]
    fn the_last_one_allowed_is_silent() {
        assert!(findings(&RULE, &design(MOST - 1, "WindowsVirtualDesktop")).is_empty());
    }

    #[test]
    fn routes_for_prefixes_do_not_count() {
        assert!(findings(&RULE, &design(MOST, "10.9.0.0/16")).is_empty());
    }
}
