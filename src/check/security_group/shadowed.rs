//! `security-rule-shadowed`: a security rule never decides.
//!
//! # What it checks
//! For every rule there is a packet that it matches and none before it does. All packets are looked at: several rules can cover one
//! together, and a tag is covered by the same tag and by everything.
//!
//! # Why it matters
//! Whoever reads the rule believes in it. Where the rules before it say the opposite, what it is to allow is denied, or what it is to
//! deny is allowed.
//!
//! # Fix
//! Give it a lower number than the rules that cover it, or remove it. The fix removes it, which changes nothing.
//!
//! # Source
//! Microsoft Learn, "Network security groups", priority: once a rule matches, processing stops; specification 9.2.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::pairs::{covering, each_rule};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-shadowed", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    each_rule(design, found, &mut |group, asked, position, found| {
        let Some(matching) = asked.rules.get(position) else { return };
        let before = &mut asked.rules.iter().take(position);
        let Some(covering) = covering(&matching.possible, before, &|_, _| Some(true)) else { return };
        let shadowed = matching.rule;
        let opposite = covering.iter().any(|earlier| earlier.access != shadowed.access);
        let names: Vec<_> = covering.iter().take(4).map(|earlier| format!("`{}`", earlier.name)).collect();
        let message = format!(
            "rule `{}` of `{}` never decides: {} before it {} everything that it matches{}",
            shadowed.name,
            group.name,
            names.join(", "),
            if covering.len() == 1 { "matches" } else { "match" },
            if opposite { ", and not all say the same" } else { "" },
        );
        let finding = rule.report(shadowed.at.pointer(), message).hint("give it a lower number, or remove it");
        let finding = covering.iter().take(4).fold(finding, |finding, earlier| finding.related(earlier.at.pointer()));
        found.push(finding.removing(shadowed.at.pointer()));
    });
}

#[cfg(test)]
mod tests {
    use super::super::exposed::testing::inbound;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn a_rule_behind_a_wider_one_is_reported_and_removed() {
        let document = inbound(&[("Deny", "*", "10.0.0.0/8", "*"), ("Allow", "Tcp", "10.1.0.0/16", "443")]);
        assert_eq!(
            findings(&RULE, &document),
            [
                "/networkSecurityGroups/0/securityRules/1: rule `rule-1` of `nsg` never decides: `rule-0` before it matches everything that it matches, and not all say the same"
            ]
        );
        assert_eq!(after_fix(&RULE, &document)["networkSecurityGroups"][0]["securityRules"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn several_rules_cover_one_together() {
        let halves = [("Allow", "Tcp", "10.0.0.0/9", "1-100"), ("Allow", "Tcp", "10.128.0.0/9", "1-100")];
        let covered = |ports: &str| findings(&RULE, &inbound(&[halves[0], halves[1], ("Allow", "Tcp", "10.0.0.0/8", ports)]));
        assert_eq!(covered("80").len(), 1);
        assert!(covered("80-101").is_empty());
    }

    #[test]
    fn a_tag_is_covered_by_itself_and_by_everything_and_by_nothing_else() {
        let behind = |from: &str| findings(&RULE, &inbound(&[("Allow", "Tcp", from, "443"), ("Allow", "Tcp", "Storage", "443")])).len();
        assert_eq!([behind("storage"), behind("*"), behind("Sql"), behind("128.0.0.0/1")], [1, 1, 0, 0]);
    }

    #[test]
    fn rules_that_only_overlap_are_silent() {
        assert!(findings(&RULE, &inbound(&[("Deny", "*", "10.1.0.0/16", "*"), ("Allow", "*", "10.0.0.0/8", "*")])).is_empty());
    }

    #[test]
    fn a_rule_for_some_source_ports_covers_nothing_for_sure() {
        let document = inbound(&[("Deny", "Tcp", "*", "*"), ("Allow", "Tcp", "10.0.0.0/8", "443")]);
        let some = document.replacen(r#""sourcePortRange": "*""#, r#""sourcePortRange": "1024-65535""#, 1);
        assert!(findings(&RULE, &some).is_empty());
    }

    #[test]
    fn what_ports_mean_for_icmp_is_not_said() {
        assert!(findings(&RULE, &inbound(&[("Deny", "*", "*", "1-65535"), ("Allow", "Icmp", "*", "*")])).is_empty());
    }
}
