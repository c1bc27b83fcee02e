//! The security rules of a subnet, made ready for its packets: those of its group, of its interfaces' groups, and the security
//! admin rules of its network (specification 9).

use std::rc::Rc;

use super::extent::Extent;
use super::guards::{Guards, Layer};
use super::network::Network;
use super::platform::platform;
use super::position::Position;
use super::rule::{Rule, RuleName, RuleSource, Rules, by_priority};
use super::tags::Tags;
use super::traffic::{Traffic, with_ports, without_ports};
use crate::address::{Address, AddressSet, Ipv4, Prefix};
use crate::design::{
    AdminAccess, Design, Direction, Forwarder, PortRange, SecurityAddress, SecurityGroupId, SecurityProtocol, SecurityRule, SubnetId,
};

impl<A: Address> Network<'_, A> {
    /// What packets meet that arrive at a position or leave it.
    ///
    /// Of all that Azure runs itself, gateways and firewalls carry no group; private endpoints follow theirs only where the
    /// policies of the subnet say so.
    pub(super) fn guards_at(&self, position: Position) -> Option<Rc<Guards<A>>> {
        if !self.guarded {
            return None;
        }
        let design = self.design;
        let subnet = match position {
            Position::Subnet(subnet) => subnet,
            Position::Forwarder(forwarder @ Forwarder::Appliance(..)) => self.subnet_of(forwarder)?,
            Position::PrivateEndpoint(endpoint) => {
                let policies = |id: &SubnetId| design[*id].private_endpoint_network_policies.is_some_and(|it| it.security_groups());
                design[endpoint].subnet.subnet().filter(policies)?
            }
            Position::Forwarder(Forwarder::Firewall(_) | Forwarder::LoadBalancer(_))
            | Position::Gateway(_)
            | Position::Hub(_)
            | Position::Site(_)
            | Position::Internet => return None,
        };
        if !self.interfaces_guarded && !self.administered && design[subnet].network_security_group.is_none() {
            return None;
        }
        let mut known = self.guards.borrow_mut();
        let place = known.partition_point(|(id, _)| *id < subnet);
        if let Some((_, guards)) = known.get(place).filter(|(id, _)| *id == subnet) {
            return Some(Rc::clone(guards));
        }
        let guards = Rc::new(self.guards_of(subnet));
        known.insert(place, (subnet, Rc::clone(&guards)));
        Some(guards)
    }

    fn guards_of(&self, subnet: SubnetId) -> Guards<A> {
        let interfaces = grouped(self.design, subnet);
        let group = self.design[subnet].network_security_group.as_ref().and_then(|group| group.security_group());
        if group.is_none() && interfaces.is_empty() && !self.administered {
            return Guards { admin: None, subnet: None, interfaces: Vec::new() };
        }
        let tags = Tags::of(self, subnet);
        let layer = |group: SecurityGroupId, holders: Option<AddressSet<A>>| Layer { rules: self.rules_of(&tags, group), holders };
        Guards {
            admin: self.admin_rules_of(&tags, subnet).map(|rules| Layer { rules, holders: None }),
            subnet: group.map(|group| layer(group, None)),
            interfaces: interfaces.into_iter().map(|(group, holders)| layer(group, Some(holders))).collect(),
        }
    }

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
        for index in by_priority(group.security_rules.iter().map(|rule| rule.priority)) {
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

/// The groups of a subnet's network interfaces, each with the addresses of those that have it.
fn grouped<A: Address>(design: &Design, subnet: SubnetId) -> Vec<(SecurityGroupId, AddressSet<A>)> {
    let mut held: Vec<(SecurityGroupId, Prefix<A>)> = Vec::new();
    for id in design.network_interfaces_in(subnet.vnet) {
        let interface = &design[id];
        if interface.subnet.subnet() == Some(subnet)
            && let Some(group) = interface.network_security_group.as_ref().and_then(|group| group.security_group())
            && let Some(address) = interface.address()
        {
            held.push((group, Prefix::host(address)));
        }
    }
    held.sort_unstable();
    let same = held.chunk_by(|a, b| a.0 == b.0);
    same.filter_map(|all| Some((all.first()?.0, AddressSet::covering(all.iter().map(|(_, prefix)| *prefix))))).collect()
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
