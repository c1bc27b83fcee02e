//! `routing-rule-table-shared`: the route of a routing rule goes into a route table that other subnets have too.
//!
//! # What it checks
//! With `routeTableUsageMode` `UseExisting`, all subnets with a route table that a routing rule writes into are subnets that the rule is for.
//!
//! # Why it matters
//! All subnets of the table get the route, and the rule's setting of propagation, whether or not it is for them.
//!
//! # Fix
//! Give the other subnets a table of their own, or name them in the rule.
//!
//! # Source
//! Microsoft Learn, "Automate management of user-defined routes (UDRs) with Azure Virtual Network Manager", route table sharing and cleanup behavior;
//! specification 4.12.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("routing-rule-table-shared", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    if !design.uses_existing_tables() || design.routing_rules_cut_short() {
        return;
    }
    for routing in design.routing_rules() {
        let meant = design.routing_rule_subnets(routing);
        let others = |table| design.users(table).iter().find(|user| meant.binary_search(user).is_err());
        let reached = meant.iter().filter_map(|subnet| design.written_table_of(*subnet)).find_map(|table| Some((table, others(table)?)));
        if let Some((table, subnet)) = reached {
            let message = format!(
                "routing rule `{}` is not for subnet `{}`, which gets its route by route table `{}`",
                routing.name,
                design.subnet_path(*subnet),
                design[table].name
            );
            let finding = rule.report(routing.at.field("appliesTo"), message).related(design[*subnet].at.field("routeTable"));
            found.push(finding.hint("give the subnet a table of its own, or name it in the rule"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::design;
    use super::RULE;
    use crate::check::testing::findings;

    fn with(mode: &str, place: &str) -> String {
        let rule = format!(r#"{{ "name": "u", "destination": "10.9.0.0/16", "nextHopType": "Internet", "appliesTo": ["{place}"] }}"#);
        let document = design(&format!(r#""routeTableUsageMode": "{mode}", "routingRules": [{rule}]"#));
        let second =
            r#"{ "name": "t", "addressPrefix": "10.1.1.0/24", "routeTable": "rt" }, { "name": "s", "addressPrefix": "10.1.0.0/24""#;
        document.replacen(r#"{ "name": "s", "addressPrefix": "10.1.0.0/24""#, second, 1)
    }

    #[test]
    fn a_subnet_that_gets_the_route_of_another_is_reported() {
        assert_eq!(
            findings(&RULE, &with("UseExisting", "one/s")),
            [
                "/networkManager/routingRules/0/appliesTo: routing rule `u` is not for subnet `one/t`, which gets its route by route table `rt`"
            ],
        );
    }

    #[test]
    fn tables_of_the_manager_are_not_shared() {
        assert!(findings(&RULE, &with("ManagedOnly", "one/s")).is_empty());
    }

    #[test]
    fn a_rule_for_all_subnets_of_the_table_is_silent() {
        assert!(findings(&RULE, &with("UseExisting", "one")).is_empty());
        assert!(findings(&RULE, &with("UseExisting", "two")).is_empty());
    }
}
