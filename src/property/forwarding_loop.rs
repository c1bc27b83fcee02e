//! `forwarding-loop`: appliances send packets to each other.
//!
//! # What it checks
//! For every address, the way from one firewall or appliance to the next, as the routes of their subnets have it, comes back to none of
//! them. All addresses are looked at, and a packet is followed to its end before it is reported.
//!
//! # Why it matters
//! Such packets go round until they are dropped, and take the throughput of all appliances on their way with them. Azure shows no error.
//!
//! # Fix
//! Give the subnet of the last appliance a route that leads out: to the Internet, to the gateway, or into the network.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing", appliances must not stand in a subnet whose routes lead to them; specification 4.3.

use super::Property;
use super::family::Family;
use crate::address::{Address, AddressSet, Prefix};
use crate::design::{Design, Forwarder};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Disposition, Header, Instance, Network, Position, Traffic};
use crate::route::{EffectiveRoutes, NextHop, Origin};

pub(super) const PROPERTY: Property = Property::new("forwarding-loop", Severity::Error, run).over_ipv6(run);

/// The most steps from appliance to appliance that are followed in one design.
const MOST_STEPS: usize = 20_000;

fn run<A: Family>(property: &Property, network: &Network<'_, A>, found: &mut Vec<Diagnostic>) {
    let mut steps = MOST_STEPS;
    for first in network.design.forwarders() {
        let mut open = vec![(vec![first], AddressSet::all())];
        while let Some((path, addresses)) = open.pop() {
            let Some(at) = path.last().copied() else { continue };
            for (next, part) in sent(network, at, &addresses) {
                let same = |other: &Forwarder| Instance::from(*other) == next.into();
                let round = path.iter().position(same);
                // Found from its first appliance in the order of the design; what sends to itself is another rule's.
                let is_first = path.iter().all(|other| Instance::from(first) <= Instance::from(*other));
                match (round, steps.checked_sub(1)) {
                    (_, None) => return,
                    (None, Some(left)) => {
                        steps = left;
                        let mut path = path.clone();
                        path.push(next);
                        open.push((path, part));
                    }
                    (Some(0), _) if path.len() > 1 && is_first => {
                        if let Some(finding) = report(property, network, &path, &part) {
                            found.push(finding);
                            open.clear();
                        }
                    }
                    _ => {}
                }
            }
        }
    }
}

/// The appliances that one sends packets on to, each with the addresses.
fn sent<A: Address>(network: &Network<'_, A>, at: Forwarder, addresses: &AddressSet<A>) -> Vec<(Forwarder, AddressSet<A>)> {
    let design = network.design;
    let Some(effective) = network.effective(Position::Forwarder(at)) else { return Vec::new() };
    if !effective.user().iter().any(|route| matches!(route.next_hop, NextHop::VirtualAppliance { .. })) {
        return Vec::new();
    }
    // What stands beside one of its interfaces is reached over that one.
    let near = match at {
        Forwarder::Appliance(id, _) if design[id].network_interfaces.len() > 1 => {
            let subnets = design[id].network_interfaces.iter().filter_map(|it| it.subnet.subnet());
            AddressSet::covering(subnets.flat_map(|subnet| design[subnet].prefixes()))
        }
        _ => AddressSet::default(),
    };
    let mut sent = Vec::new();
    for (next_hop, part) in effective.map.split(&addresses.difference(&near)) {
        if !matches!(next_hop, Some(NextHop::VirtualAppliance { .. })) {
            continue;
        }
        let Some(next) = part.lowest().and_then(|address| network.appliance_for(effective, address)) else { continue };
        let own = AddressSet::covering(design.forwarder_address(next).map(Prefix::host));
        let part = part.difference(&own);
        if !part.is_empty() {
            sent.push((next, part));
        }
    }
    sent
}

