//! What several rules want to know about a design, found out once.

mod addresses;
mod gateways;
mod owners;
mod reading;
mod room;
mod standing;

use std::ops::Deref;

use crate::address::{Address, Ipv4, Ipv6, Prefix, sort_by_rank};
use crate::design::{Design, Forwarder, Resource, SecurityGroupId, SubnetId, TableId, VnetId, reserved};

pub(super) use addresses::{Part, few, holder, maximal, nested, overlap, space_of};
pub(super) use gateways::{Served, serving};
pub(super) use owners::{Owned, Owner};
pub(super) use reading::{Reading, Target, leads_to_gateway};
pub(super) use room::{enlarged, free_block};
pub(super) use standing::{Fault, Misled, is_reserved};

/// A design with indexes over it. Everything that the design itself can tell is told through it.
pub(super) struct Survey<'d> {
    design: &'d Design,
    /// Per route table: what its routes say.
    readings: Vec<Reading>,
    /// Per route table: the subnets that use it, ascending.
    table_users: Vec<Vec<SubnetId>>,
    /// Per route table: the networks of those subnets, ascending.
    table_networks: Vec<Vec<VnetId>>,
    /// Per security group: the subnets that use it, ascending.
    group_users: Vec<Vec<SubnetId>>,
    /// Per security group: whether a network interface has it.
    on_interfaces: Vec<bool>,
    /// Per network: its address prefixes, ascending, without those inside another.
    spaces: Vec<Vec<(Prefix, u32)>>,
    /// Per network: the prefixes of its subnets with those subnets' positions, ascending, without those inside another.
    subnets: Vec<Vec<(Prefix, u32)>>,
    /// Per reserved name: the subnets that have it, ascending.
    called: [Vec<SubnetId>; reserved::ALL.len()],
    /// Per network: those that have a link to or from it, ascending.
    neighbours: Vec<Vec<VnetId>>,
    /// The private addresses that something has, ascending by address, then by network.
    owned: Vec<Owned>,
    /// The same over IPv6.
    owned_v6: Vec<Owned<Ipv6>>,
    /// Per network: the kinds of gateways that serve it.
    served: Vec<Served>,
    /// Per network: whether a firewall in it has a management interface.
    managed: Vec<bool>,
    /// The next hops that lead nowhere.
    misled: Vec<Misled>,
    /// Whether a network has IPv6 addresses.
    dual: bool,
}

/// Puts `item` at the end of the list of a table, group or network.
fn enlist<T>(lists: &mut [Vec<T>], whose: u32, item: T) {
    if let Some(list) = lists.get_mut(whose as usize) {
        list.push(item);
    }
}

/// What has `address`, of a list that ascends by address.
fn of_address<A: Address>(owned: &[Owned<A>], address: A) -> &[Owned<A>] {
    let start = owned.partition_point(|it| it.address < address);
    let end = owned.partition_point(|it| it.address <= address);
    owned.get(start..end).unwrap_or_default()
}

impl Deref for Survey<'_> {
    type Target = Design;

    fn deref(&self) -> &Design {
        self.design
    }
}

