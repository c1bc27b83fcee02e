//! The network as packets see it: the design, its effective routes, and what owns which address.

use super::disposition::Disposition;
use super::public::{private, public};
use crate::address::{AddressSet, Ipv4, Prefix, PrefixMap, sort_by_rank};
use crate::design::{
    ApplianceId, Design, FirewallId, Forwarder, GatewayId, GatewayType, PrivateEndpointId, Remote, SiteId, Snat, SubnetId, TableId, VnetId,
};
use crate::route::{EffectiveRoutes, NextHop, Routes, advertised, learned};

/// Something that packets pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Instance {
    /// A firewall.
    Firewall(FirewallId),
    /// An appliance, whichever interface.
    Appliance(ApplianceId),
    /// A gateway.
    Gateway(GatewayId),
}

impl From<Forwarder> for Instance {
    fn from(forwarder: Forwarder) -> Self {
        match forwarder {
            Forwarder::Firewall(id) => Self::Firewall(id),
            Forwarder::Appliance(id, _) => Self::Appliance(id),
        }
    }
}

/// Where a packet is, about to move on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// On a machine in a subnet.
    Subnet(SubnetId),
    /// On a private endpoint.
    PrivateEndpoint(PrivateEndpointId),
    /// In a firewall or appliance.
    Forwarder(Forwarder),
    /// In a gateway, come out of a tunnel or turned back into Azure.
    Gateway(GatewayId),
    /// At a site.
    Site(SiteId),
    /// On the Internet.
    Internet,
}

/// What has an address of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    Subnet(SubnetId),
    Reserved,
    PrivateEndpoint(PrivateEndpointId),
    Forwarder(Forwarder),
}

/// What a gateway does with a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum GatewayChoice {
    /// Turns the packet back into Azure.
    Inward,
    /// Sends it down the tunnel.
    Tunnel(Remote),
    /// Two tunnels are equally good.
    Ambiguous,
}

/// Which gateway a site uses for a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum SiteChoice {
    Gateway(GatewayId),
    Ambiguous,
}

/// The design with everything that a walk looks up.
pub struct Network<'d> {
    /// The design.
    pub design: &'d Design,
    /// The effective routes of its subnets.
    pub routes: &'d Routes,
    pub(super) owners: Vec<PrefixMap<Owner>>,
    pub(super) gateways: Vec<PrefixMap<GatewayChoice>>,
    pub(super) sites: Vec<PrefixMap<SiteChoice>>,
    pub(super) tunnels: Vec<Vec<(Prefix, Remote)>>,
    pub(super) advertised: Vec<Vec<Prefix>>,
    pub(super) site_gateways: Vec<Vec<GatewayId>>,
    /// Every address that the Internet routes.
    pub(super) public: AddressSet,
    /// Every private address.
    pub(super) private: AddressSet,
    /// Every public address outside the virtual networks.
    pub(super) outside: AddressSet,
    /// Per network: the firewalls and appliances that stand in it, ascending by address.
    standing: Vec<Vec<(Ipv4, Forwarder)>>,
}

impl<'d> Network<'d> {
    /// Indexes a design.
    pub fn new(design: &'d Design, routes: &'d Routes) -> Self {
        let mut standing: Vec<Vec<(Ipv4, Forwarder)>> = design.vnet_ids().map(|_| Vec::new()).collect();
        for forwarder in design.forwarders() {
            if let (Some(subnet), Some(address)) = (design.forwarder_subnet(forwarder), design.forwarder_address(forwarder)) {
                standing.get_mut(subnet.vnet.0 as usize).into_iter().for_each(|list| list.push((address, forwarder)));
            }
        }
        for list in &mut standing {
            // Of two with one address, the first one counts.
            sort_by_rank(list, |(address, _)| u64::from(address.0));
            list.dedup_by_key(|(address, _)| *address);
        }
        let tunnels: Vec<_> = design.gateway_ids().map(|gateway| tunnels(design, gateway)).collect();
        let advertised: Vec<_> = design.gateway_ids().map(|gateway| advertised(design, gateway)).collect();
        let mut site_gateways: Vec<Vec<GatewayId>> = design.site_ids().map(|_| Vec::new()).collect();
        for gateway in design.gateway_ids() {
            for connection in &design[gateway].connections {
                if let Some(Remote::Site(site)) = connection.to.remote()
                    && let Some(list) = site_gateways.get_mut(site.0 as usize).filter(|list| list.last() != Some(&gateway))
                {
                    list.push(gateway);
                }
            }
        }
        let choices = tunnels.iter().zip(&advertised).map(|(tunnels, advertised)| gateway_choices(tunnels, advertised)).collect();
        let sites = site_gateways.iter().map(|gateways| site_choices(design, gateways, &advertised)).collect();
        let spaces = design.virtual_networks.iter().flat_map(|vnet| vnet.address_space.iter().copied());
        let mut network = Self {
            design,
            routes,
            owners: Vec::new(),
            gateways: choices,
            sites,
            tunnels,
            advertised,
            site_gateways,
            public: public(),
            private: private(),
            outside: public().difference(&AddressSet::covering(spaces)),
            standing,
        };
        network.owners = design.vnet_ids().zip(&network.standing).map(|(vnet, standing)| owners(design, vnet, standing)).collect();
        network
    }

