//! Security rules as packets meet them: which of a group's rules decides (specification 9).
//!
//! A rule can match for sure, not at all, or perhaps: what a service tag holds, and from which port a packet comes, the design does
//! not say. A rule that perhaps matches leaves the answer open only if a later rule that decides says otherwise.

use std::rc::Rc;

use super::network::{Network, Position};
use super::traffic::{Traffic, with_ports, without_ports};
use crate::address::{AddressSet, Ipv4, Prefix, Share};
use crate::design::{
    Access, Design, Destination, Direction, Forwarder, NetworkSecurityGroup, NextHopType, PortRange, Route, SecurityAddress,
    SecurityGroupId, SecurityProtocol, SecurityRule, ServiceTag, SubnetId, VirtualNetworkTagHolds,
};

/// The virtual addresses of the host: DNS, DHCP, health probes, and the instance's metadata.
const PLATFORM: [Ipv4; 2] = [Ipv4::new(168, 63, 129, 16), Ipv4::new(169, 254, 169, 254)];

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

/// A set of which the design may not say everything.
#[derive(Clone, Debug)]
pub(super) struct Extent {
    /// What it holds at most.
    pub(super) possible: AddressSet,
    /// What it holds at least.
    pub(super) sure: AddressSet,
}

/// One rule.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) name: RuleName,
    pub(super) access: Access,
    pub(super) sources: Extent,
    pub(super) destinations: Extent,
    /// Protocols and ports, as numbers.
    pub(super) traffic: Extent,
}

/// The rules that apply at a subnet, in the order in which they are asked.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) group: SecurityGroupId,
    pub(super) inbound: Vec<Rule>,
    pub(super) outbound: Vec<Rule>,
}

impl Extent {
    fn exactly(set: AddressSet) -> Self {
        Self { possible: set.clone(), sure: set }
    }

    fn all() -> Self {
        Self::exactly(AddressSet::all())
    }

    fn add(&mut self, other: &Self) {
        self.possible = self.possible.union(&other.possible);
        self.sure = self.sure.union(&other.sure);
    }

    /// How sure it is that something of `set` is meant.
    fn share(&self, set: &AddressSet) -> Share {
        match set.share(&self.possible) {
            Share::None => Share::None,
            _ if set.share(&self.sure) == Share::All => Share::All,
            _ => Share::Some,
        }
    }
}

impl Rules {
    pub(super) fn of(&self, direction: Direction) -> &[Rule] {
        match direction {
            Direction::Inbound => &self.inbound,
            Direction::Outbound => &self.outbound,
        }
    }

    /// The rule that decides for one packet and what it says, `None` where that is not known.
    pub(super) fn decide(&self, direction: Direction, source: Ipv4, destination: Ipv4, traffic: Traffic) -> (RuleName, Option<Access>) {
        let (source, destination, traffic) = (AddressSet::one(source), AddressSet::one(destination), traffic.set());
        let mut perhaps: Option<&Rule> = None;
        for rule in self.of(direction) {
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
}

impl Network<'_> {
    /// The rules that packets meet which arrive at a position or leave it.
    ///
    /// Of all that Azure runs itself, gateways and firewalls carry no group; private endpoints follow theirs only where the
    /// policies of the subnet say so.
    pub(super) fn rules_at(&self, position: Position) -> Option<Rc<Rules>> {
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
            Position::Forwarder(Forwarder::Firewall(_)) | Position::Gateway(_) | Position::Site(_) | Position::Internet => return None,
        };
        let group = design[subnet].network_security_group.as_ref()?.security_group()?;
        let mut known = self.security.borrow_mut();
        let place = known.partition_point(|(id, _)| *id < subnet);
        if let Some((_, rules)) = known.get(place).filter(|(id, _)| *id == subnet) {
            return Some(Rc::clone(rules));
        }
        let rules = Rc::new(self.rules_of(subnet, group));
        known.insert(place, (subnet, Rc::clone(&rules)));
        Some(rules)
    }

    fn rules_of(&self, subnet: SubnetId, id: SecurityGroupId) -> Rules {
        let group = &self.design[id];
        let tags = Tags::of(self, subnet);
        let mut rules = Rules { group: id, inbound: Vec::new(), outbound: Vec::new() };
        let default = |name, access, sources: &Extent, destinations: &Extent| Rule {
            name: RuleName::Default(name),
            access,
            sources: sources.clone(),
            destinations: destinations.clone(),
            traffic: Extent::exactly(Traffic::ANY.set()),
        };
        let (all, none) = (Extent::all(), AddressSet::default());
        // Not subject to groups, unless a rule names one of the tags for these (Microsoft Learn, "Azure platform considerations").
        let platform = AddressSet::covering(PLATFORM.map(Prefix::host));
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
                sources: tags.extent(self, sources(rule)),
                destinations: tags.extent(self, destinations(rule)),
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
fn traffic(rule: &SecurityRule) -> Extent {
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
            sure = sure.union(&without_ports(icmp, other && named));
        }
    }
    Extent { possible: with.union(&without), sure }
}

/// What the service tags that the design decides hold for one subnet.
struct Tags {
    network: Extent,
    internet: Extent,
    balancer: Extent,
}

