//! `security-admin-rule-priority-duplicate`: two security admin rules for one network and direction have the same priority.
//!
//! # What it checks
//! The priorities of the inbound rules that apply to a network are all different, and those of the outbound rules.
//!
//! # Why it matters
//! The priority decides which rule comes first. Within a collection Azure refuses the second rule; across collections nothing says
//! which of the two is asked first.
//!
//! # Fix
//! Choose another priority. The fix takes the next one where it is free.
//!
//! # Source
//! Microsoft Learn, "Security admin rules in Azure Virtual Network Manager", required fields: priority.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::sorted;
use super::super::survey::Survey;
use super::{networks, rules};
use crate::design::SecurityAdminRule;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-admin-rule-priority-duplicate", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let rules = rules(design);
    let key = |it: &SecurityAdminRule, priority: u32| (it.direction as u64) << 32 | u64::from(priority);
    let keys: Vec<u64> = rules.iter().map(|it| key(it, it.priority)).collect();
    let sorted = sorted(&keys);
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        let Some(first) = same.first().and_then(|it| rules.get(it.1)) else { continue };
        let own = networks(first);
        for second in same.iter().skip(1).filter_map(|it| rules.get(it.1)) {
            let Some(shared) = networks(second).into_iter().find(|vnet| own.binary_search(vnet).is_ok()) else { continue };
            let path = second.at.field("priority");
            let direction = second.direction.as_str().to_ascii_lowercase();
            let network = &design[shared].name;
            let message = format!("rule `{}` has the {direction} priority {} for network `{network}` already", first.name, second.priority);
            let finding = rule.report(path.clone(), message).related(first.at.field("priority")).hint("choose another priority");
            let next = second.priority.saturating_add(1);
            let free = same.len() == 2 && next <= 4096 && sorted.binary_search_by_key(&key(second, next), |it| it.0).is_err();
            found.push(if free { finding.replacing(path, next) } else { finding });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::design;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    const FIRST: &str = r#""appliesTo": ["one"]"#;

    #[test]
    fn the_second_rule_for_a_network_is_reported_and_moved() {
        let document = design(&[FIRST, r#""appliesTo": ["two", "ONE"]"#], "");
        assert_eq!(
            findings(&RULE, &document),
            ["/networkManager/securityAdminRules/1/priority: rule `a0` has the inbound priority 10 for network `one` already"],
        );
        assert_eq!(after_fix(&RULE, &document)["networkManager"]["securityAdminRules"][1]["priority"], 11);
    }

    #[test]
    fn different_priorities_are_silent() {
        assert!(findings(&RULE, &design(&[FIRST, r#""priority": 11, "appliesTo": ["one"]"#], "")).is_empty());
    }

    #[test]
    fn rules_for_other_networks_and_directions_are_counted_apart() {
        assert!(findings(&RULE, &design(&[FIRST, r#""appliesTo": ["two"]"#], "")).is_empty());
        assert!(findings(&RULE, &design(&[FIRST, r#""direction": "Outbound", "appliesTo": ["one"]"#], "")).is_empty());
    }
}
