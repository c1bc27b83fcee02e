//! What security groups said of a packet, in words.

use super::rows::{HopRow, SecurityDecisionRow};
use crate::address::Address;
use crate::design::{AdminAccess, Design, Direction};
use crate::flow::{Decision, Inspection, RuleName, RuleSource, Walk};

/// What stands in the place of a group's name for security admin rules: the member of the design that has them.
const ADMIN: &str = "networkManager";

/// Gives each hop what security groups said there, and its sentence the rules.
pub(super) fn add_decisions<A: Address>(design: &Design, walk: &Walk<A>, hops: &mut [HopRow]) {
    for decision in &walk.security {
        let (Some(hop), Some(rule)) = (hops.get_mut(decision.hop), name(design, decision)) else { continue };
        let verb = match decision.access {
            Some(AdminAccess::Allow) => "allows it",
            Some(AdminAccess::AlwaysAllow) => "always allows it",
            Some(AdminAccess::Deny) => "denies it",
            None => "perhaps matches",
        };
        let (group, kind) = match decision.source {
            RuleSource::Group(group) => (design[group].name.as_str(), "security rule"),
            RuleSource::Admin => (ADMIN, "security admin rule"),
        };
        let way = if decision.direction == Direction::Inbound { "in" } else { "out" };
        hop.because.push_str(&format!("; {kind} {rule} of {group} {verb} ({way})"));
        hop.security_rules.push(SecurityDecisionRow {
            group: group.to_owned(),
            rule: rule.to_owned(),
            direction: decision.direction.as_str(),
            access: decision.access.map_or("Unknown", AdminAccess::as_str),
        });
    }
}

/// Gives each hop what firewalls said there; what a firewall says is listed as what a group says of packets that arrive.
pub(super) fn add_inspections<A: Address>(design: &Design, walk: &Walk<A>, hops: &mut [HopRow]) {
    for inspection in &walk.inspections {
        let (Some(hop), Some(rule)) = (hops.get_mut(inspection.hop), firewall_rule(design, inspection)) else { continue };
        let verb = match inspection.access {
            Some(AdminAccess::Allow | AdminAccess::AlwaysAllow) => "allows it",
            Some(AdminAccess::Deny) => "denies it",
            None => "perhaps matches",
        };
        let firewall = design[inspection.firewall].name.as_str();
        hop.because.push_str(&match inspection.rule {
            RuleName::Own(_) => format!("; rule {rule} of firewall {firewall} {verb}"),
            _ => format!("; no rule of firewall {firewall} matches"),
        });
        hop.security_rules.push(SecurityDecisionRow {
            group: firewall.to_owned(),
            rule: rule.to_owned(),
            direction: Direction::Inbound.as_str(),
            access: inspection.access.map_or("Unknown", AdminAccess::as_str),
        });
    }
}

fn firewall_rule<'d>(design: &'d Design, inspection: &Inspection) -> Option<&'d str> {
    let firewall = &design[inspection.firewall];
    match inspection.rule {
        RuleName::Own(index) => {
            let written = firewall.network_rules.iter().flatten().map(|rule| &rule.name);
            let mut names = written.chain(firewall.application_rules.iter().map(|rule| &rule.name));
            names.nth(index as usize).map(|name| name.as_str())
        }
        RuleName::Default(name) => Some(name),
        RuleName::Platform => None,
    }
}

fn name<'d>(design: &'d Design, decision: &Decision) -> Option<&'d str> {
    match decision.rule {
        RuleName::Own(index) => match decision.source {
            RuleSource::Group(group) => design[group].security_rules.get(index as usize).map(|rule| rule.name.as_str()),
            RuleSource::Admin => design.network_manager.as_ref()?.security_admin_rules.get(index as usize).map(|rule| rule.name.as_str()),
        },
        RuleName::Default(name) => Some(name),
        RuleName::Platform => None,
    }
}
