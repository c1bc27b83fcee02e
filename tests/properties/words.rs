//! The crate's answers in the oracle's words.

use proptest::prelude::*;
use routewright::address::{AddressSet, Ipv4};
use routewright::design::{Design, Forwarder, LoadBalancerId, SubnetId};
use routewright::flow::{Disposition, Header, Instance, Network, Position, Traffic, Walk};

use crate::oracle::{Block, End, Estate, Journey, Passed, Payload, Place, dotted};

fn nth<T>(mut all: impl Iterator<Item = T>, index: usize) -> T {
    all.nth(index).unwrap()
}

fn at<T: PartialEq>(mut all: impl Iterator<Item = T>, wanted: T) -> usize {
    all.position(|one| one == wanted).unwrap()
}

/// Where the crate says that the oracle's place is.
pub fn position(design: &Design, place: Place) -> Position {
    match place {
        Place::Subnet(net, subnet) => Position::Subnet(nth(design.subnets_of(nth(design.vnet_ids(), net)), subnet)),
        Place::Endpoint(endpoint) => Position::PrivateEndpoint(nth(design.private_endpoint_ids(), endpoint)),
        Place::Device(device, port) => Position::Forwarder(forwarder(design, device, port)),
        Place::Gateway(gateway) => Position::Gateway(nth(design.gateway_ids(), gateway)),
        Place::Hub(hub) => Position::Hub(nth(design.hub_ids(), hub)),
        Place::Site(site) => Position::Site(nth(design.site_ids(), site)),
        Place::Internet | Place::Service | Place::Platform => Position::Internet,
    }
}

fn forwarder(design: &Design, device: usize, port: usize) -> Forwarder {
    match device.checked_sub(design.firewalls.len()) {
        None => Forwarder::Firewall(nth(design.firewall_ids(), device)),
        Some(appliance) if appliance < design.appliances.len() => Forwarder::Appliance(nth(design.appliance_ids(), appliance), port as u32),
        Some(after) => Forwarder::LoadBalancer(nth(design.load_balancer_ids(), after - design.appliances.len())),
    }
}

fn balancer(design: &Design, id: LoadBalancerId) -> usize {
    design.firewalls.len() + design.appliances.len() + at(design.load_balancer_ids(), id)
}

/// The oracle's place for a position of the crate.
pub fn place(design: &Design, position: Position) -> Place {
    match position {
        Position::Subnet(SubnetId { vnet, .. }) => {
            let Position::Subnet(id) = position else { unreachable!() };
            Place::Subnet(at(design.vnet_ids(), vnet), at(design.subnets_of(vnet), id))
        }
        Position::PrivateEndpoint(id) => Place::Endpoint(at(design.private_endpoint_ids(), id)),
        Position::Forwarder(Forwarder::Firewall(id)) => Place::Device(at(design.firewall_ids(), id), 0),
        Position::Forwarder(Forwarder::Appliance(id, port)) => {
            Place::Device(design.firewalls.len() + at(design.appliance_ids(), id), port as usize)
        }
        Position::Forwarder(Forwarder::LoadBalancer(id)) => Place::Device(balancer(design, id), 0),
        Position::Gateway(id) => Place::Gateway(at(design.gateway_ids(), id)),
        Position::Hub(id) => Place::Hub(at(design.hub_ids(), id)),
        Position::Site(id) => Place::Site(at(design.site_ids(), id)),
        Position::Internet => Place::Internet,
    }
}

const PROTOCOLS: [&str; 4] = ["Tcp", "Udp", "Icmp", "Other"];

/// What the crate calls a payload.
pub fn traffic((protocol, port): Payload) -> Traffic {
    let number = (at(PROTOCOLS.into_iter(), protocol) as u32) << 16 | u32::from(port.unwrap_or(0));
    Traffic::ANY.of(&AddressSet::one(Ipv4(number))).unwrap()
}

