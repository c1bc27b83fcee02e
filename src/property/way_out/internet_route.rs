//! `internet-route-egress-missing`: a route sends machines straight to the Internet, and nothing gives them a public address.
//!
//! # What it checks
//! Where a route table has a route to the Internet, for a prefix or for a service tag, each of its subnets for machines has a NAT gateway or default
//! outbound access, or something in it has a public address, or all of its workloads bring theirs.
//!
//! # Why it matters
//! A private subnet has no default outbound access, and a route to the Internet does not give it back: the packets are dropped without a
//! word, also those for a service tag such as Storage. New networks have private subnets since API version 2025-07-01.
//!
//! # Fix
//! Give the subnet a NAT gateway, lead the route to a firewall, or use service endpoints. The fix takes the only NAT gateway that there is, where
//! no other network uses it.
//!
//! # Source
//! Microsoft Learn, "Default outbound access in Azure", private subnets: routes with next hop type Internet need explicit outbound
//! connectivity; specification 10.3 and 10.7.

use super::holds_public_address;
use crate::address::{Address, AddressSet, Ipv4, Share};
use crate::design::{Design, Destination, NatGatewayId, NextHopType, Route, SubnetId, TableId, VnetId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::Network;
use crate::property::{Property, for_machines};
use crate::route::public;
use crate::workload::has_own_way_out;

pub(in crate::property) const PROPERTY: Property = Property::new("internet-route-egress-missing", Severity::Warning, run).over_ipv6(run);

fn run<A: Address>(property: &Property, network: &Network<'_, A>, found: &mut Vec<Diagnostic>) {
    let design = network.design;
    let public = public::<A>();
    // Which tables lead to the Internet, and by which routes.
    let routes: Vec<Vec<&Route>> = design.table_ids().map(|table| to_internet(design, table, &public)).collect();
    let mut lost: Vec<Vec<SubnetId>> = vec![Vec::new(); routes.len()];
    for subnet in design.subnet_ids() {
        let Some(table) = design.table_of(subnet) else { continue };
        let leads_out = routes.get(table.0 as usize).is_some_and(|routes| !routes.is_empty());
        if leads_out && for_machines(network, subnet) && is_without_way(network, subnet) {
            lost.get_mut(table.0 as usize).into_iter().for_each(|lost| lost.push(subnet));
        }
    }
    for (table, (routes, subnets)) in design.table_ids().zip(routes.iter().zip(&lost)) {
        let (Some(route), Some(first)) = (routes.first(), subnets.first()) else { continue };
        let names: Vec<String> = routes.iter().take(4).map(|route| route.address_prefix.to_string()).collect();
        let message = format!(
            "`{}` sends {} to the Internet, and nothing gives machines of `{}` a public address",
            design[table].name,
            names.join(", "),
            design.subnet_path(*first)
        );
        let mut finding =
            property.report(route.at.pointer(), message).hint("give the subnet a NAT gateway, or lead the route to a firewall");
        for subnet in subnets.iter().take(10) {
            finding = finding.related(design[*subnet].at.field("routeTable"));
        }
        let given =
            only_nat_gateway(design, first.vnet).filter(|_| A::BITS == Ipv4::BITS && subnets.iter().all(|it| it.vnet == first.vnet));
        if let Some(gateway) = given.filter(|_| !design[first.vnet].existing) {
            for subnet in subnets {
                finding = finding.adding(design[*subnet].at.field("natGateway"), design[gateway].name.as_str());
            }
        }
        found.push(finding);
    }
}

/// The routes of a table that send public addresses of this family to the Internet; tags count as IPv4.
fn to_internet<'d, A: Address>(design: &'d Design, table: TableId, public: &AddressSet<A>) -> Vec<&'d Route> {
    let of_family = |destination: &Destination| match destination.prefix::<A>() {
        Some(prefix) => AddressSet::from(prefix.interval()).share(public) != Share::None,
        None => A::BITS == Ipv4::BITS && destination.tag().is_some(),
    };
    let routes = design[table].routes.iter().filter(|route| route.next_hop_type == Some(NextHopType::Internet) && route.next_hop.is_none());
    routes.filter(|route| of_family(&route.address_prefix)).collect()
}

/// Whether nothing lets the machines of a subnet out.
fn is_without_way<A: Address>(network: &Network<'_, A>, subnet: SubnetId) -> bool {
    let design = network.design;
    let v4 = A::BITS == Ipv4::BITS;
    let open = v4 && design.has_default_outbound_access(subnet);
    // Whether somebody else's NAT gateway is for IPv6 is not known (specification 10.4).
    let nat_gateway = design.nat_gateway_of(subnet).is_some_and(|id| v4 || design[id].existing);
    // Services with public addresses of their own need no other (specification 10.3).
    let standing = &design[subnet].workloads;
    let services = !standing.is_empty() && standing.iter().all(|it| has_own_way_out(*it));
    design.is_for_machines(subnet) && !services && !open && !nat_gateway && !holds_public_address(network, subnet)
}

