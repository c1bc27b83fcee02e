//! A trace in the field's words: one sentence a hop.

use super::egress::{egress_as, no_way_out, way_out};
use super::routes::{described, destination, next_hop_type, row, why};
use super::rows::{HopRow, PacketRow, TraceRow, WalkRow};
use super::security::{add_decisions, add_inspections};
use crate::address::Address;
use crate::design::{Design, Forwarder, HubId, Remote, ServiceEndpointsBeat};
use crate::flow::{Disposition, Header, Hop, Network, Note, Position, Trace, Walk, stood_in_for};
use crate::route::{HubWay, NextHop, RouteState};

impl PacketRow {
    /// A packet with these addresses.
    pub fn new<A: Address>(design: &Design, header: Header<A>) -> Self {
        // What stands for an address that is not known is nobody's.
        let shown = |address: A| stood_in_for(design, address).map_or_else(|| address.to_string(), |id| design[id].name.to_string());
        Self {
            source: shown(header.source),
            destination: shown(header.destination),
            protocol: header.traffic.protocol(),
            destination_port: header.traffic.port(),
        }
    }
}

/// Where packets for Azure's own addresses end.
const PLATFORM: &str = "Azure platform";

/// What is said of a hop where a packet ends before its routes are asked.
const NOT_ROUTED: &str = "no route was asked";

/// Explains a trace.
pub fn explain<A: Address>(network: &Network<'_, A>, trace: &Trace<A>) -> TraceRow {
    TraceRow {
        forward: walk_row(network, &trace.forward),
        reply: trace.reply.as_ref().map(|reply| reply_row(network, trace, reply)),
        answered: trace.answered,
        symmetric: trace.symmetric,
    }
}

/// A reply; one of an Azure service that is reached without the Internet does not come from there.
fn reply_row<A: Address>(network: &Network<'_, A>, trace: &Trace<A>, reply: &Walk<A>) -> WalkRow {
    let mut row = walk_row(network, reply);
    if let (Some(missed), Some(last)) = (missed(network, trace), row.hops.last_mut()) {
        last.because.push_str(&format!(", but not through {missed}, which keeps track of connections and passed the request"));
    }
    let end = ending(network, &trace.forward);
    if let Some(first) = row.hops.first_mut().filter(|_| end.kind == "Service") {
        (first.at, first.kind) = (end.at, end.kind);
    }
    row
}

/// The stateful instances that passed a request and not its reply, which arrived all the same: they drop what comes next.
pub(super) fn missed<A: Address>(network: &Network<'_, A>, trace: &Trace<A>) -> Option<String> {
    let reply = trace.reply.as_ref().filter(|reply| reply.disposition.is_delivered())?;
    let missed = trace.forward.passes.iter().filter(|it| network.stateful(**it) && !reply.passes.contains(it));
    let names: Vec<&str> = missed.map(|it| network.instance_name(*it)).collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

fn walk_row<A: Address>(network: &Network<'_, A>, walk: &Walk<A>) -> WalkRow {
    let mut hops: Vec<HopRow> = walk.hops.iter().map(|hop| hop_row(network, hop)).collect();
    let end = ending(network, walk);
    let delivered = walk.disposition.is_delivered();
    if delivered {
        hops.push(end.clone());
    } else if hops.is_empty() {
        hops.push(HopRow { because: NOT_ROUTED.to_owned(), ..end.clone() });
    }
    add_translations(network, walk, &mut hops);
    add_decisions(network.design, walk, &mut hops);
    add_inspections(network.design, walk, &mut hops);
    if let Some(last) = hops.last_mut().filter(|_| !delivered) {
        last.because = lost(walk.disposition, &last.because, &end.because);
    }
    WalkRow {
        packet: PacketRow::new(network.design, walk.header),
        hops,
        disposition: walk.disposition,
        delivered: walk.disposition.is_delivered(),
        passes: walk.passes.iter().map(|instance| network.instance_name(*instance).to_owned()).collect(),
        egress_as: egress_as(network.design, walk),
    }
}

fn hop_row<A: Address>(network: &Network<'_, A>, hop: &Hop<A>) -> HopRow {
    let (at, kind) = position(network.design, hop.at);
    let effective = network.effective(hop.at);
    let route = hop.route.as_ref().zip(effective).map(|(route, effective)| row(network.design, effective, route));
    HopRow { at, kind, route, security_rules: Vec::new(), because: sentence(network, hop) }
}

/// The sentence of the hop at which a packet ends, with the reason; a rule that denies the packet is the reason.
fn lost(disposition: Disposition, so_far: &str, reason: &str) -> String {
    let name = disposition.name();
    let verb = if name.starts_with("Undecided") { "undecided" } else { "dropped" };
    let so_far = so_far.strip_prefix(NOT_ROUTED).map_or(so_far, |rest| rest.trim_start_matches("; "));
    match (disposition, so_far) {
        (Disposition::DroppedBySecurityRule | Disposition::DroppedByFirewallRule, rule) if !rule.is_empty() => format!("{rule}: {verb}"),
        (_, "") => format!("{verb}: {reason}"),
        (_, before) => format!("{before}; {verb}: {reason}"),
    }
}

/// Says of what translates the sender's address what it puts in its place.
fn add_translations<A: Address>(network: &Network<'_, A>, walk: &Walk<A>, hops: &mut [HopRow]) {
    let mut rest = walk.hops.iter().zip(hops);
    for translation in &walk.translations {
        let Some((_, hop)) = rest.find(|(hop, _)| hop.at == Position::Forwarder(translation.at)) else { return };
        let Some(own) = network.address_of(translation.at) else { continue };
        hop.because.push_str(&format!("; it sends as {own} what came from {}", translation.original));
    }
}

/// The name and the kind of a position.
fn position(design: &Design, position: Position) -> (String, &'static str) {
    match position {
        Position::Subnet(subnet) => (design.subnet_path(subnet), "Subnet"),
        Position::PrivateEndpoint(endpoint) => (design[endpoint].name.to_string(), "PrivateEndpoint"),
        Position::Forwarder(forwarder) => (design.forwarder_name(forwarder).to_string(), forwarder_kind(forwarder)),
        Position::Gateway(gateway) => (design[gateway].name.to_string(), "Gateway"),
        Position::Hub(hub) => (design[hub].name.to_string(), "VirtualHub"),
        Position::Site(site) => (design[site].name.to_string(), "OnPremises"),
        Position::Internet => ("Internet".to_owned(), "Internet"),
    }
}

fn forwarder_kind(forwarder: Forwarder) -> &'static str {
    match forwarder {
        Forwarder::Firewall(_) => "Firewall",
        Forwarder::Appliance(..) => "Appliance",
        Forwarder::LoadBalancer(_) => "LoadBalancer",
    }
}

