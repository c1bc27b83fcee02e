//! Changes that let the flows of a workload work: routes for their service tags, another default route, security rules.

use super::{Cause, Fault, Grade, Group};
use crate::address::{Ipv4, Prefix};
use crate::design::{Design, Destination, Direction, FirewallId, Resource, SubnetId};
use crate::diagnostic::Diagnostic;
use crate::flow::RuleName;
use crate::json::{Json, Object};
use crate::route::{Origin, Route};
use crate::workload::{Egress, Flow, NatGateway, Needs, Peer, Table, Way, needs};

/// The lowest and the highest priority of a rule of one's own.
const PRIORITIES: (u32, u32) = (100, 4096);

/// Adds the change of routes that lets the flows of a group take their way, where there is one.
pub(super) fn routed(design: &Design, group: &Group, finding: Diagnostic) -> Diagnostic {
    let Some((subnet, _)) = group.workload() else { return finding };
    let table = design.table_of(subnet);
    // What another subnet's routes decide is not for this one to change.
    if !matches!(group.cause, Cause::Route { table: deciding, .. } if deciding == table)
        || table.is_some_and(|table| design[table].existing)
    {
        return finding;
    }
    let everything = group.faults.iter().any(|fault| matches!(fault.flow.peer, Peer::ToInternet | Peer::FromInternet));
    if group.way() == Way::Forwarded || everything {
        let next_hop = match group.way() {
            Way::Forwarded => {
                firewall_near(design, subnet).map(|id| ("nextHop", Json::from(Object::new().with("firewall", design[id].name.as_str()))))
            }
            _ => Some(("nextHopType", Json::from("Internet"))),
        };
        return match next_hop {
            Some(next_hop) => with_default(design, subnet, &group.cause, next_hop, finding),
            None => finding,
        };
    }
    // Where nothing gives the machines a public address, a route straight to the Internet does not help them.
    let own = group.needs().is_some_and(|needs| needs.egress == Egress::Own);
    if !own && design.nat_gateway_of(subnet).is_none() && !design.has_default_outbound_access(subnet) {
        return given_egress(design, group, finding);
    }
    let mut tags: Vec<String> = group.faults.iter().filter_map(|fault| fault.tag).map(|tag| tag.to_string()).collect();
    tags.dedup();
    let named = |name: &str| table.is_some_and(|table| design[table].routes.iter().any(|route| route.name.is(name)));
    let helped = group.faults.iter().all(|fault| is_beaten(design, &group.cause, fault));
    if tags.is_empty() || tags.iter().any(|tag| named(tag)) || !helped {
        return finding;
    }
    let mut routes = Vec::new();
    for tag in &tags {
        routes.push(Object::new().with("name", tag.as_str()).with("addressPrefix", tag.as_str()).with("nextHopType", "Internet").into());
    }
    with_routes(design, subnet, routes, finding)
}

/// Whether a route for the tag of a fault beats the one that decides: it has the tag's blocks, and is user-defined (specification 4.6).
fn is_beaten(design: &Design, cause: &Cause, fault: &Fault) -> bool {
    let (Cause::Route { table, route, .. }, Some(tag)) = (cause, fault.tag) else { return false };
    let equal = match (route.origin, table) {
        (Origin::User { index }, Some(table)) => match design[*table].routes.get(index as usize).map(|route| &route.address_prefix) {
            Some(Destination::Tag(other)) => tag.rank() < other.rank(),
            _ => false,
        },
        _ => true,
    };
    let other = if fault.flow.peer.inbound() { fault.packet.source } else { fault.packet.destination };
    let blocks = design.tag_addresses.of::<Ipv4>(tag).unwrap_or_default();
    let beats = |block: &Prefix| block.length() > route.prefix.length() || equal && *block == route.prefix;
    let near = |block: &&Prefix| block.covers(route.prefix) || route.prefix.covers(**block);
    blocks.iter().any(|block| block.contains(other)) && blocks.iter().filter(near).all(beats)
}

