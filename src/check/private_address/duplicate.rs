//! `private-address-duplicate`: two things in one virtual network have the same private address.
//!
//! # What it checks
//! The private addresses of the firewalls, appliance interfaces, private endpoints and network interfaces of a network are all
//! different.
//!
//! # Why it matters
//! Azure refuses the second one.
//!
//! # Fix
//! Give one of the two another address of its subnet. The fix takes the lowest one that nothing in the design has.
//!
//! # Source
//! Microsoft Learn, "Configure IP addresses for an Azure network interface"; error code PrivateIPAddressIsAllocated.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Owned, Survey};
use crate::address::Address;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("private-address-duplicate", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    report(rule, design, design.owned(), found);
    report(rule, design, design.owned_v6(), found);
}

/// Reports the addresses of one family that two things have.
fn report<A: Address>(rule: &Rule, design: &Survey<'_>, all: &[Owned<A>], found: &mut Findings) {
    for same in all.chunk_by(|a, b| (a.address, a.subnet.vnet) == (b.address, b.subnet.vnet)) {
        // Two firewalls that both take the first address of AzureFirewallSubnet are one firewall too many.
        let Some(first) = same.iter().find(|owned| !owned.stated(design)).or(same.first()) else { continue };
        for second in same.iter().filter(|owned| *owned != first && owned.stated(design)) {
            let path = second.address_pointer(design);
            let message = format!("{} has {} of `{}` already", first.noun(design), second.address, design[second.subnet.vnet].name);
            let finding = rule
                .report(path.clone(), message)
                .related(first.pointer(design))
                .hint("give one of the two another address")
                .arm("PrivateIPAddressIsAllocated");
            let free = if found.is_full() { None } else { free_address(design, all, second) };
            found.push(finding.replacing_some(path, free.map(|address| address.to_string())));
        }
    }
}

/// The lowest usable address of the owner's subnet that nothing in the network has; only the first few are looked at.
fn free_address<A: Address>(design: &Survey<'_>, all: &[Owned<A>], owned: &Owned<A>) -> Option<A> {
    let taken = |address: &A| {
        let start = all.partition_point(|it| it.address < *address);
        all.iter().skip(start).take_while(|it| it.address == *address).any(|it| it.subnet.vnet == owned.subnet.vnet)
    };
    let first = design[owned.subnet].prefixes::<A>().next()?;
    let usable = (4..100).filter_map(|count| first.first().offset(count)).take_while(|address| *address < first.last());
    usable.into_iter().find(|address| !taken(address))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, network};

    fn design(nic: &str, endpoint: &str) -> String {
        network(
            r#"{ "name": "AzureFirewallSubnet", "addressPrefix": "10.0.0.0/26" }, { "name": "app", "addressPrefix": "10.0.1.0/24" }"#,
            &format!(
                r#""firewalls": [{{ "name": "fw", "virtualNetwork": "vnet" }}],
                   "appliances": [{{ "name": "nva", "networkInterfaces": [{{ "subnet": "vnet/app", "privateIpAddress": "{nic}" }}] }}],
                   "privateEndpoints": [{{ "name": "pe", "subnet": "vnet/app", "privateIpAddress": "{endpoint}" }}]"#
            ),
        )
    }

    #[test]
    fn the_second_owner_is_reported_and_given_a_free_address() {
        let document = design("10.0.1.4", "10.0.1.4");
        assert_eq!(findings(&RULE, &document), ["/privateEndpoints/0/privateIpAddress: appliance `nva` has 10.0.1.4 of `vnet` already"]);
        assert_eq!(after_fix(&RULE, &document)["privateEndpoints"][0]["privateIpAddress"], "10.0.1.5");
    }

    #[test]
    fn the_address_that_a_firewall_takes_is_taken() {
        let document = design("10.0.0.4", "10.0.1.4");
        let expected = "/appliances/0/networkInterfaces/0/privateIpAddress: firewall `fw` has 10.0.0.4 of `vnet` already";
        assert_eq!(findings(&RULE, &document), [expected]);
    }

    #[test]
    fn two_network_interfaces_are_two_owners() {
        let nic = |name: &str| format!(r#"{{ "name": "{name}", "subnet": "vnet/app", "privateIpAddress": "10.0.1.9" }}"#);
        let document = design("10.0.1.4", "10.0.1.5")
            .replace(r#""privateEndpoints""#, &format!(r#""networkInterfaces": [{}, {}], "privateEndpoints""#, nic("a"), nic("b")));
        let expected = "/networkInterfaces/1/privateIpAddress: network interface `a` has 10.0.1.9 of `vnet` already";
        assert_eq!(findings(&RULE, &document), [expected]);
    }

    #[test]
    fn ipv6_addresses_are_owned_too() {
        let nic = |name: &str, last: &str| {
            let addresses = format!(r#""privateIpAddress": "10.0.1.{last}", "privateIpv6Address": "fd00:20:0:1::9""#);
            format!(r#"{{ "name": "{name}", "subnet": "vnet/app", {addresses} }}"#)
        };
        let interfaces = format!(r#""networkInterfaces": [{}, {}], "privateEndpoints""#, nic("a", "6"), nic("b", "7"));
        let document = design("10.0.1.4", "10.0.1.5").replace(r#""privateEndpoints""#, &interfaces);
        let document = document.replace(r#""10.0.0.0/16""#, r#""10.0.0.0/16", "fd00:20::/48""#);
        let document = document.replace(r#""addressPrefix": "10.0.1.0/24""#, r#""addressPrefixes": ["10.0.1.0/24", "fd00:20:0:1::/64"]"#);
        let told = "/networkInterfaces/1/privateIpv6Address: network interface `a` has fd00:20:0:1::9 of `vnet` already";
        assert_eq!(findings(&RULE, &document), [told]);
        assert_eq!(after_fix(&RULE, &document)["networkInterfaces"][1]["privateIpv6Address"], "fd00:20:0:1::4");
    }

    #[test]
    fn different_addresses_are_silent() {
        assert!(findings(&RULE, &design("10.0.1.4", "10.0.1.5")).is_empty());
    }

    #[test]
    fn the_same_address_in_another_network_is_another_address() {
        let endpoint = |vnet: &str| format!(r#"{{ "name": "pe-{vnet}", "subnet": "{vnet}/s", "privateIpAddress": "10.0.0.4" }}"#);
        let network = |vnet: &str| {
            format!(
                r#"{{ "name": "{vnet}", "addressSpace": ["10.0.0.0/16"], "subnets": [{{ "name": "s", "addressPrefix": "10.0.0.0/24" }}] }}"#
            )
        };
        let document = format!(
            r#"{{ "virtualNetworks": [{}, {}], "privateEndpoints": [{}, {}] }}"#,
            network("one"),
            network("two"),
            endpoint("one"),
            endpoint("two")
        );
        assert!(findings(&RULE, &document).is_empty());
    }
}
