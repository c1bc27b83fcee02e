//! Pairs of security rules: what one rule matches, taken away by the others, for every rule of every group and with a bound.

use super::super::findings::Findings;
use super::super::survey::Survey;
use super::packets::{Group, Matching, Packets, take};
use crate::address::Share;
use crate::design::{Direction, NetworkSecurityGroup, SecurityRule};

/// The most pairs of rules that one rule of this engine compares in one design, so that a hostile one ends soon.
const MOST: usize = 1_000_000;

/// Visits every rule of every group by its position among those of its direction, in the order in which they are asked.
pub(super) fn each_rule(
    design: &Survey<'_>,
    found: &mut Findings,
    visit: &mut dyn FnMut(&NetworkSecurityGroup, &Group<'_>, usize, &mut Findings),
) {
    let mut compared = 0;
    for group in design.network_security_groups.iter().filter(|group| group.security_rules.len() > 1) {
        for direction in [Direction::Inbound, Direction::Outbound] {
            let asked = Group::of(group, direction);
            for position in 0..asked.rules.len() {
                compared += asked.rules.len();
                if compared > MOST || found.is_full() {
                    return;
                }
                visit(group, &asked, position, found);
            }
        }
    }
}

/// The rules that together match all of these packets for sure; `None` where they leave something, or where that takes too long to find out.
///
/// `counts` is asked about each rule with what the rules before it leave: whether it counts, or `None` to give up.
pub(super) fn covering<'r, 'g>(
    packets: &Packets,
    rules: &mut dyn Iterator<Item = &'g Matching<'r>>,
    counts: &dyn Fn(&Matching<'r>, &[Packets]) -> Option<bool>,
) -> Option<Vec<&'r SecurityRule>>
where
    'r: 'g,
{
    if packets.is_empty() {
        return None;
    }
    let mut parts = vec![packets.clone()];
    let mut taking = Vec::new();
    for other in rules {
        if !counts(other, &parts)? {
            continue;
        }
        let Some(sure) = other.sure.as_ref().filter(|sure| parts.iter().any(|part| part.share(sure) != Share::None)) else { continue };
        taking.push(other.rule);
        if !take(&mut parts, sure) {
            return None;
        }
        if parts.is_empty() {
            return Some(taking);
        }
    }
    None
}