    /// The firewall or appliance with this address in `vnet`.
    pub(super) fn forwarder_at(&self, vnet: VnetId, address: Ipv4) -> Option<Forwarder> {
        let standing = self.standing.get(vnet.0 as usize)?;
        let found = standing.binary_search_by_key(&address, |(address, _)| *address).ok()?;
        standing.get(found).map(|(_, forwarder)| *forwarder)
    }

    /// The private endpoint with this address in `vnet`.
    pub(super) fn private_endpoint_at(&self, vnet: VnetId, address: Ipv4) -> Option<PrivateEndpointId> {
        self.design.private_endpoints_in(vnet).find(|id| self.design[*id].private_ip_address == address)
    }

    /// The VPN gateway that a route with next hop VirtualNetworkGateway means in `vnet` (specification 4.4: never ExpressRoute).
    pub(super) fn vpn_gateway(&self, vnet: VnetId) -> Option<GatewayId> {
        self.design.gateways_serving(vnet).find(|id| self.design[*id].gateway_type == GatewayType::Vpn)
    }

    /// The forwarder that a next hop means for a subnet of `vnet`, and the network it stands in.
    ///
    /// It must be in the same network or in a directly connected peer (specification 4.3).
    pub(super) fn next_hop_forwarder(
        &self,
        vnet: VnetId,
        address: Option<Ipv4>,
        named: Option<Forwarder>,
    ) -> Result<(Forwarder, VnetId), Disposition> {
        let forwarder = match (named, address) {
            (Some(named), _) => {
                let home = self.design.forwarder_subnet(named).map(|subnet| subnet.vnet);
                let near = home.filter(|home| *home == vnet || self.design.connected_link(vnet, *home).is_some());
                near.map(|home| (named, home)).ok_or(Disposition::DroppedNextHopUnreachable)?
            }
            (None, Some(address)) => {
                let peers = self.design.connected_links(vnet).map(|link| self.design[link].to);
                let home = std::iter::once(vnet).chain(peers).find(|near| self.design[*near].contains(address));
                let home = home.ok_or(Disposition::DroppedNextHopUnreachable)?;
                (self.forwarder_at(home, address).ok_or(Disposition::DroppedNextHopNotForwarding)?, home)
            }
            (None, None) => return Err(Disposition::DroppedNextHopUnreachable),
        };
        if self.forwards(forwarder.0) { Ok(forwarder) } else { Err(Disposition::DroppedNextHopNotForwarding) }
    }

    /// The forwarder that effective routes send packets for `destination` to, if they do.
    pub(crate) fn appliance_for(&self, effective: &EffectiveRoutes, destination: Ipv4) -> Option<Forwarder> {
        match effective.map.lookup(destination)? {
            NextHop::VirtualAppliance { address, named } => {
                self.next_hop_forwarder(effective.vnet, address, named).ok().map(|(forwarder, _)| forwarder)
            }
            _ => None,
        }
    }

