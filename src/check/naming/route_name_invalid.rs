//! `route-name-invalid`: a route has a name that Azure does not take.
//!
//! # What it checks
//! Names of routes have 1 to 80 letters, digits, `_`, `.` and `-`, begin with a letter or digit and end with one or with `_`.
//!
//! # Why it matters
//! Azure refuses other names.
//!
//! # Fix
//! Choose another name. The fix puts `-` in the place of what is not allowed.
//!
//! # Source
//! Microsoft Learn, "Naming rules and restrictions for Azure resources", Microsoft.Network; error code InvalidResourceName.

use super::super::Rule;
use super::super::findings::Findings;
use super::{repaired, rules, well_formed};
use crate::design::shown;
use crate::design::{Design, RouteTable};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::table("route-name-invalid", Severity::Error, run);

fn run(rule: &Rule, _: &Design, table: &RouteTable, found: &mut Findings) {
    for route in table.routes.iter().filter(|route| !well_formed(route.name.as_str(), 1, 80)) {
        if found.is_full() {
            return;
        }
        let path = route.at.field("name");
        let message = format!("`{}` is not a name for a route", shown(route.name.as_str()));
        let finding = rule.report(path.clone(), message).hint(rules(1, 80)).arm("InvalidResourceName");
        let free = repaired(route.name.as_str(), 80).filter(|name| !table.routes.iter().any(|other| other.name.is(name)));
        found.push(finding.replacing_some(path, free));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable, routes};

    fn design(name: &str) -> String {
        routes(&format!(r#"{{ "name": "{name}", "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }}"#))
    }

    #[test]
    fn a_name_with_spaces_is_reported_and_repaired() {
        let document = design("to the hub");
        assert_eq!(findings(&RULE, &document), ["/routeTables/0/routes/0/name: `to the hub` is not a name for a route"]);
        assert_eq!(after_fix(&RULE, &document)["routeTables"][0]["routes"][0]["name"], "to-the-hub");
        assert!(!fixable(&RULE, &design("<>")));
    }

    #[test]
    fn ordinary_names_are_silent() {
        assert!(findings(&RULE, &design("to-hub_1.0")).is_empty());
    }

    #[test]
    fn the_last_character_may_be_an_underscore_but_not_a_dash() {
        assert!(findings(&RULE, &design("hub_")).is_empty());
        assert_eq!(findings(&RULE, &design("hub-")).len(), 1);
    }
}
