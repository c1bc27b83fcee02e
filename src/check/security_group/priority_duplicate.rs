//! `security-rule-priority-duplicate`: two security rules of one direction have the same priority.
//!
//! # What it checks
//! In a network security group, the priorities of the inbound rules are all different, and those of the outbound rules.
//!
//! # Why it matters
//! Azure refuses the second rule: the priority decides which rule comes first.
//!
//! # Fix
//! Choose another priority. The fix takes the next one where it is free, so that the order stays as it is written.
//!
//! # Source
//! Microsoft Learn, "Network security groups", security rules: priority; error code SecurityRuleConflict.
//! Specification 9.2.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::sorted;
use super::super::survey::Survey;
use crate::design::{Direction, NetworkSecurityGroup};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-priority-duplicate", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    design.network_security_groups.iter().for_each(|group| look(rule, group, found));
}

fn look(rule: &Rule, group: &NetworkSecurityGroup, found: &mut Findings) {
    let rules = &group.security_rules;
    let key = |direction: Direction, priority: u32| (direction as u64) << 32 | u64::from(priority);
    let keys: Vec<u64> = rules.iter().map(|it| key(it.direction, it.priority)).collect();
    let sorted = sorted(&keys);
    let taken = |key| sorted.binary_search_by_key(&key, |it| it.0).is_ok();
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        let Some(first) = same.first().and_then(|it| rules.get(it.1)) else { continue };
        for second in same.iter().skip(1).filter_map(|it| rules.get(it.1)) {
            let path = second.at.field("priority");
            let direction = second.direction.as_str().to_ascii_lowercase();
            let message = format!("rule `{}` has the {direction} priority {} already", first.name, second.priority);
            let finding = rule
                .report(path.clone(), message)
                .related(first.at.field("priority"))
                .hint("choose another priority")
                .arm("SecurityRuleConflict");
            let next = second.priority.saturating_add(1);
            let free = same.len() == 2 && next <= 4096 && !taken(key(second.direction, next));
            found.push(if free { finding.replacing(path, next) } else { finding });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ANY, group};
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable};

    #[test]
    fn the_second_rule_of_a_priority_is_reported_and_moved() {
        let document = group(&[(100, ANY), (200, ANY), (100, ANY)]);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkSecurityGroups/0/securityRules/2/priority: rule `rule-0` has the inbound priority 100 already"],
        );
        assert_eq!(after_fix(&RULE, &document)["networkSecurityGroups"][0]["securityRules"][2]["priority"], 101);
    }

    #[test]
    fn a_rule_is_not_moved_past_another() {
        assert!(!fixable(&RULE, &group(&[(100, ANY), (101, ANY), (100, ANY)])));
    }

    #[test]
    fn different_priorities_are_silent() {
        assert!(findings(&RULE, &group(&[(100, ANY), (101, ANY)])).is_empty());
    }

    #[test]
    fn the_directions_are_counted_apart() {
        assert!(findings(&RULE, &group(&[(100, ANY), (100, &ANY.replace("Inbound", "Outbound"))])).is_empty());
    }
}