/// The only NAT gateway of the design, if no other network uses it.
fn only_nat_gateway(design: &Design, vnet: VnetId) -> Option<NatGatewayId> {
    let [_] = design.nat_gateways.as_slice() else { return None };
    let gateway = design.nat_gateway_ids().next()?;
    let elsewhere = design.subnet_ids().any(|subnet| subnet.vnet != vnet && design.nat_gateway_of(subnet) == Some(gateway));
    (!elsewhere && !design[gateway].public_ip_addresses.is_empty()).then_some(gateway)
}

#[cfg(test)]
mod tests {
    use super::PROPERTY;
    use crate::property::testing::{after_fix, findings};

    fn design(route: &str, subnet: &str, rest: &str) -> String {
        format!(
            r#"{{ "location": "eastus",
                 "virtualNetworks": [{{ "name": "v", "addressSpace": ["10.0.0.0/16"], "subnets": [
                   {{ "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "rt"{subnet} }}] }}],
                 "publicIpAddresses": [{{ "name": "pip" }}], {rest}
                 "routeTables": [{{ "name": "rt", "routes": [{{ "name": "r", {route} }}] }}] }}"#
        )
    }

    const DEFAULT: &str = r#""addressPrefix": "0.0.0.0/0", "nextHopType": "Internet""#;
    const NAT: &str = r#""natGateways": [{ "name": "nat", "publicIpAddresses": ["pip"] }],"#;

    #[test]
    fn a_route_out_of_a_private_subnet_is_reported() {
        let expected = |prefix: &str| {
            [format!(
                "/routeTables/0/routes/0: `rt` sends {prefix} to the Internet, and nothing gives machines of `v/app` a public address"
            )]
        };
        assert_eq!(findings(&PROPERTY, &design(DEFAULT, "", "")), expected("0.0.0.0/0"));
        let tag = r#""addressPrefix": "Storage", "nextHopType": "Internet""#;
        assert_eq!(findings(&PROPERTY, &design(tag, "", "")), expected("Storage"));
        assert_eq!(after_fix(&PROPERTY, &design(DEFAULT, "", NAT))["virtualNetworks"][0]["subnets"][0]["natGateway"], "nat");
    }

    #[test]
    fn a_subnet_with_a_way_out_is_silent() {
        assert!(findings(&PROPERTY, &design(DEFAULT, r#", "natGateway": "nat""#, NAT)).is_empty());
        assert!(findings(&PROPERTY, &design(DEFAULT, r#", "defaultOutboundAccess": true"#, "")).is_empty());
        let machine =
            r#""networkInterfaces": [{ "name": "vm", "subnet": "v/app", "privateIpAddress": "10.0.1.4", "publicIpAddress": "pip" }],"#;
        assert!(findings(&PROPERTY, &design(DEFAULT, "", machine)).is_empty());
    }

    #[test]
    fn a_route_elsewhere_and_one_for_private_addresses_are_silent() {
        assert!(findings(&PROPERTY, &design(r#""addressPrefix": "0.0.0.0/0", "nextHopType": "None""#, "", "")).is_empty());
        assert!(findings(&PROPERTY, &design(r#""addressPrefix": "10.7.0.0/16", "nextHopType": "Internet""#, "", "")).is_empty());
    }

    // Specification 10.3, 12.1: replies of compute with public addresses leave by a route for the tag.
    #[test]
    fn services_that_bring_their_addresses_are_silent_and_what_stands_beside_them_is_not() {
        let found = |workloads: &str| {
            let route = r#""addressPrefix": "AzureMachineLearning", "nextHopType": "Internet""#;
            findings(&PROPERTY, &design(route, &format!(r#", "workloads": [{workloads}]"#), "")).len()
        };
        assert_eq!(found(r#""AzureMachineLearningComputeWithPublicIp""#), 0);
        assert_eq!(found(r#""ApiManagement", "ContainerAppsConsumption""#), 0);
        assert_eq!(found(r#""AzureMachineLearningComputeWithPublicIp", "AzureMachineLearningCompute""#), 1);
        assert_eq!(found(r#""AksNone", "AksKubenet""#), 1);
        assert_eq!(found(""), 1);
    }

    #[test]
    fn a_delegated_subnet_has_what_its_service_brings() {
        assert!(findings(&PROPERTY, &design(DEFAULT, r#", "delegation": "Microsoft.Databricks/workspaces""#, "")).is_empty());
    }
}
