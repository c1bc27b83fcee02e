//! `security-rule-redundant`: without a security rule, the same would be said.
//!
//! # What it checks
//! For every rule of a group there is a packet about which the group would say something else without it. The rules that follow it
//! are looked at packet by packet, of both families where there is IPv6; Azure's own last rules are not, because a rule that repeats them says that it is meant.
//!
//! # Why it matters
//! A rule that changes nothing is one more to read, and one more of the thousand that a group may have.
//!
//! # Fix
//! The fix removes it.
//!
//! # Source
//! Microsoft Learn, "Network security groups", priority; specification 9.2.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::packets::{Group, Packets};
use super::pairs::{Covered, covering, each_rule};
use crate::address::Address;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-redundant", Severity::Info, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    each_rule(design, found, &mut |group, asked, position, found| {
        let Some(repeated) = asked.v4.rules.get(position).map(|it| it.rule) else { return };
        let v6 = asked.v6.as_ref().map(|asked| repeating(asked, position));
        let Some(repeating) = repeating(&asked.v4, position).with(v6) else { return };
        let names: Vec<_> = repeating.iter().take(4).map(|later| format!("`{}`", later.name)).collect();
        let message = format!("rule `{}` of `{}` changes nothing: {} after it say the same", repeated.name, group.name, names.join(", "));
        let finding = rule.report(repeated.at.pointer(), message).hint("remove it");
        let finding = repeating.iter().take(4).fold(finding, |finding, later| finding.related(later.at.pointer()));
        found.push(finding.removing(repeated.at.pointer()));
    });
}

/// The rules after the one at `position` that say the same of everything of one family for which it decides.
fn repeating<'r, A: Address>(asked: &Group<'r, A>, position: usize) -> Covered<'r> {
    // What it means to match is not known where some of that could not be read.
    let Some(own) = asked.rules.get(position).filter(|own| own.rule.is_whole()) else { return Covered::Not };
    let repeating = covering(&own.possible, &mut asked.rules.iter().skip(position + 1), &|later, left: &[Packets<A>]| {
        let same = later.rule.access == own.rule.access;
        // A rule that perhaps says the opposite of some of what is left.
        (same || later.rule.is_whole() && !left.iter().any(|part| part.may_meet(&later.possible))).then_some(same)
    });
    match (repeating, asked.left_for(position, own.possible.clone())) {
        (Covered::Nothing, _) => Covered::Nothing,
        // What never decides is reported for that.
        (_, Some(left)) if left.is_empty() => Covered::Nothing,
        (repeating, Some(_)) => repeating,
        (_, None) => Covered::Not,
    }
}

#[cfg(test)]
mod tests {
    use super::super::exposed::testing::inbound;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn a_rule_before_a_wider_one_that_says_the_same_is_reported_and_removed() {
        let document = inbound(&[("Allow", "Tcp", "10.1.0.0/16", "443"), ("Allow", "Tcp", "10.0.0.0/8", "*")]);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkSecurityGroups/0/securityRules/0: rule `rule-0` of `nsg` changes nothing: `rule-1` after it say the same"]
        );
        assert_eq!(after_fix(&RULE, &document)["networkSecurityGroups"][0]["securityRules"][0]["name"], "rule-1");
    }

    #[test]
    fn a_rule_before_one_that_says_the_opposite_is_silent() {
        let rules = [("Allow", "Tcp", "10.1.0.0/16", "443"), ("Deny", "*", "10.1.7.0/24", "*"), ("Allow", "Tcp", "10.0.0.0/8", "*")];
        assert!(findings(&RULE, &inbound(&rules)).is_empty());
    }

    #[test]
    fn a_tag_may_hold_what_another_rule_denies() {
        let rules = [("Allow", "Tcp", "10.1.0.0/16", "443"), ("Deny", "Tcp", "Storage", "443"), ("Allow", "Tcp", "*", "443")];
        assert!(findings(&RULE, &inbound(&rules)).is_empty(), "a prefix may be part of a tag");
        let apart = [rules[0], ("Deny", "Udp", "Storage", "443"), rules[2]];
        assert_eq!(findings(&RULE, &inbound(&apart)).len(), 1);
    }

    #[test]
    fn a_rule_that_opens_more_than_those_after_it_is_silent() {
        assert!(findings(&RULE, &inbound(&[("Allow", "Tcp", "10.0.0.0/8", "*"), ("Deny", "*", "*", "*")])).is_empty());
        assert!(findings(&RULE, &inbound(&[("Allow", "Tcp", "10.0.0.0/8", "1-443"), ("Allow", "Tcp", "10.0.0.0/8", "2-443")])).is_empty());
    }

    #[test]
    fn rules_of_ipv6_are_compared_by_their_addresses() {
        let before =
            |first: &str, second: &str| findings(&RULE, &inbound(&[("Allow", "Tcp", first, "443"), ("Allow", "Tcp", second, "*")])).len();
        assert_eq!(before("fd00:1::/32", "fd00::/16"), 1);
        assert_eq!(before("fd00:1::/32", "fd00:1::/33"), 0, "half of it");
        assert_eq!(before("fd00:1::/32", "fd00:2::/32"), 0);
    }

    #[test]
    fn a_rule_for_both_families_repeats_both_or_is_silent() {
        let rules = |last: &str| {
            findings(&RULE, &inbound(&[("Allow", "Tcp", "*", "443"), ("Allow", "Tcp", "0.0.0.0/0", "443"), ("Allow", "Tcp", last, "443")]))
        };
        assert_eq!(rules("::/0").len(), 1);
        assert!(rules("fd00::/8").is_empty());
    }

    #[test]
    fn a_rule_of_one_family_is_not_held_against_one_of_the_other() {
        let rules = [("Allow", "Tcp", "fd00:1::/32", "443"), ("Deny", "*", "10.0.0.0/8", "*"), ("Allow", "Tcp", "fd00::/16", "443")];
        assert_eq!(findings(&RULE, &inbound(&rules)).len(), 1);
    }
}
