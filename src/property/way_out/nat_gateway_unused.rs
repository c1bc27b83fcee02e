//! `nat-gateway-unused`: a subnet has a NAT gateway, and its routes send nothing to the Internet.
//!
//! # What it checks
//! Where a subnet has a NAT gateway, its routes send some public address straight to the Internet.
//!
//! # Why it matters
//! A default route to a firewall or a gateway comes before the NAT gateway, which then does nothing and is paid for. Whoever reads the design takes
//! its address for the one that partners see.
//!
//! # Fix
//! Put the NAT gateway at AzureFirewallSubnet, or lead some traffic to the Internet. The fix takes it away from the subnet.
//!
//! # Source
//! Microsoft Learn, "Azure NAT Gateway resource": a user-defined default route to an appliance or a gateway takes its place; specification 6 and 10.2.

use super::{leads_out, taken_by};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::Network;
use crate::property::Property;
use crate::property::family::Family;

pub(in crate::property) const PROPERTY: Property = Property::new("nat-gateway-unused", Severity::Info, run);

fn run<A: Family>(property: &Property, network: &Network<'_, A>, found: &mut Vec<Diagnostic>) {
    let design = network.design;
    for subnet in design.subnet_ids().filter(|subnet| !design[subnet.vnet].existing) {
        let Some(gateway) = design.nat_gateway_of(subnet) else { continue };
        let effective = network.routes.of_subnet(design, subnet);
        // What a service brings along may go by routes of its own.
        if !design.is_for_machines(subnet) || leads_out(effective) {
            continue;
        }
        let path = design[subnet].at.field("natGateway");
        let message = format!(
            "`{}` has NAT gateway `{}`, but what its machines send to the Internet {}",
            design.subnet_path(subnet),
            design[gateway].name,
            taken_by(network, effective, A::SOMEWHERE)
        );
        let table = design.table_of(subnet).map(|table| design[table].at.pointer());
        let finding = property.report(path.clone(), message).hint("take it away, or lead some traffic to the Internet");
        found.push(table.into_iter().fold(finding, Diagnostic::related).removing(path));
        if found.len() > property.most {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{after_fix, findings, hub_and_spoke};

    fn design(routes: &str, nat_gateway: &str) -> String {
        hub_and_spoke(&format!(r#""disableBgpRoutePropagation": true, "routes": [{routes}]"#), "")
            .replace(r#""routeTable": "rt-spoke""#, &format!(r#""routeTable": "rt-spoke"{nat_gateway}"#))
            .replacen(
                '{',
                r#"{ "publicIpAddresses": [{ "name": "pip" }], "natGateways": [{ "name": "nat", "publicIpAddresses": ["pip"] }],"#,
                1,
            )
    }

    const NAT: &str = r#", "natGateway": "nat""#;
    const FIREWALL: &str = r#"{ "name": "d", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }"#;

    #[test]
    fn a_nat_gateway_that_nothing_reaches_is_reported_and_taken_away() {
        let document = design(FIREWALL, NAT);
        assert_eq!(
            findings(&PROPERTY, &document),
            [
                "/virtualNetworks/1/subnets/0/natGateway: `spoke/app` has NAT gateway `nat`, but what its machines send to the Internet goes to `fw`"
            ]
        );
        assert_eq!(after_fix(&PROPERTY, &document)["virtualNetworks"][1]["subnets"][0].get("natGateway"), None);
        let dropped = design(r#"{ "name": "d", "addressPrefix": "0.0.0.0/0", "nextHopType": "None" }"#, NAT);
        assert!(findings(&PROPERTY, &dropped).concat().ends_with("is dropped"));
    }

    #[test]
    fn the_appliance_is_named_that_several_next_hops_or_a_route_server_lead_to() {
        let nva = |name: &str, host: u8| {
            format!(
                r#"{{ "name": "{name}", "networkInterfaces": [{{ "subnet": "hub/nva", "privateIpAddress": "10.0.1.{host}", "enableIPForwarding": true }}] }}"#
            )
        };
        let with_appliances = |routes: &str, more: &str| {
            let appliances = format!(r#""appliances": [{}, {}], {more}"#, nva("one", 4), nva("two", 5));
            design(routes, NAT)
                .replace("AzureFirewallSubnet", "nva")
                .replace(r#""firewalls": [ { "name": "fw", "virtualNetwork": "hub" } ],"#, &appliances)
        };
        let equal = r#"{ "name": "d", "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualApplianceEcmp", "nextHopIpAddresses": ["10.0.1.4", "10.0.1.5"] }"#;
        assert!(findings(&PROPERTY, &with_appliances(equal, "")).concat().ends_with("goes to `one`"));
        let server = r#""routeServers": [{ "name": "rs", "virtualNetwork": "hub", "peers": [
            { "appliance": "two", "advertises": [{ "addressPrefix": "0.0.0.0/0", "asPath": [65010] }] }] }],"#;
        let advertised = with_appliances("", server).replace(r#""disableBgpRoutePropagation": true, "#, "");
        assert!(findings(&PROPERTY, &advertised).concat().ends_with("goes to `two`"), "{:?}", findings(&PROPERTY, &advertised));
    }

    #[test]
    fn one_that_the_routes_lead_to_is_silent() {
        assert!(findings(&PROPERTY, &design("", NAT)).is_empty());
        assert!(findings(&PROPERTY, &design(FIREWALL, "")).is_empty());
    }

    #[test]
    fn one_prefix_that_goes_out_is_enough() {
        let update = r#"{ "name": "u", "addressPrefix": "20.0.0.0/16", "nextHopType": "Internet" }"#;
        assert!(findings(&PROPERTY, &design(&format!("{FIREWALL}, {update}"), NAT)).is_empty());
        let tag = r#"{ "name": "u", "addressPrefix": "AzureMonitor", "nextHopType": "Internet" }"#;
        assert!(findings(&PROPERTY, &design(&format!("{FIREWALL}, {tag}"), NAT)).is_empty());
    }
}
