//! `security-admin-rule-shadowed`: a security admin rule never decides, because an earlier one matches everything that it matches.
//!
//! # What it checks
//! No security admin rule is covered by one rule with a lower number, of the same direction and for the same networks.
//!
//! # Why it matters
//! The rule does nothing. Where the earlier one says something else, the exception that was meant is not there.
//!
//! # Fix
//! Give the rule a lower number than the one that covers it, or remove it.
//!
//! # Source
//! Microsoft Learn, "Security admin rules in Azure Virtual Network Manager", required fields: priority.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{networks, rules};
use crate::address::{Ipv4, Ipv6, Prefix};
use crate::design::{PortRange, SecurityAddress, SecurityAdminRule, SecurityProtocol, VnetId};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-admin-rule-shadowed", Severity::Warning, run);

/// More rules than this are not compared: Azure allows 100 in a collection.
const MOST: usize = 1_000;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut ordered: Vec<(&SecurityAdminRule, Vec<VnetId>)> = rules(design).iter().take(MOST).map(|it| (it, networks(it))).collect();
    crate::address::sort_by_rank(&mut ordered, |(it, _)| u64::from(it.priority));
    for (position, (later, own)) in ordered.iter().enumerate() {
        // Of rules with one priority it is not known which is asked first.
        let before = ordered.iter().take(position).filter(|(it, _)| it.priority < later.priority && it.direction == later.direction);
        let covering = before.into_iter().find(|(earlier, networks)| {
            own.iter().all(|vnet| networks.binary_search(vnet).is_ok()) && !own.is_empty() && covers(earlier, later)
        });
        if let Some((earlier, _)) = covering {
            let message = format!("rule `{}` decides before rule `{}` about everything that it matches", earlier.name, later.name);
            found.push(
                rule.report(later.at.pointer(), message)
                    .related(earlier.at.pointer())
                    .hint(format!("give it a lower number than {}, or remove it", earlier.priority)),
            );
        }
    }
}

/// Whether one rule matches everything that another does, for sure.
fn covers(earlier: &SecurityAdminRule, later: &SecurityAdminRule) -> bool {
    let ports = |wide: &[PortRange], narrow: &[PortRange]| {
        !narrow.is_empty() && narrow.iter().all(|it| wide.iter().any(|wide| wide.first <= it.first && it.last <= wide.last))
    };
    // What could not be read of it is perhaps matched by nothing else.
    let whole = later.sources.is_whole() && later.destinations.is_whole() && later.destination_port_ranges.is_whole();
    whole && later.applies_to.is_whole()
        && (earlier.protocol == SecurityProtocol::Any || earlier.protocol == later.protocol)
        && addresses(&earlier.sources, &later.sources)
        && addresses(&earlier.destinations, &later.destinations)
        // Which port a packet comes from nothing says.
        && earlier.source_port_ranges.contains(&PortRange::ALL)
        && ports(&earlier.destination_port_ranges, &later.destination_port_ranges)
}

/// Whether some addresses hold others, each inside one of them.
fn addresses(wide: &[SecurityAddress], narrow: &[SecurityAddress]) -> bool {
    let holds = |wide: &SecurityAddress, narrow: &SecurityAddress| {
        let v4 = (wide.prefix::<Ipv4>(), narrow.prefix::<Ipv4>());
        let v6 = (wide.prefix::<Ipv6>(), narrow.prefix::<Ipv6>());
        wide.0 == "*"
            || wide.0.eq_ignore_ascii_case(&narrow.0)
            || matches!(v4, (Some(wide), Some(narrow)) if Prefix::covers(wide, narrow))
            || matches!(v6, (Some(wide), Some(narrow)) if Prefix::covers(wide, narrow))
    };
    !narrow.is_empty() && narrow.iter().all(|narrow| wide.iter().any(|wide| holds(wide, narrow)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::design;
    use super::RULE;
    use crate::check::testing::findings;

    const LATER: &str = r#""priority": 20, "access": "Allow", "protocol": "Tcp", "sources": ["10.1.0.0/24", "Storage"], "destinationPortRanges": ["22"], "appliesTo": ["one"]"#;

    #[test]
    fn a_rule_behind_a_wider_one_is_reported() {
        let earlier = r#""sources": ["10.0.0.0/8", "storage"], "destinationPortRanges": ["20-25"], "appliesTo": ["two", "one"]"#;
        assert_eq!(
            findings(&RULE, &design(&[LATER, earlier], "")),
            ["/networkManager/securityAdminRules/0: rule `a1` decides before rule `a0` about everything that it matches"],
        );
    }

    #[test]
    fn a_rule_before_a_wider_one_is_an_exception() {
        assert!(findings(&RULE, &design(&[LATER, r#""priority": 30, "appliesTo": ["one"]"#], "")).is_empty());
    }

    #[test]
    fn a_rule_for_one_more_port_or_network_still_decides() {
        let with = |members: &str| findings(&RULE, &design(&[LATER, members], ""));
        assert_eq!(with(r#""appliesTo": ["one"]"#).len(), 1);
        assert!(with(r#""appliesTo": ["two"]"#).is_empty());
        assert!(with(r#""destinationPortRanges": ["23"], "appliesTo": ["one"]"#).is_empty());
        assert!(with(r#""sources": ["10.0.0.0/8"], "appliesTo": ["one"]"#).is_empty());
        assert!(with(r#""sourcePortRanges": ["5000"], "appliesTo": ["one"]"#).is_empty());
        assert!(with(r#""direction": "Outbound", "appliesTo": ["one"]"#).is_empty());
    }
}
