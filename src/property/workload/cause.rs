//! Which route or security rule decides about a packet of a flow, and where the packet goes.

use super::study::Fault;
use crate::design::{Design, Direction, FirewallId, Resource, SecurityGroupId, Speaker, TableId};
use crate::flow::{Decision, Disposition, Header, Hop, Network, Position, RuleName, RuleSource, Walk};
use crate::ipv4;
use crate::route::{NextHop, Origin, Route};
use crate::workload::{Peer, Way};

/// What decides.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cause {
    /// A route.
    Route {
        /// The table whose routes apply there.
        table: Option<TableId>,
        /// The route.
        route: Route,
        /// How the packet ends.
        end: Disposition,
    },
    /// A rule of a security group.
    Rule(SecurityGroupId, RuleName, Direction),
    /// A rule of a firewall, or that none of its rules allows the packet.
    Firewall(FirewallId),
    /// A security admin rule of Azure Virtual Network Manager.
    Admin,
    /// Nothing: no route is for the packet.
    Nothing,
}

impl Cause {
    /// What decides about the packet of a fault.
    pub(super) fn of(network: &Network<'_>, fault: &Fault) -> Self {
        let start = Position::Subnet(fault.subnet);
        let rule = |said: &Decision| match said.source {
            RuleSource::Group(group) => Self::Rule(group, said.rule, said.direction),
            RuleSource::Admin => Self::Admin,
        };
        let inbound = fault.flow.peer.inbound();
        let direction = if inbound { Direction::Inbound } else { Direction::Outbound };
        if inbound || fault.flow.peer == Peer::ToVirtualNetwork {
            let asked = ipv4::asked(network, fault.subnet, direction, fault.packet);
            if !asked.disposition.is_delivered() || !inbound {
                return asked.security.last().map_or(Self::Nothing, rule);
            }
            let Header { source, destination, traffic } = fault.packet;
            let answer = Header { source: destination, destination: source, traffic: traffic.answer() };
            let reply = ipv4::answer(network, start, answer, (&asked, Position::Internet));
            return Self::route(network, reply.hops.first(), reply.disposition);
        }
        let request = ipv4::walk(network, start, fault.packet);
        let end = request.disposition;
        if matches!(end, Disposition::DroppedBySecurityRule | Disposition::UndecidedSecurityRule) {
            return request.security.last().map_or(Self::Nothing, rule);
        }
        if matches!(end, Disposition::DroppedByFirewallRule | Disposition::UndecidedFirewallRule) {
            return request.inspections.last().map_or(Self::Nothing, |said| Self::Firewall(said.firewall));
        }
        let arrived = end.is_delivered() && fault.flow.way == Way::Any;
        if let (true, Some(from)) = (arrived, end.position()) {
            let Header { source, destination, traffic } = fault.packet;
            let answer = Header { source: destination, destination: source, traffic: traffic.answer() };
            let reply = ipv4::answer(network, from, answer, (&request, start));
            return Self::route(network, last(&reply), reply.disposition);
        }
        let hop = if fault.flow.way == Way::Any { last(&request) } else { request.hops.first() };
        Self::route(network, hop, end)
    }

    fn route(network: &Network<'_>, hop: Option<&Hop>, end: Disposition) -> Self {
        let found = hop.and_then(|hop| Some((network.effective(hop.at)?.table, hop.route?)));
        found.map_or(Self::Nothing, |(table, route)| Self::Route { table, route, end })
    }

