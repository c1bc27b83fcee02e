//! `security-rule-shadowed`: a security rule never decides.
//!
//! # What it checks
//! For every rule there is a packet that it matches and none before it does. All packets are looked at: several rules can cover one
//! together, and a tag is covered by the same tag and by everything. Where there is IPv6, packets of both families count.
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
use super::packets::Group;
use super::pairs::{Covered, covering, each_rule};
use crate::address::Address;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-rule-shadowed", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    each_rule(design, found, &mut |group, asked, position, found| {
        let Some(matching) = asked.v4.rules.get(position) else { return };
        let v6 = asked.v6.as_ref().map(|asked| before(asked, position));
        let Some(covering) = before(&asked.v4, position).with(v6) else { return };
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

/// The rules before the one at `position` that match everything of one family that it matches.
fn before<'r, A: Address>(asked: &Group<'r, A>, position: usize) -> Covered<'r> {
    match asked.rules.get(position) {
        // What it means to match is not known where some of that could not be read.
        Some(own) if own.rule.is_whole() => covering(&own.possible, &mut asked.rules.iter().take(position), &|_, _| Some(true)),
        _ => Covered::Not,
    }
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

    #[test]
    fn rules_of_ipv6_are_compared_by_their_addresses() {
        let behind =
            |first: &str, second: &str| findings(&RULE, &inbound(&[("Deny", "*", first, "*"), ("Allow", "Tcp", second, "443")])).len();
        assert_eq!(behind("fd00::/16", "fd00:1::/32"), 1);
        assert_eq!(behind("::/0", "fd00:1::4"), 1);
        assert_eq!(behind("fd00:1::/33", "fd00:1::/32"), 0, "half of it");
        assert_eq!(behind("fd00:2::/32", "fd00:1::/32"), 0);
    }

    #[test]
    fn a_rule_for_both_families_is_covered_in_both() {
        let all = |rest: &str| {
            findings(&RULE, &inbound(&[("Deny", "*", "0.0.0.0/0", "*"), ("Deny", "*", rest, "*"), ("Allow", "Tcp", "*", "443")]))
        };
        let found = all("::/0");
        assert!(found.len() == 1 && found[0].contains("`rule-0`, `rule-1` before it match"), "{found:?}");
        assert!(all("2000::/3").is_empty(), "what is not of the Internet");
        assert_eq!(all("10.0.0.0/8").len(), 2, "nothing here is of IPv6");
    }

    #[test]
    fn what_a_rule_for_icmp_does_with_that_of_ipv6_is_not_said() {
        let behind = |first: &str, second: &str| {
            findings(&RULE, &inbound(&[("Deny", first, "::/0", "*"), ("Allow", second, "fd00::/8", "*")])).len()
        };
        assert_eq!([behind("*", "Icmp"), behind("Icmp", "Icmp")], [1, 1]);
        let each =
            [("Deny", "Tcp", "::/0", "*"), ("Deny", "Udp", "::/0", "*"), ("Deny", "Icmp", "::/0", "*"), ("Deny", "Esp", "::/0", "*")];
        let each = [each.as_slice(), &[("Deny", "Ah", "::/0", "*"), ("Allow", "*", "fd00::/8", "*")]].concat();
        assert!(findings(&RULE, &inbound(&each)).is_empty());
    }
}
