//! What leaves to the Internet, and what gives it a public address.

pub(super) mod internet_route;
pub(super) mod nat_gateway_unused;
pub(super) mod unanswered;

use crate::address::Address;
use crate::design::{ApplianceInterface, NetworkInterface, Place, PublicIpId, SubnetId};
use crate::flow::Network;
use crate::route::{EffectiveRoutes, NextHop, public};

/// Whether these routes send a public address straight to the Internet, or perhaps do.
fn leads_out<A: Address>(effective: &EffectiveRoutes<A>) -> bool {
    let out = |hop: &Option<NextHop<A>>| matches!(hop, Some(NextHop::Internet | NextHop::Undecided(_)));
    effective.map.split(&public()).iter().any(|(hop, _)| out(hop))
}

/// Where most of the Internet is sent: the next hop for a public address that no route is likely to name alone, in words.
fn taken_by<A: Address>(network: &Network<'_, A>, effective: &EffectiveRoutes<A>, somewhere: A) -> String {
    let design = network.design;
    match (network.appliance_for(effective, somewhere), effective.map.lookup(somewhere)) {
        (Some(forwarder), _) => format!("goes to `{}`", design.forwarder_name(forwarder)),
        (None, Some(NextHop::Learned(gateway))) => format!("goes to gateway `{}`", design[gateway].name),
        (None, Some(NextHop::VirtualNetworkGateway)) => "goes to the virtual network gateway".to_owned(),
        (None, Some(NextHop::VirtualAppliance { .. } | NextHop::VirtualApplianceEcmp { .. } | NextHop::Advertised(_))) => {
            "goes to an appliance".to_owned()
        }
        (None, _) => "is dropped".to_owned(),
    }
}

/// Whether a machine or an appliance in a subnet has a public address of this family.
pub(super) fn holds_public_address<A: Address>(network: &Network<'_, A>, subnet: SubnetId) -> bool {
    public_addresses(network).any(|(holder, ..)| holder == subnet)
}

/// What machines and appliances have a public address of this family: the subnet, the object, and the address.
fn public_addresses<A: Address>(network: &Network<'_, A>) -> impl Iterator<Item = (SubnetId, Place, PublicIpId)> {
    let design = network.design;
    let of_machine = |id| {
        let interface: &NetworkInterface = &design[id];
        Some((interface.subnet.subnet()?, interface.at, interface.public::<A>()?))
    };
    let of_appliance = |interface: &ApplianceInterface| Some((interface.subnet.subnet()?, interface.at, interface.public::<A>()?));
    let appliances = design.appliances.iter().flat_map(|appliance| &appliance.network_interfaces);
    design.network_interface_ids().filter_map(of_machine).chain(appliances.filter_map(of_appliance))
}
