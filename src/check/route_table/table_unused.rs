//! `route-table-unused`: a route table is used by no subnet.
//!
//! # What it checks
//! Every route table that the design writes is the `routeTable` of at least one subnet.
//!
//! # Why it matters
//! Its routes do nothing. Most often the association was forgotten, and traffic takes the system routes.
//!
//! # Fix
//! Name the table in the `routeTable` of the subnets that it is for. The fix removes it instead.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing": a route table works by its association with subnets.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::SubnetId;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("route-table-unused", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    // A subnet that names a table which does not exist most likely means this one.
    let misspelt = |id: SubnetId| design[id].route_table.as_ref().is_some_and(|table| table.table().is_none());
    if design.subnet_ids().any(misspelt) {
        return;
    }
    for id in design.table_ids().filter(|id| design.users(*id).is_empty() && !design[*id].existing) {
        let path = design[id].at.pointer();
        let finding = rule.report(path.clone(), format!("no subnet uses route table `{}`", design[id].name));
        found.push(finding.hint("name it in the `routeTable` of the subnets that it is for").removing(path));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, routes};

    #[test]
    fn a_table_without_subnets_is_reported() {
        let document = r#"{ "routeTables": [{ "name": "rt" }] }"#;
        assert_eq!(findings(&RULE, document), ["/routeTables/0: no subnet uses route table `rt`"]);
        assert!(fixable(&RULE, document));
    }

    #[test]
    fn a_table_with_a_subnet_is_silent() {
        assert!(findings(&RULE, &routes("")).is_empty());
    }

    #[test]
    fn a_table_that_a_subnet_may_mean_is_not_reported_beside_the_misspelt_name() {
        let document = routes("").replace(r#""routeTable": "rt""#, r#""routeTable": "tr""#);
        let decoded = crate::design::decode(document.as_bytes());
        assert_eq!(decoded.diagnostics.len(), 1, "the name is reported");
        assert!(crate::check::check(&decoded.design).iter().all(|finding| finding.code != RULE.code));
    }

    #[test]
    fn a_table_of_someone_else_may_serve_subnets_outside_the_design() {
        assert!(findings(&RULE, r#"{ "routeTables": [{ "name": "rt", "existing": true }] }"#).is_empty());
    }
}
