//! The network as packets see it: the design, its effective routes, and what owns which address.

use std::cell::RefCell;
use std::rc::Rc;

use super::disposition::Disposition;
use super::firewall::rules_of_firewall;
use super::guards::{Guards, application_groups};
use super::hubs::Hubs;
use super::inbound::{Published, published};
use super::position::Position;
use super::rule::Rule;
use super::steps::{Step, arrivals, gateway_steps, site_steps};
use super::translation::{Translating, translations};
use crate::address::{Address, AddressSet, Ipv4, Prefix, PrefixMap};
use crate::design::{
    Design, Forwarder, GatewayId, GatewayType, PrivateEndpointId, PublicIpId, Remote, SubnetId, TableId, VirtualNetwork, VnetId,
};
use crate::route::{EffectiveRoutes, Routes, advertised, carries, exchanged, learned, private, public, reached};

/// Which packets may cross a peering.
pub(super) struct Crossing<'d> {
    /// Whether those may that do not come from the network itself.
    pub(super) forwarded: bool,
    /// The subnets from which those may that come from the network itself; all of them may where there is no list.
    pub(super) listed: Option<&'d [SubnetId]>,
    /// Whether it is a connected group, of which only is known what the networks send themselves (specification 3.7).
    pub(super) group: bool,
}

/// The design with everything that a walk looks up.
pub struct Network<'d, A: Address = Ipv4> {
    /// The design.
    pub design: &'d Design,
    /// The effective routes of its subnets.
    pub routes: &'d Routes<A>,
    /// How packets end that arrive in each network.
    pub(super) arrivals: Vec<PrefixMap<Step, A>>,
    pub(super) gateways: Vec<PrefixMap<Step, A>>,
    pub(super) sites: Vec<PrefixMap<Step, A>>,
    pub(super) tunnels: Vec<Vec<(Prefix<A>, Remote)>>,
    /// Per gateway: the prefixes that it reaches inside Azure.
    pub(super) inward: Vec<Vec<Prefix<A>>>,
    /// Per gateway: the prefixes that it tells other ends.
    pub(super) advertised: Vec<Vec<Prefix<A>>>,
    pub(super) site_gateways: Vec<Vec<GatewayId>>,
    /// What each gateway tells besides, because a route server passes it on, with who taught it.
    pub(super) exchanged: Vec<Vec<(Prefix<A>, Option<Remote>)>>,
    /// Per site: what gateways tell it of that.
    pub(super) offered: Vec<Vec<(GatewayId, Prefix<A>)>>,
    /// Every address that the Internet routes.
    pub(super) public: AddressSet<A>,
    /// Every private address.
    pub(super) private: AddressSet<A>,
    /// Every public address outside the virtual networks.
    pub(super) outside: AddressSet<A>,
    /// What the public IP addresses of the design lead to.
    pub published: Vec<Published<A>>,
    /// The NAT rules of firewalls, in the order in which they are asked.
    pub translating: Vec<Translating<A>>,
    /// The addresses of the public IP addresses.
    pub(super) published_addresses: AddressSet<A>,
    /// Where each firewall stands, and its address.
    firewalls: Vec<(Option<SubnetId>, Option<A>)>,
    gateway_subnets: Vec<Option<SubnetId>>,
    /// What its virtual hubs do.
    pub(super) hubs: Hubs<A>,
    /// The rules of each firewall that has some.
    pub(super) firewall_rules: Vec<Option<Vec<Rule<A>>>>,
    /// Whether anything has a security group, or there are security admin rules.
    pub(super) guarded: bool,
    /// Whether there are security admin rules.
    pub(super) administered: bool,
    /// Whether a network interface has a group.
    pub(super) interfaces_guarded: bool,
    /// What packets meet at the subnets that have been asked for, by subnet.
    pub(super) guards: RefCell<Vec<(SubnetId, Rc<Guards<A>>)>>,
    /// Per application security group: the addresses of its network interfaces.
    pub(super) application_groups: Vec<AddressSet<A>>,
}

