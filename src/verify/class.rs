//! The packets that an intent speaks of: where they start, and which addresses they carry.

use crate::address::{Address, AddressSet, Ipv4, Ipv6, Prefix};
use crate::design::{Design, Endpoint, Forwarder, Intent, SiteId, SubnetId};
use crate::flow::{Disposition, Position};
use crate::route::{none_blocks, public};

/// Senders at one position.
#[derive(Clone, Debug)]
pub struct Senders<A: Address = Ipv4> {
    /// Where they are.
    pub at: Position,
    /// Their addresses.
    pub addresses: AddressSet<A>,
}

/// Destinations, and where their packets must end to have arrived.
#[derive(Clone, Debug)]
pub struct Target<A: Address = Ipv4> {
    /// The addresses.
    pub addresses: AddressSet<A>,
    /// What they belong to.
    pub place: Place,
    /// What packets to them carry, as numbers; anything where there is no set.
    pub traffic: Option<AddressSet<A>>,
}

/// What the destinations belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A subnet, with everything that stands in it.
    Subnet(SubnetId),
    /// A site.
    Site(SiteId),
    /// The Internet.
    Internet,
    /// Whatever has the addresses.
    Anywhere,
}

impl<A: Address> Senders<A> {
    /// One sender on the Internet.
    pub(super) fn internet(address: A) -> Self {
        Self { at: Position::Internet, addresses: AddressSet::one(address) }
    }
}

impl<A: Address> Target<A> {
    /// One address on the Internet.
    pub(super) fn internet(address: A) -> Self {
        Self { addresses: AddressSet::one(address), place: Place::Internet, traffic: None }
    }
}

impl Place {
    /// Whether a packet for the Internet has left over a site, of which the design does not say what it passes on (specification 10.6).
    pub(super) fn is_left_to_a_site(self, end: Disposition) -> bool {
        matches!((self, end), (Self::Internet, Disposition::DeliveredToOnPremises(_)))
    }

    /// Whether a packet for this place has arrived.
    pub(super) fn arrived(self, design: &Design, end: Disposition) -> bool {
        match self {
            Self::Anywhere => end.is_delivered(),
            // What a service endpoint delivers is for a public address all the same.
            Self::Internet => matches!(end, Disposition::DeliveredToInternet | Disposition::DeliveredToService(_)),
            Self::Site(site) => end == Disposition::DeliveredToOnPremises(site),
            Self::Subnet(subnet) => match end {
                Disposition::DeliveredToSubnet(reached) => reached == subnet,
                Disposition::DeliveredToPrivateEndpoint(endpoint) => design[endpoint].subnet.subnet() == Some(subnet),
                Disposition::DeliveredToAppliance(forwarder) => {
                    let mut balancers = design.load_balancer_ids().filter(|id| design[*id].subnet.subnet() == Some(subnet));
                    design.forwarder_subnet(forwarder) == Some(subnet) || balancers.any(|id| design.backends_of(id).contains(&forwarder))
                }
                _ => false,
            },
        }
    }
}

/// Azure's own DNS and DHCP answer here, whatever routes say (specification 1.12).
const PLATFORM: [Prefix; 1] = [Prefix::v4([168, 63, 129, 16], 32)];

/// Every public address that the design does not own and Azure does not keep for itself.
///
/// Azure drops some public blocks by system routes with next hop None (specification 2.3); nobody means them by "the Internet".
pub fn internet<A: Address>(design: &Design) -> AddressSet<A> {
    let mut owned = A::choose(&PLATFORM, &[]).to_vec();
    owned.extend_from_slice(none_blocks(design));
    for vnet in &design.virtual_networks {
        owned.extend(vnet.prefixes());
    }
    for site in &design.on_premises {
        owned.extend(site.prefixes());
    }
    for ip in &design.public_ip_addresses {
        owned.extend(ip.address().map(Prefix::host));
    }
    public().difference(&AddressSet::covering(owned))
}

/// The addresses that an end means, place by place; of a prefix, those of every place that has some.
fn places<A: Address>(design: &Design, end: &Endpoint, internet: &AddressSet<A>) -> Vec<(Position, AddressSet<A>)> {
    let subnet = |id: SubnetId| (Position::Subnet(id), design[id].usable());
    let site = |id: SiteId| (Position::Site(id), AddressSet::covering(design[id].prefixes()));
    let host = |at: Position, address: Option<A>| address.map(|it| (at, AddressSet::one(it))).into_iter().collect();
    let forwarder = |it: Forwarder| host(Position::Forwarder(it), design.forwarder_address(it));
    match end {
        Endpoint::Prefix(prefix) => {
            let Some(prefix) = prefix.of() else { return Vec::new() };
            let near = design.subnet_ids().filter(|id| design[*id].prefixes().any(|it| it.overlaps(prefix)));
            let mut places: Vec<_> = near.map(subnet).collect();
            places.extend(design.site_ids().map(site));
            places.push((Position::Internet, internet.clone()));
            let wanted = AddressSet::covering([prefix]);
            places.iter_mut().for_each(|(_, addresses)| *addresses = addresses.intersection(&wanted));
            places
        }
        Endpoint::Firewall(id) => forwarder(Forwarder::Firewall(*id)),
        Endpoint::LoadBalancer(id) => forwarder(Forwarder::LoadBalancer(*id)),
        Endpoint::Appliance(id) => forwarder(Forwarder::Appliance(*id, 0)),
        Endpoint::PrivateEndpoint(id) => host(Position::PrivateEndpoint(*id), design[*id].address()),
        Endpoint::NetworkInterface(id) => {
            let at = design[*id].subnet.subnet().map(Position::Subnet);
            at.map_or_else(Vec::new, |at| host(at, design[*id].address()))
        }
        Endpoint::Internet => vec![(Position::Internet, internet.clone())],
        Endpoint::Tag(tag) => {
            let told = design.tag_addresses.of(*tag).unwrap_or_default();
            vec![(Position::Internet, AddressSet::covering(told.iter().copied()).intersection(internet))]
        }
        Endpoint::OnPremises => design.site_ids().map(site).collect(),
        Endpoint::Site(id) => vec![site(*id)],
        Endpoint::Subnet(id) => vec![subnet(*id)],
        Endpoint::Network(vnet) => design.subnets_of(*vnet).map(subnet).collect(),
        Endpoint::Label(label) => design.labelled(label).iter().copied().map(subnet).collect(),
    }
}