    /// The prefixes that a gateway learns.
    pub(crate) fn learned_prefixes(&self, gateway: GatewayId) -> impl Iterator<Item = Prefix> + '_ {
        self.tunnels.get(gateway.0 as usize).into_iter().flatten().map(|(prefix, _)| *prefix)
    }

    /// Whether replies must come back the same way: the forwarder is stateful and shows the sender's own address to private destinations.
    pub(crate) fn keeps_source(&self, forwarder: Forwarder) -> bool {
        self.stateful(forwarder.into()) && self.snat(forwarder) != Snat::Always
    }

    /// Whether Azure lets the forwarder pass packets on.
    fn forwards(&self, forwarder: Forwarder) -> bool {
        match forwarder {
            Forwarder::Firewall(_) => true,
            Forwarder::Appliance(id, index) => self.design.interface(id, index).is_some_and(|interface| interface.enable_ip_forwarding),
        }
    }

    /// Whether the forwarder drops replies whose request it did not see.
    pub(crate) fn stateful(&self, instance: Instance) -> bool {
        match instance {
            Instance::Firewall(_) => true,
            Instance::Appliance(id) => self.design[id].stateful,
            Instance::Gateway(_) => false,
        }
    }

    /// The stateful instances among those passed, each once.
    pub(crate) fn sessions(&self, passed: &[Instance]) -> Vec<Instance> {
        let mut stateful = Vec::new();
        for instance in passed.iter().filter(|instance| self.stateful(**instance)) {
            if let Err(place) = stateful.binary_search(instance) {
                stateful.insert(place, *instance);
            }
        }
        stateful
    }

    /// Towards which destinations the forwarder puts its own address in the sender's place.
    pub(super) fn snat(&self, forwarder: Forwarder) -> Snat {
        match forwarder {
            Forwarder::Firewall(id) => self.design[id].snat,
            Forwarder::Appliance(id, _) => self.design[id].snat,
        }
    }

    /// Whether a connected peering lets anything pass from one network to the other.
    pub(super) fn access(&self, from: VnetId, to: VnetId) -> Result<(), Disposition> {
        let Some(link) = self.design.connected_link(from, to) else { return Err(Disposition::DroppedNextHopUnreachable) };
        let partner = self.design[link].partner;
        let open =
            self.design[link].allow_virtual_network_access && partner.is_some_and(|link| self.design[link].allow_virtual_network_access);
        if open { Ok(()) } else { Err(Disposition::DroppedPeeringAccess) }
    }

    /// Whether `to` accepts from `from` packets that do not come from there (specification 8.3: the receiving side decides).
    pub(super) fn accepts_forwarded(&self, from: VnetId, to: VnetId) -> bool {
        self.design.connected_link(to, from).is_some_and(|link| self.design[link].allow_forwarded_traffic)
    }

    /// The network and route table whose routes apply to packets that leave `position`; `None` outside Azure.
    pub(super) fn routing(&self, position: Position) -> Option<(VnetId, Option<TableId>)> {
        let design = self.design;
        let of_subnet = |subnet: SubnetId| (subnet.vnet, design.table_of(subnet));
        match position {
            Position::Subnet(subnet) => Some(of_subnet(subnet)),
            Position::PrivateEndpoint(endpoint) => {
                let subnet = design[endpoint].subnet.subnet()?;
                // Replies of a private endpoint ignore the table of its subnet unless policies are enabled (specification 3.4).
                let applies = design[subnet].private_endpoint_network_policies.is_some_and(|policies| policies.route_tables());
                Some((subnet.vnet, if applies { design.table_of(subnet) } else { None }))
            }
            Position::Forwarder(forwarder) => design.forwarder_subnet(forwarder).map(of_subnet),
            Position::Gateway(gateway) => {
                let vnet = design.gateway_vnet(gateway)?;
                Some((vnet, design.gateway_subnet(gateway).and_then(|subnet| design.table_of(subnet))))
            }
            Position::Site(_) | Position::Internet => None,
        }
    }

    /// The effective routes that apply to packets that leave `position`.
    pub(super) fn effective(&self, position: Position) -> Option<&'d EffectiveRoutes> {
        self.routing(position).map(|(vnet, table)| self.routes.of_pair(vnet, table))
    }

    /// The interface that a forwarder sends from: the one whose subnet holds the destination, else the one it received on.
    ///
    /// An assumption about the guest's routing table, which the design does not state.
    pub(super) fn leaving(&self, forwarder: Forwarder, destination: Ipv4) -> Forwarder {
        let Forwarder::Appliance(id, entered) = forwarder else { return forwarder };
        let design = self.design;
        let direct = design[id]
            .network_interfaces
            .iter()
            .position(|interface| interface.subnet.subnet().is_some_and(|subnet| design[subnet].contains(destination)));
        Forwarder::Appliance(id, direct.map_or(entered, |index| index as u32))
    }

    /// Every interface of the machine that `forwarder` is or belongs to.
    pub(super) fn own_interfaces(&self, forwarder: Forwarder) -> impl Iterator<Item = Forwarder> + use<> {
        let count = match forwarder {
            Forwarder::Firewall(_) => 1,
            Forwarder::Appliance(id, _) => self.design[id].network_interfaces.len() as u32,
        };
        (0..count).map(move |index| match forwarder {
            Forwarder::Firewall(id) => Forwarder::Firewall(id),
            Forwarder::Appliance(id, _) => Forwarder::Appliance(id, index),
        })
    }

    /// The name of something that packets pass.
    pub fn instance_name(&self, instance: Instance) -> &str {
        match instance {
            Instance::Firewall(id) => self.design[id].name.as_str(),
            Instance::Appliance(id) => self.design[id].name.as_str(),
            Instance::Gateway(id) => self.design[id].name.as_str(),
        }
    }
}

