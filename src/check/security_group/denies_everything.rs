//! `security-group-denies-everything`: the first rule of a group denies everything.
//!
//! # What it checks
//! The inbound rule that is asked first does not deny every packet, unless it is the only one.
//!
//! # Why it matters
//! No other rule is ever asked: what they allow does not arrive, and neither do the health probes of load balancers, which take their
//! backends out of service.
//!
//! # Fix
//! Give it the highest number. The fix writes 4096, or the highest free one below.
//!
//! # Source
//! PSRule for Azure, Azure.NSG.DenyAllInbound (AZR-000138); Microsoft Learn, "Network security groups", priority.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::packets::{Group, everything};
use super::pairs::Asked;
use crate::address::{Address, AddressSet, Share};
use crate::design::{Access, Direction, NetworkSecurityGroup};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-group-denies-everything", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for group in design.network_security_groups.iter().filter(|group| group.security_rules.iter().any(|it| it.access == Access::Deny)) {
        let inbound = Asked::of(design, group, Direction::Inbound);
        let [first, _, ..] = inbound.v4.rules.as_slice() else { continue };
        if first.rule.access == Access::Deny && is_everything(&inbound.v4) && inbound.v6.as_ref().is_none_or(is_everything) {
            let path = first.rule.at.field("priority");
            let message = format!("rule `{}`, the first inbound one of `{}`, denies everything", first.rule.name, group.name);
            let last = last_free(group).filter(|free| inbound.v4.rules.iter().all(|other| other.rule.priority < *free));
            found.push(rule.report(path.clone(), message).hint("give it the highest number").replacing_some(path, last));
        }
    }
}

/// Whether the first rule matches every packet of one family.
fn is_everything<A: Address>(asked: &Group<'_, A>) -> bool {
    let all = AddressSet::all();
    asked.rules.first().and_then(|first| first.sure.as_ref()).is_some_and(|sure| {
        all.share(&sure.sources) == Share::All
            && all.share(&sure.destinations) == Share::All
            && everything::<A>().share(&sure.traffic) == Share::All
    })
}

/// The highest number that no inbound rule has.
fn last_free(group: &NetworkSecurityGroup) -> Option<u32> {
    let taken = |number: &u32| group.security_rules.iter().any(|rule| rule.direction == Direction::Inbound && rule.priority == *number);
    (4_000..=4_096).rev().find(|number| !taken(number))
}

#[cfg(test)]
mod tests {
    use super::super::exposed::testing::inbound;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn a_denial_of_everything_before_all_others_is_reported_and_becomes_the_last() {
        let document = inbound(&[("Deny", "*", "*", "*"), ("Allow", "Tcp", "10.0.0.0/8", "443")]);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkSecurityGroups/0/securityRules/0/priority: rule `rule-0`, the first inbound one of `nsg`, denies everything"]
        );
        assert_eq!(after_fix(&RULE, &document)["networkSecurityGroups"][0]["securityRules"][0]["priority"], 4096);
    }

    #[test]
    fn a_denial_of_everything_at_the_end_is_silent() {
        assert!(findings(&RULE, &inbound(&[("Allow", "Tcp", "10.0.0.0/8", "443"), ("Deny", "*", "*", "*")])).is_empty());
    }

    #[test]
    fn a_group_that_only_denies_means_it() {
        assert!(findings(&RULE, &inbound(&[("Deny", "*", "*", "*")])).is_empty());
    }

    #[test]
    fn a_denial_of_one_protocol_is_silent() {
        assert!(findings(&RULE, &inbound(&[("Deny", "Tcp", "*", "*"), ("Allow", "Udp", "10.0.0.0/8", "443")])).is_empty());
    }

    #[test]
    fn a_denial_of_one_family_is_not_everything() {
        assert!(findings(&RULE, &inbound(&[("Deny", "*", "0.0.0.0/0", "*"), ("Allow", "Tcp", "fd00::/8", "443")])).is_empty());
        assert_eq!(findings(&RULE, &inbound(&[("Deny", "*", "*", "*"), ("Allow", "Tcp", "fd00::/8", "443")])).len(), 1);
    }
}