/// Adds the change that gives the machines of a workload a way out: the only NAT gateway, or the only firewall that routes can lead to.
pub(super) fn given_egress(design: &Design, group: &Group, finding: Diagnostic) -> Diagnostic {
    let Some((subnet, _)) = group.workload() else { return finding };
    let stranded = group.faults.iter().all(|fault| fault.grade == Grade::NoEgress);
    if let ([only], true) = (design.nat_gateways.as_slice(), stranded && takes_nat_gateway(design, subnet)) {
        return finding.adding(design[subnet].at.field("natGateway"), only.name.as_str());
    }
    let next_hop = |id: FirewallId| ("nextHop", Json::from(Object::new().with("firewall", design[id].name.as_str())));
    let mine = matches!(group.cause, Cause::Route { table, .. } if table == design.table_of(subnet));
    match firewall_near(design, subnet).filter(|_| mine && !design.table_of(subnet).is_some_and(|table| design[table].existing)) {
        Some(id) => with_default(design, subnet, &group.cause, next_hop(id), finding),
        None => finding,
    }
}

/// Whether the only NAT gateway may be that of a subnet too: no workload there refuses one, and no other network uses it.
fn takes_nat_gateway(design: &Design, subnet: SubnetId) -> bool {
    let fits = neighbours(design, subnet).all(|needs| needs.nat_gateway != NatGateway::Unsupported);
    fits && design.subnet_ids().all(|other| other.vnet == subnet.vnet || design.nat_gateway_of(other).is_none())
}

/// What the workloads of a subnet need.
fn neighbours(design: &Design, subnet: SubnetId) -> impl Iterator<Item = &'static Needs> + '_ {
    design[subnet].workloads.iter().filter_map(|workload| needs(*workload))
}

/// Whether no workload of a subnet has traffic that must not go where its default route is to lead: past an appliance, or past none.
///
/// What comes from outside to a service's own address is answered past none, whichever way the rest goes (specification 4.10, 12.1).
fn takes_default(design: &Design, subnet: SubnetId, forwarded: bool) -> bool {
    let wrong = |flow: &Flow| flow.way == if forwarded { Way::Direct } else { Way::Forwarded };
    neighbours(design, subnet).all(|needs| needs.table != Table::Unsupported && !needs.flows.iter().any(wrong))
}

/// The only firewall that routes of a subnet can lead to.
fn firewall_near(design: &Design, subnet: SubnetId) -> Option<FirewallId> {
    let near = |id: &FirewallId| {
        let home = design.firewall_subnet(*id).map(|subnet| subnet.vnet);
        home.is_some_and(|home| home == subnet.vnet || design.connected_link(subnet.vnet, home).is_some())
    };
    let mut firewalls = design.firewall_ids().filter(near);
    firewalls.next().filter(|_| firewalls.next().is_none())
}