/// The first payload among the crate's traffic.
pub fn payload(traffic: Traffic) -> Payload {
    let number = traffic.set::<Ipv4>().lowest().unwrap().0;
    let protocol = PROTOCOLS[number as usize >> 16];
    (protocol, (number < 0x20000).then_some(number as u16))
}

/// How a walk of the crate ended.
pub fn end(design: &Design, disposition: Disposition) -> End {
    let reached = match disposition {
        Disposition::DeliveredToSubnet(id) => Position::Subnet(id),
        Disposition::DeliveredToPrivateEndpoint(id) => Position::PrivateEndpoint(id),
        Disposition::DeliveredToAppliance(id) => Position::Forwarder(id),
        Disposition::DeliveredToOnPremises(id) => Position::Site(id),
        Disposition::DeliveredToInternet => Position::Internet,
        Disposition::DeliveredToService(_) => return End::At(Place::Service),
        Disposition::DeliveredToPlatform => return End::At(Place::Platform),
        dropped => return End::Dropped(dropped.name()),
    };
    End::At(place(design, reached))
}

/// What a walk of the crate passed.
pub fn passed(design: &Design, passes: &[Instance]) -> Vec<Passed> {
    let one = |instance: &Instance| match instance {
        Instance::Firewall(id) => Passed::Device(at(design.firewall_ids(), *id)),
        Instance::Appliance(id) => Passed::Device(design.firewalls.len() + at(design.appliance_ids(), *id)),
        Instance::LoadBalancer(id) => Passed::Device(balancer(design, *id)),
        Instance::Gateway(id) => Passed::Gateway(at(design.gateway_ids(), *id)),
        Instance::Hub(id) => Passed::Hub(at(design.hub_ids(), *id)),
    };
    passes.iter().map(one).collect()
}

/// Every place at which a route was asked, with the prefix that decided.
fn decisions(design: &Design, walk: &Walk) -> Vec<(Place, String)> {
    walk.hops.iter().filter_map(|hop| Some((place(design, hop.at), hop.route?.prefix.to_string()))).collect()
}

fn expected_decisions(journey: &Journey) -> Vec<(Place, String)> {
    journey.steps.iter().filter_map(|(place, block)| Some((*place, block.as_ref().map(Block::to_string)?))).collect()
}

/// That a walk of the crate is the oracle's.
pub fn same(design: &Design, walk: &Walk, journey: &Journey, what: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(decisions(design, walk), expected_decisions(journey), "routes asked, {}", what);
    prop_assert_eq!(end(design, walk.disposition), journey.end, "end, {}", what);
    prop_assert_eq!(passed(design, &walk.passes), journey.passed.clone(), "passed, {}", what);
    Ok(())
}

/// Traces a packet in the crate and in the oracle, and compares everything; gives back how request and reply ended.
pub fn traced_alike(
    network: &Network<'_>,
    estate: &Estate,
    start: Place,
    source: u32,
    destination: u32,
    payload: Payload,
) -> Result<Vec<&'static str>, TestCaseError> {
    let header = Header { source: Ipv4(source), destination: Ipv4(destination), traffic: traffic(payload) };
    let ours = routewright::flow::trace(network, position(network.design, start), header);
    let theirs = estate.trace(start, source, destination, payload);
    let what = format!("{start:?} {} -> {} {payload:?}", dotted(source), dotted(destination));
    same(network.design, &ours.forward, &theirs.out, &what)?;
    prop_assert_eq!(ours.reply.is_some(), theirs.back.is_some(), "reply, {}", what);
    if let (Some(ours), Some(theirs)) = (&ours.reply, &theirs.back) {
        same(network.design, ours, theirs, &format!("reply to {what}"))?;
    }
    prop_assert_eq!((ours.symmetric, ours.answered), (theirs.symmetric, theirs.answered), "symmetric and answered, {}", what);
    Ok(std::iter::once(&ours.forward).chain(&ours.reply).map(|walk| walk.disposition.name()).collect())
}
