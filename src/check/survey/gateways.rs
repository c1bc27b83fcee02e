//! Which kinds of gateways serve each network.

use crate::design::{Design, GatewayId, GatewayType, VnetId, VpnType};

/// What serves one network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::check) struct Served {
    /// A VPN gateway.
    pub(in crate::check) vpn: bool,
    /// A VPN gateway that selects traffic by routes.
    pub(in crate::check) route_based: bool,
    /// An ExpressRoute gateway.
    pub(in crate::check) express_route: bool,
    /// The network says that it uses the gateway of a peer, whether or not there is one.
    pub(in crate::check) remote: bool,
    /// A serving gateway learns the default route.
    pub(in crate::check) learns_default: bool,
}

impl Served {
    fn and(self, other: Self) -> Self {
        Self {
            vpn: self.vpn || other.vpn,
            route_based: self.route_based || other.route_based,
            express_route: self.express_route || other.express_route,
            remote: self.remote || other.remote,
            learns_default: self.learns_default || other.learns_default,
        }
    }
}

/// Per network: the gateways that stand in it, and those of the peers whose gateways it says it uses.
///
/// Whether the peer lets it is another rule's question; nobody gains from hearing the consequences too.
pub(super) fn served(design: &Design) -> Vec<Served> {
    let own: Vec<_> = design.vnet_ids().map(|vnet| own(design, vnet)).collect();
    let of = |vnet: VnetId| own.get(vnet.0 as usize).copied().unwrap_or_default();
    let mut served = own.clone();
    for link in design.links.iter().filter(|link| link.use_remote_gateways && link.from != link.to) {
        if let Some(served) = served.get_mut(link.from.0 as usize) {
            *served = served.and(of(link.to)).and(Served { remote: true, ..Served::default() });
        }
    }
    served
}

/// The gateways that [`served`] speaks of: those in the network, and those of the peers whose gateways it says it uses.
pub(in crate::check) fn serving(design: &Design, vnet: VnetId) -> Vec<GatewayId> {
    let mut gateways: Vec<GatewayId> = design.gateways_in(vnet).collect();
    for link in design.links.iter().filter(|link| link.use_remote_gateways && link.from == vnet && link.to != vnet) {
        gateways.extend(design.gateways_in(link.to));
    }
    gateways
}

fn own(design: &Design, vnet: VnetId) -> Served {
    design.gateways_in(vnet).fold(Served::default(), |served, id| {
        let gateway = &design[id];
        let vpn = gateway.gateway_type == GatewayType::Vpn;
        let learns_default = gateway.connections.iter().any(|connection| {
            design.is_joined(id, connection)
                && match (&connection.learns, connection.to.remote()) {
                    (Some(learns), _) => learns.iter().any(|learned| learned.address_prefix.length() == 0),
                    (None, Some(crate::design::Remote::Site(site))) => {
                        design[site].address_prefixes.iter().any(|prefix| prefix.length() == 0)
                    }
                    (None, _) => false,
                }
        });
        served.and(Served {
            vpn,
            route_based: vpn && gateway.vpn_type == VpnType::RouteBased,
            express_route: gateway.gateway_type == GatewayType::ExpressRoute,
            remote: false,
            learns_default,
        })
    })
}
