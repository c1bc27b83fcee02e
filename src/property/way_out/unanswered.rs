//! `public-address-unanswered`: a machine has a public address, and its routes take what it answers elsewhere.
//!
//! # What it checks
//! Where a network interface, of a machine or of an appliance, has a public IP address that lets something in, the routes of its subnet send some public address
//! straight to the Internet. Without a network security group before the machine it lets in nothing.
//!
//! # Why it matters
//! A request from the Internet arrives at the machine whatever its routes say. Its answer takes them: a firewall or appliance has not seen the
//! request and drops it, and a gateway sends it out with an address that the client does not know. The machine looks as if it were down.
//!
//! # Fix
//! Publish it through the firewall, or write a route to the Internet for the prefix of its clients. Take the public address away if nobody
//! is to reach it.
//!
//! # Source
//! Microsoft Learn, "Integrate Azure Firewall with Azure Standard Load Balancer", asymmetric routing; specification 4.10, 4.11 and 10.8.

use super::{leads_out, public_addresses, taken_by};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::Network;
use crate::property::Property;
use crate::property::family::Family;

pub(in crate::property) const PROPERTY: Property = Property::new("public-address-unanswered", Severity::Error, run).over_ipv6(run);

fn run<A: Family>(property: &Property, network: &Network<'_, A>, found: &mut Vec<Diagnostic>) {
    let design = network.design;
    for (subnet, at, id) in public_addresses(network) {
        let effective = network.routes.of_subnet(design, subnet);
        // What no security group stands before lets in nothing, and answers nothing (specification 10.8).
        let closed = network.published.iter().any(|it| it.id == id && it.closed);
        if closed || leads_out(effective) {
            continue;
        }
        let message = format!(
            "`{}` can be reached from the Internet, but what is answered {}",
            design[id].name,
            taken_by(network, effective, A::SOMEWHERE)
        );
        let finding = property.report(at.pointer(), message).related(design[id].at.pointer());
        let table = design.table_of(subnet).map(|table| design[table].at.pointer());
        let finding = table.into_iter().fold(finding, Diagnostic::related);
        found.push(finding.hint("publish it through the firewall, or write a route to the Internet for the prefix of its clients"));
        if found.len() > property.most {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{findings, hub_and_spoke};

    fn design(routes: &str, member: &str) -> String {
        let machine = format!(
            r#"{{ "publicIpAddresses": [{{ "name": "pip" }}], "networkSecurityGroups": [{{ "name": "nsg" }}],
                  "networkInterfaces": [{{ "name": "vm", "subnet": "spoke/app", "privateIpAddress": "10.1.0.9"{member} }}],"#
        );
        hub_and_spoke(&format!(r#""disableBgpRoutePropagation": true, "routes": [{routes}]"#), "").replacen('{', &machine, 1)
    }

    const PUBLIC: &str = r#", "publicIpAddress": "pip", "networkSecurityGroup": "nsg""#;
    const FIREWALL: &str = r#"{ "name": "d", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }"#;

    #[test]
    fn a_machine_that_answers_through_the_firewall_is_reported() {
        assert_eq!(
            findings(&PROPERTY, &design(FIREWALL, PUBLIC)),
            ["/networkInterfaces/0: `pip` can be reached from the Internet, but what is answered goes to `fw`"]
        );
    }

    #[test]
    fn a_default_route_that_is_learned_takes_the_answer_too() {
        let tunnelled = design("", PUBLIC)
            .replace(r#""192.168.1.0/24""#, r#""0.0.0.0/0""#)
            .replace(r#""disableBgpRoutePropagation": true"#, r#""disableBgpRoutePropagation": false"#);
        assert!(findings(&PROPERTY, &tunnelled).concat().ends_with("goes to gateway `vpn`"));
    }

    #[test]
    fn a_machine_that_answers_directly_and_one_without_a_public_address_are_silent() {
        assert!(findings(&PROPERTY, &design("", PUBLIC)).is_empty());
        assert!(findings(&PROPERTY, &design(FIREWALL, "")).is_empty());
    }

    // Specification 10.8: "closed to inbound traffic" until a security group allows it.
    #[test]
    fn a_machine_without_a_security_group_lets_in_nothing_to_answer() {
        assert!(findings(&PROPERTY, &design(FIREWALL, r#", "publicIpAddress": "pip""#)).is_empty());
    }

    #[test]
    fn a_route_back_to_the_clients_is_enough() {
        let clients = r#"{ "name": "c", "addressPrefix": "20.1.0.0/24", "nextHopType": "Internet" }"#;
        assert!(findings(&PROPERTY, &design(&format!("{FIREWALL}, {clients}"), PUBLIC)).is_empty());
    }
}