/// The senders of an intent.
pub(super) fn senders<A: Address>(design: &Design, intent: &Intent, internet: &AddressSet<A>) -> Vec<Senders<A>> {
    let mut all = Vec::new();
    for end in &intent.from.resolved {
        all.append(&mut senders_of(design, end, internet));
    }
    all.retain(|senders| !senders.addresses.is_empty());
    all
}

/// The senders that an end means.
pub fn senders_of<A: Address>(design: &Design, end: &Endpoint, internet: &AddressSet<A>) -> Vec<Senders<A>> {
    let mut all = Vec::new();
    for (at, addresses) in places(design, end, internet) {
        match at {
            // A private endpoint answers and never opens a connection.
            Position::PrivateEndpoint(_) | Position::Forwarder(Forwarder::LoadBalancer(_)) => {}
            Position::Subnet(id) => all.push(Senders { at, addresses: machines(design, id, addresses) }),
            _ => all.push(Senders { at, addresses }),
        }
    }
    all
}

/// The addresses of a subnet that machines can have: usable, and not a private endpoint's or a forwarder's.
fn machines<A: Address>(design: &Design, id: SubnetId, usable: AddressSet<A>) -> AddressSet<A> {
    let mut taken = Vec::new();
    let mut take = |address: Option<A>| taken.extend(address.filter(|it| usable.contains(*it)).map(Prefix::host));
    for endpoint in design.private_endpoints_in(id.vnet) {
        take(design[endpoint].address());
    }
    for forwarder in design.forwarders_in(id.vnet) {
        take(design.forwarder_address(forwarder));
    }
    if taken.is_empty() { usable } else { usable.difference(&AddressSet::covering(taken)) }
}

/// The targets of an intent, without its exceptions.
pub(super) fn targets<A: Address>(design: &Design, intent: &Intent, internet: &AddressSet<A>) -> Vec<Target<A>> {
    let mut all = Vec::new();
    for end in &intent.to.resolved {
        all.append(&mut targets_of(design, end, internet));
    }
    let except = exceptions(design, intent, internet);
    if !except.is_empty() {
        all.iter_mut().for_each(|target| target.addresses = target.addresses.difference(&except));
    }
    all.retain(|target| !target.addresses.is_empty());
    all
}

/// The destinations that an intent does not speak of.
pub(super) fn exceptions<A: Address>(design: &Design, intent: &Intent, internet: &AddressSet<A>) -> AddressSet<A> {
    let mut all = AddressSet::default();
    for end in &intent.except.resolved {
        // All of a prefix, whoever has it; and a firewall of a hub, which is nobody's target, by its address.
        match end {
            Endpoint::Prefix(prefix) => all = all.union(&AddressSet::covering(prefix.of())),
            _ => places(design, end, internet).iter().for_each(|(_, addresses)| all = all.union(addresses)),
        }
    }
    all
}

/// The targets that an end means.
pub fn targets_of<A: Address>(design: &Design, end: &Endpoint, internet: &AddressSet<A>) -> Vec<Target<A>> {
    if let Endpoint::Prefix(prefix) = end {
        return prefix
            .of()
            .map(|it| Target { addresses: AddressSet::covering([it]), place: Place::Anywhere, traffic: None })
            .into_iter()
            .collect();
    }
    let mut all = Vec::new();
    for (at, addresses) in places(design, end, internet) {
        let place = match at {
            Position::Site(site) => Some(Place::Site(site)),
            Position::Internet => Some(Place::Internet),
            Position::Subnet(subnet) => Some(Place::Subnet(subnet)),
            // Any of its backends gets what is for a load balancer.
            Position::Forwarder(Forwarder::LoadBalancer(_)) => Some(Place::Anywhere),
            Position::Forwarder(forwarder) => design.forwarder_subnet(forwarder).map(Place::Subnet),
            Position::PrivateEndpoint(endpoint) => design[endpoint].subnet.subnet().map(Place::Subnet),
            Position::Gateway(_) | Position::Hub(_) => None,
        };
        all.extend(place.map(|place| Target { addresses, place, traffic: None }));
    }
    all
}

/// The address that people recognise, else the lowest.
pub fn pick<A: Address>(addresses: &AddressSet<A>) -> Option<A> {
    const WELL_KNOWN: Ipv4 = Ipv4::new(8, 8, 8, 8);
    const WELL_KNOWN_V6: Ipv6 = Ipv6::new([0x2001, 0x4860, 0x4860, 0, 0, 0, 0, 0x8888]);
    let known = A::from_v4(WELL_KNOWN).or_else(|| A::from_v6(WELL_KNOWN_V6));
    known.filter(|known| addresses.contains(*known)).or_else(|| addresses.lowest())
}
