//! Forwarders and next hops: firewalls, interfaces of appliances and load balancers, by name and by address.

use super::appliance::ApplianceInterface;
use super::id::{ApplianceId, FirewallId, Forwarder, LoadBalancerId, SubnetId, TableId};
use super::model::Design;
use super::name::Name;
use super::route_table::{NamedNextHop, NextHop, NextHopType, Route};
use crate::address::{Address, AnyAddress};

impl Design {
    /// An interface of an appliance.
    pub fn interface(&self, id: ApplianceId, index: u32) -> Option<&ApplianceInterface> {
        self[id].network_interfaces.get(index as usize)
    }

    /// The name of a forwarder.
    pub fn forwarder_name(&self, forwarder: Forwarder) -> &Name {
        match forwarder {
            Forwarder::Firewall(id) => &self[id].name,
            Forwarder::Appliance(id, _) => &self[id].name,
            Forwarder::LoadBalancer(id) => &self[id].name,
        }
    }

    /// The private address of a forwarder.
    pub fn forwarder_address<A: Address>(&self, forwarder: Forwarder) -> Option<A> {
        match forwarder {
            Forwarder::Firewall(id) => self.firewall_address(id),
            Forwarder::Appliance(id, index) => self.interface(id, index)?.address(),
            Forwarder::LoadBalancer(id) => self[id].address(),
        }
    }

    /// The subnet that a forwarder stands in.
    pub fn forwarder_subnet(&self, forwarder: Forwarder) -> Option<SubnetId> {
        match forwarder {
            Forwarder::Firewall(id) => self.firewall_subnet(id),
            Forwarder::Appliance(id, index) => self.interface(id, index)?.subnet.subnet(),
            Forwarder::LoadBalancer(id) => self[id].subnet.subnet(),
        }
    }

    /// Every forwarder of the design.
    pub fn forwarders(&self) -> impl Iterator<Item = Forwarder> + '_ {
        let interfaces = |id: ApplianceId| (0..self[id].network_interfaces.len() as u32).map(move |index| Forwarder::Appliance(id, index));
        let balancers = self.load_balancer_ids().map(Forwarder::LoadBalancer);
        self.firewall_ids().map(Forwarder::Firewall).chain(self.appliance_ids().flat_map(interfaces)).chain(balancers)
    }

    /// The forwarder that a next hop names.
    pub fn named_forwarder(&self, next_hop: &NamedNextHop) -> Option<Forwarder> {
        if let Some(firewall) = &next_hop.firewall {
            return Some(Forwarder::Firewall(FirewallId(firewall.index()?)));
        }
        if let Some(balancer) = &next_hop.load_balancer {
            return Some(Forwarder::LoadBalancer(LoadBalancerId(balancer.index()?)));
        }
        let id = ApplianceId(next_hop.appliance.as_ref()?.index()?);
        let interface = match &next_hop.interface {
            None => 0,
            Some(name) => self[id].network_interfaces.iter().position(|it| it.name.as_ref() == Some(name))?,
        };
        Some(Forwarder::Appliance(id, interface as u32))
    }

    /// The addresses of a table's route to several appliances.
    pub fn equal_next_hops<A: Address>(&self, table: TableId, index: u32) -> impl Iterator<Item = A> + '_ {
        self[table].routes.get(index as usize).into_iter().flat_map(Route::equal_next_hops).filter_map(AnyAddress::of)
    }

    /// Where a route sends packets; `None` when the route is not complete, which `check` reports.
    pub fn next_hop<A: Address>(&self, route: &Route) -> Option<NextHop<A>> {
        if let Some(next_hop) = &route.next_hop {
            let named = self.named_forwarder(next_hop)?;
            return Some(NextHop::VirtualAppliance { address: self.forwarder_address(named), named: Some(named) });
        }
        Some(match route.next_hop_type? {
            NextHopType::VirtualNetworkGateway => NextHop::VirtualNetworkGateway,
            NextHopType::VnetLocal => NextHop::VnetLocal,
            NextHopType::Internet => NextHop::Internet,
            NextHopType::None => NextHop::None,
            NextHopType::VirtualApplianceEcmp if route.equal_next_hops().is_empty() => return None,
            NextHopType::VirtualApplianceEcmp => NextHop::VirtualApplianceEcmp,
            NextHopType::VirtualAppliance => NextHop::VirtualAppliance { address: route.next_hop_ip_address.as_ref()?.of(), named: None },
        })
    }
}
