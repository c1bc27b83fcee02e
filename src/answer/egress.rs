//! What a packet leaves to the Internet as, in words.

use crate::address::{Address, Ipv4};
use crate::design::{Balanced, Design, Forwarder, Reference, SubnetId};
use crate::flow::{Egress, Position, Walk};

/// The name of what the receiver sees instead of the sender.
pub(super) fn egress_as<A: Address>(design: &Design, walk: &Walk<A>) -> Option<String> {
    let translator = || walk.translations.last().map(|translation| design.forwarder_name(translation.at).to_string());
    match walk.egress {
        Some(Egress::NatGateway(id)) => Some(design[id].name.to_string()),
        Some(Egress::PublicIp(id)) => Some(design[id].name.to_string()),
        Some(Egress::Firewall(id)) => Some(design[id].name.to_string()),
        Some(Egress::DefaultOutboundAccess) => Some("default outbound access".to_owned()),
        Some(Egress::Service) | None => translator(),
    }
}

/// How a packet left to the Internet.
pub(super) fn way_out<A: Address>(design: &Design, walk: &Walk<A>) -> String {
    let end = "delivered to the Internet";
    match walk.egress {
        None => end.to_owned(),
        Some(Egress::NatGateway(id)) => {
            format!("{end}: NAT gateway {} translates it{}", design[id].name, known(design, &design[id].public_ip_addresses))
        }
        Some(Egress::PublicIp(id)) => {
            let address = design[id].ip_address.as_ref().map_or_else(String::new, |address| format!(" ({address})"));
            format!("{end}: it leaves as the sender's public IP address {}{address}", design[id].name)
        }
        Some(Egress::Firewall(id)) => {
            format!("{end}: firewall {} translates it{}", design[id].name, known(design, &design[id].public_ip_addresses))
        }
        Some(Egress::Service) => format!("{end}: what Azure runs in the subnet has public addresses"),
        Some(Egress::DefaultOutboundAccess) => format!("{end}: by default outbound access, as an address of Azure's that may change"),
    }
}

/// The addresses that these references name, where they are known.
fn known(design: &Design, references: &[Reference]) -> String {
    let addresses = references.iter().filter_map(|it| Some(design[it.public_ip()?].ip_address.as_ref()?.to_string()));
    let addresses: Vec<_> = addresses.collect();
    match addresses.as_slice() {
        [] => String::new(),
        [one] => format!(" to {one}"),
        several => format!(" to one of {}", several.join(", ")),
    }
}

/// Why a packet cannot leave to the Internet.
pub(super) fn no_way_out<A: Address>(design: &Design, walk: &Walk<A>) -> String {
    let position = walk.hops.last().map(|hop| hop.at);
    let reason = "nothing gives it a public address: no NAT gateway, no public IP address, and the subnet is private";
    if A::BITS != Ipv4::BITS {
        return "nothing gives it a public address: default outbound access and the NAT gateways that are written are for IPv4".to_owned();
    }
    if let Some(Position::Forwarder(Forwarder::Appliance(id, index))) = position
        && design.balanced(id, index) == Balanced::Itself
    {
        return "nothing gives it a public address: no NAT gateway, no public IP address, and a backend of a load balancer has no default \
             outbound access"
            .to_owned();
    }
    match position.and_then(|at| subnet(design, at)).filter(|subnet| design[*subnet].default_outbound_access.is_none()) {
        Some(_) => format!(
            "{reason}, as subnets are by default with API version {}: say `defaultOutboundAccess` if this one is not meant to be",
            design.api_version()
        ),
        None => reason.to_owned(),
    }
}

fn subnet(design: &Design, at: Position) -> Option<SubnetId> {
    match at {
        Position::Subnet(subnet) => Some(subnet),
        Position::PrivateEndpoint(endpoint) => design[endpoint].subnet.subnet(),
        Position::Forwarder(forwarder) => design.forwarder_subnet(forwarder),
        Position::Gateway(_) | Position::Hub(_) | Position::Site(_) | Position::Internet => None,
    }
}
