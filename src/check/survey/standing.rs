//! Where the next hops of a table stand, seen from each network that uses the table.

use super::Survey;
use super::owners::{Owned, Owner};
use super::reading::Target;
use crate::address::{Address, Prefix};
use crate::design::{ApplianceId, Forwarder, NetworkInterfaceId, PrivateEndpointId, SubnetId, TableId, VnetId};

/// The most next hops that lead nowhere that are looked for; the rules that report them show fewer.
const MOST: usize = 5_000;

/// Why a next hop leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Fault {
    /// It is neither in the network nor in one that has a link to it.
    Unreachable,
    /// It is in the address space, but nothing has the address.
    Unowned,
    /// It is the address of a private endpoint.
    Endpoint(PrivateEndpointId),
    /// It is one of the addresses that Azure keeps in each subnet.
    Reserved(SubnetId),
    /// It is an interface without IP forwarding.
    NotForwarding(ApplianceId, u32),
    /// It is a network interface of a machine: without IP forwarding, or of a machine that no appliance describes.
    Machine(NetworkInterfaceId),
}

/// A next hop of a table that leads nowhere for a network that uses the table.
#[derive(Clone, Copy, Debug)]
pub(in crate::check) struct Misled {
    /// The table.
    pub(in crate::check) table: TableId,
    /// The next hop.
    pub(in crate::check) target: Target,
    /// The first network for which it leads nowhere.
    pub(in crate::check) vnet: VnetId,
    /// Why.
    pub(in crate::check) fault: Fault,
}

/// The next hops that lead nowhere, table by table.
pub(super) fn misled(survey: &Survey<'_>) -> Vec<Misled> {
    let mut found = Vec::new();
    for table in survey.table_ids() {
        for target in &survey.reading(table).targets {
            let first = survey.user_networks(table).iter().find_map(|vnet| Some((*vnet, fault(survey, *vnet, *target)?)));
            found.extend(first.map(|(vnet, fault)| Misled { table, target: *target, vnet, fault }));
            if found.len() >= MOST {
                return found;
            }
        }
    }
    found
}

/// Why `target` leads nowhere for `vnet`; `None` when it does lead somewhere, or when what is wrong is found elsewhere.
pub(super) fn fault(survey: &Survey<'_>, vnet: VnetId, target: Target) -> Option<Fault> {
    match target {
        Target::Named(forwarder) => {
            let near = survey.forwarder_network(forwarder)?;
            if near == vnet || survey.linked(vnet, near) { forwarding(survey, forwarder) } else { Some(Fault::Unreachable) }
        }
        Target::Address(address) => standing(survey, vnet, survey.owners(address), &|near| {
            survey.in_space(near, address).then(|| unowned(survey.subnet_holding(near, address), address))
        }),
        Target::AddressV6(address) => standing(survey, vnet, survey.owners_v6(address), &|near| {
            let holds = |id: SubnetId| Some((survey[id].prefixes().find(|prefix| prefix.contains(address))?, id));
            survey[near].contains(address).then(|| unowned(survey.subnets_of(near).find_map(holds), address))
        }),
    }
}

/// `NotForwarding` for an interface that does not forward.
fn forwarding(survey: &Survey<'_>, forwarder: Forwarder) -> Option<Fault> {
    if let Forwarder::LoadBalancer(id) = forwarder {
        return survey.backends_of(id).into_iter().find_map(|backend| forwarding(survey, backend));
    }
    let Forwarder::Appliance(id, index) = forwarder else { return None };
    (!survey.interface(id, index)?.enable_ip_forwarding).then_some(Fault::NotForwarding(id, index))
}

/// Why an address with these owners leads nowhere; `nobody` says what it is for a network where nothing has it, if it is there.
fn standing<A: Address>(survey: &Survey<'_>, vnet: VnetId, owners: &[Owned<A>], nobody: &dyn Fn(VnetId) -> Option<Fault>) -> Option<Fault> {
    match owner(survey, vnet, owners) {
        Some(Owner::Forwarder(forwarder)) => forwarding(survey, forwarder),
        Some(Owner::PrivateEndpoint(id)) => Some(Fault::Endpoint(id)),
        Some(Owner::NetworkInterface(id)) => Some(Fault::Machine(id)),
        None => {
            let near = || survey.neighbours(vnet).iter().find_map(|near| nobody(*near));
            Some(nobody(vnet).or_else(near).unwrap_or(Fault::Unreachable))
        }
    }
}

/// Which of the owners is in the network or in one that is linked to it.
fn owner<A: Address>(survey: &Survey<'_>, vnet: VnetId, owners: &[Owned<A>]) -> Option<Owner> {
    let in_network = |near: VnetId| {
        let at = owners.partition_point(|owned| owned.subnet.vnet < near);
        owners.get(at).filter(|owned| owned.subnet.vnet == near)
    };
    let linked = || owners.iter().find(|owned| survey.linked(vnet, owned.subnet.vnet));
    in_network(vnet).or_else(linked).map(|owned| owned.owner)
}

/// What an address of a network is that nothing has, by the subnet that holds it.
fn unowned<A: Address>(holding: Option<(Prefix<A>, SubnetId)>, address: A) -> Fault {
    match holding {
        Some((prefix, subnet)) if is_reserved(prefix, address) => Fault::Reserved(subnet),
        _ => Fault::Unowned,
    }
}

/// Whether Azure keeps `address` in a subnet of this prefix: the first four and the last.
///
/// Source: Microsoft Learn, "Azure Virtual Network FAQ", restrictions on IP addresses within subnets.
pub(in crate::check) fn is_reserved<A: Address>(prefix: Prefix<A>, address: A) -> bool {
    address == prefix.last() || prefix.first().offset(3).is_none_or(|fourth| address <= fourth)
}
