//! `public-ip-family`: a public IP address of one family is used for the other.
//!
//! # What it checks
//! `publicIPAddressVersion` is that of `ipAddress`; `publicIpv6Address` of an interface names an IPv6 address and stands beside a
//! `privateIpv6Address`; `publicIpAddress`, and the public addresses of firewalls and gateways, are IPv4 addresses.
//!
//! # Why it matters
//! Azure refuses a configuration whose private and public address are of different families.
//!
//! # Fix
//! Name a public address of the right family.
//!
//! # Source
//! Azure REST API reference, Microsoft.Network/publicIPAddresses, publicIPAddressVersion; Microsoft Learn, "Overview of IPv6 for Azure
//! Virtual Network", limitations of firewalls and VPN gateways.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::{IpVersion, Reference};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("public-ip-family", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for public in &design.public_ip_addresses {
        let (Some(version), Some(address)) = (public.version, &public.ip_address) else { continue };
        if (version == IpVersion::V6) != address.is_v6() {
            let message = format!("public IP address `{}` has {address} and the version {}", public.name, version.as_str());
            let path = public.at.field("publicIPAddressVersion");
            found.push(rule.report(path.clone(), message).hint("leave the version out: the address says it").removing(path));
        }
    }
    let mut uses = |path: String, reference: Option<&Reference>, v6: bool| {
        let Some(id) = reference.and_then(Reference::public_ip).filter(|id| design[*id].is_v6() != v6) else { return };
        let (is, wanted) = if v6 { ("IPv4", "IPv6") } else { ("IPv6", "IPv4") };
        let message = format!("public IP address `{}` is one of {is}, and one of {wanted} is wanted here", design[id].name);
        found.push(rule.report(path, message).related(design[id].at.pointer()).hint("name a public address of the right family"));
    };
    for interface in design.appliances.iter().flat_map(|appliance| &appliance.network_interfaces) {
        uses(interface.at.field("publicIpAddress"), interface.public_ip_address.as_ref(), false);
        uses(interface.at.field("publicIpv6Address"), interface.public_ipv6_address.as_ref(), true);
    }
    for interface in &design.network_interfaces {
        uses(interface.at.field("publicIpAddress"), interface.public_ip_address.as_ref(), false);
        uses(interface.at.field("publicIpv6Address"), interface.public_ipv6_address.as_ref(), true);
    }
    let firewalls = design.firewalls.iter().map(|it| (it.at, &it.public_ip_addresses));
    let gateways = design.virtual_network_gateways.iter().map(|it| (it.at, &it.public_ip_addresses));
    // The SKU that is written is for IPv4; somebody else's may be the other one (specification 10.4).
    let nat_gateways = design.nat_gateways.iter().filter(|it| !it.existing).map(|it| (it.at, &it.public_ip_addresses));
    for (at, references) in firewalls.chain(gateways).chain(nat_gateways) {
        for (i, reference) in references.placed() {
            uses(at.field(&format!("publicIpAddresses/{i}")), Some(reference), false);
        }
    }
    let appliances = design.appliances.iter().flat_map(|appliance| &appliance.network_interfaces);
    let interfaces = appliances.map(|it| (it.at, &it.public_ipv6_address, it.private_ipv6_address));
    let machines = design.network_interfaces.iter().map(|it| (it.at, &it.public_ipv6_address, it.private_ipv6_address));
    for (at, public, private) in interfaces.chain(machines) {
        if public.is_some() && private.is_none() {
            let message = "a public IPv6 address stands beside a private one, and there is none".to_owned();
            found.push(rule.report(at.field("publicIpv6Address"), message).hint("give the interface a `privateIpv6Address`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::dual;
    use super::RULE;
    use crate::check::testing::{findings, fixable};

    fn design(public: &str, interface: &str) -> String {
        dual(&format!(
            r#""routeTables": [{{ "name": "rt" }}], "publicIpAddresses": [{{ "name": "pip" {public} }}],
               "networkInterfaces": [{{ "name": "nic", "subnet": "vnet/app", "privateIpAddress": "10.0.1.9" {interface} }}]"#
        ))
    }

    const PRIVATE: &str = r#", "privateIpv6Address": "fd00:20:0:1::9""#;

    #[test]
    fn a_version_that_is_not_that_of_the_address_is_reported() {
        let document = design(r#", "ipAddress": "20.1.2.3", "publicIPAddressVersion": "IPv6""#, "");
        let told = "/publicIpAddresses/0/publicIPAddressVersion: public IP address `pip` has 20.1.2.3 and the version IPv6";
        assert_eq!(findings(&RULE, &document), [told]);
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn a_public_address_of_the_other_family_is_reported() {
        let told = "/networkInterfaces/0/publicIpv6Address: public IP address `pip` is one of IPv4, and one of IPv6 is wanted here";
        assert_eq!(findings(&RULE, &design("", &format!(r#"{PRIVATE}, "publicIpv6Address": "pip""#))), [told]);
        let v6 = r#", "ipAddress": "2603:1030::4""#;
        assert_eq!(findings(&RULE, &design(v6, r#", "publicIpAddress": "pip""#)).len(), 1);
        assert_eq!(findings(&RULE, &design(v6, r#", "publicIpv6Address": "pip""#)).len(), 1, "without a private one");
    }

    #[test]
    fn addresses_of_one_family_are_silent() {
        assert!(findings(&RULE, &design("", r#", "publicIpAddress": "pip""#)).is_empty());
        let v6 = r#", "publicIPAddressVersion": "IPv6""#;
        assert!(findings(&RULE, &design(v6, &format!(r#"{PRIVATE}, "publicIpv6Address": "pip""#))).is_empty());
    }
}