fn sentence<A: Address>(network: &Network<'_, A>, hop: &Hop<A>) -> String {
    let design = network.design;
    match (hop.note, hop.route.zip(network.effective(hop.at))) {
        (Note::Routed, Some((route, effective))) => {
            let to = match row(design, effective, &route) {
                row if row.next_hop_ip_address.is_empty() => row.next_hop_name,
                row => Some(match row.next_hop_name {
                    Some(name) => format!("{name} ({})", row.next_hop_ip_address.join(", ")),
                    None => row.next_hop_ip_address.join(", "),
                }),
            };
            if let (NextHop::ServiceEndpoint(tag), ServiceEndpointsBeat::EveryRoute) =
                (route.next_hop, design.options.service_endpoints_beat)
            {
                return format!(
                    "the service endpoint's route for {tag} wins over learned and user-defined routes: next hop VirtualNetworkServiceEndpoint"
                );
            }
            let losers = effective.routes().filter(|other| other.state == RouteState::Invalid && other.prefix == route.prefix);
            let losers: Vec<_> = losers.collect();
            let beaten: Vec<_> = losers.iter().map(|other| described(design, effective, other)).collect();
            let beat = match losers.first().map(|loser| why(&route, loser)) {
                Some(reason) => format!(", and beat {} ({reason})", beaten.join(" and ")),
                None => String::new(),
            };
            let decided = described(design, effective, &route);
            let prefix = destination(design, effective, &route);
            let prefix = if decided.contains(&prefix) { String::new() } else { format!(" ({prefix})") };
            let to = to.map(|to| format!(" {to}")).unwrap_or_default();
            let any = match route.next_hop {
                NextHop::VirtualApplianceEcmp { .. } => "; a packet may go to any of them, and the way over the first is shown",
                _ => "",
            };
            format!("{decided}{prefix} is the longest match{beat}: next hop {}{to}{any}", next_hop_type(route.next_hop))
        }
        (Note::Platform, _) => "the destination is an address of the platform, which no route overrides".to_owned(),
        (Note::Undecided(tag), _) => format!("a route is for the service tag {tag}"),
        (Note::Routed | Note::Ended, _) => NOT_ROUTED.to_owned(),
        (Note::Advertised(gateway), _) => format!("gateway {} advertises the destination to this site", design[gateway].name),
        (Note::ToldByHub(hub), _) => format!("virtual hub {} advertises the destination to this site", design[hub].name),
        (Note::Policy(firewall), _) => format!("a routing policy of the hub sends it through {}", design[firewall].name),
        (Note::Joined(hub, way), _) => joined(design, hub, way),
        (Note::Tunnelled(Remote::Site(site)), _) => format!("the longest learned prefix leads to {}", design[site].name),
        (Note::Tunnelled(Remote::Gateway(far)), _) => format!("the longest learned prefix leads to gateway {}", design[far].name),
        (Note::Published(id), _) => match network.published.iter().find(|it| it.id == id).map(|it| (it.entry, it.closed)) {
            Some((Some((private, _)), _)) => format!("public IP address {} leads to {private}", design[id].name),
            Some((None, true)) => format!("no network security group stands before the machine with public IP address {}", design[id].name),
            _ => format!("public IP address {} leads to no machine", design[id].name),
        },
        (Note::Translated(public, firewall, rule), _) => {
            let (public, firewall) = (&design[public].name, &design[firewall]);
            match rule.and_then(|rule| firewall.nat_rules.get(rule as usize)) {
                Some(rule) => format!(
                    "public IP address {public} is of firewall {}, whose NAT rule {} leads to {} port {}",
                    firewall.name, rule.name, rule.translated_address, rule.translated_port
                ),
                None => format!("public IP address {public} is of firewall {}, and none of its NAT rules matches", firewall.name),
            }
        }
        (Note::TurnedInward, _) => "the destination is in Azure; the routes of GatewaySubnet decide next".to_owned(),
        (Note::Restored(original), _) => format!("the reply belongs to a translated connection; the destination becomes {original} again"),
        (Note::Balanced { backend, others, own, port }, _) => {
            let any = if others { "; a connection may go to any of its backends, and the way over this one is shown" } else { "" };
            let to = port.map_or_else(String::new, |port| format!(", to port {port}"));
            let sees = if own { "; its security rules see its own address as the destination" } else { "" };
            format!("the load balancer hands it to {}{to}{sees}{any}", design.forwarder_name(backend))
        }
        (Note::ReturnedToForwarder, _) => "a private endpoint answers through what sent the request on".to_owned(),
        (Note::ReturnedByPlatform, _) => "the reply returns to the address that the request left with".to_owned(),
    }
}

