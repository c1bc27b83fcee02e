//! Which public IP addresses firewalls, gateways and route servers have: those of the design, and those that they need and it does not name.

use super::required::{sku, subnets};
use crate::design::{
    Design, FirewallId, GatewayId, GatewayType, Name, PublicIpId, Reference, RouteServerId, VirtualNetworkGateway, reserved,
};

/// The longest name that Azure allows here.
///
/// Source: Microsoft Learn, "Naming rules and restrictions for Azure resources", Microsoft.Network.
const LONGEST_NAME: usize = 80;

/// Which public IP addresses each firewall and gateway has, by name.
#[derive(Default)]
pub(super) struct PublicIps {
    firewalls: Vec<Vec<String>>,
    managements: Vec<Option<String>>,
    gateways: Vec<Vec<String>>,
    route_servers: Vec<Option<String>>,
    pub(super) derived: Vec<Derived>,
    /// Per address of the design: whether a zone-redundant gateway uses it.
    zonal: Vec<bool>,
}

/// An address that the design needs and does not name.
pub(super) struct Derived {
    pub(super) name: String,
    pub(super) owner: Owner,
    pub(super) zonal: bool,
}

/// What a derived address is for; it lives where that lives.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    Firewall(FirewallId),
    Gateway(GatewayId),
    RouteServer(RouteServerId),
}

impl PublicIps {
    pub(super) fn of(design: &Design) -> Self {
        let mut all = Self { zonal: vec![false; design.public_ip_addresses.len()], ..Self::default() };
        let mut taken: Vec<String> = Vec::new();
        for address in &design.public_ip_addresses {
            take(&mut taken, address.name.folded());
        }
        for id in design.firewall_ids() {
            let firewall = &design[id];
            let mut names = names(&firewall.public_ip_addresses, design);
            let mut management = None;
            if !firewall.existing && subnets(design, id).is_ok() {
                // A firewall without a public address could not send anything to the Internet, which designs count on.
                if names.is_empty() {
                    names.push(all.derive(&firewall.name, "-pip", Owner::Firewall(id), false, &mut taken));
                }
                if firewall.management_subnet {
                    management = Some(all.derive(&firewall.name, "-management-pip", Owner::Firewall(id), false, &mut taken));
                }
            }
            all.firewalls.push(names);
            all.managements.push(management);
        }
        for id in design.gateway_ids() {
            let gateway = &design[id];
            let zonal = zone_redundant(gateway);
            let mut names = names(&gateway.public_ip_addresses, design);
            if names.is_empty() && !gateway.existing && design.gateway_subnet(id).is_some() {
                let instances = if gateway.gateway_type == GatewayType::Vpn && gateway.active_active { 2 } else { 1 };
                for _ in 0..instances {
                    names.push(all.derive(&gateway.name, "-pip", Owner::Gateway(id), zonal, &mut taken));
                }
            }
            if zonal {
                for id in gateway.public_ip_addresses.iter().filter_map(Reference::public_ip) {
                    all.zonal.get_mut(id.0 as usize).into_iter().for_each(|zonal| *zonal = true);
                }
            }
            all.gateways.push(names);
        }
        for id in design.route_server_ids() {
            let server = &design[id];
            let subnet = design.route_server_vnet(id).and_then(|vnet| design.subnet_named(vnet, reserved::ROUTE_SERVER));
            let needed = !server.existing && subnet.is_some();
            let name = needed.then(|| all.derive(&server.name, "-pip", Owner::RouteServer(id), false, &mut taken));
            all.route_servers.push(name);
        }
        all
    }

    /// The names of a firewall's addresses.
    pub(super) fn of_firewall(&self, id: FirewallId) -> Vec<String> {
        self.firewalls.get(id.0 as usize).cloned().unwrap_or_default()
    }

    /// The name of the address of a firewall's management interface.
    pub(super) fn of_management(&self, id: FirewallId) -> Option<String> {
        self.managements.get(id.0 as usize).cloned().flatten()
    }

    /// The names of a gateway's addresses.
    pub(super) fn of_gateway(&self, id: GatewayId) -> Vec<String> {
        self.gateways.get(id.0 as usize).cloned().unwrap_or_default()
    }

    /// The name of a route server's address.
    pub(super) fn of_route_server(&self, id: RouteServerId) -> Option<String> {
        self.route_servers.get(id.0 as usize).cloned().flatten()
    }

    pub(super) fn is_zonal(&self, id: PublicIpId) -> bool {
        self.zonal.get(id.0 as usize).copied().unwrap_or_default()
    }

    fn derive(&mut self, name: &Name, suffix: &str, owner: Owner, zonal: bool, taken: &mut Vec<String>) -> String {
        let candidate = unused(name.as_str(), suffix, taken);
        self.derived.push(Derived { name: candidate.clone(), owner, zonal });
        candidate
    }
}

/// `name` and `suffix` together, numbered where something has that name; `taken` stays sorted.
pub(super) fn unused(name: &str, suffix: &str, taken: &mut Vec<String>) -> String {
    let mut candidate = fitted(name, suffix);
    let mut number = 2u32;
    while !take(taken, candidate.to_ascii_lowercase()) {
        candidate = fitted(name, &format!("{suffix}-{number}"));
        number += 1;
    }
    candidate
}

/// Takes a name if nothing has it yet; `taken` stays sorted.
fn take(taken: &mut Vec<String>, name: String) -> bool {
    let place = taken.binary_search(&name);
    if let Err(place) = place {
        taken.insert(place, name);
    }
    place.is_err()
}

/// Whether the gateway's SKU is spread over availability zones, and its addresses have to be as well.
///
/// Azure refuses an AZ SKU over an address without zones, and any other SKU over one with zones:
/// VmssVpnGatewayPublicIpsMustHaveZonesConfigured (Azure/ResourceModules issue 2609) and
/// RegionalVmssVpnGatewayPublicIpsMustNotHaveZonesConfigured (Azure/Azure-Landing-Zones issue 2660).
fn zone_redundant(gateway: &VirtualNetworkGateway) -> bool {
    let sku = sku(gateway);
    sku.ends_with("AZ") || sku == "ErGwScale"
}

fn names(references: &[Reference], design: &Design) -> Vec<String> {
    references.iter().filter_map(|it| Some(design[it.public_ip()?].name.as_str().to_owned())).collect()
}

/// `name` and `suffix` together, cut in `name` to the length that Azure allows.
pub(super) fn fitted(name: &str, suffix: &str) -> String {
    let kept = LONGEST_NAME.saturating_sub(suffix.chars().count());
    name.chars().take(kept).chain(suffix.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_NAME, fitted};

    #[test]
    fn a_name_is_cut_before_its_suffix_is() {
        assert_eq!(fitted("fw-hub", "-pip"), "fw-hub-pip");
        let cut = fitted(&"a".repeat(80), "-pip");
        assert_eq!((cut.len(), cut.ends_with("a-pip")), (LONGEST_NAME, true));
    }
}
