//! `private-address-reserved`: a private address is one that Azure keeps for itself.
//!
//! # What it checks
//! `privateIpAddress` of every firewall, appliance interface, private endpoint and network interface is none of the first four addresses and not the
//! last address of its subnet's prefix.
//!
//! # Why it matters
//! Azure refuses the interface.
//!
//! # Fix
//! Write another address: the fifth of the prefix or a later one. For a firewall the fix leaves the address out.
//!
//! # Source
//! Microsoft Learn, "Azure Virtual Network FAQ": restrictions on IP addresses within subnets; error code
//! PrivateIPAddressInReservedRange.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Owned, Owner, Survey, is_reserved};
use crate::address::Address;
use crate::design::Forwarder;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("private-address-reserved", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    report(rule, design, design.owned(), found);
    report(rule, design, design.owned_v6(), found);
}

/// Reports what is wrong with the addresses of one family.
fn report<A: Address>(rule: &Rule, design: &Survey<'_>, all: &[Owned<A>], found: &mut Findings) {
    for owned in all.iter().filter(|owned| owned.stated(design)) {
        // In a subnet that is too small every address is kept; that is reported there.
        let mut prefixes = design[owned.subnet].prefixes::<A>().filter(|prefix| prefix.length() <= A::BITS - 3);
        if !prefixes.any(|prefix| prefix.contains(owned.address) && is_reserved(prefix, owned.address)) {
            continue;
        }
        let path = owned.address_pointer(design);
        let message = format!("Azure keeps {} of subnet `{}` for itself", owned.address, design.subnet_path(owned.subnet));
        let finding = rule
            .report(path.clone(), message)
            .related(design[owned.subnet].at.pointer())
            .hint("write the fifth address of the prefix or a later one, and not the last")
            .arm("PrivateIPAddressInReservedRange");
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

    fn design(firewall: &str, endpoint: &str) -> String {
        network(
            r#"{ "name": "AzureFirewallSubnet", "addressPrefix": "10.0.0.0/26" }, { "name": "app", "addressPrefix": "10.0.1.0/24" }"#,
            &format!(
                r#""firewalls": [{{ "name": "fw", "virtualNetwork": "vnet", "privateIpAddress": "{firewall}" }}],
                   "privateEndpoints": [{{ "name": "pe", "subnet": "vnet/app", "privateIpAddress": "{endpoint}" }}]"#
            ),
        )
    }

    #[test]
    fn the_first_four_and_the_last_are_reported() {
        for address in ["10.0.1.0", "10.0.1.1", "10.0.1.2", "10.0.1.3", "10.0.1.255"] {
            let expected = format!("/privateEndpoints/0/privateIpAddress: Azure keeps {address} of subnet `vnet/app` for itself");
            assert_eq!(findings(&RULE, &design("10.0.0.4", address)), [expected]);
        }
        assert!(fixable(&RULE, &design("10.0.0.63", "10.0.1.4")));
    }

    #[test]
    fn other_addresses_are_silent() {
        assert!(findings(&RULE, &design("10.0.0.10", "10.0.1.100")).is_empty());
    }

    #[test]
    fn the_fifth_and_the_last_but_one_are_free() {
        assert!(findings(&RULE, &design("10.0.0.4", "10.0.1.4")).is_empty());
        assert!(findings(&RULE, &design("10.0.0.4", "10.0.1.254")).is_empty());
    }
}