/// What the router of a hub knows of a packet's destination.
fn joined(design: &Design, hub: HubId, way: Option<HubWay>) -> String {
    let name = &design[hub].name;
    match way {
        Some(HubWay::Network(vnet)) => format!("virtual hub {name} knows the destination: it is in {}", design[vnet].name),
        Some(HubWay::Branch) => format!("virtual hub {name} has learned the destination from a branch"),
        Some(HubWay::Announced(_)) => format!("an appliance advertises the destination to virtual hub {name}"),
        Some(HubWay::Static(id)) => {
            let route = design.written_static_route(id).map_or("", |route| route.name.as_str());
            format!("static route {route} of virtual hub {name} holds the destination: it leads into {}", design[design[id].vnet].name)
        }
        Some(HubWay::Hub(other)) => format!("virtual hub {name} knows that {} has the destination", design[other].name),
        Some(HubWay::Contested) => format!("virtual hub {name} knows two ways to the destination, and prefers neither"),
        None => format!("virtual hub {name} does not know the destination"),
    }
}

/// The last hop of a walk: where it ended and why.
fn ending<A: Address>(network: &Network<'_, A>, walk: &Walk<A>) -> HopRow {
    let design = network.design;
    let hop = |(at, kind): (String, &'static str), because: &str| HopRow {
        at,
        kind,
        route: None,
        security_rules: Vec::new(),
        because: because.to_owned(),
    };
    match walk.disposition {
        Disposition::DeliveredToSubnet(subnet) => hop(position(design, Position::Subnet(subnet)), "delivered"),
        Disposition::DeliveredToPrivateEndpoint(endpoint) => {
            hop(position(design, Position::PrivateEndpoint(endpoint)), "delivered to the private endpoint")
        }
        Disposition::DeliveredToAppliance(forwarder) => {
            hop(position(design, Position::Forwarder(forwarder)), "delivered to the appliance itself")
        }
        Disposition::DeliveredToOnPremises(site) => hop(position(design, Position::Site(site)), "delivered to the site"),
        Disposition::DeliveredToInternet => hop(position(design, Position::Internet), &way_out(design, walk)),
        Disposition::DroppedNoEgress => hop((String::new(), ""), &no_way_out(design, walk)),
        Disposition::DeliveredToService(tag) => {
            let endpoint =
                walk.hops.last().and_then(|hop| hop.route).is_some_and(|route| matches!(route.next_hop, NextHop::ServiceEndpoint(_)));
            let way = if endpoint { "over its service endpoint" } else { "without a public address: Storage of the network's own region" };
            hop((tag.to_string(), "Service"), &format!("delivered to the service {way}"))
        }
        Disposition::DeliveredToPlatform => {
            hop((PLATFORM.to_owned(), "Service"), "delivered to the platform: the machine's own host answers")
        }
        dropped => {
            let last = walk.hops.last().map_or((String::new(), "Internet"), |hop| position(design, hop.at));
            hop(last, drop_reason(dropped))
        }
    }
}