impl<'d, A: Address> Network<'d, A> {
    /// Indexes a design.
    pub fn new(design: &'d Design, routes: &'d Routes<A>) -> Self {
        let spaces = design.virtual_networks.iter().flat_map(VirtualNetwork::prefixes);
        let public = public();
        let administered = design.network_manager.as_ref().is_some_and(|manager| !manager.security_admin_rules.is_empty());
        let published = published(design);
        let mut network = Self {
            design,
            routes,
            arrivals: Vec::new(),
            gateways: Vec::new(),
            sites: Vec::new(),
            tunnels: Vec::new(),
            inward: Vec::new(),
            advertised: Vec::new(),
            site_gateways: design.site_ids().map(|_| Vec::new()).collect(),
            exchanged: Vec::new(),
            offered: design.site_ids().map(|_| Vec::new()).collect(),
            outside: public.difference(&AddressSet::covering(spaces)),
            private: private(),
            published_addresses: AddressSet::covering(published.iter().map(|it: &Published<A>| Prefix::host(it.address))),
            published,
            translating: translations(design, &public),
            firewalls: design.firewall_ids().map(|id| (design.firewall_subnet(id), design.firewall_address(id))).collect(),
            hubs: Hubs::of(design),
            gateway_subnets: design.gateway_ids().map(|id| design.gateway_subnet(id)).collect(),
            guarded: administered || !design.network_security_groups.is_empty(),
            administered,
            firewall_rules: design.firewalls.iter().map(|firewall| rules_of_firewall(design, &public, firewall)).collect(),
            interfaces_guarded: design.network_interfaces.iter().any(|interface| interface.network_security_group.is_some()),
            guards: RefCell::default(),
            application_groups: application_groups(design),
            public,
        };

        for gateway in design.gateway_ids() {
            network.add_gateway(gateway);
        }
        for (site, (gateways, offered)) in network.site_gateways.iter().zip(&network.offered).enumerate() {
            let hubs = network.hubs.of_site.get(site).map_or(&[][..], Vec::as_slice);
            network.sites.push(site_steps(design, gateways, &network.advertised, offered, (hubs, &network.hubs.told)));
        }
        for vnet in design.vnet_ids() {
            let standing = design.forwarders_in(vnet).filter_map(|it| Some((network.address_of(it)?, it)));
            let arrivals = arrivals(design, vnet, standing);
            network.arrivals.push(arrivals);
        }
        network
    }

    fn add_gateway(&mut self, gateway: GatewayId) {
        let (inward, exchanged) = (reached(self.design, gateway), exchanged(self.design, gateway));
        let mut tunnels = Vec::new();
        for connection in &self.design[gateway].connections {
            let Some(remote) = connection.to.remote() else { continue };
            tunnels.extend(learned(self.design, gateway, connection).iter().map(|it| (it.address_prefix, remote)));
            if let Remote::Site(site) = remote
                && let Some(list) = self.site_gateways.get_mut(site.0 as usize).filter(|list| list.last() != Some(&gateway))
            {
                list.push(gateway);
            }
            // Nobody takes back what it taught, and a site without BGP is told nothing.
            let told = connection.bgp || self.design[gateway].gateway_type == GatewayType::ExpressRoute;
            if let Remote::Site(site) = remote
                && let Some(list) = self.offered.get_mut(site.0 as usize).filter(|_| told)
            {
                list.extend(exchanged.iter().filter(|(_, from)| *from != Some(remote)).map(|(prefix, _)| (gateway, *prefix)));
            }
        }
        self.gateways.push(gateway_steps(gateway, &inward, &tunnels, &exchanged));
        self.exchanged.push(exchanged);
        self.inward.push(inward);
        self.advertised.push(advertised(self.design, gateway));
        self.tunnels.push(tunnels);
    }

    /// The subnet that a firewall or an appliance's interface stands in.
    pub(super) fn subnet_of(&self, forwarder: Forwarder) -> Option<SubnetId> {
        match forwarder {
            Forwarder::Firewall(id) => self.firewalls.get(id.0 as usize)?.0,
            Forwarder::Appliance(..) | Forwarder::LoadBalancer(_) => self.design.forwarder_subnet(forwarder),
        }
    }

    /// The address of a firewall or of an appliance's interface.
    pub fn address_of(&self, forwarder: Forwarder) -> Option<A> {
        match forwarder {
            Forwarder::Firewall(id) => self.firewalls.get(id.0 as usize)?.1,
            Forwarder::Appliance(..) | Forwarder::LoadBalancer(_) => self.design.forwarder_address(forwarder),
        }
    }

