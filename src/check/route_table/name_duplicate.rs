//! `route-name-duplicate`: two routes of one table have the same name.
//!
//! # What it checks
//! The names of a table's routes differ by more than case.
//!
//! # Why it matters
//! A route's name is its identity in Azure: of two routes with one name, one replaces the other or the write is refused.
//!
//! # Fix
//! Rename one of the two. The fix adds a number.
//!
//! # Source
//! Microsoft Learn, "Naming rules and restrictions for Azure resources", Microsoft.Network: names of routes are unique in their
//! table and compared without regard to case.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::{numbered, repeated_names};
use crate::design::{Design, RouteTable};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::table("route-name-duplicate", Severity::Error, run);

fn run(rule: &Rule, _: &Design, table: &RouteTable, found: &mut Findings) {
    for (second, first) in repeated_names(table.routes.iter().map(|route| &route.name)) {
        let (Some(second), Some(first)) = (table.routes.get(second), table.routes.get(first)) else { continue };
        if found.is_full() {
            return;
        }
        let path = second.at.field("name");
        let message = format!("a second route of `{}` is named `{}`", table.name, second.name);
        let finding = rule.report(path.clone(), message).related(first.at.field("name")).hint("rename one of the two");
        let free = numbered(&second.name, &|name| table.routes.iter().any(|it| it.name.is(name)));
        found.push(finding.replacing_some(path, free));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, routes};

    fn design(one: &str, other: &str) -> String {
        routes(&format!(
            r#"{{ "name": "{one}", "addressPrefix": "10.8.0.0/16", "nextHopType": "None" }},
               {{ "name": "{other}", "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }}"#
        ))
    }

    #[test]
    fn the_second_holder_of_a_name_is_reported_and_renamed() {
        let document = design("hub", "Hub");
        assert_eq!(findings(&RULE, &document), ["/routeTables/0/routes/1/name: a second route of `rt` is named `Hub`"]);
        assert_eq!(after_fix(&RULE, &document)["routeTables"][0]["routes"][1]["name"], "Hub-2");
    }

    #[test]
    fn different_names_are_silent() {
        assert!(findings(&RULE, &design("hub", "spoke")).is_empty());
    }

    #[test]
    fn the_same_name_in_another_table_is_another_route() {
        let table = |name: &str| {
            format!(r#"{{ "name": "{name}", "routes": [{{ "name": "r", "addressPrefix": "10.8.0.0/16", "nextHopType": "None" }}] }}"#)
        };
        assert!(findings(&RULE, &format!(r#"{{ "routeTables": [{}, {}] }}"#, table("one"), table("two"))).is_empty());
    }
}