/// Makes the default route of a subnet lead to `next_hop`, where no other subnet has it too and its workloads take it.
fn with_default(design: &Design, subnet: SubnetId, cause: &Cause, next_hop: (&'static str, Json), finding: Diagnostic) -> Diagnostic {
    let table = design.table_of(subnet);
    let shared = table.is_some_and(|table| design.subnet_ids().any(|other| other != subnet && design.table_of(other) == Some(table)));
    if shared || !takes_default(design, subnet, next_hop.0 == "nextHop") {
        return finding;
    }
    let name = match cause {
        Cause::Route { route: Route { prefix, origin: Origin::User { index }, .. }, .. } if prefix.length() == 0 => {
            table.and_then(|table| design[table].routes.get(*index as usize))
        }
        // A longer route that leads elsewhere is meant.
        Cause::Route { route, .. } if route.prefix.length() > 0 => return finding,
        _ => None,
    };
    let route = |name: &str| {
        let mut route = Object::new().with("name", name).with("addressPrefix", "0.0.0.0/0");
        route.put((next_hop.0.into(), next_hop.1.clone()));
        route
    };
    match name {
        Some(known) => finding.replacing(known.at.pointer(), route(known.name.as_str())),
        None => {
            let named = |name: &str| table.is_some_and(|table| design[table].routes.iter().any(|route| route.name.is(name)));
            if named("default") { finding } else { with_routes(design, subnet, vec![route("default").into()], finding) }
        }
    }
}

/// Adds routes to the table of a subnet, which is made where there is none.
fn with_routes(design: &Design, subnet: SubnetId, routes: Vec<Json>, finding: Diagnostic) -> Diagnostic {
    if let Some(table) = design.table_of(subnet).map(|table| &design[table]) {
        return in_list(&|field| table.at.field(field), "routes", table.routes.is_empty(), routes, finding);
    }
    let name = format!("rt-{}", design[subnet].name);
    if design[subnet].route_table.is_some() || design.route_tables.iter().any(|table| table.name.is(&name)) {
        return finding;
    }
    let table = Object::new().with("name", name.as_str()).with("routes", routes).with_some("location", design[subnet.vnet].location());
    let finding = in_list(&|field| format!("/{field}"), "routeTables", design.route_tables.is_empty(), vec![table.into()], finding);
    finding.adding(design[subnet].at.field("routeTable"), name.as_str())
}

/// Adds elements to a list of the document.
fn in_list(at: &dyn Fn(&str) -> String, list: &str, empty: bool, elements: Vec<Json>, finding: Diagnostic) -> Diagnostic {
    if empty {
        return finding.adding(at(list), elements);
    }
    elements.into_iter().fold(finding, |finding, element| finding.adding(at(&format!("{list}/-")), element))
}

/// Adds the security rules that let the flows of a group pass, where their priorities are free.
pub(super) fn allowed(design: &Design, group: &Group, finding: Diagnostic) -> Diagnostic {
    let Cause::Rule(id, decider, direction) = group.cause else { return finding };
    let known = &design[id];
    if known.existing {
        return finding;
    }
    let below = match decider {
        RuleName::Own(index) => known.security_rules.get(index as usize).map_or(0, |rule| rule.priority),
        RuleName::Default(_) | RuleName::Platform => PRIORITIES.1 + 1,
    };
    let taken: Vec<u32> = known.security_rules.iter().filter(|rule| rule.direction == direction).map(|rule| rule.priority).collect();
    let mut free = (PRIORITIES.0..below).rev().filter(|priority| !taken.contains(priority));
    let mut rules = Vec::new();
    let mut number = 0;
    for fault in &group.faults {
        let Some(priority) = free.next() else { return finding };
        let name = loop {
            number += 1;
            let name = format!("{}-{number}", fault.needs.workload.as_str());
            if !known.security_rules.iter().any(|rule| rule.name.is(&name)) {
                break name;
            }
        };
        rules.push(rule(fault, direction, priority, name).into());
    }
    in_list(&|field| known.at.field(field), "securityRules", known.security_rules.is_empty(), rules, finding)
}

/// A rule that lets a flow pass.
fn rule(fault: &Fault, direction: Direction, priority: u32, name: String) -> Object {
    let other = match fault.flow.peer {
        Peer::ToWorkloads(_) => "VirtualNetwork".to_owned(),
        _ => fault.other(),
    };
    let (source, destination) = if fault.flow.peer.inbound() { (other.as_str(), "*") } else { ("*", other.as_str()) };
    let protocol = match fault.flow.protocol.as_str() {
        "Any" => "*",
        protocol => protocol,
    };
    let rule = Object::new().with("name", name).with("priority", priority).with("direction", direction.as_str()).with("access", "Allow");
    let rule = rule.with("protocol", protocol).with("sourceAddressPrefix", source).with("sourcePortRange", "*");
    let rule = rule.with("destinationAddressPrefix", destination);
    let range = |(first, last): &(u16, u16)| if first == last { first.to_string() } else { format!("{first}-{last}") };
    match fault.flow.ports {
        [] => rule.with("destinationPortRange", "*"),
        [one] => rule.with("destinationPortRange", range(one)),
        ports => rule.with("destinationPortRanges", ports.iter().map(|ports| range(ports).into()).collect::<Vec<Json>>()),
    }
}
