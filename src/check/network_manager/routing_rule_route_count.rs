//! `routing-rule-route-count`: routing rules and routes together are more than a route table holds.
//!
//! # What it checks
//! No subnet has more than 1,000 routes of its route table and of routing rules together.
//!
//! # Why it matters
//! Azure Virtual Network Manager makes no more routes in a table, so that some rules do nothing.
//!
//! # Fix
//! Put neighbouring destinations together.
//!
//! # Source
//! Microsoft Learn, "Automate management of user-defined routes (UDRs) with Azure Virtual Network Manager", use more user-defined routes in a single route table;
//! specification 4.12 and 13.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("routing-rule-route-count", Severity::Error, run);

/// How many routes a table has at most where the network manager writes it; 400 without it.
const MOST: usize = 1_000;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let Some(manager) = &design.network_manager else { return };
    let Some(table) = design.managed_table_ids().find(|table| design[*table].routes.len() > MOST) else { return };
    let subnet = design.subnet_ids().find(|subnet| design.table_of(*subnet) == Some(table));
    let path = subnet.map_or_else(String::new, |subnet| design.subnet_path(subnet));
    let message = format!("subnet `{path}` gets {} routes; Azure allows {MOST} in a table", design[table].routes.len());
    found.push(rule.report(manager.at.field("routingRules"), message).hint("put neighbouring destinations together"));
}

#[cfg(test)]
mod tests {
    use super::super::testing::design;
    use super::{MOST, RULE};
    use crate::check::testing::findings;

    /// So many rules for the first network, whose subnet has a route of its own.
    fn with(rules: usize) -> String {
        let rule = |i: usize| {
            format!(
                r#"{{ "name": "u{i}", "destination": "11.{}.{}.0/24", "nextHopType": "Internet", "appliesTo": ["one"] }}"#,
                i / 250,
                i % 250
            )
        };
        let rules: Vec<_> = (0..rules).map(rule).collect();
        design(&format!(r#""routingRules": [{}]"#, rules.join(", ")))
    }

    #[test]
    fn one_too_many_is_reported() {
        assert_eq!(
            findings(&RULE, &with(MOST)),
            ["/networkManager/routingRules: subnet `one/s` gets 1001 routes; Azure allows 1000 in a table"],
        );
    }

    #[test]
    fn as_many_as_azure_allows_are_silent() {
        assert!(findings(&RULE, &with(MOST - 1)).is_empty());
    }

    #[test]
    fn no_rules_are_silent() {
        assert!(findings(&RULE, &design("")).is_empty());
    }
}
