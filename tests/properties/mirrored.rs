//! IPv6 against IPv4: a design whose every prefix is mirrored into IPv6 sends the mirrored packets the same ways.
//!
//! The crate's way of IPv4 packets is the oracle's (`walks`), so what is left to ask of IPv6 is whether it differs. What the specification
//! says of one family alone (2.8, 10.7) is taken out of the designs first: firewalls, VPN gateways, private endpoints, NAT gateways,
//! default outbound access, service tags, route servers, virtual hubs; and packets are not asked about whose way a None route decides.

use std::net::{Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use routewright::address::{Ipv4, Ipv6};
use routewright::design::decode;
use routewright::diagnostic::Diagnostic;
use routewright::flow::{Header, Network, Trace, Walk, trace};
use routewright::property::check_properties;
use routewright::route::{NextHop, RouteSource, Routes};
use serde_json::{Value, json};

use crate::oracle::{Block, Estate, is_public};
use crate::random::{addresses, hosts, payload, starts};
use crate::try_designs;
use crate::words::{position, traffic};

const PACKETS_OF_A_DESIGN: usize = 40;

/// Private addresses (W2).
const PRIVATE: [&str; 4] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/// Where an address is mirrored to: private ones into fd00::/96, public ones into 2600::/96, and those that nobody has into fe80::/96.
fn mirrored(address: u32) -> Ipv6Addr {
    // What stands for a public address that is not known (10.8).
    if address >> 24 == 255 {
        return Ipv6Addr::from_bits(0xff00 << 112 | u128::from(address & 0x00ff_ffff));
    }
    let private = PRIVATE.iter().any(|block| Block::read(block).holds(address));
    let first: u16 = if private { 0xfd00 } else { 0x2600 };
    let first = if private || is_public(address) { first } else { 0xfe80 };
    Ipv6Addr::from_bits(u128::from(first) << 112 | u128::from(address))
}

/// The mirrored block; a block with addresses of several kinds is none.
fn mirrored_block(block: Block) -> Option<String> {
    if block.length == 0 {
        return Some("::/0".to_owned());
    }
    let kinds = [block.first, block.last()].map(is_public);
    let around = PRIVATE.iter().map(|private| Block::read(private)).any(|private| block != private && private.within(block));
    let whole = kinds[0] == kinds[1] && !around && block.length >= 8;
    whole.then(|| format!("{}/{}", mirrored(block.first), 96 + block.length))
}

/// The document without what one family has alone, and without blocks that have no mirror image.
fn common(document: &Value) -> Value {
    // The one block of a network that is neither private nor public loses its private part.
    let text = document.to_string().replace("172.0.0.0/8", "172.0.0.0/12");
    let mut document: Value = serde_json::from_str(&text).unwrap();
    document["apiVersion"] = json!("2025-07-01");
    for key in ["firewalls", "privateEndpoints", "natGateways", "routeServers", "virtualHubs", "intents"] {
        document[key] = json!([]);
    }
    // Default outbound access is of IPv4 alone (10.7), and with it what private subnets reach without a public address (10.3).
    document["options"].as_object_mut().unwrap().remove("storageFromPrivateSubnets");
    for net in document["virtualNetworks"].as_array_mut().unwrap() {
        for key in ["summarizedGatewayPrefixes", "existing"] {
            net.as_object_mut().unwrap().remove(key);
        }
        for subnet in net["subnets"].as_array_mut().unwrap() {
            let subnet = subnet.as_object_mut().unwrap();
            for key in ["natGateway", "serviceEndpoints", "defaultOutboundAccess", "delegation"] {
                subnet.remove(key);
            }
        }
    }
    for table in document["routeTables"].as_array_mut().unwrap() {
        let kept = |route: &Value| {
            let block = route["addressPrefix"].as_str().filter(|it| it.contains('/')).map(Block::read);
            block.and_then(mirrored_block).is_some() && route["nextHop"]["firewall"].is_null()
        };
        table["routes"].as_array_mut().unwrap().retain(kept);
    }
    // Where a None route of IPv4 has what a gateway learns, a shorter user-defined route is asked about that.
    let none = |it: &str| it.starts_with("20.35.");
    for gateway in document["virtualNetworkGateways"].as_array_mut().unwrap() {
        gateway["type"] = json!("ExpressRoute");
        gateway.as_object_mut().unwrap().remove("bgpPeeringAddress");
        for connection in gateway["connections"].as_array_mut().unwrap() {
            let Some(learns) = connection.get_mut("learns").and_then(Value::as_array_mut) else { continue };
            learns.retain(|it| it.as_str().filter(|it| !none(it)).and_then(|it| mirrored_block(Block::read(it))).is_some());
        }
    }
    for site in document["onPremises"].as_array_mut().unwrap() {
        site["addressPrefixes"]
            .as_array_mut()
            .unwrap()
            .retain(|it| it.as_str().filter(|it| !none(it)).and_then(|it| mirrored_block(Block::read(it))).is_some());
    }
    // Addresses of rules are tags and blocks; ICMP is another protocol in each family (9.10).
    let sides = [
        "sourceAddressPrefix",
        "destinationAddressPrefix",
        "sourceAddressPrefixes",
        "destinationAddressPrefixes",
        "sources",
        "destinations",
    ];
    let mirrorable = |rule: &Value| {
        let all = sides.iter().flat_map(|key| rule[key].as_array().cloned().unwrap_or_else(|| vec![rule[key].clone()]));
        let image = |text: &str| !text.starts_with(|c: char| c.is_ascii_digit()) || mirror_text(text).is_some();
        rule["protocol"] != "Icmp" && all.filter_map(|it| it.as_str().map(image)).all(|it| it)
    };
    for group in document["networkSecurityGroups"].as_array_mut().unwrap() {
        group["securityRules"].as_array_mut().unwrap().retain(mirrorable);
    }
    if let Some(rules) = document["networkManager"]["routingRules"].as_array_mut() {
        rules.retain(|rule| rule["destination"].as_str().and_then(mirror_text).is_some());
    }
    if let Some(rules) = document["networkManager"]["securityAdminRules"].as_array_mut() {
        rules.retain(mirrorable);
    }
    document
}

/// The mirror image of an address or a prefix.
fn mirror_text(text: &str) -> Option<String> {
    match text.split_once('/').filter(|_| text.starts_with(|c: char| c.is_ascii_digit())) {
        Some(_) => mirrored_block(Block::read(text)),
        None => text.parse::<Ipv4Addr>().ok().map(|address| mirrored(address.into()).to_string()),
    }
}

/// The document with the mirror image of every address and prefix in its place; interfaces keep the other one too.
fn mirror(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some(image) = mirror_text(text) {
                *text = image;
            }
        }
        Value::Array(all) => all.iter_mut().for_each(mirror),
        Value::Object(members) => {
            let own = members.get("privateIpAddress").cloned();
            members.remove("publicIpAddress").map(|name| members.insert("publicIpv6Address".to_owned(), name));
            for (key, member) in members.iter_mut().filter(|(key, _)| *key != "apiVersion" && *key != "privateIpAddress") {
                if key != "name" {
                    mirror(member);
                }
            }
            if let Some(Value::String(address)) = own {
                members.insert("privateIpv6Address".to_owned(), json!(mirror_text(&address).unwrap()));
            }
        }
        _ => {}
    }
}

