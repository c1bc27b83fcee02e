//! `avnm-conflicting-rules`: two routing rules for one subnet have the same destination and different next hops.
//!
//! # What it checks
//! Routing rules that are for the same subnet and the same destination have the same next hop.
//!
//! # Why it matters
//! Azure Virtual Network Manager does not support it, within a collection and across collections: which of the two counts nothing says.
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
use super::{conflict, rules, subnets};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("avnm-conflicting-rules", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let rules = rules(design);
    for (position, second) in rules.iter().enumerate() {
        let own = subnets(design, second);
        let shared = rules.iter().take(position).filter(|first| conflict(first, second)).find_map(|first| {
            let subnet = subnets(design, first).into_iter().find(|subnet| own.binary_search(subnet).is_ok())?;
            Some((first, subnet))
        });
        if let Some((first, subnet)) = shared {
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
            findings(&RULE, &with_rules(&[FIRST, ("10.9.0.0/16", "None", "one/s")])),
            ["/networkManager/routingRules/1/destination: routing rules `u0` and `u1` send 10.9.0.0/16 of subnet `one/s` different ways"],
        );
    }

    #[test]
    fn other_destinations_and_equal_rules_are_silent() {
        assert!(findings(&RULE, &with_rules(&[FIRST, ("10.9.0.0/17", "None", "one")])).is_empty());
        assert!(findings(&RULE, &with_rules(&[FIRST, FIRST])).is_empty());
    }

    #[test]
    fn rules_for_other_subnets_may_disagree() {
        assert!(findings(&RULE, &with_rules(&[FIRST, ("10.9.0.0/16", "None", "two")])).is_empty());
    }
}
