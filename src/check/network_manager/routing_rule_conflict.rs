//! `avnm-conflicting-rules`: two routing rules for one subnet have the same destination and different next hops.
//!
//! # What it checks
//! Routing rules that are for the same subnet and the same destination have the same next hop.
//!
//! # Why it matters
//! Azure Virtual Network Manager does not support it, within a collection and across collections: one of the two counts, at random. Here
//! the first one does.
//!
//! # Fix
//! Remove one of the rules, or take the subnet out of it.
//!
//! # Source
//! Microsoft Learn, "Automate management of user-defined routes (UDRs) with Azure Virtual Network Manager", behaviors of UDR management;
//! specification 4.12.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{conflict, reached};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("avnm-conflicting-rules", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    if design.routing_rules_cut_short() {
        return;
    }
    let mut given = Vec::new();
    for (routing, index) in design.routing_rules().iter().zip(0_u32..) {
        given.extend(reached(design, routing).into_iter().map(|subnet| (routing.destination.key(), subnet, index)));
    }
    given.sort_unstable();
    let mut conflicts = Vec::new();
    for same in given.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        let Some((_, subnet, first)) = same.first() else { continue };
        conflicts.extend(same.iter().skip(1).map(|(.., second)| (*second, *first, *subnet)));
    }
    conflicts.sort_unstable();
    conflicts.dedup_by_key(|(second, first, _)| (*second, *first));
    for (second, first, subnet) in conflicts {
        let rules = design.routing_rules();
        let (Some(first), Some(second)) = (rules.get(first as usize), rules.get(second as usize)) else { continue };
        if conflict(first, second) {
            let message = format!(
                "routing rules `{}` and `{}` send {} of subnet `{}` different ways",
                first.name,
                second.name,
                second.destination,
                design.subnet_path(subnet)
            );
            let finding = rule.report(second.at.field("destination"), message).related(first.at.field("destination"));
            found.push(finding.hint("remove one of the two"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::with_rules;
    use super::RULE;
    use crate::check::testing::findings;

    const FIRST: (&str, &str, &str) = ("10.9.0.0/16", "Internet", "one");

    #[test]
    fn rules_that_disagree_are_reported() {
        assert_eq!(
            findings(&RULE, &with_rules(&[FIRST, ("10.9.0.0/16", "NoNextHop", "one/s")])),
            ["/networkManager/routingRules/1/destination: routing rules `u0` and `u1` send 10.9.0.0/16 of subnet `one/s` different ways"],
        );
    }

    #[test]
    fn other_destinations_and_equal_rules_are_silent() {
        assert!(findings(&RULE, &with_rules(&[FIRST, ("10.9.0.0/17", "NoNextHop", "one")])).is_empty());
        assert!(findings(&RULE, &with_rules(&[FIRST, FIRST])).is_empty());
    }

    #[test]
    fn rules_for_other_subnets_may_disagree() {
        assert!(findings(&RULE, &with_rules(&[FIRST, ("10.9.0.0/16", "NoNextHop", "two")])).is_empty());
    }

    #[test]
    fn rules_for_subnets_with_one_table_meet_in_it() {
        let rules = |mode: &str| {
            let rule = |name: &str, hop: &str, place: &str| {
                format!(r#"{{ "name": "{name}", "destination": "10.9.0.0/16", "nextHopType": "{hop}", "appliesTo": ["{place}"] }}"#)
            };
            let rules = format!("{}, {}", rule("a", "Internet", "one/s"), rule("b", "NoNextHop", "one/t"));
            let document = super::super::testing::design(&format!(r#""routeTableUsageMode": "{mode}", "routingRules": [{rules}]"#));
            let second =
                r#"{ "name": "t", "addressPrefix": "10.1.1.0/24", "routeTable": "rt" }, { "name": "s", "addressPrefix": "10.1.0.0/24""#;
            document.replacen(r#"{ "name": "s", "addressPrefix": "10.1.0.0/24""#, second, 1)
        };
        assert_eq!(findings(&RULE, &rules("UseExisting")).len(), 1);
        assert!(findings(&RULE, &rules("ManagedOnly")).is_empty());
    }
}
