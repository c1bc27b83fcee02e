//! Security rules as packets meet them: which of a group's rules decides (specification 9).
//!
//! A rule can match for sure, not at all, or perhaps: what a service tag holds, and from which port a packet comes, the design does
//! not say. A rule that perhaps matches leaves the answer open only if a later rule that decides says otherwise.

use super::network::{Network, Position};
use super::platform::platform;
use super::tags::{Extent, Tags};
use super::traffic::{Traffic, with_ports, without_ports};
use crate::address::{Address, AddressSet, Ipv4, Share};
use crate::design::{
    AdminAccess, Direction, NetworkSecurityGroup, PortRange, SecurityAddress, SecurityGroupId, SecurityProtocol, SecurityRule,
};

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

impl<A: Address> Network<'_, A> {
    /// The rule that lets packets to the platform leave.
    ///
    /// They are not subject to rules, unless one is `named` for them (Microsoft Learn, "Azure platform considerations").
    pub(super) fn platform_rule(&self, named: bool) -> Rule<A> {
        let platform = AddressSet::covering(platform().iter().copied());
        let sure = if named { AddressSet::default() } else { platform.clone() };
        Rule {
            name: RuleName::Platform,
            access: AdminAccess::Allow,
            sources: Extent::all(),
            destinations: Extent { possible: platform, sure },
            traffic: Extent::exactly(Traffic::ANY.set()),
        }
    }

    /// The rules of a group for the interfaces of one subnet.
    pub(super) fn rules_of(&self, tags: &Tags<A>, id: SecurityGroupId) -> Rules<A> {
        let group = &self.design[id];
        let mut rules = Rules { source: RuleSource::Group(id), inbound: Vec::new(), outbound: Vec::new() };
        let default = |name, access, sources: &Extent<A>, destinations: &Extent<A>| Rule {
            name: RuleName::Default(name),
            access,
            sources: sources.clone(),
            destinations: destinations.clone(),
            traffic: Extent::exactly(Traffic::ANY.set()),
        };
        let all = Extent::all();
        let named = group.security_rules.iter().flat_map(destinations).any(|it| it.0.starts_with("AzurePlatform"));
        rules.outbound.push(self.platform_rule(named));
        for index in ordered(group) {
            let Some(rule) = group.security_rules.get(index as usize) else { continue };
            let list = match rule.direction {
                Direction::Inbound => &mut rules.inbound,
                Direction::Outbound => &mut rules.outbound,
            };
            let list_of = |one: &Option<PortRange>, more: &[PortRange]| -> Vec<PortRange> { one.iter().chain(more).copied().collect() };
            let ports = list_of(&rule.destination_port_range, &rule.destination_port_ranges);
            let from = list_of(&rule.source_port_range, &rule.source_port_ranges);
            list.push(Rule {
                name: RuleName::Own(index),
                access: rule.access.into(),
                sources: tags.extent(self, sources(rule), &rule.source_application_security_groups),
                destinations: tags.extent(self, destinations(rule), &rule.destination_application_security_groups),
                traffic: traffic(rule.protocol, &from, &ports),
            });
        }
        rules.inbound.push(default("AllowVnetInBound", AdminAccess::Allow, &tags.network, &tags.network));
        rules.inbound.push(default("AllowAzureLoadBalancerInBound", AdminAccess::Allow, &tags.balancer, &all));
        rules.inbound.push(default("DenyAllInBound", AdminAccess::Deny, &all, &all));
        rules.outbound.push(default("AllowVnetOutBound", AdminAccess::Allow, &tags.network, &tags.network));
        rules.outbound.push(default("AllowInternetOutBound", AdminAccess::Allow, &all, &tags.internet));
        rules.outbound.push(default("DenyAllOutBound", AdminAccess::Deny, &all, &all));
        rules
    }
}

/// The indices of a group's rules by priority.
fn ordered(group: &NetworkSecurityGroup) -> Vec<u32> {
    let mut order: Vec<u64> = Vec::new();
    for (index, rule) in group.security_rules.iter().enumerate() {
        order.push(u64::from(rule.priority) << 32 | index as u64);
    }
    order.sort_unstable();
    order.into_iter().map(|it| it as u32).collect()
}

fn sources(rule: &SecurityRule) -> impl Iterator<Item = &SecurityAddress> {
    rule.source_address_prefix.iter().chain(&rule.source_address_prefixes)
}

fn destinations(rule: &SecurityRule) -> impl Iterator<Item = &SecurityAddress> {
    rule.destination_address_prefix.iter().chain(&rule.destination_address_prefixes)
}

/// The protocols and ports that a rule matches.
pub(super) fn traffic<A: Address>(protocol: SecurityProtocol, from: &[PortRange], ports: &[PortRange]) -> Extent<A> {
    let any = |ports: &[PortRange]| ports.contains(&PortRange::ALL);
    let (tcp, udp, icmp, other) = match protocol {
        SecurityProtocol::Tcp => (true, false, false, false),
        SecurityProtocol::Udp => (false, true, false, false),
        SecurityProtocol::Icmp => (false, false, true, false),
        SecurityProtocol::Esp | SecurityProtocol::Ah => (false, false, false, true),
        SecurityProtocol::Any => (true, true, true, true),
    };
    let (with, without) = (with_ports(tcp, udp, ports), without_ports(icmp, other));
    let mut sure = AddressSet::default();
    // Nothing says from which port a packet comes, nor what a rule with ports means for protocols that have none.
    if any(from) {
        sure = with.clone();
        if any(ports) {
            // ESP and AH are two of the protocols that have no name here.
            let named = !matches!(protocol, SecurityProtocol::Esp | SecurityProtocol::Ah);
            // Rules for ICMP are said not to know ICMPv6, and not what they do with it (specification 9.10).
            let icmp = icmp && (A::BITS == Ipv4::BITS || protocol == SecurityProtocol::Any);
            sure = sure.union(&without_ports(icmp, other && named));
        }
    }
    Extent { possible: with.union(&without), sure }
}
