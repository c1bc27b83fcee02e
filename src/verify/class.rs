//! The packets that an intent speaks of: where they start, and which addresses they carry.

use crate::address::{AddressSet, Interval, Ipv4};
use crate::design::{Design, Endpoint, Forwarder, Intent, SiteId, SubnetId};
use crate::flow::{Disposition, Position, public};
use crate::route::none_blocks;

/// Senders at one position.
#[derive(Clone, Debug)]
pub(super) struct Senders {
    pub(super) at: Position,
    pub(super) addresses: AddressSet,
}

/// Destinations, and where their packets must end to have arrived.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) addresses: AddressSet,
    pub(super) place: Place,
}

/// What the destinations belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A subnet, with everything that stands in it.
    Subnet(SubnetId),
    /// A site.
    Site(SiteId),
    /// The Internet.
    Internet,
    /// Whatever has the addresses.
    Anywhere,
}

impl Place {
    /// Whether a packet for this place has arrived.
    pub(super) fn arrived(self, design: &Design, end: Disposition) -> bool {
        match self {
            Self::Anywhere => end.is_delivered(),
            Self::Internet => end == Disposition::DeliveredToInternet,
            Self::Site(site) => end == Disposition::DeliveredToOnPremises(site),
            Self::Subnet(subnet) => match end {
                Disposition::DeliveredToSubnet(reached) => reached == subnet,
                Disposition::DeliveredToPrivateEndpoint(endpoint) => design[endpoint].subnet.subnet() == Some(subnet),
                Disposition::DeliveredToAppliance(forwarder) => design.forwarder_subnet(forwarder) == Some(subnet),
                _ => false,
            },
        }
    }
}

/// Azure's own DNS and DHCP answer here, whatever routes say (specification 1.12).
const PLATFORM: Ipv4 = Ipv4::new(168, 63, 129, 16);

/// Every public address that the design does not own and Azure does not keep for itself.
///
/// Azure drops some public blocks by system routes with next hop None (specification 2.3); nobody means them by "the Internet".
pub(super) fn internet(design: &Design) -> AddressSet {
    let spaces = design.virtual_networks.iter().flat_map(|vnet| vnet.address_space.iter());
    let sites = design.on_premises.iter().flat_map(|site| site.address_prefixes.iter());
    let own = design.public_ip_addresses.iter().filter_map(|ip| ip.ip_address).chain([PLATFORM]);
    let owned = spaces.chain(sites).map(|prefix| prefix.interval()).chain(own.map(|first| Interval { first, last: first }));
    public().difference(&AddressSet::of(owned.chain(none_blocks().map(|block| block.interval()))))
}

/// The senders of an intent.
pub(super) fn senders(design: &Design, intent: &Intent, internet: &AddressSet) -> Vec<Senders> {
    intent.from.resolved.iter().flat_map(|end| senders_of(design, end, internet)).filter(|senders| !senders.addresses.is_empty()).collect()
}

pub(super) fn senders_of(design: &Design, end: &Endpoint, internet: &AddressSet) -> Vec<Senders> {
    let subnet = |id: SubnetId| Senders { at: Position::Subnet(id), addresses: machines(design, id) };
    let site =
        |id: SiteId| Senders { at: Position::Site(id), addresses: AddressSet::covering(design[id].address_prefixes.iter().copied()) };
    match end {
        Endpoint::Prefix(prefix) => {
            let wanted = AddressSet::covering([*prefix]);
            let mut parts: Vec<Senders> =
                design.subnet_ids().filter(|id| design[*id].prefixes().any(|it| it.overlaps(*prefix))).map(subnet).collect();
            parts.extend(design.site_ids().map(site));
            parts.push(Senders { at: Position::Internet, addresses: internet.clone() });
            parts.iter_mut().for_each(|part| part.addresses = part.addresses.intersection(&wanted));
            parts
        }
        Endpoint::Firewall(id) => own(design, Forwarder::Firewall(*id)),
        Endpoint::Appliance(id) => own(design, Forwarder::Appliance(*id, 0)),
        // A private endpoint answers and never opens a connection.
        Endpoint::PrivateEndpoint(_) => Vec::new(),
        Endpoint::Internet => vec![Senders { at: Position::Internet, addresses: internet.clone() }],
        Endpoint::OnPremises => design.site_ids().map(site).collect(),
        Endpoint::Site(id) => vec![site(*id)],
        Endpoint::Subnet(_) | Endpoint::Network(_) | Endpoint::Label(_) => subnets(design, end).into_iter().map(subnet).collect(),
    }
}

