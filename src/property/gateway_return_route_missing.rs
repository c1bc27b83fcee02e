//! `gateway-return-route-missing`: traffic to a site passes an appliance, the way back from the gateway does not.
//!
//! # What it checks
//! Where a subnet sends packets for a learned prefix to a stateful firewall or appliance that does not translate their
//! source, the routes of GatewaySubnet send packets for that subnet to the same one.
//!
//! # Why it matters
//! From the gateway, the peering's own route leads straight to the subnet. Requests pass the firewall, replies do not,
//! and connections from the site arrive past it and are answered through it: a stateful firewall drops them. Azure
//! shows neither the routes of GatewaySubnet nor any error.
//!
//! # Fix
//! Give GatewaySubnet a route table with a route for the subnet's prefix to the same firewall.
//!
//! # Source
//! Microsoft Learn, "Deploy and configure Azure Firewall in a hybrid network", routes; specification 5.4, 6 and 11.1.

use super::{Property, for_machines};
use crate::address::{Address, Prefix};
use crate::design::{Forwarder, GatewayId, SubnetId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{Instance, Network};

pub(super) const PROPERTY: Property = Property::new("gateway-return-route-missing", Severity::Error, run).over_ipv6(run);

fn run<A: Address>(property: &Property, network: &Network<'_, A>, found: &mut Vec<Diagnostic>) {
    let design = network.design;
    for subnet in design.subnet_ids().filter(|subnet| for_machines(network, *subnet)) {
        // Most subnets never send to a gateway: no gateway, nothing to look at.
        for gateway in design.gateways_serving(subnet.vnet) {
            let Some(there) = inspecting(network, subnet, gateway) else { continue };
            let Some(back) = network.gateway_subnet(gateway).map(|gateway| network.routes.of_subnet(design, gateway)) else { continue };
            let missing = design[subnet]
                .prefixes()
                .find(|prefix| network.appliance_for(back, prefix.first()).map(Instance::from) != Some(there.into()));
            let Some(prefix) = missing else { continue };
            found.push(report(property, network, subnet, gateway, there, prefix));
        }
    }
}

fn report<A: Address>(
    property: &Property,
    network: &Network<'_, A>,
    subnet: SubnetId,
    gateway: GatewayId,
    there: Forwarder,
    prefix: Prefix<A>,
) -> Diagnostic {
    let design = network.design;
    let firewall = design.forwarder_name(there);
    let gateway_subnet = network.gateway_subnet(gateway);
    let place = match gateway_subnet.map(|subnet| (subnet, design.table_of(subnet))) {
        Some((_, Some(table))) => design[table].at.pointer(),
        Some((subnet, None)) => design[subnet].at.pointer(),
        None => design[gateway].at.pointer(),
    };
    let message = format!(
        "`{}` reaches the site through `{firewall}`, but GatewaySubnet of `{}` returns {prefix} past it",
        design.subnet_path(subnet),
        gateway_subnet.map_or("", |subnet| design[subnet.vnet].name.as_str()),
    );
    property
        .report(place, message)
        .related(design[subnet].at.pointer())
        .hint(format!("add a route for {prefix} to `{firewall}` in the route table of GatewaySubnet"))
}

/// The stateful, not translating forwarder that the subnet's packets for some prefix learned by `gateway` go to first.
fn inspecting<A: Address>(network: &Network<'_, A>, subnet: SubnetId, gateway: GatewayId) -> Option<Forwarder> {
    let effective = network.routes.of_subnet(network.design, subnet);
    let mut learned = network.learned_prefixes(gateway);
    learned.find_map(|prefix| network.appliance_for(effective, prefix.first()).filter(|forwarder| network.keeps_source(*forwarder)))
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{findings, hub_and_spoke};

    const SPOKE: &str = r#""disableBgpRoutePropagation": true, "routes": [{ "name": "default", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }]"#;

    fn back(prefix: &str) -> String {
        format!(r#"{{ "name": "app", "addressPrefix": "{prefix}", "nextHop": {{ "firewall": "fw" }} }}"#)
    }

    #[test]
    fn a_gateway_subnet_that_returns_past_the_firewall_is_reported() {
        assert_eq!(
            findings(&PROPERTY, &hub_and_spoke(SPOKE, "")),
            ["/routeTables/1: `spoke/app` reaches the site through `fw`, but GatewaySubnet of `hub` returns 10.1.0.0/24 past it"]
        );
    }

    #[test]
    fn a_return_route_shorter_than_the_peering_does_not_help() {
        assert_eq!(findings(&PROPERTY, &hub_and_spoke(SPOKE, &back("10.0.0.0/8"))).len(), 1);
    }

    #[test]
    fn a_return_route_for_the_subnet_or_its_network_is_enough() {
        assert!(findings(&PROPERTY, &hub_and_spoke(SPOKE, &back("10.1.0.0/24"))).is_empty());
        assert!(findings(&PROPERTY, &hub_and_spoke(SPOKE, &back("10.1.0.0/16"))).is_empty());
    }

    /// Two appliances in the place of the firewall, or a load balancer in front of them.
    fn over(next_hop: &str, appliance: &str) -> String {
        let nva = |name: &str, host: u8| {
            format!(
                r#"{{ "name": "{name}", {appliance} "networkInterfaces": [{{ "subnet": "hub/nva", "privateIpAddress": "10.0.1.{host}", "enableIPForwarding": true }}] }}"#
            )
        };
        let balancer =
            r#"{ "name": "ilb", "subnet": "hub/nva", "privateIpAddress": "10.0.1.9", "haPorts": true, "backends": ["one", "two"] }"#;
        let appliances = format!(r#""appliances": [{}, {}], "loadBalancers": [{balancer}],"#, nva("one", 4), nva("two", 5));
        hub_and_spoke(&SPOKE.replace(r#"{ "firewall": "fw" }"#, next_hop), "")
            .replace("AzureFirewallSubnet", "nva")
            .replace(r#""firewalls": [ { "name": "fw", "virtualNetwork": "hub" } ],"#, &appliances)
    }

    // Specification 11.1: who remembers connections and shows the sender's own address has to see the answer.
    #[test]
    fn an_appliance_that_needs_no_answer_is_not_spoken_of() {
        let one = r#"{ "appliance": "one" }"#;
        assert_eq!(findings(&PROPERTY, &over(one, "")).len(), 1);
        assert_eq!(findings(&PROPERTY, &over(one, r#""snat": "Public","#)).len(), 1);
        assert!(findings(&PROPERTY, &over(one, r#""stateful": false,"#)).is_empty());
        assert!(findings(&PROPERTY, &over(one, r#""snat": "Always","#)).is_empty());
    }

    #[test]
    fn a_load_balancer_needs_the_answer_if_what_stands_behind_it_does() {
        let balancer = r#"{ "loadBalancer": "ilb" }"#;
        assert_eq!(
            findings(&PROPERTY, &over(balancer, "")),
            ["/routeTables/1: `spoke/app` reaches the site through `ilb`, but GatewaySubnet of `hub` returns 10.1.0.0/24 past it"]
        );
        assert!(findings(&PROPERTY, &over(balancer, r#""stateful": false,"#)).is_empty());
    }

    #[test]
    fn traffic_that_takes_the_gateway_directly_needs_no_return_route() {
        assert!(findings(&PROPERTY, &hub_and_spoke(r#""routes": []"#, "")).is_empty());
    }
}