fn drop_reason(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::DroppedByNoneRoute => "the route has next hop None",
        Disposition::DroppedNoRoute => "no route holds the destination",
        Disposition::DroppedNoSuchAddress => "nothing in the network can have this address",
        Disposition::DroppedPrivateAddressToInternet => "the Internet does not route this address",
        Disposition::DroppedNextHopUnreachable => "the next hop is neither in this network nor in a directly connected peer",
        Disposition::DroppedNextHopNotForwarding => "nothing that forwards has the next hop's address",
        Disposition::DroppedNoGateway => "no VPN gateway serves this network",
        Disposition::DroppedGatewayHasNoRoute => "the gateway has learned no prefix for this destination",
        Disposition::DroppedHubHasNoRoute => "the virtual hub does not know this destination",
        Disposition::DroppedNotAdvertised => "no gateway advertises this destination to the site",
        Disposition::DroppedPeeringAccess => "the peering does not allow virtual network access",
        Disposition::DroppedSubnetNotPeered => "the peering is one of subnets, and does not list the sender's",
        Disposition::DroppedForwardedTraffic => "the receiving side of the peering does not allow forwarded traffic",
        Disposition::DroppedPrivateAddressFromInternet => "nothing on the Internet can send to this address",
        Disposition::DroppedUntranslatedToPrivateEndpoint => {
            "a private endpoint takes from an appliance no packet of the appliance's own network that is not translated"
        }
        Disposition::DroppedNotTranslated => "nothing translated the sender's address, so the Internet cannot answer it",
        Disposition::DroppedUnsolicited => "nothing asked for it, and what has this public IP address lets in only what was asked for",
        Disposition::DroppedNoEgress => "nothing gives it a public address",
        Disposition::DroppedProtocolNotTranslated => "a NAT gateway translates TCP and UDP alone",
        Disposition::UndecidedEgress => "the design does not say what gives it a public address",
        Disposition::DroppedNoSession => "it is stateful and has not seen the request",
        Disposition::DroppedBySecurityRule => "a security rule denies it",
        Disposition::DroppedNoBackend => "the load balancer has no backend",
        Disposition::DroppedNoLoadBalancingRule => "the load balancer has no rule for this protocol and port",
        Disposition::DroppedBalancedToSender => "the backend that it is handed to is the one that sent it",
        Disposition::UndecidedLoadBalancer => "the design does not say what the load balancer does with it",
        Disposition::DroppedByFirewallRule => "no rule of the firewall allows it",
        Disposition::UndecidedFirewallRule => "the design does not say which rule of the firewall it matches",
        Disposition::UndecidedSecurityRule => "the design does not say which security rule it matches",
        Disposition::DroppedLoop => "the packet has been here before: a loop",
        Disposition::UndecidedGateway => "two gateways are equally good, and the design does not say which is used",
        Disposition::UndecidedBeyondAppliance => {
            "it advertises the destination itself, and the design does not say where it sends the packet"
        }
        Disposition::UndecidedOwnPublicAddress => {
            "it would come back in to the design's own public IP address, with an address that is not documented"
        }
        Disposition::UndecidedPrivateEndpoint => {
            "what becomes of it here is neither documented nor recorded, because nothing translates it"
        }
        Disposition::UndecidedServiceTag(_) => "which addresses the tag has was not told, so whether it holds the destination is not known",
        Disposition::UndecidedConnectedGroup => {
            "the networks of the connected group overlap, or it would carry what another network sends: what Azure does then is not documented"
        }
        Disposition::UndecidedHub => "neither the design nor the documentation says what the virtual hub does with it",
        Disposition::UndecidedMachine => "the next hop is a machine, and no appliance of the design says what it does with packets",
        Disposition::DeliveredToSubnet(_)
        | Disposition::DeliveredToPrivateEndpoint(_)
        | Disposition::DeliveredToAppliance(_)
        | Disposition::DeliveredToOnPremises(_)
        | Disposition::DeliveredToInternet
        | Disposition::DeliveredToService(_)
        | Disposition::DeliveredToPlatform => "delivered",
    }
}