/// What a forwarder sends itself.
fn own(design: &Design, forwarder: Forwarder) -> Vec<Senders> {
    let address = design.forwarder_address(forwarder);
    address.map(|address| Senders { at: Position::Forwarder(forwarder), addresses: AddressSet::one(address) }).into_iter().collect()
}

/// The addresses of a subnet that machines can have: usable, and not a private endpoint's or a forwarder's.
pub(super) fn machines(design: &Design, id: SubnetId) -> AddressSet {
    let usable = design[id].usable();
    let endpoints = design.private_endpoints_in(id.vnet).map(|id| design[id].private_ip_address);
    let forwarders = design.forwarders_in(id.vnet).filter_map(|forwarder| design.forwarder_address(forwarder));
    let taken: Vec<Ipv4> = endpoints.chain(forwarders).filter(|address| usable.contains(*address)).collect();
    if taken.is_empty() {
        return usable;
    }
    usable.difference(&AddressSet::of(taken.into_iter().map(|address| Interval { first: address, last: address })))
}

/// The subnets that an end means.
fn subnets(design: &Design, end: &Endpoint) -> Vec<SubnetId> {
    match end {
        Endpoint::Subnet(id) => vec![*id],
        Endpoint::Network(vnet) => design.subnets_of(*vnet).collect(),
        Endpoint::Label(label) => design.labelled(label).to_vec(),
        _ => Vec::new(),
    }
}

/// The targets of an intent, without its exceptions.
pub(super) fn targets(design: &Design, intent: &Intent, internet: &AddressSet) -> Vec<Target> {
    let all = intent.to.resolved.iter().flat_map(|end| targets_of(design, end, internet));
    let except: Vec<Target> = intent.except.resolved.iter().flat_map(|end| targets_of(design, end, internet)).collect();
    let without = |mut target: Target| {
        for exception in &except {
            target.addresses = target.addresses.difference(&exception.addresses);
        }
        target
    };
    all.map(without).filter(|target| !target.addresses.is_empty()).collect()
}

pub(super) fn targets_of(design: &Design, end: &Endpoint, internet: &AddressSet) -> Vec<Target> {
    let site = |id: SiteId| Target { addresses: AddressSet::covering(design[id].address_prefixes.iter().copied()), place: Place::Site(id) };
    let host = |address: Option<Ipv4>, subnet: Option<SubnetId>| {
        let target =
            address.zip(subnet).map(|(address, subnet)| Target { addresses: AddressSet::one(address), place: Place::Subnet(subnet) });
        target.into_iter().collect()
    };
    match end {
        Endpoint::Prefix(prefix) => vec![Target { addresses: AddressSet::covering([*prefix]), place: Place::Anywhere }],
        Endpoint::Firewall(id) => host(design.firewall_address(*id), design.firewall_subnet(*id)),
        Endpoint::Appliance(id) => {
            let forwarder = Forwarder::Appliance(*id, 0);
            host(design.forwarder_address(forwarder), design.forwarder_subnet(forwarder))
        }
        Endpoint::PrivateEndpoint(id) => host(Some(design[*id].private_ip_address), design[*id].subnet.subnet()),
        Endpoint::Internet => vec![Target { addresses: internet.clone(), place: Place::Internet }],
        Endpoint::OnPremises => design.site_ids().map(site).collect(),
        Endpoint::Site(id) => vec![site(*id)],
        Endpoint::Subnet(_) | Endpoint::Network(_) | Endpoint::Label(_) => {
            subnets(design, end).into_iter().map(|id| Target { addresses: design[id].usable(), place: Place::Subnet(id) }).collect()
        }
    }
}