/// The prefixes that a gateway learns, each with the connection's other end.
fn tunnels(design: &Design, gateway: GatewayId) -> Vec<(Prefix, Remote)> {
    let connections = design[gateway].connections.iter().filter_map(|connection| Some((connection, connection.to.remote()?)));
    connections
        .flat_map(|(connection, remote)| learned(design, connection).into_iter().map(move |it| (it.address_prefix, remote)))
        .collect()
}

/// Longest prefix first; of one prefix, Azure's own side wins, and two different tunnels are ambiguous.
fn gateway_choices(tunnels: &[(Prefix, Remote)], advertised: &[Prefix]) -> PrefixMap<GatewayChoice> {
    let inward = advertised.iter().map(|prefix| (*prefix, GatewayChoice::Inward));
    let mut choices: Vec<_> = inward.chain(tunnels.iter().map(|(prefix, remote)| (*prefix, GatewayChoice::Tunnel(*remote)))).collect();
    sort_by_rank(&mut choices, |(prefix, _)| prefix.rank());
    choices.dedup_by(|(prefix, choice), (kept, first)| {
        let same = prefix == kept;
        if same && *first != GatewayChoice::Inward && choice != first {
            *first = GatewayChoice::Ambiguous;
        }
        same
    });
    PrefixMap::of(choices)
}

/// Longest advertised prefix first; of one prefix, ExpressRoute before VPN, and two equal gateways are ambiguous.
fn site_choices(design: &Design, gateways: &[GatewayId], advertised: &[Vec<Prefix>]) -> PrefixMap<SiteChoice> {
    let rank = |gateway: GatewayId| design[gateway].gateway_type != GatewayType::ExpressRoute;
    let of =
        |gateway: GatewayId| advertised.get(gateway.0 as usize).into_iter().flatten().map(move |prefix| (*prefix, rank(gateway), gateway));
    let mut all: Vec<_> = gateways.iter().flat_map(|gateway| of(*gateway)).collect();
    sort_by_rank(&mut all, |(prefix, rank, _)| prefix.rank() << 1 | u64::from(*rank));
    all.dedup();
    let mut choices: Vec<(Prefix, bool, SiteChoice)> = Vec::new();
    for (prefix, rank, gateway) in all {
        match choices.last_mut().filter(|(kept, ..)| *kept == prefix) {
            Some((_, first, choice)) if *first == rank => *choice = SiteChoice::Ambiguous,
            Some(_) => {}
            None => choices.push((prefix, rank, SiteChoice::Gateway(gateway))),
        }
    }
    PrefixMap::of(choices.into_iter().map(|(prefix, _, choice)| (prefix, choice)))
}

/// What has each address of a network.
fn owners(design: &Design, vnet: VnetId, standing: &[(Ipv4, Forwarder)]) -> PrefixMap<Owner> {
    let mut owners = Vec::new();
    for id in design.subnets_of(vnet) {
        let subnet = &design[id];
        owners.extend(subnet.prefixes().map(|prefix| (prefix, 0, Owner::Reserved)));
        owners.extend(subnet.usable().prefixes().into_iter().map(|prefix| (prefix, 1, Owner::Subnet(id))));
    }
    let endpoints = design.private_endpoints_in(vnet);
    owners.extend(endpoints.map(|id| (Prefix::host(design[id].private_ip_address), 2, Owner::PrivateEndpoint(id))));
    owners.extend(standing.iter().map(|(address, forwarder)| (Prefix::host(*address), 3, Owner::Forwarder(*forwarder))));
    // Of one block, the more specific kind of owner counts.
    sort_by_rank(&mut owners, |(prefix, rank, _)| prefix.rank() << 2 | (3 - rank));
    owners.dedup_by_key(|(prefix, ..)| *prefix);
    PrefixMap::of(owners.into_iter().map(|(prefix, _, owner)| (prefix, owner)))
}