    /// Whether both are the same object of the design.
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Route { table, route, .. }, Self::Route { table: other_table, route: other, .. }) => {
                let known = matches!(route.origin, Origin::User { .. });
                table == other_table && route.origin == other.origin && (known || route.prefix == other.prefix)
            }
            (Self::Rule(group, rule, _), Self::Rule(other_group, other, _)) => group == other_group && rule == other,
            (Self::Firewall(one), Self::Firewall(other)) => one == other,
            (Self::Admin, Self::Admin) | (Self::Nothing, Self::Nothing) => true,
            _ => false,
        }
    }

    /// The place of what decides, where the design has it.
    pub(super) fn pointer(&self, design: &Design) -> Option<String> {
        match self {
            Self::Route { table, route, .. } => match route.origin {
                Origin::User { index } => Some(design[(*table)?].routes.get(index as usize)?.at.pointer()),
                Origin::Learned { gateway, .. } => Some(design[gateway].place().pointer()),
                Origin::Advertised(id) => Some(match design[id].server {
                    Speaker::RouteServer(id) => design[id].place().pointer(),
                    Speaker::Hub(id) => design[id].place().pointer(),
                }),
                Origin::Hub { hub, .. } => Some(design[hub].place().pointer()),
                Origin::System => None,
            },
            Self::Rule(group, RuleName::Own(index), _) => Some(design[*group].security_rules.get(*index as usize)?.at.pointer()),
            Self::Rule(group, ..) => Some(design[*group].place().pointer()),
            Self::Firewall(id) => Some(design[*id].place().pointer()),
            Self::Admin => Some("/networkManager".to_owned()),
            Self::Nothing => None,
        }
    }

    /// What decides, in words.
    pub(super) fn words(&self, design: &Design) -> String {
        match self {
            Self::Route { table, route, .. } => match (route.origin, table) {
                (Origin::User { index }, Some(table)) => {
                    let name = design[*table].routes.get(index as usize).map_or("", |route| route.name.as_str());
                    format!("route `{name}` of `{}`", design[*table].name)
                }
                (Origin::Learned { gateway, .. }, _) => format!("{}, which `{}` has learned,", route.prefix, design[gateway].name),
                (Origin::Hub { hub, .. }, _) => format!("{}, which `{}` teaches,", route.prefix, design[hub].name),
                _ => format!("the system route {}", route.prefix),
            },
            Self::Rule(group, RuleName::Own(index), _) => {
                let name = design[*group].security_rules.get(*index as usize).map_or("", |rule| rule.name.as_str());
                format!("rule `{name}` of `{}`", design[*group].name)
            }
            Self::Rule(group, RuleName::Default(name), _) => format!("the default rule {name} of `{}`", design[*group].name),
            Self::Rule(group, RuleName::Platform, _) => format!("`{}`", design[*group].name),
            Self::Firewall(id) => format!("what `{}` allows", design[*id].name),
            Self::Admin => "a security admin rule".to_owned(),
            Self::Nothing => "no route".to_owned(),
        }
    }

    /// Where a route sends the packets, in words; with how they end where they had only to arrive.
    pub(super) fn destination(&self, network: &Network<'_>, arrives: bool) -> String {
        let Self::Route { route, end, .. } = self else { return "nowhere".to_owned() };
        let design = network.design;
        let to = match route.next_hop {
            NextHop::VirtualAppliance { named: Some(named), .. } => format!("to `{}`", design.forwarder_name(named)),
            NextHop::VirtualAppliance { address: Some(address), .. } => format!("to {address}"),
            NextHop::VirtualAppliance { .. } | NextHop::VirtualApplianceEcmp { .. } => "to an appliance".to_owned(),
            NextHop::Learned(gateway) => format!("to `{}`", design[gateway].name),
            NextHop::Hub(hub) => format!("to `{}`", design[hub].name),
            NextHop::VirtualNetworkGateway => "to the virtual network gateway".to_owned(),
            NextHop::Internet => "straight to the Internet".to_owned(),
            NextHop::None => "nowhere".to_owned(),
            _ => "into the virtual network".to_owned(),
        };
        let lost = !end.is_delivered() && route.next_hop != NextHop::None;
        if lost && arrives { format!("{to}, where it ends as {}", end.name()) } else { to }
    }
}

/// The last position of a walk where a route decided.
fn last(walk: &Walk) -> Option<&Hop> {
    walk.hops.iter().rfind(|hop| hop.route.is_some())
}