fn report<A: Family>(property: &Property, network: &Network<'_, A>, path: &[Forwarder], part: &AddressSet<A>) -> Option<Diagnostic> {
    let design = network.design;
    let (first, last) = (*path.first()?, *path.last()?);
    let destination = part.lowest()?;
    let header = Header { source: design.forwarder_address(first)?, destination, traffic: Traffic::ANY };
    let confirmed = A::walk(network, Position::Forwarder(first), header).disposition == Disposition::DroppedLoop;
    let names: Vec<String> = path.iter().map(|it| format!("`{}`", design.forwarder_name(*it))).collect();
    let message = format!("packets for {destination} go round: {} and back", names.join(", "));
    let route = network.effective(Position::Forwarder(last)).and_then(|effective| pointer(design, effective, destination));
    let mut finding = property.report(route?, message).hint("give the subnet of the last appliance a route that leads out");
    for at in path.iter().take(path.len() - 1) {
        let route = network.effective(Position::Forwarder(*at)).and_then(|effective| pointer(design, effective, destination));
        finding = route.into_iter().fold(finding, Diagnostic::related);
    }
    confirmed.then_some(finding)
}

/// The user-defined route that decides for an address, as a JSON pointer.
fn pointer<A: Address>(design: &Design, effective: &EffectiveRoutes<A>, address: A) -> Option<String> {
    let Origin::User { index } = effective.lookup(address)?.origin else { return None };
    Some(design[effective.table?].routes.get(index as usize)?.at.pointer())
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::findings;

    /// Appliances `one` and `two`, each in a subnet with one route.
    fn design(one: (&str, &str), two: (&str, &str)) -> String {
        let subnet = |i: u8| format!(r#"{{ "name": "s{i}", "addressPrefix": "10.0.{i}.0/24", "routeTable": "rt{i}" }}"#);
        let table = |i: u8, (prefix, hop): (&str, &str)| {
            let hop = if hop.contains("Type") { hop.to_owned() } else { format!(r#""nextHop": {{ "appliance": "{hop}" }}"#) };
            format!(r#"{{ "name": "rt{i}", "routes": [{{ "name": "r", "addressPrefix": "{prefix}", {hop} }}] }}"#)
        };
        let appliance = |name: &str, i: u8| {
            format!(
                r#"{{ "name": "{name}", "networkInterfaces": [{{ "subnet": "v/s{i}", "privateIpAddress": "10.0.{i}.4", "enableIPForwarding": true }}] }}"#
            )
        };
        format!(
            r#"{{ "virtualNetworks": [{{ "name": "v", "addressSpace": ["10.0.0.0/16"], "subnets": [{}, {}] }}],
                 "routeTables": [{}, {}], "appliances": [{}, {}] }}"#,
            subnet(1),
            subnet(2),
            table(1, one),
            table(2, two),
            appliance("one", 1),
            appliance("two", 2)
        )
    }

    #[test]
    fn appliances_that_send_to_each_other_are_reported_once() {
        assert_eq!(
            findings(&PROPERTY, &design(("0.0.0.0/0", "two"), ("172.16.0.0/12", "one"))),
            ["/routeTables/1/routes/0: packets for 172.16.0.0 go round: `one`, `two` and back"]
        );
    }

    #[test]
    fn a_chain_that_leads_out_is_silent() {
        let out = r#""nextHopType": "Internet""#;
        assert!(findings(&PROPERTY, &design(("0.0.0.0/0", "two"), ("0.0.0.0/0", out))).is_empty());
    }

    #[test]
    fn routes_for_different_addresses_do_not_meet() {
        assert!(findings(&PROPERTY, &design(("172.16.0.0/12", "two"), ("192.168.0.0/16", "one"))).is_empty());
    }

    #[test]
    fn an_appliance_that_does_not_forward_ends_the_round() {
        let document = design(("0.0.0.0/0", "two"), ("0.0.0.0/0", "one")).replacen(
            r#""enableIPForwarding": true"#,
            r#""enableIPForwarding": false"#,
            1,
        );
        assert!(findings(&PROPERTY, &document).is_empty());
    }
}