impl Tags {
    fn of(network: &Network<'_>, subnet: SubnetId) -> Self {
        let design = network.design;
        let balancer = AddressSet::one(PLATFORM[0]);
        let mut prefixes = vec![Prefix::host(PLATFORM[0])];
        prefixes.extend_from_slice(&design[subnet.vnet].address_space);
        let mut perhaps = Vec::new();
        for link in design.connected_links(subnet.vnet) {
            // A link without access takes the peer out of the tag (Microsoft Learn, "Create, change, or delete a peering").
            if !design[link].allow_virtual_network_access {
                continue;
            }
            // What the tag has of a network of which only subnets are peered is not documented, but for the peered ones themselves.
            match &design[link].subnets {
                Some(listed) if !listed.local.contains(&subnet) => perhaps.push(design[link].to),
                Some(_) => {
                    perhaps.push(design[link].to);
                    prefixes.extend_from_slice(&design.prefixes_over(link));
                }
                None => prefixes.extend_from_slice(&design[design[link].to].address_space),
            }
        }
        for gateway in design.gateways_serving(subnet.vnet) {
            prefixes.extend(network.learned_prefixes(gateway));
        }
        let mut tags = AddressSet::default();
        if let Some(table) = design.table_of(subnet) {
            for route in &design[table].routes {
                match route.address_prefix {
                    Destination::Prefix(prefix) => prefixes.push(prefix),
                    // Whether the addresses of a route's service tag belong to it is not documented.
                    Destination::Tag(tag) => tags = tags.union(&service(network, Some(tag)).possible),
                }
            }
        }
        // Nor is whether what appliances advertise does.
        let servers = design.route_servers_serving(subnet.vnet);
        for announcement in servers.flat_map(|server| design.announcements_to(server)) {
            match design[announcement].address_prefix {
                Prefix::ALL => prefixes.push(Prefix::ALL),
                prefix => tags = tags.union(&AddressSet::covering([prefix])),
            }
        }
        let (everything, perhaps_everything) = default_routes(design, subnet, &prefixes);
        prefixes.retain(|prefix| prefix.length() > 0);
        let sure = AddressSet::covering(prefixes.iter().copied());
        let internet = Extent { possible: network.public.clone(), sure: network.public.difference(&sure).difference(&tags) };
        let spaces = perhaps.iter().flat_map(|peer| design[*peer].address_space.iter().copied());
        let sure = if everything { AddressSet::all() } else { sure };
        let possible = if perhaps_everything { AddressSet::all() } else { sure.union(&AddressSet::covering(spaces)).union(&tags) };
        Self { network: Extent { possible, sure }, internet, balancer: Extent::exactly(balancer) }
    }

    fn extent<'a>(&self, network: &Network<'_>, addresses: impl Iterator<Item = &'a SecurityAddress>) -> Extent {
        let mut extent = Extent::exactly(AddressSet::default());
        for written in addresses {
            let text = written.0.as_str();
            let is = |tag: &str| text.eq_ignore_ascii_case(tag);
            match written.prefix() {
                Some(prefix) => extent.add(&Extent::exactly(AddressSet::covering([prefix]))),
                None if text == "*" => extent.add(&Extent::all()),
                None if is("VirtualNetwork") => extent.add(&self.network),
                None if is("Internet") => extent.add(&self.internet),
                None if is("AzureLoadBalancer") => extent.add(&self.balancer),
                None => extent.add(&service(network, ServiceTag::parse(text))),
            }
        }
        extent
    }
}

/// Whether default routes put every address into VirtualNetwork: for sure, and perhaps.
///
/// Microsoft says that the tag "may also contain default routes"; effective rules show it for user-defined ones to an appliance (specification 9.4).
fn default_routes(design: &Design, subnet: SubnetId, prefixes: &[Prefix]) -> (bool, bool) {
    let to_appliance = |route: &Route| {
        route.address_prefix.is_default()
            && matches!(route.next_hop_type, None | Some(NextHopType::VirtualAppliance | NextHopType::VirtualApplianceEcmp))
    };
    let appliance = design.table_of(subnet).is_some_and(|table| design[table].routes.iter().any(to_appliance));
    let any = prefixes.iter().any(|prefix| prefix.length() == 0);
    match design.options.virtual_network_tag_holds {
        VirtualNetworkTagHolds::DefaultRouteToAppliance => (appliance, any),
        VirtualNetworkTagHolds::AnyDefaultRoute => (any, any),
        VirtualNetworkTagHolds::NoDefaultRoute => (false, false),
    }
}

/// What a tag of a service holds: what the host told, and else some public addresses, of a region only what its service has.
fn service(network: &Network<'_>, tag: Option<ServiceTag>) -> Extent {
    let told = |tag| network.design.tag_addresses.of(tag).map(|prefixes| AddressSet::covering(prefixes.iter().copied()));
    if let Some(exactly) = tag.and_then(told) {
        return Extent::exactly(exactly);
    }
    let possible = match (tag, tag.and_then(ServiceTag::around).and_then(told)) {
        (_, Some(around)) => around.intersection(&network.public),
        (Some(_), None) => network.public.clone(),
        // Of a tag that only security rules name, no more is known than that it has no private addresses.
        (None, None) => network.private.complement(),
    };
    Extent { possible, sure: AddressSet::default() }
}
