//! `route-count`: a route table has more routes than Azure allows.
//!
//! # What it checks
//! No route table has more than 400 routes, or than `routesPerTable` of the options says.
//!
//! # Why it matters
//! Azure refuses the next route, which leaves the table half written.
//!
//! # Fix
//! Put neighbouring prefixes together, or give the subnets tables of their own.
//!
//! # Source
//! Microsoft Learn, "Azure subscription and service limits", networking limits: user-defined routes per route table. Specification 13.

use super::super::Rule;
use super::super::findings::Findings;
use crate::design::{Design, RouteTable};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::table("route-count", Severity::Error, run);

fn run(rule: &Rule, design: &Design, table: &RouteTable, found: &mut Findings) {
    let (count, most) = (table.routes.len(), design.options.routes_per_table);
    if count > most as usize {
        let message = format!("route table `{}` has {count} routes; Azure allows {most}", table.name);
        found.push(rule.report(table.at.field("routes"), message).hint("put neighbouring prefixes together"));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, routes};

    const MOST: usize = 400;

    fn design(count: usize) -> String {
        let route =
            |i: usize| format!(r#"{{ "name": "r{i}", "addressPrefix": "192.168.{}.{}/29", "nextHopType": "None" }}"#, i / 32, i % 32 * 8);
        routes(&(0..count).map(route).collect::<Vec<_>>().join(","))
    }

    #[test]
    fn one_too_many_is_reported() {
        assert_eq!(findings(&RULE, &design(MOST + 1)), ["/routeTables/0/routes: route table `rt` has 401 routes; Azure allows 400"]);
    }

    #[test]
    fn the_options_may_have_another_limit() {
        let with = |limit: usize| design(5).replacen('{', &format!(r#"{{ "options": {{ "routesPerTable": {limit} }},"#), 1);
        assert_eq!(findings(&RULE, &with(4)), ["/routeTables/0/routes: route table `rt` has 5 routes; Azure allows 4"]);
        assert!(findings(&RULE, &with(5)).is_empty());
    }

    #[test]
    fn a_few_are_silent() {
        assert!(findings(&RULE, &design(3)).is_empty());
    }

    #[test]
    fn the_last_one_allowed_is_silent() {
        assert!(findings(&RULE, &design(MOST)).is_empty());
    }
}
