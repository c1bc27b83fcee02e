//! Where packets start, and the addresses at which things change.

use super::groups::PORTS;
use super::tape::Tape;
use crate::oracle::{Block, Estate, Payload, Place};

/// Every place that packets start at, with senders' addresses there, if any.
pub fn starts(estate: &Estate) -> Vec<(Place, Vec<u32>)> {
    let mut starts = Vec::new();
    for (n, net) in estate.nets.iter().enumerate() {
        for (s, subnet) in net.subnets.iter().enumerate() {
            let ends = subnet.blocks.iter().flat_map(|block| [block.first + 4, block.first + 5, block.last() - 1]);
            starts.push((Place::Subnet(n, s), ends.filter(|address| estate.is_free(n, *address)).collect()));
        }
    }
    for (d, device) in estate.devices.iter().enumerate() {
        if device.balances.is_some() {
            continue;
        }
        starts.extend(device.ports.iter().enumerate().map(|(p, port)| (Place::Device(d, p), vec![port.address])));
    }
    let endpoints = estate.endpoints.iter().enumerate();
    starts.extend(endpoints.map(|(e, endpoint)| (Place::Endpoint(e), vec![endpoint.address])));
    for (s, site) in estate.sites.iter().enumerate() {
        starts.push((Place::Site(s), site.blocks.iter().flat_map(|block| [block.first, block.last()]).collect()));
    }
    starts.push((Place::Internet, vec![0x0808_0808]));
    starts
}

/// Addresses that something has: machines, firewalls, appliances, private endpoints, sites.
pub fn hosts(estate: &Estate) -> Vec<u32> {
    let subnets = estate.nets.iter().flat_map(|net| &net.subnets);
    let machines = subnets.flat_map(|subnet| &subnet.blocks).flat_map(|block| [block.first + 4, block.last() - 1]);
    let ports = estate.devices.iter().flat_map(|device| &device.ports).map(|port| port.address);
    let endpoints = estate.endpoints.iter().map(|endpoint| endpoint.address);
    let sites = estate.sites.iter().flat_map(|site| &site.blocks).map(|block| block.first + 1);
    let interfaces = estate.interfaces.iter().map(|it| it.address);
    machines.chain(interfaces).chain(ports).chain(endpoints).chain(sites).chain([0x0808_0808]).collect()
}

/// The first and last address of every block of the design, and those just outside.
pub fn addresses(estate: &Estate) -> Vec<u32> {
    let mut blocks =
        vec![Block::read("8.8.8.8/32"), Block::read("169.254.0.0/16"), Block::read("20.35.252.0/22"), Block::read("168.63.129.16/32")];
    for net in &estate.nets {
        blocks.extend(net.space.iter().chain(net.subnets.iter().flat_map(|subnet| &subnet.blocks)));
        blocks.extend(net.subnets.iter().flat_map(|subnet| &subnet.blocks).map(|block| Block { first: block.first + 4, length: 32 }));
    }
    blocks.extend(estate.tables.iter().flat_map(|table| &table.routes).map(|route| route.block));
    blocks.extend(estate.tags.values().flatten());
    blocks.extend(estate.sites.iter().flat_map(|site| &site.blocks));
    blocks.extend(estate.devices.iter().flat_map(|device| &device.ports).map(|port| Block { first: port.address, length: 32 }));
    blocks.extend(estate.endpoints.iter().map(|endpoint| Block { first: endpoint.address, length: 32 }));
    for gateway in 0..estate.gateways.len() {
        let connections = 0..estate.gateways[gateway].connections.len();
        blocks.extend(connections.flat_map(|connection| estate.learned(gateway, connection)).map(|(block, _)| block));
    }
    let advertised = estate.servers.iter().map(|it| &it.adverts).chain(estate.hubs.iter().map(|it| &it.adverts));
    blocks.extend(advertised.flatten().map(|(block, ..)| *block));
    blocks.extend(estate.hubs.iter().flat_map(|hub| &hub.learns).map(|(block, _)| *block));
    let edges = |block: &Block| [block.first, block.last(), block.first.wrapping_sub(1), block.last().wrapping_add(1)];
    let mut all: Vec<u32> = blocks.iter().flat_map(edges).chain(estate.public_ips()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A protocol, and a port if it has ports.
pub fn payload(tape: &mut Tape<'_>) -> Payload {
    match tape.below(6) {
        4 => ("Icmp", None),
        5 => ("Other", None),
        some => (["Tcp", "Udp"][some % 2], Some(*tape.pick(&PORTS))),
    }
}
