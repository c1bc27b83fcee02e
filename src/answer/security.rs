//! What security groups said of a packet, in words.

use serde::Serialize;

use super::walk::HopRow;
use crate::address::Address;
use crate::design::{Access, Design, Direction};
use crate::flow::{Decision, RuleName, Walk};

/// The rule that decided, as the host sees it.
#[derive(Clone, Debug, Serialize)]
pub struct SecurityDecisionRow {
    group: String,
    rule: String,
    direction: &'static str,
    access: &'static str,
}

/// Gives each hop what security groups said there, and its sentence the rules.
pub(super) fn add_decisions<A: Address>(design: &Design, walk: &Walk<A>, hops: &mut [HopRow]) {
    for decision in &walk.security {
        let (Some(hop), Some(rule)) = (hops.get_mut(decision.hop), name(design, decision)) else { continue };
        let verb = match decision.access {
            Some(Access::Allow) => "allows it",
            Some(Access::Deny) => "denies it",
            None => "perhaps matches",
        };
        let group = design[decision.group].name.as_str();
        let way = if decision.direction == Direction::Inbound { "in" } else { "out" };
        hop.because.push_str(&format!("; security rule {rule} of {group} {verb} ({way})"));
        hop.security_rules.push(SecurityDecisionRow {
            group: group.to_owned(),
            rule: rule.to_owned(),
            direction: decision.direction.as_str(),
            access: decision.access.map_or("Unknown", Access::as_str),
        });
    }
}

fn name<'d>(design: &'d Design, decision: &Decision) -> Option<&'d str> {
    match decision.rule {
        RuleName::Own(index) => design[decision.group].security_rules.get(index as usize).map(|rule| rule.name.as_str()),
        RuleName::Default(name) => Some(name),
        RuleName::Platform => None,
    }
}
