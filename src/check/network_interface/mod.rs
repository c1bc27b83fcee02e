//! Rules about network interfaces and application security groups.

pub(super) mod appliance_without;
pub(super) mod application_group_empty;
pub(super) mod application_group_networks;
pub(super) mod application_groups_differ;
pub(super) mod forwarding_needless;
pub(super) mod public_address;
pub(super) mod region;

use super::survey::Survey;
use crate::design::{ApplicationSecurityGroupId, NetworkInterface, VnetId};

/// The application security groups of an interface, each with its index in the list.
fn groups(interface: &NetworkInterface) -> impl Iterator<Item = (usize, ApplicationSecurityGroupId)> {
    interface.application_security_groups.placed().filter_map(|(i, group)| Some((i, group.application_security_group()?)))
}

/// Per application security group: its first interface, and the network that this stands in.
fn first_members<'d>(design: &'d Survey<'_>) -> Vec<Option<(&'d NetworkInterface, VnetId)>> {
    let mut first: Vec<Option<(&NetworkInterface, VnetId)>> = design.application_security_groups.iter().map(|_| None).collect();
    for interface in &design.network_interfaces {
        let Some(subnet) = interface.subnet.subnet() else { continue };
        for (_, id) in groups(interface) {
            if let Some(first) = first.get_mut(id.0 as usize) {
                first.get_or_insert((interface, subnet.vnet));
            }
        }
    }
    first
}
