//! Pairs of security rules: what one rule matches, taken away by the others, for every rule of every group and with a bound.

use super::super::findings::Findings;
use super::super::survey::Survey;
use super::packets::{Group, Matching, Packets, take};
use crate::address::{Address, Ipv4, Ipv6, Share};
use crate::design::{Direction, NetworkSecurityGroup, SecurityAddress, SecurityRule};

/// The most pairs of rules that one rule of this engine compares in one design, so that a hostile one ends soon.
const MOST: usize = 1_000_000;

/// The rules of a group for one direction, in the order in which they are asked, once for each family that a packet can be of.
pub(super) struct Asked<'r> {
    /// Of IPv4.
    pub(super) v4: Group<'r, Ipv4>,
    /// Of IPv6, where a network of the design or a rule of the group has it.
    pub(super) v6: Option<Group<'r, Ipv6>>,
}

impl<'r> Asked<'r> {
    pub(super) fn of(design: &Survey<'_>, group: &'r NetworkSecurityGroup, direction: Direction) -> Self {
        let v6 = design.has_v6() || group.security_rules.iter().any(names_v6);
        Self { v4: Group::of(group, direction), v6: v6.then(|| Group::of(group, direction)) }
    }
}

/// Whether a rule names addresses of IPv6: of all that a rule names, only they have a colon.
fn names_v6(rule: &SecurityRule) -> bool {
    let v6 = |one: &Option<SecurityAddress>, more: &[SecurityAddress]| one.iter().chain(more).any(|address| address.0.contains(':'));
    v6(&rule.source_address_prefix, &rule.source_address_prefixes)
        || v6(&rule.destination_address_prefix, &rule.destination_address_prefixes)
}

/// What other rules say of the packets of one family that a rule is about.
pub(super) enum Covered<'r> {
    /// There are no such packets.
    Nothing,
    /// These rules together match all of them.
    By(Vec<&'r SecurityRule>),
    /// They leave something, or that takes too long to find out.
    Not,
}

impl<'r> Covered<'r> {
    /// The rules that match all packets of both families, if there are such packets.
    pub(super) fn with(self, other: Option<Self>) -> Option<Vec<&'r SecurityRule>> {
        match (self, other.unwrap_or(Self::Nothing)) {
            (Self::By(mut one), Self::By(other)) => {
                for rule in other {
                    if !one.iter().any(|known| std::ptr::eq(*known, rule)) {
                        one.push(rule);
                    }
                }
                Some(one)
            }
            (Self::By(all), Self::Nothing) | (Self::Nothing, Self::By(all)) => Some(all),
            _ => None,
        }
    }
}

/// Visits every rule of every group by its position among those of its direction, in the order in which they are asked.
pub(super) fn each_rule(
    design: &Survey<'_>,
    found: &mut Findings,
    visit: &mut dyn FnMut(&NetworkSecurityGroup, &Asked<'_>, usize, &mut Findings),
) {
    let mut compared = 0;
    for group in design.network_security_groups.iter().filter(|group| group.security_rules.len() > 1) {
        for direction in [Direction::Inbound, Direction::Outbound] {
            let asked = Asked::of(design, group, direction);
            for position in 0..asked.v4.rules.len() {
                compared += asked.v4.rules.len();
                if compared > MOST || found.is_full() {
                    return;
                }
                visit(group, &asked, position, found);
            }
        }
    }
}

/// Whether a rule counts, asked with what the rules before it leave; `None` to give up.
type Counts<'c, 'r, A> = dyn Fn(&Matching<'r, A>, &[Packets<A>]) -> Option<bool> + 'c;

/// The rules that together match all of these packets for sure.
pub(super) fn covering<'r, 'g, A: Address>(
    packets: &Packets<A>,
    rules: &mut dyn Iterator<Item = &'g Matching<'r, A>>,
    counts: &Counts<'_, 'r, A>,
) -> Covered<'r>
where
    'r: 'g,
{
    if packets.is_empty() {
        return Covered::Nothing;
    }
    let mut parts = vec![packets.clone()];
    let mut taking = Vec::new();
    for other in rules {
        match counts(other, &parts) {
            Some(true) => {}
            Some(false) => continue,
            None => return Covered::Not,
        }
        let Some(sure) = other.sure.as_ref().filter(|sure| parts.iter().any(|part| part.share(sure) != Share::None)) else { continue };
        taking.push(other.rule);
        if !take(&mut parts, sure) {
            return Covered::Not;
        }
        if parts.is_empty() {
            return Covered::By(taking);
        }
    }
    Covered::Not
}