    /// GatewaySubnet of a gateway's network.
    pub fn gateway_subnet(&self, gateway: GatewayId) -> Option<SubnetId> {
        *self.gateway_subnets.get(gateway.0 as usize)?
    }

    /// The firewall or appliance with this address in `vnet`.
    pub(super) fn forwarder_at(&self, vnet: VnetId, address: A) -> Option<Forwarder> {
        self.design.forwarders_in(vnet).find(|it| self.address_of(*it) == Some(address))
    }

    /// The private endpoint with this address in `vnet`.
    pub(super) fn private_endpoint_at(&self, vnet: VnetId, address: A) -> Option<PrivateEndpointId> {
        self.design.private_endpoints_in(vnet).find(|id| self.design[*id].address() == Some(address))
    }

    /// The VPN gateway that a route with next hop VirtualNetworkGateway means in `vnet` (specification 4.4: never ExpressRoute).
    pub(super) fn vpn_gateway(&self, vnet: VnetId) -> Option<GatewayId> {
        self.design.gateways_serving(vnet).find(|id| self.design[*id].gateway_type == GatewayType::Vpn && carries::<A>(self.design, *id))
    }

    /// The NAT rules for a public IP address.
    pub fn translating(&self, public: PublicIpId) -> impl Iterator<Item = &Translating<A>> {
        self.translating.iter().filter(move |rule| rule.public == public)
    }

    /// The prefixes that a gateway learns.
    pub fn learned_prefixes(&self, gateway: GatewayId) -> impl Iterator<Item = Prefix<A>> + '_ {
        self.tunnels.get(gateway.0 as usize).into_iter().flatten().map(|(prefix, _)| *prefix)
    }

    /// Whether packets may cross the peering from one network to the other, and which.
    ///
    /// The receiving side decides about packets that do not come from there (specification 8.3).
    pub(super) fn crossing(&self, from: VnetId, to: VnetId) -> Result<Crossing<'d>, Disposition> {
        let link = self.design.connected_link(from, to).map(|link| &self.design[link]);
        let partner = link.and_then(|link| link.partner).map(|partner| &self.design[partner]);
        let (Some(link), Some(partner)) = (link, partner) else {
            let group = self.design.grouped(from).binary_search(&to).is_ok();
            return group.then_some(Crossing { forwarded: false, listed: None, group }).ok_or(Disposition::DroppedNextHopUnreachable);
        };
        if link.allow_virtual_network_access && partner.allow_virtual_network_access {
            Ok(Crossing {
                forwarded: partner.allow_forwarded_traffic,
                listed: link.subnets.as_deref().map(|listed| listed.local.as_slice()),
                group: false,
            })
        } else {
            Err(Disposition::DroppedPeeringAccess)
        }
    }

    /// The network, route table and service endpoints whose routes apply to packets that leave `position`; `None` outside Azure.
    pub(super) fn routing(&self, position: Position) -> Option<(VnetId, Option<TableId>, u16)> {
        let design = self.design;
        let of_subnet = |subnet: SubnetId| (subnet.vnet, design.table_of(subnet), design[subnet].endpoints());
        match position {
            Position::Subnet(subnet) => Some(of_subnet(subnet)),
            Position::PrivateEndpoint(endpoint) => {
                let subnet = design[endpoint].subnet.subnet()?;
                // Replies of a private endpoint ignore the table of its subnet unless policies are enabled (specification 3.4).
                let applies = design[subnet].private_endpoint_network_policies.is_some_and(|policies| policies.route_tables());
                Some(if applies { of_subnet(subnet) } else { (subnet.vnet, None, 0) })
            }
            Position::Forwarder(forwarder) => self.subnet_of(forwarder).map(of_subnet),
            Position::Gateway(gateway) => {
                let vnet = design.gateway_vnet(gateway)?;
                Some(self.gateway_subnet(gateway).map_or((vnet, None, 0), of_subnet))
            }
            Position::Hub(_) | Position::Site(_) | Position::Internet => None,
        }
    }

    /// The effective routes that apply to packets that leave `position`.
    pub fn effective(&self, position: Position) -> Option<&'d EffectiveRoutes<A>> {
        self.routing(position).map(|(vnet, table, endpoints)| self.routes.of_pair(vnet, table, endpoints))
    }
}
