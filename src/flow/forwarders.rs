//! What firewalls, appliances and load balancers do with the packets that they pass.

use super::network::Network;
use super::position::Instance;
use super::rule::Rule;
use crate::address::Address;
use crate::design::{Forwarder, Snat};

impl<A: Address> Network<'_, A> {
    /// The rules that a request meets in a forwarder, in the order in which they are asked; `None` where it lets everything pass.
    pub(super) fn inspection(&self, forwarder: Forwarder) -> Option<&[Rule<A>]> {
        match Instance::from(forwarder) {
            Instance::Firewall(id) => self.firewall_rules.get(id.0 as usize)?.as_deref(),
            _ => None,
        }
    }

    /// Whether replies must come back the same way: the forwarder is stateful and shows the sender's own address to private destinations.
    pub fn keeps_source(&self, forwarder: Forwarder) -> bool {
        match forwarder {
            Forwarder::LoadBalancer(id) => self.design.backends_of(id).into_iter().any(|backend| self.keeps_source(backend)),
            _ => self.stateful(forwarder.into()) && self.snat(forwarder) != Snat::Always,
        }
    }

    /// Whether Azure lets the forwarder pass packets on.
    pub(super) fn forwards(&self, forwarder: Forwarder) -> bool {
        match forwarder {
            Forwarder::Firewall(_) | Forwarder::LoadBalancer(_) => true,
            Forwarder::Appliance(id, index) => self.design.interface(id, index).is_some_and(|interface| interface.enable_ip_forwarding),
        }
    }

    /// Whether the forwarder drops replies whose request it did not see.
    pub fn stateful(&self, instance: Instance) -> bool {
        match instance {
            Instance::Firewall(_) => true,
            Instance::Appliance(id) => self.design[id].stateful,
            Instance::Gateway(_) | Instance::Hub(_) | Instance::LoadBalancer(_) => false,
        }
    }

    /// Whether two ways pass the same stateful instances.
    pub fn same_sessions(&self, one: &[Instance], other: &[Instance]) -> bool {
        let within = |one: &[Instance], other: &[Instance]| one.iter().all(|it| !self.stateful(*it) || other.contains(it));
        within(one, other) && within(other, one)
    }

    /// Towards which destinations the forwarder puts its own address in the sender's place.
    pub(super) fn snat(&self, forwarder: Forwarder) -> Snat {
        match forwarder {
            Forwarder::Firewall(id) => self.design[id].snat,
            Forwarder::Appliance(id, _) => self.design[id].snat,
            Forwarder::LoadBalancer(_) => Snat::Never,
        }
    }

    /// The interface that a forwarder sends from: the one whose subnet holds the destination, else the one it received on.
    ///
    /// An assumption about the guest's routing table, which the design does not state.
    pub(super) fn leaving(&self, forwarder: Forwarder, destination: A) -> Forwarder {
        let Forwarder::Appliance(id, entered) = forwarder else { return forwarder };
        let design = self.design;
        let direct = design[id]
            .network_interfaces
            .iter()
            .position(|interface| interface.subnet.subnet().is_some_and(|subnet| design[subnet].contains(destination)));
        Forwarder::Appliance(id, direct.map_or(entered, |index| index as u32))
    }

    /// Every interface of the machine that `forwarder` is or belongs to.
    pub(super) fn own_interfaces(&self, forwarder: Forwarder) -> impl Iterator<Item = Forwarder> + use<A> {
        let count = match forwarder {
            Forwarder::Firewall(_) | Forwarder::LoadBalancer(_) => 1,
            Forwarder::Appliance(id, _) => self.design[id].network_interfaces.len() as u32,
        };
        (0..count).map(move |index| match forwarder {
            Forwarder::Appliance(id, _) => Forwarder::Appliance(id, index),
            other => other,
        })
    }

    /// The name of something that packets pass.
    pub fn instance_name(&self, instance: Instance) -> &str {
        match instance {
            Instance::Firewall(id) => self.design[id].name.as_str(),
            Instance::Appliance(id) => self.design[id].name.as_str(),
            Instance::Gateway(id) => self.design[id].name.as_str(),
            Instance::LoadBalancer(id) => self.design[id].name.as_str(),
            Instance::Hub(id) => self.design[id].name.as_str(),
        }
    }
}
