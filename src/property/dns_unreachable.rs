//! `dns-server-unreachable`: machines do not reach the DNS server of their network.
//!
//! # What it checks
//! Every machine of a network that names DNS servers reaches each of them on port 53, and is answered, under the routes, peerings and
//! security groups of the design. All machines are looked at; a packet that is lost is followed to its end before it is reported.
//!
//! # Why it matters
//! Without names nothing works, and it looks as if everything were broken at once.
//!
//! # Fix
//! Peer the networks, write the missing route, or allow port 53.
//!
//! # Source
//! Microsoft Learn, "Name resolution for resources in Azure virtual networks", name resolution with your own DNS server; specification 1, 8
//! and 9.

use super::{Property, for_machines};
use crate::address::{AddressSet, Ipv4};
use crate::design::{Protocol, SubnetId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Budget, Disposition, Header, Network, Outcome, Position, Trace, Traffic, replies, walk_class};
use crate::ipv4::{machines, trace};

pub(super) const PROPERTY: Property = Property::new("dns-server-unreachable", Severity::Error, run);

/// Azure's own answers everywhere.
const AZURE: Ipv4 = Ipv4::new(168, 63, 129, 16);

/// The moves of packet classes that may be taken together.
const STEPS: u64 = 200_000;

fn run(property: &Property, network: &Network<'_>, found: &mut Vec<Diagnostic>) {
    let design = network.design;
    let budget = Budget::new(STEPS);
    for vnet in design.vnet_ids().filter(|vnet| !design[*vnet].dns_servers.is_empty()) {
        for (index, server) in design[vnet].dns_servers.placed().filter(|(_, server)| **server != AZURE) {
            let mut subnets = design.subnets_of(vnet).filter(|subnet| for_machines(network, *subnet));
            let Some((subnet, lost)) = subnets.find_map(|subnet| Some((subnet, lost(network, subnet, *server, &budget)?))) else {
                continue;
            };
            let what = match &lost.reply {
                Some(reply) if reply.disposition.is_delivered() => "its answers do not come back through the same appliances".to_owned(),
                Some(reply) => format!("its answers end as {}", reply.disposition.name()),
                _ => format!("packets end as {}", lost.forward.disposition.name()),
            };
            let message = format!("machines of `{}` are not answered by DNS server {server}: {what}", design.subnet_path(subnet));
            found.push(
                property
                    .report(design[vnet].at.field(&format!("dnsServers/{index}")), message)
                    .related(design[subnet].at.pointer())
                    .hint("write the missing route or peering, or allow port 53"),
            );
        }
    }
}

/// A request that is not answered, if there is one.
fn lost(network: &Network<'_>, subnet: SubnetId, server: Ipv4, budget: &Budget) -> Option<Trace> {
    let start = Position::Subnet(subnet);
    // A server asks itself over no network.
    let machines = machines(network.design, subnet).difference(&AddressSet::one(server));
    let (destinations, traffic) = (AddressSet::one(server), Traffic::new(Protocol::Udp, Some(53)));
    let asked = traffic.set();
    let is_open = |end: Disposition| matches!(end, Disposition::UndecidedSecurityRule | Disposition::UndecidedGateway);
    for request in walk_class(network, start, &machines, &destinations, &asked, budget).ok()? {
        if request.is_doubtful() || is_open(request.disposition) {
            continue;
        }
        let answered = |reply: &Outcome<'_>| {
            let back = reply.disposition.is_delivered() && network.same_sessions(&request.passes, &reply.passes);
            back || reply.is_doubtful() || is_open(reply.disposition)
        };
        let fails = !request.disposition.is_delivered() || !replies(network, start, &request, budget).ok()?.iter().all(answered);
        if fails {
            let header = Header { source: request.senders.lowest()?, destination: server, traffic };
            let lost = trace(network, start, header);
            let open = is_open(lost.forward.disposition) || lost.reply.as_ref().is_some_and(|reply| is_open(reply.disposition));
            if !lost.answered && !open {
                return Some(lost);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{findings, hub_and_spoke};

    /// The spoke asks these servers; the hub has a subnet `shared` for machines.
    fn design(servers: &str, routes: &str) -> String {
        let shared = r#""addressSpace": ["10.0.0.0/16"], "subnets": [ { "name": "shared", "addressPrefix": "10.0.9.0/24" },"#;
        hub_and_spoke(&format!(r#""routes": [{routes}]"#), "")
            .replacen(r#""addressSpace": ["10.0.0.0/16"], "subnets": ["#, shared, 1)
            .replacen(r#""addressSpace": ["10.1.0.0/16"]"#, &format!(r#""addressSpace": ["10.1.0.0/16"], "dnsServers": [{servers}]"#), 1)
    }

    #[test]
    fn a_server_behind_a_route_that_drops_is_reported() {
        let none = r#"{ "name": "r", "addressPrefix": "10.0.9.0/24", "nextHopType": "None" }"#;
        assert_eq!(
            findings(&PROPERTY, &design(r#""10.1.0.9", "10.0.9.4""#, none)),
            [
                "/virtualNetworks/1/dnsServers/1: machines of `spoke/app` are not answered by DNS server 10.0.9.4: packets end as DroppedByNoneRoute"
            ]
        );
    }

    #[test]
    fn servers_in_the_network_in_the_hub_at_the_site_and_azures_own_are_silent() {
        assert!(findings(&PROPERTY, &design(r#""10.1.0.9", "10.0.9.4", "192.168.1.7", "168.63.129.16""#, "")).is_empty());
    }

    #[test]
    fn an_answer_that_is_lost_is_reported() {
        let through = r#"{ "name": "r", "addressPrefix": "10.0.9.0/24", "nextHop": { "firewall": "fw" } }"#;
        let found = findings(&PROPERTY, &design(r#""10.0.9.4""#, through));
        assert!(found.len() == 1 && found[0].ends_with("its answers do not come back through the same appliances"), "{found:?}");
    }

    #[test]
    fn a_security_group_that_closes_port_53_is_reported_and_one_for_another_port_is_not() {
        let denied = |port: u16| {
            let group = format!(
                r#"{{ "networkSecurityGroups": [{{ "name": "nsg", "securityRules": [{{ "name": "r", "priority": 100, "direction": "Outbound", "access": "Deny",
                    "protocol": "Udp", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "{port}" }}] }}],"#
            );
            let document = design(r#""10.0.9.4""#, "").replacen('{', &group, 1);
            findings(
                &PROPERTY,
                &document.replace(r#""routeTable": "rt-spoke""#, r#""routeTable": "rt-spoke", "networkSecurityGroup": "nsg""#),
            )
            .len()
        };
        assert_eq!([denied(53), denied(54)], [1, 0]);
    }
}