/// What a walk is, in words that both families share: places and prefixes, passed instances, the end.
fn told<A: routewright::address::Address>(walk: &Walk<A>, image: impl Fn(&str) -> String) -> Vec<String> {
    let hops = walk.hops.iter().map(|hop| format!("{:?} {:?}", hop.at, hop.route.map(|route| image(&route.prefix.to_string()))));
    hops.chain([format!("{:?}", walk.passes), walk.disposition.name().to_owned()]).collect()
}

/// Whether a route with next hop None that no user wrote decided, which IPv6 does not have.
fn by_none_route(trace: &Trace) -> bool {
    let system = |walk: &Walk| {
        walk.hops.iter().filter_map(|hop| hop.route).any(|route| route.source == RouteSource::Default && route.next_hop == NextHop::None)
    };
    system(&trace.forward) || trace.reply.as_ref().is_some_and(system)
}

/// What the built-in properties say of routes: the same of both families, None routes and the addresses in the words apart.
fn same_findings(document: &Value, v4: &Network<'_>, v6: &Network<'_, Ipv6>) -> Result<(), TestCaseError> {
    // A None route makes a difference to whether another is needed; the fewest routes are counted from /0 on.
    const BOTH: [&str; 7] = [
        "asymmetric-path",
        "forwarding-loop",
        "gateway-return-route-missing",
        "peering-bypasses-appliance",
        "propagation-bypasses-appliance",
        "route-shadowed",
        "subnet-hairpin",
    ];
    let places = |found: Vec<Diagnostic>| -> Vec<(&'static str, String)> {
        let of_both = found.into_iter().filter(|finding| BOTH.contains(&finding.code));
        // Addresses do not stand in one order in both families; of several loops of one table the first is named.
        let table = |path: &str| path.split("/routes/").next().unwrap_or_default().to_owned();
        let mut places: Vec<_> = of_both.map(|finding| (finding.code, table(&finding.path))).collect();
        places.sort();
        places
    };
    let ours = places(check_properties((v4, &[]), None));
    let nothing = decode(b"{}").design;
    let routes = Routes::of(&nothing);
    let theirs = places(check_properties((&Network::new(&nothing, &routes), &[]), Some((v6, &[]))));
    prop_assert_eq!(ours, theirs, "findings in {}", document);
    Ok(())
}

