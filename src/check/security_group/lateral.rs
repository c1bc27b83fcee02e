//! `security-group-lateral-traffic`: in a landing zone, machines may open remote sessions to all others.
//!
//! # What it checks
//! In the profile `landing-zone`, the outbound rules of a group that a subnet carries deny SSH and remote desktops to the network.
//! Rules are asked in their order; without a rule, Azure's own allows it.
//!
//! # Why it matters
//! From one machine that is taken over, the next ones are reached with its passwords and keys.
//!
//! # Fix
//! Deny both but from the machines of administrators. The fix adds such a rule as the last one.
//!
//! # Source
//! PSRule for Azure, Azure.NSG.LateralTraversal (AZR-000139).

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::packets::{Group, Packets, carried, virtual_network};
use super::pairs::Asked;
use crate::address::{Address, AddressSet, Share};
use crate::design::{Access, Direction, NetworkSecurityGroup, Resource, SecurityProtocol};
use crate::diagnostic::Severity;
use crate::json::{Json, Object};

pub(in crate::check) const RULE: Rule = Rule::design("security-group-lateral-traffic", Severity::Warning, run).in_landing_zones();

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.security_group_ids().filter(|id| design.is_carried(*id) && !design[*id].existing()) {
        let group = &design[id];
        let outbound = Asked::of(design, group, Direction::Outbound);
        let v6 = outbound.v6.as_ref().map(allowed);
        let (allowed, own) = match (allowed(&outbound.v4), v6) {
            (v4, Some(v6)) => (v4.0 || v6.0, v4.1 || v6.1),
            (v4, None) => v4,
        };
        if allowed {
            let message = format!("`{}` lets machines open SSH and remote desktops to the whole network", group.name);
            let finding = rule.report(group.at.pointer(), message).hint("deny TCP ports 22 and 3389 to VirtualNetwork, outbound");
            found.push(match (own, free(group)) {
                (false, Some(free)) if group.security_rules.is_empty() => {
                    finding.adding(group.at.field("securityRules"), vec![Json::from(denial(free))])
                }
                (false, Some(free)) => finding.adding(group.at.field("securityRules/-"), denial(free)),
                _ => finding,
            });
        }
    }
}

/// Whether sessions of one family are allowed to the whole network, and whether a rule of the group is about them.
fn allowed<A: Address>(outbound: &Group<'_, A>) -> (bool, bool) {
    let sessions = carried(SecurityProtocol::Tcp, 22, 22).union(&carried(SecurityProtocol::Tcp, 3389, 3389));
    let any = Packets { sources: AddressSet::all(), destinations: virtual_network(), traffic: sessions };
    // Some packets for which no rule before decides, and an own rule or Azure's allows them.
    let allowed = (0..=outbound.rules.len()).any(|position| {
        let matched = match outbound.rules.get(position) {
            Some(matching) if matching.rule.access == Access::Deny => return false,
            Some(matching) if any.share(&matching.possible) == Share::None => return false,
            Some(matching) => Packets {
                sources: any.sources.intersection(&matching.possible.sources),
                destinations: any.destinations.intersection(&matching.possible.destinations),
                traffic: any.traffic.intersection(&matching.possible.traffic),
            },
            None => any.clone(),
        };
        outbound.left_for(position, matched).is_some_and(|left| !left.is_empty())
    });
    (allowed, outbound.rules.iter().any(|it| any.share(&it.possible) != Share::None))
}

/// The last number, if neither it nor the name is taken.
fn free(group: &NetworkSecurityGroup) -> Option<u32> {
    let taken = group.security_rules.iter().any(|it| it.direction == Direction::Outbound && it.priority == 4_096 || it.name.is(NAME));
    (!taken).then_some(4_096)
}

const NAME: &str = "deny-lateral-sessions";

fn denial(priority: u32) -> Object {
    Object::new()
        .with("name", NAME)
        .with("priority", priority)
        .with("direction", "Outbound")
        .with("access", "Deny")
        .with("protocol", "Tcp")
        .with("sourceAddressPrefix", "*")
        .with("sourcePortRange", "*")
        .with("destinationAddressPrefix", "VirtualNetwork")
        .with("destinationPortRanges", vec![Json::from("22"), Json::from("3389")])
}

#[cfg(test)]
mod tests {
    use super::super::exposed::testing::inbound;
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable};

    fn outbound(profile: &str, rules: &[(&str, &str, &str, &str)]) -> String {
        let document = inbound(rules).replace("Inbound", "Outbound");
        let to = document
            .replace("sourceAddressPrefix", "x")
            .replace("destinationAddressPrefix", "sourceAddressPrefix")
            .replace(r#""x""#, r#""destinationAddressPrefix""#);
        to.replacen('{', &format!(r#"{{ "options": {{ "profile": "{profile}" }},"#), 1)
    }

    #[test]
    fn a_group_that_says_nothing_is_reported_and_given_a_rule() {
        let document = outbound("landing-zone", &[]);
        assert_eq!(
            findings(&RULE, &document),
            ["/networkSecurityGroups/0: `nsg` lets machines open SSH and remote desktops to the whole network"]
        );
        assert_eq!(after_fix(&RULE, &document)["networkSecurityGroups"][0]["securityRules"][0]["access"], "Deny");
        assert!(findings(&RULE, &outbound("recommended", &[])).is_empty());
    }

    #[test]
    fn a_group_that_denies_both_is_silent() {
        assert!(findings(&RULE, &outbound("landing-zone", &[("Deny", "*", "*", "*")])).is_empty());
        assert!(
            findings(
                &RULE,
                &outbound("landing-zone", &[("Deny", "Tcp", "VirtualNetwork", "22"), ("Deny", "Tcp", "VirtualNetwork", "3389")])
            )
            .is_empty()
        );
    }

    #[test]
    fn one_of_the_two_is_not_enough() {
        assert_eq!(findings(&RULE, &outbound("landing-zone", &[("Deny", "Tcp", "VirtualNetwork", "22")])).len(), 1);
    }

    #[test]
    fn a_rule_that_allows_it_before_is_not_taken_away() {
        let document = outbound("landing-zone", &[("Allow", "Tcp", "VirtualNetwork", "22"), ("Deny", "*", "*", "*")]);
        assert_eq!(findings(&RULE, &document).len(), 1);
        assert!(!fixable(&RULE, &document));
    }
}
