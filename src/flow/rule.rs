//! Rules as packets meet them, those of security groups and of firewalls: which one decides (specification 9).
//!
//! A rule can match for sure, not at all, or perhaps: what a service tag holds, and from which port a packet comes, the design does
//! not say. A rule that perhaps matches leaves the answer open only if a later rule that decides says otherwise.

use super::extent::Extent;
use super::position::Position;
use super::traffic::Traffic;
use crate::address::{Address, AddressSet, Ipv4, Share};
use crate::design::{AdminAccess, Direction, SecurityGroupId};

/// A rule of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleName {
    /// The `index`th of the design's own.
    Own(u32),
    /// One of Azure's default rules.
    Default(&'static str),
    /// None: packets to the platform itself are not asked about.
    Platform,
}

/// Whose rules are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleSource {
    /// The security admin rules of Azure Virtual Network Manager.
    Admin,
    /// A network security group.
    Group(SecurityGroupId),
}

/// What rules said of a packet.
#[derive(Clone, Copy, Debug)]
pub struct Decision {
    /// Where the packet was: about to leave, or arriving.
    pub at: Position,
    /// The index of the hop that this belongs to.
    pub hop: usize,
    /// Whose rules.
    pub source: RuleSource,
    /// Whether its rules for arriving or for leaving packets were asked.
    pub direction: Direction,
    /// The rule that decides, or the first that perhaps does.
    pub rule: RuleName,
    /// What it says; `None` where that is not known.
    pub access: Option<AdminAccess>,
}

/// One rule.
#[derive(Clone, Debug)]
pub(super) struct Rule<A: Address = Ipv4> {
    pub(super) name: RuleName,
    pub(super) access: AdminAccess,
    pub(super) sources: Extent<A>,
    pub(super) destinations: Extent<A>,
    /// Protocols and ports, as numbers.
    pub(super) traffic: Extent<A>,
}

/// The rules of a group, in the order in which they are asked.
#[derive(Debug)]
pub(super) struct Rules<A: Address = Ipv4> {
    pub(super) source: RuleSource,
    pub(super) inbound: Vec<Rule<A>>,
    pub(super) outbound: Vec<Rule<A>>,
}

impl<A: Address> Rules<A> {
    pub(super) fn of(&self, direction: Direction) -> &[Rule<A>] {
        match direction {
            Direction::Inbound => &self.inbound,
            Direction::Outbound => &self.outbound,
        }
    }
}

/// The rule that decides for one packet and what it says, `None` where that is not known.
pub(super) fn decide<A: Address>(rules: &[Rule<A>], source: A, destination: A, traffic: Traffic) -> (RuleName, Option<AdminAccess>) {
    let (source, destination, traffic) = (AddressSet::one(source), AddressSet::one(destination), traffic.set());
    let mut perhaps: Option<&Rule<A>> = None;
    for rule in rules {
        let shares = [rule.sources.share(&source), rule.destinations.share(&destination), rule.traffic.share(&traffic)];
        if shares.contains(&Share::None) {
            continue;
        }
        match perhaps {
            Some(earlier) if earlier.access != rule.access => return (earlier.name, None),
            _ if shares == [Share::All; 3] => return (rule.name, Some(rule.access)),
            Some(_) => {}
            None => perhaps = Some(rule),
        }
    }
    // The last of the default rules matches everything.
    (RuleName::Platform, Some(AdminAccess::Deny))
}

/// The indices of rules by priority.
pub(super) fn by_priority(priorities: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut order: Vec<u64> = priorities.zip(0u64..).map(|(priority, index)| u64::from(priority) << 32 | index).collect();
    order.sort_unstable();
    order.into_iter().map(|it| it as u32).collect()
}