#[test]
fn mirrored_packets_go_mirrored_ways() {
    try_designs("mirrored walks", 200, |case, tape, tried| {
        let document = common(case.document);
        let mut image = document.clone();
        mirror(&mut image);
        for public in image["publicIpAddresses"].as_array_mut().unwrap() {
            public["publicIPAddressVersion"] = json!("IPv6");
        }
        let (v4, v6) = (decode(document.to_string().as_bytes()), decode(image.to_string().as_bytes()));
        prop_assert_eq!(&v4.diagnostics, &[]);
        prop_assert_eq!(&v6.diagnostics, &[], "{}", image);
        let (routes, mirrored_routes) = (Routes::of(&v4.design), Routes::of(&v6.design));
        let network = Network::new(&v4.design, &routes);
        let other: Network<'_, Ipv6> = Network::new(&v6.design, &mirrored_routes);
        let estate = Estate::read(&document);
        let starts: Vec<_> = starts(&estate).into_iter().filter(|(_, senders)| !senders.is_empty()).collect();
        let (hosts, edges) = (hosts(&estate), addresses(&estate));
        same_findings(&document, &network, &other)?;
        for _ in 0..PACKETS_OF_A_DESIGN {
            let (start, senders) = tape.pick(&starts);
            let (source, destination) = (*tape.pick(senders), if tape.below(2) == 0 { *tape.pick(&hosts) } else { *tape.pick(&edges) });
            let carried = traffic(payload(tape));
            // The platform's addresses are others in each family.
            if carried.protocol() == "Icmp" || [0xa83f_8110, 0xa9fe_a9fe].contains(&destination) {
                continue;
            }
            let at = position(&v4.design, *start);
            let ours = trace(&network, at, Header { source: Ipv4(source), destination: Ipv4(destination), traffic: carried });
            if by_none_route(&ours) {
                continue;
            }
            tried.packet();
            let ends = |address: u32| Ipv6(mirrored(address).to_bits());
            let header = Header { source: ends(source), destination: ends(destination), traffic: carried };
            let theirs = trace(&other, at, header);
            let what = || TestCaseError::fail(format!("{at:?} {} -> {} {carried:?} in {document}", Ipv4(source), Ipv4(destination)));
            let back = |walk: &Option<Walk>| walk.as_ref().map(|walk| told(walk, |prefix| mirror_text(prefix).unwrap_or_default()));
            let there = told(&ours.forward, |prefix| mirror_text(prefix).unwrap_or_default());
            let same = there == told(&theirs.forward, str::to_owned)
                && back(&ours.reply) == theirs.reply.as_ref().map(|walk| told(walk, str::to_owned))
                && (ours.symmetric, ours.answered) == (theirs.symmetric, theirs.answered);
            if !same {
                return Err(TestCaseError::fail(format!(
                    "{}: {there:#?} against {:#?}, reply {:#?} against {:#?}",
                    what(),
                    told(&theirs.forward, str::to_owned),
                    back(&ours.reply),
                    theirs.reply.as_ref().map(|walk| told(walk, str::to_owned))
                )));
            }
        }
        Ok(())
    });
}
