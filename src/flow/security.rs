//! Security rules as packets meet them: which of a group's rules decides (specification 9).
//!
//! A rule can match for sure, not at all, or perhaps: what a service tag holds, and from which port a packet comes, the design does
//! not say. A rule that perhaps matches leaves the answer open only if a later rule that decides says otherwise.

use super::network::{Network, Position};
use super::tags::{Extent, HOST_V6, PLATFORM, Tags};
use super::traffic::{Traffic, with_ports, without_ports};
use crate::address::{Address, AddressSet, Ipv4, Share};
use crate::design::{Access, Direction, NetworkSecurityGroup, PortRange, SecurityAddress, SecurityGroupId, SecurityProtocol, SecurityRule};

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

/// What a group said of a packet.
#[derive(Clone, Copy, Debug)]
pub struct Decision {
    /// Where the packet was: about to leave, or arriving.
    pub at: Position,
    /// The index of the hop that this belongs to.
    pub hop: usize,
    /// The group.
    pub group: SecurityGroupId,
    /// Whether its rules for arriving or for leaving packets were asked.
    pub direction: Direction,
    /// The rule that decides, or the first that perhaps does.
    pub rule: RuleName,
    /// What it says; `None` where that is not known.
    pub access: Option<Access>,
}

/// One rule.
#[derive(Clone, Debug)]
pub(super) struct Rule<A: Address = Ipv4> {
    pub(super) name: RuleName,
    pub(super) access: Access,
    pub(super) sources: Extent<A>,
    pub(super) destinations: Extent<A>,
    /// Protocols and ports, as numbers.
    pub(super) traffic: Extent<A>,
}

/// The rules of a group, in the order in which they are asked.
#[derive(Debug)]
pub(super) struct Rules<A: Address = Ipv4> {
    pub(super) group: SecurityGroupId,
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
pub(super) fn decide<A: Address>(rules: &[Rule<A>], source: A, destination: A, traffic: Traffic) -> (RuleName, Option<Access>) {
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
    (RuleName::Platform, Some(Access::Deny))
}

impl<A: Address> Network<'_, A> {
    /// The rules of a group for the interfaces of one subnet.
    pub(super) fn rules_of(&self, tags: &Tags<A>, id: SecurityGroupId) -> Rules<A> {
        let group = &self.design[id];
        let mut rules = Rules { group: id, inbound: Vec::new(), outbound: Vec::new() };
        let default = |name, access, sources: &Extent<A>, destinations: &Extent<A>| Rule {
            name: RuleName::Default(name),
            access,
            sources: sources.clone(),
            destinations: destinations.clone(),
            traffic: Extent::exactly(Traffic::ANY.set()),
        };
        let (all, none) = (Extent::all(), AddressSet::default());
        // Not subject to groups, unless a rule names one of the tags for these (Microsoft Learn, "Azure platform considerations").
        let platform = AddressSet::covering(A::choose(&PLATFORM, &HOST_V6).iter().copied());
        let named = group.security_rules.iter().flat_map(destinations).any(|it| it.0.starts_with("AzurePlatform"));
        let platform = Extent { sure: if named { none } else { platform.clone() }, possible: platform };
        rules.outbound.push(Rule { name: RuleName::Platform, ..default("", Access::Allow, &all, &platform) });
        for index in ordered(group) {
            let Some(rule) = group.security_rules.get(index as usize) else { continue };
            let list = match rule.direction {
                Direction::Inbound => &mut rules.inbound,
                Direction::Outbound => &mut rules.outbound,
            };
            list.push(Rule {
                name: RuleName::Own(index),
                access: rule.access,
                sources: tags.extent(self, sources(rule), &rule.source_application_security_groups),
                destinations: tags.extent(self, destinations(rule), &rule.destination_application_security_groups),
                traffic: traffic(rule),
            });
        }
        rules.inbound.push(default("AllowVnetInBound", Access::Allow, &tags.network, &tags.network));
        rules.inbound.push(default("AllowAzureLoadBalancerInBound", Access::Allow, &tags.balancer, &all));
        rules.inbound.push(default("DenyAllInBound", Access::Deny, &all, &all));
        rules.outbound.push(default("AllowVnetOutBound", Access::Allow, &tags.network, &tags.network));
        rules.outbound.push(default("AllowInternetOutBound", Access::Allow, &all, &tags.internet));
        rules.outbound.push(default("DenyAllOutBound", Access::Deny, &all, &all));
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
fn traffic<A: Address>(rule: &SecurityRule) -> Extent<A> {
    let list = |one: &Option<PortRange>, more: &[PortRange]| -> Vec<PortRange> { one.iter().chain(more).copied().collect() };
    let ports = list(&rule.destination_port_range, &rule.destination_port_ranges);
    let from = list(&rule.source_port_range, &rule.source_port_ranges);
    let any = |ports: &[PortRange]| ports.contains(&PortRange::ALL);
    let (tcp, udp, icmp, other) = match rule.protocol {
        SecurityProtocol::Tcp => (true, false, false, false),
        SecurityProtocol::Udp => (false, true, false, false),
        SecurityProtocol::Icmp => (false, false, true, false),
        SecurityProtocol::Esp | SecurityProtocol::Ah => (false, false, false, true),
        SecurityProtocol::Any => (true, true, true, true),
    };
    let (with, without) = (with_ports(tcp, udp, &ports), without_ports(icmp, other));
    let mut sure = AddressSet::default();
    // Nothing says from which port a packet comes, nor what a rule with ports means for protocols that have none.
    if any(&from) {
        sure = with.clone();
        if any(&ports) {
            // ESP and AH are two of the protocols that have no name here.
            let named = !matches!(rule.protocol, SecurityProtocol::Esp | SecurityProtocol::Ah);
            // Rules for ICMP are said not to know ICMPv6, and not what they do with it (specification 9.10).
            let icmp = icmp && (A::BITS == Ipv4::BITS || rule.protocol == SecurityProtocol::Any);
            sure = sure.union(&without_ports(icmp, other && named));
        }
    }
    Extent { possible: with.union(&without), sure }
}
