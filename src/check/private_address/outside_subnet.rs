//! `private-address-outside-subnet`: a private address does not belong to the subnet that it is for.
//!
//! # What it checks
//! `privateIpAddress` of every firewall, appliance interface, private endpoint and network interface is an address of its subnet.
//!
//! # Why it matters
//! Azure refuses the interface.
//!
//! # Fix
//! Write an address of the subnet, or name the subnet that the address belongs to. For a firewall the fix leaves the address out:
//! Azure then takes the first one that is free.
//!
//! # Source
//! Microsoft Learn, "Configure IP addresses for an Azure network interface"; error code PrivateIPAddressNotInSubnet.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Owned, Owner, Survey, few};
use crate::address::Address;
use crate::design::Forwarder;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("private-address-outside-subnet", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    report(rule, design, design.owned(), found);
    report(rule, design, design.owned_v6(), found);
}

/// Reports what is wrong with the addresses of one family.
fn report<A: Address>(rule: &Rule, design: &Survey<'_>, all: &[Owned<A>], found: &mut Findings) {
    for owned in all.iter().filter(|owned| owned.stated(design)) {
        let subnet = &design[owned.subnet];
        // A subnet without any address is reported for that.
        if subnet.contains(owned.address) || subnet.all_prefixes().next().is_none() {
            continue;
        }
        let path = owned.address_pointer(design);
        let message = format!("{} of {} is not in subnet `{}`", owned.address, owned.noun(design), design.subnet_path(owned.subnet));
        let finding = rule.report(path.clone(), message).related(subnet.at.pointer()).arm("PrivateIPAddressNotInSubnet");
        let all = few(&mut subnet.prefixes::<A>());
        let finding = finding.hint(if all.is_empty() {
            "the subnet has no prefix of that family".to_owned()
        } else {
            format!("the subnet has {all}")
        });
        found.push(match owned.owner {
            Owner::Forwarder(Forwarder::Firewall(_)) => finding.removing(path),
            _ => finding,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, network};

    fn design(firewall: &str, nic: &str, endpoint: &str) -> String {
        network(
            r#"{ "name": "AzureFirewallSubnet", "addressPrefix": "10.0.0.0/26" }, { "name": "app", "addressPrefix": "10.0.1.0/24" }"#,
            &format!(
                r#""firewalls": [{{ "name": "fw", "virtualNetwork": "vnet", "privateIpAddress": "{firewall}" }}],
                   "appliances": [{{ "name": "nva", "networkInterfaces": [{{ "subnet": "vnet/app", "privateIpAddress": "{nic}" }}] }}],
                   "privateEndpoints": [{{ "name": "pe", "subnet": "vnet/app", "privateIpAddress": "{endpoint}" }}]"#
            ),
        )
    }

    #[test]
    fn each_kind_of_owner_is_looked_at() {
        let document = design("10.0.2.4", "10.0.2.5", "10.0.2.6");
        assert_eq!(
            findings(&RULE, &document),
            [
                "/firewalls/0/privateIpAddress: 10.0.2.4 of firewall `fw` is not in subnet `vnet/AzureFirewallSubnet`",
                "/appliances/0/networkInterfaces/0/privateIpAddress: 10.0.2.5 of appliance `nva` is not in subnet `vnet/app`",
                "/privateEndpoints/0/privateIpAddress: 10.0.2.6 of private endpoint `pe` is not in subnet `vnet/app`",
            ],
        );
        assert!(fixable(&RULE, &design("10.0.2.4", "10.0.1.5", "10.0.1.6")));
    }

    #[test]
    fn addresses_of_the_subnet_are_silent() {
        assert!(findings(&RULE, &design("10.0.0.4", "10.0.1.5", "10.0.1.6")).is_empty());
    }

    #[test]
    fn the_last_address_of_the_subnet_is_in_it_and_the_next_is_not() {
        assert!(findings(&RULE, &design("10.0.0.4", "10.0.1.255", "10.0.1.6")).is_empty());
        assert_eq!(findings(&RULE, &design("10.0.0.4", "10.0.2.0", "10.0.1.6")).len(), 1);
    }
}