impl<'d> Survey<'d> {
    /// The design, for as long as it is there.
    pub(super) fn design(&self) -> &'d Design {
        self.design
    }

    /// Surveys a design whose tables have been read.
    pub(super) fn of(design: &'d Design, readings: Vec<Reading>) -> Self {
        let networks = design.virtual_networks.len();
        let mut survey = Self {
            design,
            readings,
            table_users: vec![Vec::new(); design.route_tables.len()],
            table_networks: vec![Vec::new(); design.route_tables.len()],
            group_users: vec![Vec::new(); design.network_security_groups.len()],
            on_interfaces: vec![false; design.network_security_groups.len()],
            spaces: Vec::with_capacity(networks),
            subnets: Vec::with_capacity(networks),
            called: Default::default(),
            neighbours: vec![Vec::new(); networks],
            owned: owners::owned(design),
            owned_v6: if design.has_v6() { owners::owned(design) } else { Vec::new() },
            served: gateways::served(design),
            managed: vec![false; networks],
            misled: Vec::new(),
            dual: design.has_v6(),
        };
        for group in design.network_interfaces.iter().filter_map(|interface| interface.network_security_group.as_ref()?.security_group()) {
            survey.on_interfaces.get_mut(group.0 as usize).into_iter().for_each(|used| *used = true);
        }
        for firewall in design.firewall_ids().filter(|id| design[*id].management_subnet) {
            let vnet = design.firewall_vnet(firewall).and_then(|vnet| survey.managed.get_mut(vnet.0 as usize));
            vnet.into_iter().for_each(|managed| *managed = true);
        }
        for link in &design.links {
            enlist(&mut survey.neighbours, link.from.0, link.to);
            enlist(&mut survey.neighbours, link.to.0, link.from);
        }
        for neighbours in &mut survey.neighbours {
            sort_by_rank(neighbours, |vnet| u64::from(vnet.0));
            neighbours.dedup();
        }
        for network in &design.virtual_networks {
            survey.spaces.push(space_of(network));
            let mut prefixes = Vec::new();
            for (subnet, position) in network.subnets.iter().zip(0..) {
                prefixes.extend(subnet.prefixes().map(|prefix| (prefix, position)));
            }
            survey.subnets.push(maximal(prefixes));
        }
        for id in design.subnet_ids() {
            let subnet = &design[id];
            if let Some(table) = design.written_table_of(id) {
                if survey.user_networks(table).last() != Some(&id.vnet) {
                    enlist(&mut survey.table_networks, table.0, id.vnet);
                }
                enlist(&mut survey.table_users, table.0, id);
            }
            if let Some(group) = subnet.network_security_group.as_ref().and_then(|group| group.security_group()) {
                enlist(&mut survey.group_users, group.0, id);
            }
            let called = reserved::ALL.iter().zip(&mut survey.called).find(|(name, _)| subnet.is(name));
            // Of two with one name only the first is meant, as everywhere.
            called.into_iter().filter(|(_, ids)| ids.last().is_none_or(|last| last.vnet != id.vnet)).for_each(|(_, ids)| ids.push(id));
        }
        survey.misled = standing::misled(&survey);
        survey
    }

    /// Whether a network has IPv6 addresses; asked once for all rules.
    pub(super) fn has_v6(&self) -> bool {
        self.dual
    }

    /// What the routes of a table say.
    pub(super) fn reading(&self, table: TableId) -> &Reading {
        static NOTHING: Reading = Reading::NOTHING;
        self.readings.get(table.0 as usize).unwrap_or(&NOTHING)
    }

    /// The subnets that use a route table, ascending.
    pub(super) fn users(&self, table: TableId) -> &[SubnetId] {
        self.table_users.get(table.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The subnets with a reserved name, ascending: at most one in each network.
    pub(super) fn called(&self, name: &str) -> &[SubnetId] {
        let position = reserved::ALL.iter().position(|reserved| *reserved == name);
        position.and_then(|position| self.called.get(position)).map_or(&[], Vec::as_slice)
    }

    /// The route tables that a `wanted` subnet uses, with the first such subnet, and whether all users are wanted.
    pub(super) fn tables_of(&self, wanted: &dyn Fn(SubnetId) -> bool) -> Vec<(TableId, SubnetId, bool)> {
        let mut tables = Vec::new();
        for table in self.table_ids() {
            let users = self.users(table);
            if let Some(first) = users.iter().find(|user| wanted(**user)) {
                tables.push((table, *first, users.iter().all(|user| wanted(*user))));
            }
        }
        tables
    }

    /// The subnets that use a security group, ascending.
    pub(super) fn group_users(&self, group: SecurityGroupId) -> &[SubnetId] {
        self.group_users.get(group.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether a subnet or a network interface has a security group.
    pub(super) fn is_carried(&self, group: SecurityGroupId) -> bool {
        !self.group_users(group).is_empty() || self.is_on_interface(group)
    }

    /// Whether a network interface has a security group.
    pub(super) fn is_on_interface(&self, group: SecurityGroupId) -> bool {
        self.on_interfaces.get(group.0 as usize).copied().unwrap_or_default()
    }

    /// The networks whose subnets use a route table, ascending.
    pub(super) fn user_networks(&self, table: TableId) -> &[VnetId] {
        self.table_networks.get(table.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// A network's IPv4 address prefixes with their positions, ascending, without those inside another.
    pub(super) fn space(&self, vnet: VnetId) -> &[(Prefix, u32)] {
        self.spaces.get(vnet.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether `address` is in a network's address space.
    pub(super) fn in_space(&self, vnet: VnetId, address: Ipv4) -> bool {
        holder(self.space(vnet), address).is_some()
    }

    /// The subnet of `vnet` that `address` belongs to, with the prefix that holds it.
    pub(super) fn subnet_holding(&self, vnet: VnetId, address: Ipv4) -> Option<(Prefix, SubnetId)> {
        let (prefix, index) = holder(self.subnets.get(vnet.0 as usize)?, address)?;
        Some((prefix, SubnetId { vnet, index }))
    }

    /// Whether there is a link between two networks, from whichever side.
    ///
    /// A missing second link is a finding of its own; what depends on it is not reported once more.
    pub(super) fn linked(&self, one: VnetId, other: VnetId) -> bool {
        self.neighbours(one).binary_search(&other).is_ok()
    }

    /// The networks that have a link to or from `vnet`, ascending.
    pub(super) fn neighbours(&self, vnet: VnetId) -> &[VnetId] {
        self.neighbours.get(vnet.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The private addresses that something has, ascending by address, then by network.
    pub(super) fn owned(&self) -> &[Owned] {
        &self.owned
    }

    /// The private IPv6 addresses that something has, in the same order.
    pub(super) fn owned_v6(&self) -> &[Owned<Ipv6>] {
        &self.owned_v6
    }

    /// What has `address`, network by network.
    pub(super) fn owners(&self, address: Ipv4) -> &[Owned] {
        of_address(&self.owned, address)
    }

    /// What has an IPv6 address, network by network.
    pub(super) fn owners_v6(&self, address: Ipv6) -> &[Owned<Ipv6>] {
        of_address(&self.owned_v6, address)
    }

    /// The forwarders that a target can be, each with the subnet it stands in.
    pub(super) fn forwarders_at(&self, target: Target) -> Vec<(Forwarder, SubnetId)> {
        fn all<A: Address>(owners: &[Owned<A>]) -> Vec<(Forwarder, SubnetId)> {
            owners.iter().filter_map(|owned| Some((owned.forwarder()?, owned.subnet))).collect()
        }
        match target {
            Target::Address(address) => all(self.owners(address)),
            Target::AddressV6(address) => all(self.owners_v6(address)),
            Target::Named(forwarder) => self.forwarder_subnet(forwarder).map(|subnet| (forwarder, subnet)).into_iter().collect(),
        }
    }

    /// The kinds of gateways that serve a network.
    pub(super) fn served(&self, vnet: VnetId) -> Served {
        self.served.get(vnet.0 as usize).copied().unwrap_or_default()
    }

    /// Whether a firewall in the network has a management interface.
    pub(super) fn has_managed_firewall(&self, vnet: VnetId) -> bool {
        self.managed.get(vnet.0 as usize).copied().unwrap_or_default()
    }

    /// The next hops that lead nowhere.
    pub(super) fn misled(&self) -> &[Misled] {
        &self.misled
    }

    /// Whether a next hop leads nowhere for what stands in `vnet`.
    pub(super) fn misleads(&self, vnet: VnetId, target: Target) -> bool {
        standing::fault(self, vnet, target).is_some()
    }

    /// The region of a resource: its own, or the design's.
    pub(super) fn location<'r>(&'r self, resource: &'r dyn Resource) -> Option<&'r str> {
        resource.location().or(self.design.location.as_deref())
    }

    /// The network that a forwarder stands in.
    pub(super) fn forwarder_network(&self, forwarder: Forwarder) -> Option<VnetId> {
        match forwarder {
            Forwarder::Firewall(id) => self.firewall_vnet(id),
            Forwarder::Appliance(id, index) => self.interface(id, index)?.subnet.subnet().map(|subnet| subnet.vnet),
            Forwarder::LoadBalancer(id) => self[id].subnet.subnet().map(|subnet| subnet.vnet),
        }
    }
}
